using System.Globalization;
using System.Text.Json;
using Energy.Clients.Emulators;
using NodaTime.Text;

namespace Energy.Clients.Conformance.Stem;

/// <summary>A Stem emulator with the state behind one scenario.</summary>
public sealed class StemSession : EmulatorSession
{
    private readonly EnergyEmulators _emulators;

    private StemSession(EnergyEmulators emulators) => _emulators = emulators;

    public override Uri BaseAddress => _emulators.Stem.BaseAddress;

    public static async Task<StemSession> StartAsync(StemScenario scenario)
    {
        ArgumentNullException.ThrowIfNull(scenario);
        JsonElement[] bodies = [.. scenario.Exchanges.Where(IsData).Select(exchange => exchange.Response.Body.Json!.Value)];
        EnergyEmulators emulators = await EnergyEmulators.StartAsync(options =>
        {
            options.Only(options.Stem);
            options.Stem.ApiKey = scenario.ApiKey;
            options.Stem.SimulatedWorld = false;

            // Two manners that the emulator has a switch for: how it writes page numbers, and what it says where there is nothing.
            options.Stem.PageAsNumber = bodies.Any(body => body.TryGetProperty("page", out JsonElement page) && page.ValueKind == JsonValueKind.Number);
            options.Stem.EmptyAsList = bodies.Any(body => Rows(body) is { } rows && rows.GetArrayLength() == 0);
        });
        foreach (RecordedExchange exchange in scenario.Exchanges.Where(IsData))
        {
            Load(emulators.Stem.State, scenario, exchange);
        }

        Complete(emulators.Stem.State, scenario);
        return new StemSession(emulators);
    }

    public override Task<bool> BeforeAsync(RecordedExchange exchange, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(exchange);
        _emulators.Stem.Faults.Clear();
        Fault? fault = FaultFor(exchange);
        if (fault is not null)
        {
            _emulators.Stem.Faults.Next(fault);
        }

        return Task.FromResult(fault is not null);
    }

    public override ValueTask DisposeAsync() => _emulators.DisposeAsync();

    // What no state of a Stem server explains. The texts of such answers were made up by the recorder and are not given to the emulator.
    private static Fault? FaultFor(RecordedExchange exchange)
    {
        RecordedResponse response = exchange.Response;
        bool isStream = StemOperations.Table.Of(exchange) == StemOperations.Streams;
        return response.Status switch
        {
            >= 300 and < 400 => Fault.Redirect(
                (response.Header("location") ?? "/").Replace("{base}", "", StringComparison.Ordinal), response.Status.Value),
            401 => Fault.ExpiredCredential(),
            400 when !Says(response, "No results found") && !Says(response, "No data available") => Fault.Status(400),
            404 when StemOperations.Table.Of(exchange) == StemOperations.Clients => Fault.Status(404),
            > 200 and < 300 when IsData(exchange) => Fault.ReplaceStatus(response.Status.Value),
            > 200 and < 300 => Fault.Status(response.Status.Value),
            402 or 403 or (> 404 and < 500) or >= 500 => Fault.Status(response.Status.Value),
            200 when response.Body.Json is null => Fault.Html(),
            200 when !IsData(exchange) => Fault.InvalidJson(),
            400 when isStream && Says(response, "No results found") => Fault.Body("""{"error":"No results found"}""", status: 400),
            400 when !isStream && Says(response, "No data available") => Fault.Body("""{"error":"No data available"}""", status: 400),
            200 when isStream && HasRowBeyondTheRange(exchange) => StemFault.BoundaryIntervalTwice(),
            _ => null,
        };
    }

    private static bool Says(RecordedResponse response, string text) =>
        (response.Body.Text ?? response.Body.Json?.GetRawText() ?? "").Contains(text, StringComparison.Ordinal);

