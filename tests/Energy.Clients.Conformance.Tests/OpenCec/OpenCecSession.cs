using Energy.Clients.Emulators;

namespace Energy.Clients.Conformance.OpenCec;

/// <summary>An Open CEC emulator with the seed.</summary>
public sealed class OpenCecSession : EmulatorSession
{
    private readonly EnergyEmulators _emulators;
    private readonly bool _databaseStops;

    private OpenCecSession(EnergyEmulators emulators, bool databaseStops)
    {
        _emulators = emulators;
        _databaseStops = databaseStops;
    }

    public override Uri BaseAddress => _emulators.OpenCec.BaseAddress;

    public static async Task<OpenCecSession> StartAsync(EmulatorRun run)
    {
        ArgumentNullException.ThrowIfNull(run);
        EnergyEmulators emulators = await EnergyEmulators.StartAsync(options =>
        {
            options.Only(options.OpenCec);
            options.OpenCec.ExampleData = false;

            // A missing key is a 403 on older servers only.
            options.OpenCec.OlderServer = run.Exchanges.Any(exchange => exchange.Response.Status == 403);
        });
        emulators.OpenCec.State.Load(Corpus.Load("opencec", "seed.json"));
        return new OpenCecSession(emulators, run.Exchanges.Any(exchange => OpenCecOperations.Table.Of(exchange) == OpenCecOperations.Status && exchange.Response.Status == 500));
    }

    /// <summary>In a run whose status fails, the database is away while requests without any input fail.</summary>
    public override Task<bool> BeforeAsync(RecordedExchange exchange, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(exchange);
        bool isDown = _databaseStops && exchange.Request.Method == "GET" && exchange.Request.Query.Count == 0 && exchange.Response.Status != 200;
        _emulators.OpenCec.State.DatabaseIsDown = isDown;
        return Task.FromResult(isDown && exchange.Response.Status == 500);
    }

    public override string Restore(string text) => text?.Replace(BaseAddress.GetLeftPart(UriPartial.Authority), "{base}", StringComparison.Ordinal) ?? "";

    public override ValueTask DisposeAsync() => _emulators.DisposeAsync();
}
