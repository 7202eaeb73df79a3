using System.Globalization;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using NodaTime;

namespace Energy.Clients.FlexMeasures;

/// <summary>Talks to a FlexMeasures server: sensors, data, assets, schedules and forecasts of today's v3_0 interface, and the messages of 2021.</summary>
/// <remarks>
/// <para>Register it with <c>services.AddFlexMeasuresClient(…)</c>, or make one with <c>new</c>. It is safe to use from many threads and meant to live as long as the application.</para>
/// <para>All groups but <see cref="Messages"/> speak v3_0. Ask <see cref="FlexMeasuresServerOperations.GetVersionsAsync"/> which versions a server has.</para>
/// </remarks>
public class FlexMeasuresClient : EnergyClient, ISeriesReader
{
    private readonly EnergyTransport<FlexMeasuresClientOptions> _transport;

    /// <summary>Creates a client that needs no container.</summary>
    /// <param name="options">The options; not to be changed afterwards.</param>
    /// <param name="primaryHandler">What really sends, for tests or a proxy; <see langword="null"/> makes a <see cref="SocketsHttpHandler"/>.</param>
    /// <param name="timeProvider">The clock; <see langword="null"/> is the system's.</param>
    /// <param name="loggerFactory">Where logs go; <see langword="null"/> logs nothing.</param>
    /// <exception cref="OptionsValidationException">An option is out of its range; the message names it and the remedy.</exception>
    public FlexMeasuresClient(FlexMeasuresClientOptions options, HttpMessageHandler? primaryHandler = null, TimeProvider? timeProvider = null, ILoggerFactory? loggerFactory = null)
        : this(EnergyTransport.Create(FlexMeasuresVendor.Instance, options, primaryHandler, timeProvider, loggerFactory))
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
    protected FlexMeasuresClient()
    {
        _transport = null!;
        Sensors = null!;
        Data = null!;
        Assets = null!;
        Schedules = null!;
        Forecasts = null!;
        Jobs = null!;
        Accounts = null!;
        Users = null!;
        Sources = null!;
        Server = null!;
        Messages = null!;
    }

    /// <summary>The sensors: each a series of values.</summary>
    public virtual FlexMeasuresSensorOperations Sensors { get; }

    /// <summary>The values of sensors.</summary>
    public virtual FlexMeasuresDataOperations Data { get; }

    /// <summary>The assets: sites, devices and places.</summary>
    public virtual FlexMeasuresAssetOperations Assets { get; }

    /// <summary>Plans for devices.</summary>
    public virtual FlexMeasuresScheduleOperations Schedules { get; }

    /// <summary>Forecasts of sensors.</summary>
    public virtual FlexMeasuresForecastOperations Forecasts { get; }

    /// <summary>What the server works on behind the scenes.</summary>
    public virtual FlexMeasuresJobOperations Jobs { get; }

    /// <summary>The accounts.</summary>
    public virtual FlexMeasuresAccountOperations Accounts { get; }

    /// <summary>The users.</summary>
    public virtual FlexMeasuresUserOperations Users { get; }

    /// <summary>Who, or what, recorded data.</summary>
    public virtual FlexMeasuresSourceOperations Sources { get; }

    /// <summary>The server itself: versions, health, tasks.</summary>
    public virtual FlexMeasuresServerOperations Server { get; }

    /// <summary>The message interface of 2021 (v1 to v2_0), for servers that still speak it.</summary>
    public virtual FlexMeasuresMessageOperations Messages { get; }

    /// <inheritdoc/>
    public string SeriesScheme => "flexmeasures";

    /// <inheritdoc/>
    protected override string VendorName => FlexMeasuresVendor.VendorName;

    /// <summary>A view of this client in another user's name, on the same connections; its tokens and rate budget are the other user's.</summary>
    /// <param name="credential">A token, a provider of tokens, or an e-mail address with a password.</param>
    /// <returns>The view; it need not be disposed.</returns>
    public virtual FlexMeasuresClient WithCredential(EnergyCredential credential) => new(_transport.WithCredential(credential));

