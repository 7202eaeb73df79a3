using System.Collections.Concurrent;
using Energy.Clients.FlexMeasures;

namespace Energy.Clients.Conformance.FlexMeasures;

/// <summary>The query parameters that an operation of the typed client can send, found by calling it with every parameter and seeing what reaches the wire.</summary>
public static class FlexMeasuresParameters
{
    // One value of each kind; a parameter takes the first that its type can read.
    private static readonly string[] Values = ["true", "1", "2026-01-01T00:00:00Z", "PT15M", "PT1H", "kW", "asc", "id", "consumption-positive", "text"];

    private static readonly string[] Names =
    [
        "page", "per-page", "filter", "sort-by", "sort-dir", "fields", "account", "asset", "root", "depth", "role", "unit", "all_accessible", "include_public", "asset_type",
        "include_consultancy_clients", "include_public_assets", "include_inactive", "only_latest", "start", "end", "duration", "horizon", "prior", "resolution", "source",
        "source-account",
        "source-type", "type", "sign-convention", "event_start_time", "event_end_time", "sort", "fresh", "parent", "clip", "compress-json", "most-recent-beliefs-only",
        "use-latest-version-per-event", "include-data", "combine-legend", "include-asset-annotations", "include-account-annotations", "dataset-name", "height", "width",
        "chart-type", "name",
    ];

    private static readonly Dictionary<string, (string Name, string Value)[]> Needed = new(StringComparer.Ordinal)
    {
        ["data.get"] = [("start", "2026-01-01T00:00:00Z"), ("duration", "PT1H"), ("unit", "kW")],
        ["server.task-run"] = [("name", "text")],
    };

    private static readonly ConcurrentDictionary<string, IReadOnlySet<string>> Found = new(StringComparer.Ordinal);

    /// <summary>The names.</summary>
    public static IReadOnlySet<string> Of(string operation) => Found.GetOrAdd(operation, Find);

    private static HashSet<string> Find(string name)
    {
        FlexMeasuresOperation operation = FlexMeasuresOperations.All.Single(known => known.Name == name);
        (string Name, string Value)[] needed = Needed.GetValueOrDefault(name, []);
        return [.. Names.Where(parameter => Array.Exists(Values, value =>
            Sent(operation, [.. needed.Where(pair => pair.Name != parameter), (parameter, value)]) is { } query && query.Any(pair => pair.Key == parameter)))];
    }

    // What the client asks for when it is called with the parameters; null when it refuses them.
    private static IReadOnlyList<KeyValuePair<string, string>>? Sent(FlexMeasuresOperation operation, (string Name, string Value)[] parameters)
    {
        string path = operation.Template.Replace("{id}", "1", StringComparison.Ordinal).Replace("{uuid}", "00000000-0000-0000-0000-000000000000", StringComparison.Ordinal);
        var exchange = new RecordedExchange
        {
            Vendor = "flexmeasures",
            File = "made-up",
            Index = 0,
            Request = new RecordedRequest
            {
                Method = operation.Method,
                Target = RequestTarget.Build(path, parameters.Select(pair => KeyValuePair.Create(pair.Name, pair.Value))),
                Headers = [new("authorization", "any-token")],
                Body = operation.Method == "GET" ? RecordedBody.None : RecordedBody.Of(JsonText.Parse("{}")),
            },
            Response = new RecordedResponse { Status = 200 },
            Json = JsonText.Parse("{}"),
        };
        Uri? asked = null;
        using var handler = new FlexMeasuresStub(request =>
        {
            asked = request.RequestUri;
            return "{}";
        });
        using FlexMeasuresClient client = FlexMeasuresClients.Create(handler, "any-token");
        try
        {
            FlexMeasuresCalls.All.RunAsync(operation.Name, client, exchange).GetAwaiter().GetResult();
        }
        catch (ArgumentException)
        {
            return null;
        }
        catch (EnergyPayloadException)
        {
            // The request is what counts; the answer was made up.
        }

        return asked is null ? null : RequestTarget.ParseQuery(asked.PathAndQuery);
    }
}
