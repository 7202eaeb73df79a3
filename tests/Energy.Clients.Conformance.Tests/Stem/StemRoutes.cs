using System.Globalization;
using System.Text.Json.Nodes;
using Energy.Clients.Stem;
using NodaTime;

namespace Energy.Clients.Conformance.Stem;

/// <summary>How the Stem client makes each recorded request: a page of a list (after the pages before it), or the raw answer of a window.</summary>
public static class StemRoutes
{
    /// <summary>Stem's route table.</summary>
    public static RouteTable<StemClient> Table { get; } = new RouteTable<StemClient>(
        "stem", StemOperations.Table, (exchange, handler) => StemClients.Create(handler, StemScenario.Load(exchange.File)))
    {
        RequestHeaders = ["authorization"],
        OurError = (exception, _) => exception is EnergyResponseException response ? new JsonObject { ["status"] = (int)response.Status } : null,
        TheirError = exchange => new JsonObject { ["status"] = exchange.Response.Status },
        IsError = exchange => !IsRedirect(exchange) && !MeansEmpty(exchange) && !IsReadable(exchange),
        TheirBody = exchange =>
            IsRedirect(exchange)
            ? new JsonObject { ["next"] = RequestTarget.CanonicalPath((exchange.Response.Header("location") ?? "").Replace("{base}", "", StringComparison.Ordinal)) }
            : MeansEmpty(exchange) ? new JsonObject { ["empty"] = true }
            : JsonText.ToNode(exchange.Response.Body.Json!.Value),
        Replayed = Replayed,
    }
        .Run(StemOperations.Clients, async (client, exchange, handler) => await RunAsync(
            exchange, handler, page =>
                PageAsync(client.Clients.ListAsync(new StemClientQuery { PageSize = StemClients.PageSizeOf(StemScenario.Load(exchange.File)) }), page, "clients", StemJson.Client)))
        .Run(StemOperations.Sites, async (client, exchange, handler) => await RunAsync(
            exchange, handler, page =>
                PageAsync(client.Sites.ListAsync(StemScenario.Load(exchange.File).ClientId,
                    new StemSiteQuery { PageSize = StemClients.PageSizeOf(StemScenario.Load(exchange.File)) }), page, "sites", StemJson.Site)))
        .Run(StemOperations.Streams, async (client, exchange, handler) => await RunAsync(exchange, handler, _ => WindowAsync(client, exchange)));

    private static bool IsRedirect(RecordedExchange exchange) => exchange.Response.Status is >= 300 and < 400;

    private static bool IsReadable(RecordedExchange exchange) =>
        exchange.Response is { Status: 200, Body.Json: { } body } && StemShape.Holds(body, StemOperations.Table.Of(exchange));

    // The two texts that mean "nothing there", each in its own place only.
    private static bool MeansEmpty(RecordedExchange exchange) =>
        exchange.Response.Status == 400
        && (exchange.Response.Body.Text ?? exchange.Response.Body.Json?.GetRawText() ?? "").Contains(
            StemOperations.Table.Of(exchange) == StemOperations.Streams ? "No data available" : "No results found", StringComparison.Ordinal);

    // A page of a list needs the pages before it; a redirect and what it leads to belong together.
    private static (IReadOnlyList<RecordedExchange> Answers, int Index) Replayed(RecordedExchange exchange)
    {
        IReadOnlyList<RecordedExchange> all = StemScenario.Load(exchange.File).Exchanges;
        int first = StemOperations.Table.Of(exchange) == StemOperations.Streams ? StemScenario.Load(exchange.File).Origin(exchange).Index : 0;
        int last = exchange.Index;
        while (IsRedirect(all[last]) && last + 1 < all.Count)
        {
            last++;
        }

        return ([.. all.Skip(first).Take(last - first + 1)], exchange.Index - first);
    }

    private static async Task<JsonNode?> RunAsync(RecordedExchange exchange, ReplayHandler handler, Func<int, Task<JsonNode?>> read)
    {
        IReadOnlyList<RecordedExchange> all = StemScenario.Load(exchange.File).Exchanges;
        JsonNode? body = await read(all.Take(exchange.Index).Count(before => !IsRedirect(before)));
        int next = Replayed(exchange).Index + 1;
        return IsRedirect(exchange)
            ? new JsonObject { ["next"] = next < handler.Requests.Count ? handler.Requests[next]["path"]!.DeepClone() : null }
            : body;
    }

    private static async Task<JsonNode?> PageAsync<T>(Paged<T> list, int wanted, string member, Func<T, JsonObject> project)
    {
        int index = 0;
        await foreach (Page<T> page in list.AsPages())
        {
            if (index++ < wanted)
            {
                continue;
            }

            return page.Items.Count == 0 && (int)page.Response.Status == 400
                ? new JsonObject { ["empty"] = true }
                : new JsonObject { ["total"] = page.Total, [member] = new JsonArray([.. page.Items.Select(item => (JsonNode)project(item))]) };
        }

        return new JsonObject { ["pages"] = index };
    }

    private static async Task<JsonNode?> WindowAsync(StemClient client, RecordedExchange exchange)
    {
        RecordedRequest asked = StemScenario.Load(exchange.File).Origin(exchange).Request;
        string site = RequestTarget.Match("/api/v1/sites/{site}/streams", asked.Target)!["site"];
        StemStreamWindow window = await client.Streams.GetAsync(site, new StemStreamType(asked.Parameter("stream_type")!), new StemStreamQuery
        {
            Range = new Interval(StemJson.Time(asked.Parameter("start_datetime")!), StemJson.Time(asked.Parameter("end_datetime")!)),
            Resolution = Duration.FromSeconds(long.Parse(asked.Parameter("resolution")!, CultureInfo.InvariantCulture)),
        });
        return window is { SiteId: null, Streams: [] } ? new JsonObject { ["empty"] = true } : StemJson.Window(window);
    }
}
