using System.Net;
using System.Text;
using RichardSzalay.MockHttp;

namespace Energy.Clients.IOTile.Tests;

/// <summary>Rows as they may come.</summary>
public class RowReaderTests
{
    private const string StreamRow = """{"type":"ITR","timestamp":"2022-01-01T00:00:00Z","int_value":5,"value":1.5,"display_value":"d","output_value":2.5,"streamer_local_id":7}""";
    private const string DataRow =
        """{"id":1,"stream":"s--0000-0001--0000-0000-0000-0002--5001","project":"p","device":"d","variable":"v--0000-0001--5001","type":"Num","device_timestamp":"""
            + """3,"timestamp":"2022-01-01T00:00:00Z","int_value":5,"value":1.5,"streamer_local_id":7,"dirty_ts":true,"status":"cln"}""";

    [Fact]
    public async Task StreamRow_MembersInAnyOrderEscapedOrUnknown_IsRead()
    {
        const string Other =
            """{"streamer_local_id":8,"new":{"timestamp":[1]},"output_value":null,"display_value":"\u0064","v\u0061lue":3,"int_value":"6","timestamp":"2022-01-02T01:00:00+01:"""
                + """00","type":"Xyz"}""";
        using var client = Client(StreamRow + "," + Other);

        var rows = await client.Streams.ListRowsAsync(IOTileFixture.Stream).ToListAsync();

        Assert.Equal(
            [
                new IOTileStreamRow
                {
                    Timestamp = NodaTime.Instant.FromUtc(2022, 1, 1, 0, 0), Type = IOTileDataType.Converted, IntValue = 5, Value = 1.5, OutputValue = 2.5, DisplayValue = "d",
                    StreamerLocalId = 7,
                },
                new IOTileStreamRow { Timestamp = NodaTime.Instant.FromUtc(2022, 1, 2, 0, 0), Type = new IOTileDataType("Xyz"), IntValue = 6, Value = 3, DisplayValue = "d",
                    StreamerLocalId = 8 },
            ],
            rows);
    }

    [Theory]
    [InlineData("type", "5")]
    [InlineData("type", "{}")]
    [InlineData("timestamp", "5")]
    [InlineData("timestamp", "null")]
    [InlineData("timestamp", "\"2022-01-01T24:00:00Z\"")]
    [InlineData("int_value", "\"x\"")]
    [InlineData("value", "\"1.5\"")]
    [InlineData("display_value", "1")]
    [InlineData("output_value", "true")]
    [InlineData("streamer_local_id", "1.5")]
    public async Task StreamRow_MemberOfTheWrongKind_IsAPayloadErrorAtItsRow(string member, string value)
    {
        using var client = Client(StreamRow + "," + With(StreamRow, member, value));

        var failure = await Assert.ThrowsAsync<EnergyPayloadException>(async () => await client.Streams.ListRowsAsync(IOTileFixture.Stream).CountAsync());

        Assert.Equal("$.results[1]", failure.JsonPath);
    }

    [Theory]
    [InlineData("id", "null")]
    [InlineData("type", "null")]
    [InlineData("device_timestamp", "null")]
    [InlineData("dirty_ts", "null")]
    public async Task DataRow_WithoutAValue_IsRead(string member, string value)
    {
        using var client = Client(DataRow + "," + With(DataRow, member, value));

        Assert.Equal(2, await client.Data.ListRowsAsync(IOTileFixture.Import).CountAsync());
    }

    [Theory]
    [InlineData("id", "true")]
    [InlineData("stream", "5")]
    [InlineData("stream", "null")]
    [InlineData("stream", "\"d--0000-0000-0000-0002\"")]
    [InlineData("variable", "\"v\"")]
    [InlineData("type", "5")]
    [InlineData("timestamp", "5")]
    [InlineData("value", "\"x\"")]
    [InlineData("dirty_ts", "1")]
    [InlineData("status", "[]")]
    public async Task DataRow_MemberOfTheWrongKind_IsAPayloadErrorAtItsRow(string member, string value)
    {
        using var client = Client(DataRow + "," + With(DataRow, member, value));

        var failure = await Assert.ThrowsAsync<EnergyPayloadException>(async () => await client.Data.ListRowsAsync(IOTileFixture.Import).CountAsync());

        Assert.Equal("$.results[1]", failure.JsonPath);
    }

