using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Energy.Clients.IOTile;
using NodaTime;

namespace Energy.Clients.Conformance.IOTile;

/// <content>The typed operations on data, events, streams and reports.</content>
public static partial class IOTileClientRoutes
{
    private static readonly string[] DataParameters = ["filter", "start", "end", "lastn", "page_size", "mask", "timestamp", "id_min", "id_max", "streamer_id_min", "streamer_id_max", "streamer_ts_min", "streamer_ts_max"];

    private static void Data(RouteTable<IOTileClient> t)
    {
        t.Run("stream", (c, e) => First(c.Streams.ListAsync(new IOTileStreamQuery
        {
            Device = Slug<DeviceSlug>(e, "device"), Project = Slug<ProjectSlug>(e, "project"), Variable = Slug<VariableSlug>(e, "variable"), Block = Slug<BlockSlug>(e, "block"),
            Org = Q(e, "org"), Virtual = Q(e, "virtual") == "1", All = Q(e, "all") == "1", PageSize = Size(e), FirstPage = PageOf(e),
        })), e => Listed("device", "project", "variable", "block", "org", "virtual", "all")(e) && (Q(e, "device") is not { } device || Canonical<DeviceSlug>(device)));
        t.Run("stream", async (c, e) => Node(await c.Streams.CreateAsync(VariableSlug.Parse(Text(e, "variable")))), e => e.Request.Method == "POST" && Members(e) == 1);
        t.Run("stream.item", async (c, e) => Node(await c.Streams.GetAsync(S(e))), e => Get(e) && Canonical<StreamSlug>(V(e, "slug")));
        t.Run("stream.item", async (c, e) => Node(await c.Streams.UpdateAsync(S(e), new IOTileStreamUpdate
        {
            DataLabel = Has(e, "data_label") ? Text(e, "data_label") : default(Optional<string>), OutputUnit = Has(e, "output_unit") ? Text(e, "output_unit") : default(Optional<string?>),
        })), e => e.Request.Method == "PATCH");
        t.Run("stream.item", (c, e) => Done(c.Streams.DeleteAsync(S(e))), Deletes);
        t.Refuse("stream.data", (c, e) => Task.FromResult(c.Streams.ReadRowsAsync(S(e), new IOTileStreamDataQuery { LastN = Whole(e, "lastn") })), Generic, e => Whole(e, "lastn") is 0 or > IOTileStreamDataQuery.MaxLastN);
        t.Run("stream.data", (c, e) => First(c.Streams.ReadRowsAsync(S(e), new IOTileStreamDataQuery { Start = When(e, "start"), End = When(e, "end"), LastN = Whole(e, "lastn"), PageSize = Size(e) }), StreamRow), e =>
            Canonical<StreamSlug>(V(e, "slug")) && Only(e, "start", "end", "lastn", "page_size") && Instants(e, "start", "end") && (Q(e, "lastn") is null || Whole(e, "lastn") is not null));
        t.Run("stream.csv", async (c, e) => JsonValue.Create(await c.Streams.GetCsvAsync(S(e), new IOTileStreamDataQuery { LastN = Whole(e, "lastn") })));
        t.Refuse("data", (c, e) => Task.FromResult(c.Data.ReadRowsAsync(Q(e, "filter") ?? "")), Generic, e => Get(e) && (Q(e, "filter") is not { } filter || Kind(filter) is null));
        t.Refuse("data", (c, e) => Task.FromResult(c.Data.ReadRowsAsync(Q(e, "filter")!, new IOTileDataQuery { LastN = Whole(e, "lastn") })), Generic, e => Get(e) && Whole(e, "lastn") is 0 or > IOTileDataQuery.MaxLastN);
        t.Run("data", (c, e) => First(c.Data.ReadRowsAsync(Q(e, "filter")!, new IOTileDataQuery
        {
            Start = When(e, "start"), End = When(e, "end"), LastN = Whole(e, "lastn"), PageSize = Size(e), ApplyMask = Q(e, "mask") == "1", At = When(e, "timestamp"), MinId = Whole(e, "id_min"), MaxId = Whole(e, "id_max"),
            MinStreamerLocalId = Whole(e, "streamer_id_min"), MaxStreamerLocalId = Whole(e, "streamer_id_max"), MinDeviceTimestamp = Whole(e, "streamer_ts_min"), MaxDeviceTimestamp = Whole(e, "streamer_ts_max"),
        }), DataRow), e => Get(e) && Only(e, DataParameters) && Instants(e, "start", "end", "timestamp") && Kind(Q(e, "filter")!) == Q(e, "filter"));
        t.Run("data", async (c, e) => e.Request.Body.Json!.Value is { ValueKind: JsonValueKind.Array } many ? Node(await c.Data.CreateAsync([.. many.EnumerateArray().Select(NewData)])) : DataRow(await c.Data.CreateAsync(NewData(e.Request.Body.Json!.Value))),
            e => e.Request.Method == "POST" && !Has(e, "value"));
        t.Run("df", async (c, e) => new JsonArray([.. await ToNodes(c.Data.ReadFrameAsync(Q(e, "filter")!, Frame(e)))]), e => Q(e, "format") == "json" && Q(e, "filter") is not null && Instants(e, "start", "end"));
        t.Refuse("df", (c, e) => Task.FromResult(c.Data.ReadFrameAsync("")), Generic, e => Q(e, "filter") is null);
        t.Run("df", async (c, e) => JsonValue.Create(await c.Data.GetFrameCsvAsync(Q(e, "filter")!, Frame(e))), e => Q(e, "format") == "csv" && Instants(e, "start", "end") && !(Q(e, "stats") == "1" && Q(e, "apply_mdo") != "1"));
        t.Refuse("event", (c, e) => Task.FromResult(c.Events.ListAsync("")), Generic, e => Get(e) && Q(e, "filter") is null);
        t.Run("event", (c, e) => First(c.Events.ListAsync(Q(e, "filter")!, new IOTileEventQuery { Start = When(e, "start"), End = When(e, "end"), LastN = Whole(e, "lastn") })), e => Get(e) && Only(e, "filter", "start", "end", "lastn"));
        t.Run("event", async (c, e) => e.Request.Body.Json!.Value is { ValueKind: JsonValueKind.Array } many ? Node(await c.Events.CreateAsync([.. many.EnumerateArray().Select(NewEvent)])) : Node(await c.Events.CreateAsync(NewEvent(e.Request.Body.Json!.Value))),
            e => e.Request.Method == "POST" && (e.Request.Body.Json is { ValueKind: JsonValueKind.Array } || (Has(e, "timestamp", "extra_data") && e.Request.Body.Json!.Value.GetProperty("extra_data").ValueKind == JsonValueKind.Object)));
        t.Run("event.item", async (c, e) => Node(await c.Events.GetAsync(N(e))), e => Get(e) && long.TryParse(V(e, "id"), out _));
        t.Run("streamer", (c, e) => First(c.Streamers.ListAsync(new IOTileStreamerQuery { Device = Slug<DeviceSlug>(e, "device") })), e => Get(e) && Only(e, "device") && (Q(e, "device") is not { } device || Canonical<DeviceSlug>(device)));
        t.Run("streamer.item", async (c, e) => Node(await c.Streamers.GetAsync(StreamerSlug.Parse(V(e, "slug")))), e => Get(e) && Canonical<StreamerSlug>(V(e, "slug")));
        t.Run("streamer.reports", async (c, e) => Node(await c.Streamers.GetReportsAsync(StreamerSlug.Parse(V(e, "slug")))));
        t.Run("streamer.report", (c, e) => First(c.StreamerReports.ListAsync(new IOTileStreamerReportQuery { Streamer = Slug<StreamerSlug>(e, "streamer__slug") })), e => Get(e) && Only(e, "streamer__slug"));
        t.Run("streamer.report.item", async (c, e) => Node(await c.StreamerReports.GetAsync(Guid.Parse(V(e, "id")))), e => Get(e) && Guid.TryParse(V(e, "id"), out _));
    }

