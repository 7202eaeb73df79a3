namespace Energy.Clients;

/// <summary>What all transports of one client share, whatever their credential: handlers, options, limits, telemetry.</summary>
internal sealed class EnergyConnection : IDisposable
{
    private readonly EnergyAccounts _accounts;

    public EnergyConnection(HttpClient client, EnergyAccounts accounts, EnergyClientOptions options, EnergyErrorReader errors, EnergyTelemetry telemetry, TimeProvider time)
    {
        _accounts = accounts;
        Client = client;
        Options = options;
        Errors = errors;
        Telemetry = telemetry;
        TimeProvider = time;
        Drift = new DriftWatch(options.Strict, telemetry);
        Limits = new JsonBodyLimits(options.MaxJsonDepth, options.MaxItemBytes);
        Paging = new PagingContext(RetryPolicy.From(options), time, telemetry);
        var address = options.BaseAddress!;
        Root = address.AbsolutePath.EndsWith('/') ? address : new Uri(address.AbsoluteUri + "/");
    }

    public HttpClient Client { get; }

    public EnergyClientOptions Options { get; }

    public EnergyErrorReader Errors { get; }

    public EnergyTelemetry Telemetry { get; }

    public TimeProvider TimeProvider { get; }

    public DriftWatch Drift { get; }

    public JsonBodyLimits Limits { get; }

    public PagingContext Paging { get; }

    public Uri Root { get; }

    public EnergyAccount AccountOf(EnergyCredential credential) =>
        _accounts.Get(Root, credential, () => new RateBudget(Options.RequestsPerSecond, Options.RequestBurst, TimeProvider));

    public void Dispose()
    {
        Client.Dispose();
        Telemetry.Dispose();
    }
}
