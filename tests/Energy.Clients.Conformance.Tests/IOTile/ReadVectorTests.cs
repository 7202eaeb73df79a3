using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Energy.Clients.IOTile;
using NodaTime;

namespace Energy.Clients.Conformance.IOTile;

/// <summary>Reads of data page by page, the accumulation report, and the times that reads are asked with.</summary>
public sealed class ReadVectorTests
{
    [VectorTheory("iotile", "vectors/paging.json"), VectorRows]
    public async Task Paging_Row_ReadsTheSameRows(VectorCase row)
    {
        using var handler = new AnsweringHandler(request => RowServer.Answer(Rows(row), request, row.Find("stream") is null ? 1000 : 5000));
        using var client = IOTileClients.Create("any", "jwt", handler);
        var ours = await Outcome.OfAsync(() => row.Find("stream") is { } stream ? StreamAsync(client, stream.GetString()!, row["args"]) : RawAsync(client, row["args"]));
        var theirs = row.Json.EnumerateObject().Where(member => member.Name is "timestamps" or "outputValues" or "ids" or "values");
        VectorCheck.Verify(row, "paging", ours, Outcome.Value(new JsonObject(theirs.Select(member => KeyValuePair.Create(member.Name, JsonText.ToNode(member.Value))))));
    }

    [VectorTheory("iotile", "vectors/compute-sum.json"), VectorRows]
    public async Task ComputeSum_Row_AsksAndAddsAlike(VectorCase row)
    {
        using var handler = new AnsweringHandler(request => Recorded(row, request));
        using var client = IOTileClients.Create("any", "jwt", handler);
        var ours = await Outcome.OfAsync(
            async () =>
            {
                var report = await client.Reports.AccumulateAsync(
                    row["sources"].EnumerateArray().Select(source => source.GetString()!), new Interval(Time(row["start"]), Time(row["end"])));
                return new JsonObject
                {
                    ["streams"] = new JsonObject(report.Streams.Select(sum =>
                        KeyValuePair.Create(sum.Stream.ToString(), (JsonNode?)new JsonObject { ["sum"] = sum.Sum, ["units"] = sum.Units }))),
                    ["total"] = report.Total,
                };
            },
            typeof(InvalidOperationException), typeof(EnergyResponseException));
        VectorCheck.Verify(row, "compute-sum", ours, row["result"].TryGetProperty("error", out var error) ? Outcome.Refused(JsonText.Of(error)) : Outcome.Value(row["result"]));

        // Further pages are asked otherwise: of lists where the recorded report stopped at the first, of data by value.
        Assert.Equal(
            row["requests"].EnumerateArray().Select(request => Key(request.GetProperty("url").GetString()!)).Where(IsFirstPage),
            handler.Requests.Select(request => $"{request["path"]}?{string.Join('&', request["query"]!.AsArray())}").Where(IsFirstPage));
    }

    [VectorTheory("iotile", "vectors/timestamps.json"), VectorRows]
    public Task Timestamps_Row_IsSentInOneFormThatQueriesReadAlike(VectorCase row) => SentAsync(row, "timestamps-query", "queryFilter", "start", async (client, time) =>
        await client.Data.ListRowsAsync("s--0000-0001--0000-0000-0000-0001--5001", new IOTileDataQuery { Range = new Interval(time, null) }).CountAsync());

    [VectorTheory("iotile", "vectors/timestamps.json"), VectorRows]
    public Task Timestamps_Row_IsSentInOneFormThatUploadsReadAlike(VectorCase row) => SentAsync(row, "timestamps-upload", "uploadTimestamp", "timestamp", async (client, time) =>
        await client.StreamerReports.UploadAsync(new IOTileReport { Device = new DeviceSlug(1), ReportId = 1, SentTimestamp = 0 }, time));

    // The text is read as the client reads times, sent as it sends them, and must mean what the server made of it.
    private static async Task SentAsync(VectorCase row, string operation, string member, string parameter, Func<IOTileClient, Instant, Task> ask)
    {
        using var handler = new AnsweringHandler(_ => (200, """{"count": 0, "next": null, "previous": null, "results": []}"""));
        using var client = IOTileClients.Create("any", "jwt", handler);
        var ours = await Outcome.OfAsync(
            async () =>
            {
                var time = JsonSerializer.Deserialize<Instant>(JsonSerializer.Serialize(row["in"].GetString()), IOTileJson.Options);
                await ask(client, time);
                var prefix = parameter + "=";
                return handler.Requests[0]["query"]!.AsArray()
                    .Select(pair => pair!.GetValue<string>()).Single(pair => pair.StartsWith(prefix, StringComparison.Ordinal))[prefix.Length..];
            },
            typeof(JsonException));
        var theirs = row[member].TryGetProperty("ok", out var ok) && ok.ValueKind == JsonValueKind.String ? Outcome.Value(ok) : Outcome.Refused("not a time");
        VectorCheck.Verify(row, operation, ours, theirs, new CompareOptions { InstantsAt = [JsonPath.Parse("")] });
    }