    private static void Files(RouteTable<IOTileClient> t)
    {
        t.Refuse("streamer.report", Refused, Generic, e => Uploads(e) && Fault(e) is not null);
        t.Run("streamer.report", async (c, e) => Node(await c.StreamerReports.UploadAsync(FilePart(e)!.Content, FilePart(e)!.FileName!, When(e, "timestamp")!.Value)), e => Uploads(e) && Instants(e, "timestamp") && Q(e, "timestamp") is not null);
        t.Refuse("event.upload", (c, e) => c.Events.UploadAsync(new IOTileNewEvent(default, default), default, FilePart(e)!.FileName!), Generic, e => FilePart(e) is { } file && !file.FileName!.EndsWith(".json", StringComparison.Ordinal));
    }

    // A file that cannot be used is told by an exception of its own, which says where; the table wants to see that it is the argument's fault.
    private static async Task Refused(IOTileClient client, RecordedExchange e)
    {
        try
        {
            await client.StreamerReports.UploadAsync(FilePart(e)!.Content, FilePart(e)!.FileName!, default);
        }
        catch (IOTileReportFormatException fault)
        {
            throw new ArgumentException(fault.Message, fault);
        }
    }

    private static bool Uploads(RecordedExchange e) => e.Request.Method == "POST" && FilePart(e) is not null;

