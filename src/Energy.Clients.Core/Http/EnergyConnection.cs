namespace Energy.Clients.Authoring;

/// <summary>What all transports of one client share, whatever their credential: handlers, options, limits, telemetry.</summary>
internal sealed class EnergyConnection(
    HttpClient client, EnergyAccounts accounts, EnergyClientOptions options, EnergyErrorReader errors, EnergyTelemetry telemetry, TimeProvider time) : IDisposable
{
    public HttpClient Client => client;

    public EnergyClientOptions Options => options;

    public EnergyErrorReader Errors => errors;

    public EnergyTelemetry Telemetry => telemetry;

    public TimeProvider TimeProvider => time;

    public DriftWatch Drift { get; } = new(options.Strict, telemetry);

    public JsonBodyLimits Limits { get; } = new(options.MaxJsonDepth, options.MaxItemBytes);

    public PagingContext Paging { get; } = new(RetryPolicy.From(options), time, telemetry);

    public Uri Root { get; } = options.BaseAddress!.AbsolutePath.EndsWith('/') ? options.BaseAddress : new Uri(options.BaseAddress.AbsoluteUri + "/");

    public RateBudgets BudgetsOf(EnergyAccount? account) => account?.Budgets ?? accounts.OfServer(Root, NewBudget, time);

    public EnergyAccount AccountOf(EnergyCredential credential) => accounts.Get(Root, credential, NewBudget, time);

    private RateBudget NewBudget() => new(options.RequestsPerSecond, options.RequestBurst, time);

    public void Dispose()
    {
        Client.Dispose();
        Telemetry.Dispose();
    }
}