    // Without a zone the server takes them for UTC.
    private static Instant Time(JsonElement text) =>
        Instant.FromDateTimeOffset(DateTimeOffset.Parse(text.GetString()!, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal));

    private static int? Number(JsonElement args, string name) => args.TryGetProperty(name, out var value) ? value.GetInt32() : null;

    private static Instant? Time(JsonElement args, string name) => args.TryGetProperty(name, out var value) ? Time(value) : null;

    private static async Task<JsonNode?> StreamAsync(IOTileClient client, string stream, JsonElement args)
    {
        var readings = await client.Streams.ReadAsync(StreamSlug.Parse(stream), new IOTileStreamDataQuery
        {
            Range = new Interval(Time(args, "start"), Time(args, "end")),
            LastN = Number(args, "lastn"),
            PageSize = Number(args, "page_size"),
        }).ToListAsync();
        return new JsonObject
        {
            ["timestamps"] = new JsonArray([.. readings.Select(reading => IOTileJson.Of(reading.Start))]),
            ["outputValues"] = new JsonArray([.. readings.Select(reading => (JsonNode?)reading.Value)]),
        };
    }

    private static async Task<JsonNode?> RawAsync(IOTileClient client, JsonElement args)
    {
        var rows = await client.Data.ListRowsAsync(args.GetProperty("filter").GetString()!, new IOTileDataQuery
        {
            Range = new Interval(Time(args, "start"), Time(args, "end")),
            LastN = Number(args, "lastn"),
            PageSize = Number(args, "page_size"),
        }).ToListAsync();
        return new JsonObject
        {
            ["ids"] = new JsonArray([.. rows.Select(row => (JsonNode?)row.Id)]),
            ["values"] = new JsonArray([.. rows.Select(row => (JsonNode?)row.Value)]),
        };
    }

    // The recording keeps what came of the rows: each gets the members that the server would have sent with it.
    private static IEnumerable<JsonObject> Rows(VectorCase row)
    {
        if (row.Find("stream") is not null)
        {
            return row["timestamps"].EnumerateArray().Zip(row["outputValues"].EnumerateArray(), (time, value) => new JsonObject
            {
                ["type"] = "ITR",
                ["timestamp"] = time.GetString(),
                ["output_value"] = JsonText.ToNode(value),
                ["streamer_local_id"] = 0L,
            });
        }

        var start = Time(row["args"], "start") ?? Instant.FromUtc(2020, 1, 1, 0, 0);
        return row["ids"].EnumerateArray().Zip(row["values"].EnumerateArray(), (id, value) => (Id: id, Value: value)).Select((item, index) => new JsonObject
        {
            ["id"] = JsonText.ToNode(item.Id),
            ["stream"] = "s--0000-0001--0000-0000-0000-0001--5001",
            ["timestamp"] = IOTileJson.Of(start),
            ["value"] = JsonText.ToNode(item.Value),
            ["streamer_local_id"] = index + 1L,
        });
    }

    private static (int Status, string Body) Recorded(VectorCase row, HttpRequestMessage asked)
    {
        var target = asked.RequestUri!.PathAndQuery;
        if (!IsFirstPage(Key(target)))
        {
            return (404, """{"detail": "Invalid page."}""");
        }

        var answers = row["requests"].EnumerateArray().Where(request => Key(request.GetProperty("url").GetString()!) == Key(target)).ToList();
        Assert.True(answers.Count > 0, $"the recorded report did not ask {target}");
        var (status, body) = (answers[0].GetProperty("status").GetInt32(), answers[0].GetProperty("responseBody"));
        if (status != 200 || !asked.RequestUri.AbsolutePath.EndsWith("/data/", StringComparison.Ordinal))
        {
            return (status, body.GetRawText());
        }

        // All recorded pages of the stream in one.
        var rows = row["requests"].EnumerateArray()
            .Where(request => new Uri(request.GetProperty("url").GetString()!).AbsolutePath == asked.RequestUri.AbsolutePath && request.GetProperty("status").GetInt32() == 200)
            .DistinctBy(request => request.GetProperty("url").GetString())
            .SelectMany(request => request.GetProperty("responseBody").GetProperty("results").EnumerateArray())
            .Select(result => JsonText.ToNode(result)!.AsObject());
        return RowServer.Answer(rows, asked, int.MaxValue);
    }

    private static bool IsFirstPage(string key) => !RequestTarget.ParseQuery(key).Any(pair => pair.Key == "page");

    // The recorded reader says page 1 where ours says nothing.
    private static string Key(string url) =>
        $"{RequestTarget.CanonicalPath(new Uri(IOTileClients.Address, url).AbsolutePath)}?{string.Join('&', RequestTarget.CanonicalQuery(url).Where(pair => pair != "page=1"))}";
}
