using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Energy.Clients.IOTile;
using NodaTime;

namespace Energy.Clients.Conformance.IOTile;

/// <summary>Variables, streams, data, events.</summary>
public static partial class IOTileRoutes
{
    private const string SomeStream = "s--0000-0001--0000-0000-0000-0001--5001";

    private static VariableSlug Variable(IOTileAsked asked) => asked.PathSlug<VariableSlug>("slug");

    private static StreamSlug Stream(IOTileAsked asked) => asked.PathSlug<StreamSlug>("slug");

    private static IOTileRoute[] Measuring() =>
    [
        new("variables.list", "GET", "/api/v1/variable/", (client, asked) => IOTileJson.PageAsync(client.Variables.ListAsync(new IOTileVariableQuery
        {
            PageSize = PageSize(asked), FirstPage = FirstPage(asked), AsStaff = asked.Flag("staff"), Project = asked.Text("project"), Org = asked.Text("org"),
            Search = asked.Text("search"), IncludeTemplates = asked.Flag("include_templates"),
        }))),
        new("variables.create", "POST", "/api/v1/variable/", (client, asked) => IOTileJson.OfAsync(client.Variables.CreateAsync(
            ProjectId(asked), asked.Body.Required("name"), LocalId(asked)))),
        new("variables.get", "GET", "/api/v1/variable/{slug}/", (client, asked) => IOTileJson.OfAsync(client.Variables.GetAsync(Variable(asked)))),
        new("variables.type", "GET", "/api/v1/variable/{slug}/type/", (client, asked) => IOTileJson.OfAsync(client.Variables.GetTypeAsync(Variable(asked)))),
        new("variables.update", "PATCH", "/api/v1/variable/{slug}/", (client, asked) => IOTileJson.OfAsync(client.Variables.UpdateAsync(Variable(asked), new IOTileVariableUpdate
        {
            Name = asked.Body.Change("name"), About = asked.Body.Change("about"), InputUnit = asked.Body.ChangeOrClear("input_unit"),
            OutputUnit = asked.Body.ChangeOrClear("output_unit"),
        }))),
        new("variables.delete", "DELETE", "/api/v1/variable/{slug}/", (client, asked) => IOTileJson.OfAsync(client.Variables.DeleteAsync(Variable(asked), asked.Flag("staff")))),
        new("variable-types.list", "GET", "/api/v1/vartype/", (client, asked) => IOTileJson.PageAsync(client.VariableTypes.ListAsync(ListQuery(asked)))),
        new("variable-types.get", "GET", "/api/v1/vartype/{slug}/", (client, asked) => IOTileJson.OfAsync(client.VariableTypes.GetAsync(asked.PathText("slug")))),
        new("streams.list", "GET", "/api/v1/stream/", (client, asked) => IOTileJson.PageAsync(client.Streams.ListAsync(new IOTileStreamQuery
        {
            PageSize = PageSize(asked), FirstPage = FirstPage(asked), AsStaff = asked.Flag("staff"), Device = asked.Slug<DeviceSlug>("device"),
            Block = asked.Slug<BlockSlug>("block"),
            Project = asked.Slug<ProjectSlug>("project"), Org = asked.Text("org"), Variable = asked.Slug<VariableSlug>("variable"), Enabled = asked.Truth("enabled"),
            Virtual = asked.Flag("virtual"), Archived = asked.Flag("archived"), All = asked.Flag("all"), Extra = Extra(asked, "org__slug"),
        }))),
        new("streams.create", "POST", "/api/v1/stream/", (client, asked) => IOTileJson.OfAsync(client.Streams.CreateAsync(
            asked.Body.RequiredSlug<VariableSlug>("variable"), asked.Body.Slug<DeviceSlug>("device"), asked.Body.Text("data_label")))),
        new("streams.get", "GET", "/api/v1/stream/{slug}/", (client, asked) => IOTileJson.OfAsync(client.Streams.GetAsync(Stream(asked)))),
        new("streams.update", "PATCH", "/api/v1/stream/{slug}/", (client, asked) => IOTileJson.OfAsync(client.Streams.UpdateAsync(Stream(asked), new IOTileStreamUpdate
        {
            DataLabel = asked.Body.Change("data_label"), InputUnit = asked.Body.ChangeOrClear("input_unit"), OutputUnit = asked.Body.ChangeOrClear("output_unit"),
            Enabled = asked.Body.Truth("enabled") is { } enabled ? enabled : default(Optional<bool>),
        }))),
        new("streams.delete", "DELETE", "/api/v1/stream/{slug}/", (client, asked) => IOTileJson.OfAsync(client.Streams.DeleteAsync(Stream(asked), asked.Flag("staff")))),
        new("streams.read", "GET", "/api/v1/stream/{slug}/data/", (client, asked) =>
            IOTileJson.PageAsync(client.Streams.ListRowsAsync(Stream(asked), StreamData(asked))), IsFirstPage),
        new("streams.csv", "GET", "/api/v1/stream/{slug}/csv/", (client, asked) => IOTileJson.OfAsync(client.Streams.GetCsvAsync(Stream(asked), StreamData(asked)))),
        new("data.read", "GET", "/api/v1/data/", (client, asked) =>
            IOTileJson.PageAsync(client.Data.ListRowsAsync(asked.Filter("filter", "sdbva", SomeStream), DataQuery(asked))), IsFirstPage),
        new("data.create-many", "POST", "/api/v1/data/", (client, asked) => IOTileJson.OfAsync(client.Data.CreateManyAsync(Many(asked, NewData))), HasArray),
        new("data.create", "POST", "/api/v1/data/", (client, asked) => IOTileJson.OfAsync(client.Data.CreateAsync(NewData(asked.Body))), HasNoArray),
        new("frames.csv", "GET", "/api/v1/df/", (client, asked) =>
        {
            asked.Text("format");
            return IOTileJson.OfAsync(client.Data.GetFrameCsvAsync(asked.Filter("filter", "sdb", SomeStream), FrameQuery(asked)));
        }, exchange => exchange.Request.Parameter("format") == "csv"),
        new("frames.read", "GET", "/api/v1/df/", (client, asked) =>
        {
            asked.Text("format");
            return IOTileJson.ArrayAsync(client.Data.ListFrameAsync(asked.Filter("filter", "sdb", SomeStream), FrameQuery(asked)));
        }, exchange => exchange.Request.Parameter("format") == "json" && exchange.Request.Parameter("pivot") is null),
        new("events.list", "GET", "/api/v1/event/", (client, asked) => IOTileJson.PageAsync(client.Events.ListAsync(asked.Filter("filter", "sdbv", SomeStream), new IOTileEventQuery
        {
            PageSize = PageSize(asked), FirstPage = FirstPage(asked), AsStaff = asked.Flag("staff"), Range = asked.Range(),
            LastN = asked.Number("lastn", 1, IOTileDataQuery.MaxLastN), MinStreamerLocalId = asked.Unbounded("streamer_id_min"),
            MaxStreamerLocalId = asked.Unbounded("streamer_id_max"),
        }))),
        new("events.create-many", "POST", "/api/v1/event/", (client, asked) =>
            IOTileJson.OfAsync(client.Events.CreateManyAsync(Many(asked, body => NewEvent(asked, body)))), HasArray),
        new("events.create", "POST", "/api/v1/event/", (client, asked) => IOTileJson.OfAsync(client.Events.CreateAsync(NewEvent(asked, asked.Body))), HasNoArray),
        new("events.upload", "POST", "/api/v1/event/upload/", UploadEventAsync),
        new("events.get", "GET", "/api/v1/event/{id}/", (client, asked) => IOTileJson.OfAsync(client.Events.GetAsync(asked.PathNumber("id")))),
        new("events.data", "GET", "/api/v1/event/{id}/data/", (client, asked) => IOTileJson.OfAsync(client.Events.GetDataAsync(asked.PathNumber("id")))),
        new("events.url", "GET", "/api/v1/event/{id}/url/", (client, asked) => IOTileJson.OfAsync(client.Events.GetUrlAsync(asked.PathNumber("id")))),
    ];

