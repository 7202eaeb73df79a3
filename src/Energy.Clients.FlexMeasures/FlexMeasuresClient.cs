using Energy.Clients.FlexMeasures.Messages;
using Microsoft.Extensions.Options;
using NodaTime.Text;

namespace Energy.Clients.FlexMeasures;

/// <summary>Talks to a FlexMeasures server: sensors, data, assets, schedules and forecasts of today's v3_0 interface, and the messages of 2021.</summary>
/// <remarks>
/// <para>Register it with <c>services.AddFlexMeasuresClient(…)</c>, or make one with <c>new</c>. It is safe to use from many threads and meant to live as long as the
/// application.</para>
/// <para>All groups but <see cref="Messages"/> speak v3_0. Ask <see cref="FlexMeasuresServerOperations.GetVersionsAsync"/> which versions a server has.</para>
/// </remarks>
/// <example>
/// <code>
/// using var flexMeasures = new FlexMeasuresClient(new() { BaseAddress = address, Email = email, Password = password });
/// var sensor = await flexMeasures.Sensors.GetAsync(42);
/// await foreach (var reading in flexMeasures.Data.ReadAsync(sensor, january))
/// {
///     Console.WriteLine($"{reading.Start} {reading.Value} {sensor.Unit}");
/// }
/// </code>
/// </example>
public class FlexMeasuresClient : EnergyClient, ISeriesReader
{
    private readonly EnergyTransport<FlexMeasuresClientOptions> _transport;

    /// <summary>Creates a client that needs no container.</summary>
    /// <param name="options">The options; not to be changed afterwards.</param>
    /// <param name="setup">What sends, the clock and the logs, or a handler alone; <see langword="null"/> takes the network, the system's clock, and logs nothing.</param>
    /// <exception cref="OptionsValidationException">An option is out of its range; the message names it and the remedy.</exception>
    public FlexMeasuresClient(FlexMeasuresClientOptions options, EnergyClientSetup? setup = null)
        : this(EnergyTransport.Create(FlexMeasuresVendor.Instance, options, setup))
    {
    }

    internal FlexMeasuresClient(EnergyTransport<FlexMeasuresClientOptions> transport)
        : base(transport)
    {
        _transport = transport;
        Sensors = new FlexMeasuresSensorOperations(transport);
        Data = new FlexMeasuresDataOperations(transport);
        Assets = new FlexMeasuresAssetOperations(transport);
        Schedules = new FlexMeasuresScheduleOperations(transport);
        Forecasts = new FlexMeasuresForecastOperations(transport);
        Jobs = new FlexMeasuresJobOperations(transport);
        Accounts = new FlexMeasuresAccountOperations(transport);
        Users = new FlexMeasuresUserOperations(transport);
        Sources = new FlexMeasuresSourceOperations(transport);
        Server = new FlexMeasuresServerOperations(transport);
        Messages = new FlexMeasuresMessageOperations(transport);
    }

    /// <summary>For substitutes in tests, which override the members that they use.</summary>
    protected FlexMeasuresClient() => _transport = null!;

    /// <summary>The sensors: each a series of values.</summary>
    public virtual FlexMeasuresSensorOperations Sensors { get; } = null!;

    /// <summary>The values of sensors.</summary>
    public virtual FlexMeasuresDataOperations Data { get; } = null!;

    /// <summary>The assets: sites, devices and places.</summary>
    public virtual FlexMeasuresAssetOperations Assets { get; } = null!;

    /// <summary>Plans for devices.</summary>
    public virtual FlexMeasuresScheduleOperations Schedules { get; } = null!;

    /// <summary>Forecasts of sensors.</summary>
    public virtual FlexMeasuresForecastOperations Forecasts { get; } = null!;

    /// <summary>What the server works on behind the scenes.</summary>
    public virtual FlexMeasuresJobOperations Jobs { get; } = null!;

    /// <summary>The accounts.</summary>
    public virtual FlexMeasuresAccountOperations Accounts { get; } = null!;

    /// <summary>The users.</summary>
    public virtual FlexMeasuresUserOperations Users { get; } = null!;

    /// <summary>Who, or what, recorded data.</summary>
    public virtual FlexMeasuresSourceOperations Sources { get; } = null!;

    /// <summary>The server itself: versions, health, tasks.</summary>
    public virtual FlexMeasuresServerOperations Server { get; } = null!;

    /// <summary>The message interface of 2021 (v1 to v2_0), for servers that still speak it.</summary>
    public virtual FlexMeasuresMessageOperations Messages { get; } = null!;

    /// <inheritdoc/>
    public string SeriesScheme => "flexmeasures";

    /// <inheritdoc/>
    protected override string VendorName => FlexMeasuresVendor.VendorName;

    /// <summary>A view of this client in another user's name, on the same connections; its tokens and rate budget are the other user's.</summary>
    /// <param name="credential">A token, a provider of tokens, or an e-mail address with a password.</param>
    /// <returns>The view; it need not be disposed.</returns>
    public virtual FlexMeasuresClient WithCredential(EnergyCredential credential) => new(_transport.WithCredential(credential));