    [Fact]
    public async Task DataRow_WithoutAText_HasNoneAndNotThatOfTheRowBefore()
    {
        const string Bare = """{"id":2,"stream":"s--0000-0001--0000-0000-0000-0002--5001","device":null,"timestamp":"2022-01-01T00:00:01Z"}""";
        using var client = Client(DataRow + "," + Bare + "," + DataRow, 3);

        var rows = await client.Data.ListRowsAsync(IOTileFixture.Import).ToListAsync();

        Assert.Equal(
            [("p", "d", "v--0000-0001--5001", "cln"), ("", "", null, ""), ("p", "d", "v--0000-0001--5001", "cln")],
            rows.Select(static r => (r.Project, r.Device, r.Variable?.ToString(), r.Status)));
        Assert.All(rows, static r => Assert.Equal("s--0000-0001--0000-0000-0000-0002--5001", r.Stream.ToString()));
    }

    [Fact]
    public async Task DataRow_WithOtherTextsThanTheRowBefore_HasItsOwn()
    {
        using var client = Client(DataRow + "," + DataRow.Replace("\"p\"", "\"q\"", StringComparison.Ordinal).Replace("\"cln\"", "\"utc\"", StringComparison.Ordinal));

        var rows = await client.Data.ListRowsAsync(IOTileFixture.Import).ToListAsync();

        Assert.Equal([("p", "d", "cln"), ("q", "d", "utc")], rows.Select(static r => (r.Project, r.Device, r.Status)));
    }

    [Theory]
    [InlineData("dirty_ts", "true", true)]
    [InlineData("dirty_ts", "false", false)]
    [InlineData("dirty_ts", "null", false)]
    public async Task DataRow_WhoseTimeIsAGuess_SaysSo(string member, string value, bool isGuess)
    {
        using var client = Client(With(DataRow, member, value), 1);

        Assert.Equal(isGuess, (await client.Data.ListRowsAsync(IOTileFixture.Import).FirstAsync()).DirtyTs);
    }

    // Slugs with escapes, and none.
    [Fact]
    public async Task DataRow_OfEscapedSlugs_IsRead()
    {
        using var client = Client(
            DataRow.Replace("\"s--0000", "\"s\\u002d-0000", StringComparison.Ordinal).Replace("\"v--0000", "\"v\\u002d-0000", StringComparison.Ordinal)
                + "," + With(DataRow, "variable", "null"));

        var rows = await client.Data.ListRowsAsync(IOTileFixture.Import).ToListAsync();

        Assert.Equal(["v--0000-0001--5001", null], rows.Select(static r => r.Variable?.ToString()));
        Assert.All(rows, static r => Assert.Equal("s--0000-0001--0000-0000-0000-0002--5001", r.Stream.ToString()));
    }

    [Fact]
    public void ToStored_TakesTheConversionGivenBeforeTheStreamsOwn()
    {
        var stream = new IOTileStream { MultiplicationFactor = 3, DivisionFactor = 2, Offset = 1 };

        Assert.Equal((10 * 3 / 2) + 1, stream.ToStored(10));
        Assert.Equal(50, stream.ToStored(10, new Mdo(5, 1, 0)));
    }

    [Fact]
    public async Task Reading_WithoutTheMemberOfItsValue_IsAPayloadError()
    {
        using var client = Client("""{"timestamp":"2022-01-01T00:00:00Z","value":1.5}""", 1);

        Assert.Equal(1.5, (await client.Streams.ReadAsync(IOTileFixture.Stream, new IOTileStreamDataQuery { Value = IOTileValueKind.Stored }).FirstAsync()).Value);
        foreach (var value in new[] { IOTileValueKind.Output, IOTileValueKind.Raw })
        {
            Assert.Equal("$.results[0]", (await Assert.ThrowsAsync<EnergyPayloadException>(async () =>
                await client.Streams.ReadAsync(IOTileFixture.Stream, new IOTileStreamDataQuery { Value = value }).CountAsync())).JsonPath);
        }
    }

    [Theory]
    [InlineData("5", "an object")]
    [InlineData("null", "an object")]
    [InlineData("[1]", "an object")]
    [InlineData("\"timestamp\"", "an object")]
    [InlineData("{}", "'timestamp'")]
    [InlineData("""{"stream":"s--0000-0001--0000-0000-0000-0002--5001","value":1,"output_value":1}""", "'timestamp'")]
    public async Task Row_ThatIsNoneOrHasNoTime_IsAPayloadErrorAtIt(string row, string missing)
    {
        using var client = Client(row, 1);

        foreach (var read in new Func<Task>[]
        {
            async () => await client.Data.ListRowsAsync(IOTileFixture.Import).CountAsync(),
            async () => await client.Streams.ListRowsAsync(IOTileFixture.Stream).CountAsync(),
            async () => await client.Streams.ReadAsync(IOTileFixture.Stream).CountAsync(),
        })
        {
            var failure = await Assert.ThrowsAsync<EnergyPayloadException>(read);
            Assert.Equal("$.results[0]", failure.JsonPath);
            Assert.Contains(missing, failure.Message, StringComparison.Ordinal);
        }
    }