    // An empty array is refused by the operations that make many; what the server says to one is asked generically.
    private static bool HasArray(RecordedExchange exchange) => exchange.Request.Body.Json is { ValueKind: JsonValueKind.Array } items && items.GetArrayLength() > 0;

    private static bool HasNoArray(RecordedExchange exchange) => exchange.Request.Body.Json is not { ValueKind: JsonValueKind.Array };

    // Data begin at their first page, with or without its number; another page cannot be said, since they go on by value.
    private static bool IsFirstPage(RecordedExchange exchange) => exchange.Request.Parameter("page") is null or "1";

    private static T[] Many<T>(IOTileAsked asked, Func<IOTileAskedBody, T> read) => [.. asked.Body.Items().Select(read)];

    private static Guid ProjectId(IOTileAsked asked) =>
        Guid.TryParseExact(asked.Body.Text("project"), "D", out var id) ? id : asked.Impossible("project", Guid.Empty);

    private static int LocalId(IOTileAsked asked) => asked.Body.RequiredNumber("lid") is var id && asked.Checked(id, id is >= 1 and <= 65535, 1) is var local ? (int)local : 0;

    private static IOTileStreamDataQuery StreamData(IOTileAsked asked) => new()
    {
        Range = asked.Range(),
        LastN = asked.Number("lastn", 1, IOTileStreamDataQuery.MaxLastN),
        PageSize = DataPageSize(asked),
    };

    private static int? DataPageSize(IOTileAsked asked)
    {
        asked.Text("page");
        return PageSize(asked);
    }

