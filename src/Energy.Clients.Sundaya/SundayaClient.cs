using Microsoft.Extensions.Options;

namespace Energy.Clients.Sundaya;

/// <summary>Reads and feeds the Sundaya Energy API: the energy cube of a site, telemetry of its devices, the service's versions and switches.</summary>
/// <remarks>
/// <para>Register it with <c>services.AddSundayaClient(…)</c>, or make one with <c>new</c>. It is safe to use from many threads and meant to live as long as the
/// application.</para>
/// <para>The published server answers the cube with random numbers: the structure is exact, the values are mocks. Telemetry can be sent and never read back.</para>
/// </remarks>
/// <example>
/// <code>
/// using var sundaya = new SundayaClient(new());
/// await foreach (var reading in sundaya.Flows.ReadAsync(new("999"), SundayaFlow.Harvest, PeriodKind.Hour, january))
/// {
///     Console.WriteLine($"{reading.Start} {reading.Value}");
/// }
/// </code>
/// </example>
public class SundayaClient : EnergyClient, ISeriesReader
{
    private readonly EnergyTransport<SundayaClientOptions> _transport;

    /// <summary>Creates a client that needs no container.</summary>
    /// <param name="options">The options; not to be changed afterwards.</param>
    /// <param name="setup">What sends, the clock and the logs, or a handler alone; <see langword="null"/> takes the network, the system's clock, and logs nothing.</param>
    /// <exception cref="OptionsValidationException">An option is out of its range; the message names it and the remedy.</exception>
    public SundayaClient(SundayaClientOptions options, EnergyClientSetup? setup = null)
        : this(EnergyTransport.Create(SundayaVendor.Instance, options, setup))
    {
    }

    internal SundayaClient(EnergyTransport<SundayaClientOptions> transport)
        : base(transport)
    {
        _transport = transport;
        Flows = new SundayaFlowOperations(transport);
        Devices = new SundayaDeviceOperations(transport);
        Admin = new SundayaAdminOperations(transport);
    }

    /// <summary>For substitutes in tests, which override the members that they use.</summary>
    protected SundayaClient()
    {
        _transport = null!;
        Flows = null!;
        Devices = null!;
        Admin = null!;
    }

    /// <summary>The energy of a site: the cube, its links, and readings over long ranges.</summary>
    public virtual SundayaFlowOperations Flows { get; }

    /// <summary>Telemetry of devices: sent, never read back.</summary>
    public virtual SundayaDeviceOperations Devices { get; }

    /// <summary>Versions, the echo, and the switches of the server's process.</summary>
    public virtual SundayaAdminOperations Admin { get; }

    /// <inheritdoc/>
    public string SeriesScheme => "sundaya";

    /// <inheritdoc/>
    protected override string VendorName => SundayaVendor.VendorName;

    /// <summary>A view of this client in another key's name, on the same connections; its rate budget is the other key's.</summary>
    /// <param name="credential">The other key.</param>
    /// <returns>The view; it need not be disposed.</returns>
    public virtual SundayaClient WithCredential(EnergyCredential credential) => new(_transport.WithCredential(credential));

    /// <inheritdoc/>
    /// <remarks>Paths: <c>sundaya:/sites/{site}/{flow}</c>, the flow as on the wire (<c>harvest store.in store.out yield sell buy</c>). Query: <c>period</c>, one of the twelve
    /// words, <c>hour</c> by default.</remarks>
    public virtual ReadingSeries Open(SeriesUri series, Interval range, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(series);
        if (series.Scheme != SeriesScheme || series.Segments is not ["sites", var site, var name] || !SundayaFlow.TryParse(name, out var flow))
        {
            throw new ArgumentException($"'{series}' is not a Sundaya series. Write sundaya:/sites/<site>/harvest, or store.in, store.out, yield, sell or buy.", nameof(series));
        }

        var period = PeriodKind.Hour;
        foreach (var (key, value) in series.Query)
        {
            if (key != "period" || !PeriodKind.TryParse(value, out period))
            {
                throw new ArgumentException($"'{key}={value}' is not a query of a Sundaya series. Only period=hour, or another of the twelve period words, is.", nameof(series));
            }
        }

        return Flows.ReadAsync(new SundayaSite(site), flow, period, range, cancellationToken);
    }

    /// <inheritdoc/>
    /// <remarks>The address tells everything: nothing is asked, and this is <see cref="Open"/>.</remarks>
    public virtual ValueTask<ReadingSeries> OpenAsync(SeriesUri series, Interval range, CancellationToken cancellationToken = default) =>
        new(Open(series, range, cancellationToken));
}