    private static bool HasRowBeyondTheRange(RecordedExchange exchange) =>
        exchange.Request.Parameter("end_datetime") is { } text
        && InstantPattern.ExtendedIso.Parse(text) is { Success: true } end
        && JsonPath.Parse("stream_types[*].streams[*].start_datetime").Select(exchange.Response.Body.Json!.Value)
            .Any(start => InstantPattern.ExtendedIso.Parse(JsonText.Of(start)) is { Success: true } at && at.Value > end.Value);

    // A 201 carries data too: only its status is odd. What breaks the documented shape is no state but a fault.
    private static bool IsData(RecordedExchange exchange) =>
        exchange.Response is { Status: >= 200 and < 300, Body.Json: { } body } && StemShape.Holds(body, StemOperations.Table.Of(exchange));

    /// <summary>How many rows the list of a scenario has: those recorded, and those that the total of a cut recording promises.</summary>
    public static int RowCount(StemScenario scenario)
    {
        ArgumentNullException.ThrowIfNull(scenario);

        // As the emulator's state: an id in several answers is one row, an id twice in one answer is two.
        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (RecordedExchange exchange in scenario.Exchanges.Where(IsData))
        {
            JsonElement[] rows = [.. Rows(exchange.Response.Body.Json!.Value)?.EnumerateArray() ?? []];
            foreach (var id in rows.GroupBy(row => JsonText.Of(row.GetProperty("id"))))
            {
                counts[id.Key] = Math.Max(counts.GetValueOrDefault(id.Key), id.Count());
            }
        }

        int known = counts.Values.Sum();
        return known + UnseenRows(scenario, known);
    }

    private static JsonElement? Rows(JsonElement body) =>
        body.TryGetProperty("clients", out JsonElement rows) || body.TryGetProperty("sites", out rows) ? rows : null;

    private static void Load(StemEmulatorState state, StemScenario scenario, RecordedExchange exchange)
    {
        JsonElement body = exchange.Response.Body.Json!.Value;
        switch (StemOperations.Table.Of(exchange))
        {
            case StemOperations.Clients:
                state.AddClients(body.GetProperty("clients"));
                break;
            case StemOperations.Sites:
                state.AddSites(scenario.ClientId, body.GetProperty("sites"));
                break;
            default:
                state.AddStreams(body, int.Parse(exchange.Request.Parameter("resolution")!, CultureInfo.InvariantCulture));
                break;
        }
    }

    // A recording that stops at a full page has further rows that nobody saw; the total counts them.
    private static void Complete(StemEmulatorState state, StemScenario scenario)
    {
        // Who is told "nothing there" is known all the same.
        bool isKnown = scenario.Exchanges.Any(exchange => exchange.Response.Status == 400);
        if (scenario.Kind == StemCall.Streams)
        {
            if (isKnown && !scenario.Exchanges.Any(IsData))
            {
                state.AddSite(scenario.SiteId, "unnamed");
            }

            return;
        }

        if (isKnown && scenario.Kind == StemCall.Sites)
        {
            state.AddSites(scenario.ClientId, Array.Empty<StemSiteState>());
        }

        int known = scenario.Kind == StemCall.Clients ? state.Clients.Count : state.SitesOf(scenario.ClientId)?.Count ?? 0;
        for (int i = known; i < known + UnseenRows(scenario, known); i++)
        {
            string id = $"unseen-{i}";
            if (scenario.Kind == StemCall.Clients)
            {
                state.AddClients([new StemClientState { Id = id, Name = id }]);
            }
            else
            {
                state.AddSites(scenario.ClientId, [new StemSiteState { Id = id, Name = id }]);
            }
        }
    }

    private static int UnseenRows(StemScenario scenario, int known)
    {
        if (scenario.Exchanges.LastOrDefault(IsData) is not { } last)
        {
            return 0;
        }

        JsonElement body = last.Response.Body.Json!.Value;
        int rows = Rows(body)?.GetArrayLength() ?? 0;
        bool isFull = rows > 0 && last.Request.Parameter("per_page") == rows.ToString(CultureInfo.InvariantCulture);
        return isFull && body.TryGetProperty("total", out JsonElement total) && total.TryGetInt32(out int count) ? Math.Max(0, count - known) : 0;
    }
}