    private static RecordedPart? FilePart(RecordedExchange e) => e.Request.Body.Parts?.FirstOrDefault(p => p.FileName is not null);

    private static ArgumentException? Fault(RecordedExchange e)
    {
        RecordedPart file = FilePart(e)!;
        try
        {
            switch (Path.GetExtension(file.FileName))
            {
                case "" or ".bin":
                    IOTileReport.Parse(file.Content.Span);
                    return null;
                case ".json":
                    IOTileObjectReport.ParseJson(file.Content.Span);
                    return null;
                case ".mp":
                    IOTileObjectReport.ParseMessagePack(file.Content.Span);
                    return null;
                default:
                    return new ArgumentException("extension");
            }
        }
        catch (IOTileReportFormatException fault)
        {
            return new ArgumentException("file", fault);
        }
    }

    private static StreamSlug S(RecordedExchange e) => StreamSlug.Parse(V(e, "slug"));

    private static T? Slug<T>(RecordedExchange e, string name)
        where T : struct, IParsable<T> => Q(e, name) is { } text ? T.Parse(text, CultureInfo.InvariantCulture) : null;

    private static Instant? When(RecordedExchange e, string name) => Q(e, name) is { } text ? Time(text) : null;

    // Only the one form that the client itself sends.
    private static bool Instants(RecordedExchange e, params string[] names) => names.All(n => Q(e, n) is not { } text || (Time(text) is { } at && InstantText.Format(at) == text));

    private static string? Kind(string filter)
    {
        try
        {
            return filter.Length > 3 ? filter[..3] switch
            {
                "s--" => StreamSlug.Parse(filter).ToString(),
                "d--" => DeviceSlug.Parse(filter).ToString(),
                "b--" => BlockSlug.Parse(filter).ToString(),
                "v--" => VariableSlug.Parse(filter).ToString(),
                "a--" => AliasSlug.Parse(filter).ToString(),
                _ => null,
            } : null;
        }
        catch (FormatException)
        {
            return null;
        }
    }

    private static IOTileFrameQuery Frame(RecordedExchange e) => new()
    {
        Start = When(e, "start"), End = When(e, "end"), ApplyMdo = Q(e, "apply_mdo") == "1", Extended = Q(e, "extended") == "1", Pivot = Q(e, "pivot") == "1", Statistics = Q(e, "stats") == "1",
    };

    private static async Task<List<JsonNode?>> ToNodes<T>(IAsyncEnumerable<T> items)
    {
        var nodes = new List<JsonNode?>();
        await foreach (T item in items)
        {
            nodes.Add(Node(item));
        }

        return nodes;
    }

    private static IOTileNewData NewData(JsonElement json) => new(StreamSlug.Parse(json.GetProperty("stream").GetString()!), Time(json.GetProperty("timestamp").GetString()!)!.Value, json.GetProperty("int_value").GetInt64())
    {
        Type = json.TryGetProperty("type", out JsonElement type) ? new IOTileDataType(type.GetString()!) : null,
    };

    private static IOTileNewEvent NewEvent(JsonElement json) => new(StreamSlug.Parse(json.GetProperty("stream").GetString()!), Time(json.GetProperty("timestamp").GetString()!)!.Value)
    {
        ExtraData = JsonText.ToNode(json.GetProperty("extra_data"))!.AsObject(),
        Data = json.TryGetProperty("data", out JsonElement data) ? JsonText.ToNode(data) : null,
    };

    private static JsonObject StreamRow(IOTileStreamRow row) => new()
    {
        ["type"] = row.Type.Name, ["timestamp"] = InstantText.Format(row.Timestamp), ["int_value"] = row.IntValue, ["value"] = row.Value, ["display_value"] = row.DisplayValue, ["output_value"] = row.OutputValue,
        ["streamer_local_id"] = row.StreamerLocalId,
    };

    private static JsonObject DataRow(IOTileDataRow row) => new()
    {
        ["id"] = row.Id, ["stream"] = row.Stream, ["project"] = row.Project, ["device"] = row.Device, ["variable"] = row.Variable, ["type"] = row.Type.Name, ["device_timestamp"] = row.DeviceTimestamp,
        ["timestamp"] = InstantText.Format(row.Timestamp), ["int_value"] = row.IntValue, ["value"] = row.Value, ["streamer_local_id"] = row.StreamerLocalId, ["dirty_ts"] = row.DirtyTs, ["status"] = row.Status,
    };
}