    /// <inheritdoc/>
    /// <remarks>
    /// Path: <c>flexmeasures:/sensors/{id}</c>. Query: <c>unit</c> (the sensor's unless told), <c>resolution</c> (ISO 8601, the sensor's unless told), <c>prior</c> (a time with offset),
    /// <c>source</c> (an id). Without a unit the sensor is looked up when the first reading is wanted, and the series' info names none; <see cref="OpenAsync"/> looks
    /// it up before. A server of 2021: <c>flexmeasures:/v2_0/connections/{address}</c> for meter data and <c>flexmeasures:/v2_0/prognoses/{address}</c>, in MW, with
    /// <c>resolution</c>, which is required, and <c>prior</c>.
    /// </remarks>
    public virtual ReadingSeries Read(SeriesUri series, Interval range, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(series);
        if (series.Scheme == SeriesScheme && series.Segments is [var version, ("connections" or "prognoses") and var kind, var connection])
        {
            return ReadMessages(series, new FlexMeasuresApiVersion(version), kind == "prognoses", connection, range, cancellationToken);
        }

        return Data.ReadAsync(QueryOf(series, range), cancellationToken);
    }

    /// <inheritdoc/>
    /// <remarks>The sensor is looked up: its unit, kind, resolution, zone and sign are then told, and a unit or resolution in the address that does not fit it is refused.</remarks>
    public virtual ValueTask<ReadingSeries> OpenAsync(SeriesUri series, Interval range, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(series);
        return series.Segments is ["sensors", _] ? LookUpAsync(QueryOf(series, range), cancellationToken) : new(Read(series, range, cancellationToken));
    }

    private async ValueTask<ReadingSeries> LookUpAsync(FlexMeasuresReadQuery query, CancellationToken cancellationToken)
    {
        var sensor = await Sensors.GetAsync(query.SensorId, cancellationToken).ConfigureAwait(false);
        return Data.ReadAsync(query with { Sensor = sensor }, cancellationToken);
    }

    private FlexMeasuresReadQuery QueryOf(SeriesUri series, Interval range)
    {
        if (series.Scheme != SeriesScheme
            || series.Segments is not ["sensors", var text]
            || !long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var sensorId))
        {
            throw new ArgumentException($"'{series}' is not a FlexMeasures series. Write flexmeasures:/sensors/<sensor id>, or flexmeasures:/v2_0/connections/<address>?resolution=PT15M for a server of 2021.", nameof(series));
        }

        var query = new FlexMeasuresReadQuery { SensorId = sensorId, Start = range.Start, End = range.End };
        foreach (var (name, value) in series.Query)
        {
            query = name switch
            {
                "unit" when Unit.TryParse(value, out var unit) => query with { Unit = unit },
                "resolution" when IsoDuration.TryParse(value, out var resolution) && resolution.TryGetDuration(out var length) => query with { Resolution = length },
                "prior" when FlexMeasuresTime.TryParse(value, out var prior) => query with { Prior = prior.ToInstant() },
                "source" when long.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var source) => query with { SourceId = source },
                _ => throw new ArgumentException($"'{name}={value}' is not a query of a FlexMeasures series. There are unit=kW, resolution=PT15M, prior=2026-01-01T00:00:00Z and source=1.", nameof(series)),
            };
        }

        return query;
    }

    private ReadingSeries ReadMessages(SeriesUri series, FlexMeasuresApiVersion version, bool prognoses, string connection, Interval range, CancellationToken cancellationToken)
    {
        var query = new FlexMeasuresMessageQuery { Connections = [connection], Start = range.Start.WithOffset(Offset.Zero), Duration = new IsoDuration(range.Duration) };
        foreach (var (name, value) in series.Query)
        {
            query = name switch
            {
                "resolution" when IsoDuration.TryParse(value, out var resolution) => query with { Resolution = resolution },
                "prior" when FlexMeasuresTime.TryParse(value, out var prior) => query with { Prior = prior },
                _ => throw new ArgumentException($"'{name}={value}' is not a query of a series of 2021. There are resolution=PT15M and prior=2021-05-01T00:00:00Z.", nameof(series)),
            };
        }

        return prognoses ? Messages.ReadPrognosisAsync(version, query, cancellationToken) : Messages.ReadMeterDataAsync(version, query, cancellationToken);
    }
}