    /// <summary>Gives the token in use, signing in where there is none yet: to store it, or for calls past this client. It ends after some hours (6 unless the server says
    /// otherwise).</summary>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The token: a credential.</returns>
    /// <exception cref="InvalidOperationException">The client has no credential.</exception>
    /// <exception cref="EnergyAuthenticationException">E-mail address or password are wrong.</exception>
    public virtual Task<string> GetTokenAsync(CancellationToken cancellationToken = default) => FlexMeasuresAuthenticator.GetTokenAsync(_transport, cancellationToken);

    /// <inheritdoc/>
    /// <remarks>
    /// Path: <c>flexmeasures:/sensors/{id}</c>. Query: <c>unit</c> (the sensor's unless told), <c>resolution</c> (ISO 8601, the sensor's unless told), <c>prior</c> (a time with
    /// offset),
    /// <c>source</c> (an id). Without a unit the sensor is looked up when the first reading is wanted, and the series' info names none; <see cref="OpenAsync"/> looks
    /// it up before. A server of 2021: <c>flexmeasures:/v2_0/connections/{address}</c> for meter data and <c>flexmeasures:/v2_0/prognoses/{address}</c>, in MW, with
    /// <c>resolution</c>, which is required, and <c>prior</c>.
    /// </remarks>
    public virtual ReadingSeries Open(SeriesUri series, Interval range, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(series);
        if (series.Scheme == SeriesScheme && series.Segments is [var version, ("connections" or "prognoses") and var kind, var connection])
        {
            return ReadMessages(series, new FlexMeasuresApiVersion(version), kind == "prognoses", connection, range, cancellationToken);
        }

        return Data.ReadAsync(SensorOf(series), QueryOf(series, range), cancellationToken);
    }

    /// <inheritdoc/>
    /// <remarks>The sensor is looked up: its unit, kind, resolution, zone and sign are then told, and a unit or resolution in the address that does not fit it is
    /// refused.</remarks>
    public virtual ValueTask<ReadingSeries> OpenAsync(SeriesUri series, Interval range, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(series);
        return series.Segments is ["sensors", _] ? LookUpAsync(SensorOf(series), QueryOf(series, range), cancellationToken) : new(Open(series, range, cancellationToken));
    }

    private async ValueTask<ReadingSeries> LookUpAsync(long sensorId, FlexMeasuresReadQuery query, CancellationToken cancellationToken)
    {
        var sensor = await FlexMeasuresSensorOperations.LookUpAsync(_transport, sensorId, null, cancellationToken).ConfigureAwait(false);
        return Data.ReadAsync(sensor, query, cancellationToken);
    }

    private long SensorOf(SeriesUri series) =>
        series.Scheme == SeriesScheme && series.Segments is ["sensors", var text] && long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var sensorId)
            ? sensorId
            : throw new ArgumentException(
                $"'{series}' is not a FlexMeasures series. Write flexmeasures:/sensors/<sensor id>, or flexmeasures:/v2_0/connections/<address>?resolution=PT15M for a server "
                    + $"of 2021.", nameof(series));

    private static FlexMeasuresReadQuery QueryOf(SeriesUri series, Interval range)
    {
        var query = new FlexMeasuresReadQuery { Range = range };
        foreach (var (name, value) in series.Query)
        {
            query = name switch
            {
                "unit" when Unit.TryParse(value, out var unit) => query with { Unit = unit },
                "resolution" when PeriodPattern.NormalizingIso.Parse(value) is { Success: true } resolution => query with { Resolution = resolution.Value },
                "prior" when FlexMeasuresTime.TryParse(value, out var prior) => query with { Prior = prior.ToInstant() },
                "source" when long.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var source) => query with { SourceId = source },
                _ => throw new ArgumentException(
                    $"'{name}={value}' is not a query of a FlexMeasures series. There are unit=kW, resolution=PT15M, prior=2026-01-01T00:00:00Z and source=1.", nameof(series)),
            };
        }

        return query;
    }

    private ReadingSeries ReadMessages(SeriesUri series, FlexMeasuresApiVersion version, bool prognoses, string connection, Interval range, CancellationToken cancellationToken)
    {
        var query = new FlexMeasuresMessageQuery { Start = range.Start.WithOffset(Offset.Zero), Duration = new IsoDuration(range.Duration) };
        foreach (var (name, value) in series.Query)
        {
            query = name switch
            {
                "resolution" when IsoDuration.TryParse(value, out var resolution) => query with { Resolution = resolution },
                "prior" when FlexMeasuresTime.TryParse(value, out var prior) => query with { Prior = prior },
                _ => throw new ArgumentException($"'{name}={value}' is not a query of a series of 2021. There are resolution=PT15M and prior=2021-05-01T00:00:00Z.",
                    nameof(series)),
            };
        }

        return prognoses ? Messages.ReadPrognosisAsync(version, connection, query, cancellationToken) : Messages.ReadMeterDataAsync(version, connection, query, cancellationToken);
    }
}