    // Larger than what is read at once, so that its end is not there when the row is first looked at.
    [Theory]
    [InlineData("[", "]")]
    [InlineData("{\"timestamp\":", "}")]
    public async Task Row_WithALargeMemberThatIsNotKnown_IsReadBehindIt(string before, string behind)
    {
        var large = $"\"new\":{before}\"{new string('x', 300_000)}\"{behind}";
        using var client = Client($"{{{large},{StreamRow[1..]},{{{large},{DataRow[1..]}");

        Assert.Equal([2.5, null], (await client.Streams.ListRowsAsync(IOTileFixture.Stream).ToListAsync()).Select(static r => r.OutputValue));
        Assert.Equal([1.5, 1.5], (await client.Data.ReadAsync(IOTileFixture.Stream).ToListAsync()).Select(static r => r.Value));
    }

    [Fact]
    public async Task Strict_RefusesMembersThatAreNotKnown_AndNoOthers()
    {
        var http = new MockHttpMessageHandler();
        var body = "";
        http.When("*").Respond(() => Task.FromResult(new HttpResponseMessage(HttpStatusCode.OK) { Content = new StringContent(body, Encoding.UTF8, "application/json") }));
        using var client =
            new IOTileClient(new IOTileClientOptions { BaseAddress = new Uri("http://127.0.0.1/"), Token = new string('a', 40), Strict = true, MaxRetries = 0 }, http);
        foreach (var (known, rows) in new[]
        {
            (true, $$"""{"count":1,"next":null,"previous":null,"results":[{{DataRow}}]}"""),
            (true, $$"""{"count":1,"next_page":null,"prev_page":null,"results":[{{DataRow}}]}"""),
            (false, $$"""{"count":1,"next":null,"previous":null,"more":1,"results":[{{DataRow}}]}"""),
            (false, $$"""{"count":1,"next":null,"previous":null,"results":[{"more":1,{{DataRow[1..]}}]}"""),
        })
        {
            body = rows;
            if (known)
            {
                Assert.Equal(1, await client.Data.ListRowsAsync(IOTileFixture.Import).CountAsync());
            }
            else
            {
                await Assert.ThrowsAsync<EnergyPayloadException>(async () => await client.Data.ListRowsAsync(IOTileFixture.Import).CountAsync());
            }
        }

        body = """{"count":0,"next":null,"previous":null}""";
        Assert.Contains("'results' is missing", (await Assert.ThrowsAsync<EnergyPayloadException>(async () => await client.Data.ListRowsAsync(IOTileFixture.Import).CountAsync()))
            .Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Arguments_ThatAreMissingOrGiven_AreSeenAtTheCall()
    {
        using var server = new CannedServer(static _ => "");
        using var client = server.Client();

        Assert.Equal(Unit.KilowattHour, client.Data.ReadAsync(IOTileFixture.Stream, unit: Unit.KilowattHour).Info.Unit);
        Assert.Equal(Unit.None, client.Data.ReadAsync(IOTileFixture.Stream).Info.Unit);
        Assert.Equal(("", "Num"), (default(IOTileDataType).ToString(), IOTileDataType.Number.ToString()));
        await Assert.ThrowsAsync<ArgumentNullException>("data", () => client.Data.CreateAsync(null!));
        await Assert.ThrowsAsync<ArgumentNullException>("data", () => client.Data.CreateManyAsync(null!));
        Assert.Throws<ArgumentNullException>("stream", () => client.Streams.ReadAsync((IOTileStream)null!));
        await Assert.ThrowsAsync<ArgumentNullException>("update", async () => await client.Streams.UpdateAsync(IOTileFixture.Stream, null!));
        await client.Streams.GetCsvAsync(IOTileFixture.Stream, new IOTileStreamDataQuery { LastN = 5 });
        Assert.Contains("lastn=5", Assert.Single(server.Requests).Target, StringComparison.Ordinal);
    }

    private static string With(string row, string member, string value)
    {
        var json = System.Text.Json.Nodes.JsonNode.Parse(row)!;
        json[member] = System.Text.Json.Nodes.JsonNode.Parse(value);
        return json.ToJsonString();
    }

    private static IOTileClient Client(string rows, int count = 2)
    {
        var http = new MockHttpMessageHandler();
        http.When("*").Respond(() => Task.FromResult(new HttpResponseMessage(HttpStatusCode.OK)
        {
            Content = new StringContent($$"""{"count":{{count}},"next":null,"previous":null,"results":[{{rows}}]}""", Encoding.UTF8, "application/json"),
        }));
        return new IOTileClient(new IOTileClientOptions { BaseAddress = new Uri("http://127.0.0.1/"), Token = new string('a', 40) }, http);
    }
}