    private static IOTileDataQuery DataQuery(IOTileAsked asked) => new()
    {
        Range = asked.Range(),
        LastN = asked.Number("lastn", 1, IOTileDataQuery.MaxLastN),
        PageSize = DataPageSize(asked),
        MinStreamerLocalId = asked.Unbounded("streamer_id_min") ?? asked.Unbounded("streamer_id_0"),
        MaxStreamerLocalId = asked.Unbounded("streamer_id_max") ?? asked.Unbounded("streamer_id_1"),
        MinId = asked.Unbounded("id_min") ?? asked.Unbounded("id_0"),
        MaxId = asked.Unbounded("id_max") ?? asked.Unbounded("id_1"),
        MinDeviceTimestamp = asked.Unbounded("streamer_ts_min"),
        MaxDeviceTimestamp = asked.Unbounded("streamer_ts_max"),
        At = asked.Time("timestamp"),
        ApplyMask = asked.Flag("mask"),
    };

    private static IOTileFrameQuery FrameQuery(IOTileAsked asked)
    {
        var (pivot, mdo, statistics) = (asked.Flag("pivot"), asked.Flag("apply_mdo"), asked.Flag("stats"));
        return new()
        {
            Range = asked.Range(),
            ApplyMdo = mdo,
            Pivot = pivot,
            Extended = asked.Flag("extended"),
            ApplyMask = asked.Flag("mask"),
            Statistics = asked.Checked(statistics, !statistics || (pivot && mdo), false),
        };
    }

    private static IOTileNewData NewData(IOTileAskedBody body) => new()
    {
        Stream = body.RequiredSlug<StreamSlug>("stream"),
        Timestamp = body.RequiredTime("timestamp"),
        IntValue = body.RequiredNumber("int_value"),
        Type = body.Text("type") is { } type ? new IOTileDataType(type) : null,
    };

    private static IOTileNewEvent NewEvent(IOTileAsked asked, IOTileAskedBody body) => new()
    {
        Stream = body.RequiredSlug<StreamSlug>("stream"),
        Timestamp = body.RequiredTime("timestamp"),
        ExtraData = body.Find("extra_data") switch
        {
            { ValueKind: JsonValueKind.Object } extra => JsonText.ToNode(extra)!.AsObject(),
            null => null,
            _ => asked.Impossible<JsonObject?>("extra_data", null),
        },
        DeviceTimestamp = body.DeviceTime("device_timestamp"),
        StreamerLocalId = body.Number("streamer_local_id"),
        Data = body.Find("data") is { ValueKind: not JsonValueKind.Null } data ? JsonText.ToNode(data) : null,
    };

    private static JsonObject? ParsedObject(string text)
    {
        try
        {
            return JsonNode.Parse(text) as JsonObject;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static async Task<JsonNode?> UploadEventAsync(IOTileClient client, IOTileAsked asked)
    {
        string? Field(string name) =>
            asked.Parts.FirstOrDefault(part => part.Name == name && part.FileName is null) is { } part ? Encoding.UTF8.GetString(part.Content.Span) : null;

        var extra = Field("encoded_extra_data");
        var json = extra is null ? null : ParsedObject(extra) ?? asked.Impossible<JsonObject?>("encoded_extra_data", null);
        string[] order = [.. asked.Parts.Select(part => part.Name)];
        var file = asked.Parts.FirstOrDefault(part => part.Name == "file" && part.FileName is not null) ?? IOTileReportFile.None;
        asked.TakesForm(
            order.SequenceEqual(((string[])["stream", "timestamp", "encoded_extra_data", "device_timestamp", "streamer_local_id", "file"]).Where(order.Contains))
            && (extra is null || json is not null)
            && file.ContentType == (file.FileName!.EndsWith(".gz", StringComparison.Ordinal) ? "application/gzip" : "application/json"));
        var stream = Field("stream") is { } slug ? asked.SlugOf<StreamSlug>("stream", slug) : asked.Impossible("stream", default(StreamSlug));
        var timestamp = Field("timestamp") is { } time ? asked.TimeOf("timestamp", time) : asked.Impossible("timestamp", NodaConstants.UnixEpoch);
        file = asked.Checked(
            file,
            file.FileName!.EndsWith(".json", StringComparison.Ordinal) || file.FileName.EndsWith(".json.gz", StringComparison.Ordinal),
            file with { FileName = "any.json" });
        var created = new IOTileNewEvent
        {
            Stream = stream,
            Timestamp = timestamp,
            ExtraData = json,
            DeviceTimestamp = Field("device_timestamp") is not { } device ? null
                : uint.TryParse(device, NumberStyles.None, CultureInfo.InvariantCulture, out var deviceTime) ? deviceTime : asked.Impossible<uint?>("device_timestamp", null),
            StreamerLocalId = Field("streamer_local_id") is not { } id ? null
                : long.TryParse(id, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var localId) ? localId : asked.Impossible<long?>("streamer_local_id", null),
        };
        return IOTileJson.Of(await client.Events.UploadAsync(created, file.Content, file.FileName!));
    }
}
