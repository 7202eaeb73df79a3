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
