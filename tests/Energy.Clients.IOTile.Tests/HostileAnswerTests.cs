using System.Text;
using NodaTime;

namespace Energy.Clients.IOTile.Tests;

/// <summary>Answers and files that are not what they should be end in the family's errors, and what they say is kept.</summary>
public class HostileAnswerTests
{
    [Theory]
    [InlineData("1e400")]
    [InlineData("-1e400")]
    public async Task Number_BeyondADouble_IsRefusedAtItsPlace(string number)
    {
        var row = $$"""{"id":1,"stream":"{{IOTileFixture.Import}}","timestamp":"2024-06-01T00:00:00Z","int_value":1,"value":{{number}},"output_value":{{number}}}""";
        using var server = new CannedServer(target => target.Contains("/df/", StringComparison.Ordinal)
            ? $$"""[{"row":"2024-06-01T00:00:00Z","value":{{number}},"stream_slug":"{{IOTileFixture.Import}}"}]"""
            : target.Contains("/variable/", StringComparison.Ordinal) ? $$"""{"offset":{{number}}}""" : CannedServer.List(1, false, row));
        using var client = server.Client();

        Assert.Equal("$.results[0]", (await Assert.ThrowsAsync<EnergyPayloadException>(async () => await client.Streams.ReadAsync(IOTileFixture.Stream).CountAsync())).JsonPath);
        Assert.Equal("$.results[0]",
            (await Assert.ThrowsAsync<EnergyPayloadException>(async () => await client.Streams.ListRowsAsync(IOTileFixture.Stream).CountAsync())).JsonPath);
        Assert.Equal("$.results[0]", (await Assert.ThrowsAsync<EnergyPayloadException>(async () => await client.Data.ListRowsAsync(IOTileFixture.Import).CountAsync())).JsonPath);
        Assert.StartsWith("$[0]", (await Assert.ThrowsAsync<EnergyPayloadException>(async () => await client.Data.ListFrameAsync(IOTileFixture.Import).CountAsync())).JsonPath,
            StringComparison.Ordinal);
        await Assert.ThrowsAsync<EnergyPayloadException>(() => client.Variables.GetAsync(VariableSlug.Parse("v--1--5001")));
    }

    [Theory]
    [InlineData("{\"detail\":\"Bad \xff.\"}", "Bad \ufffd.")]
    [InlineData("{\"detail\":\"Bad \\ud800.\"}", "Bad \\ud800.")]
    [InlineData("\"Bad \\ud800.\"", "Bad \\ud800.")]
    [InlineData("Error: Bad \xff.", "Bad \ufffd.")]
    public async Task Error_WithATextThatIsNotUnicode_KeepsStatusAndWords(string body, string code)
    {
        using var server = new CannedServer(_ => (400, Encoding.Latin1.GetBytes(body)));
        using var client = server.Client();

        var error = await Assert.ThrowsAsync<EnergyResponseException>(() => client.Organizations.GetAsync("acme"));

        Assert.Equal(400, (int)error.Status);
        Assert.Equal(code, error.VendorCode);
    }

    [Theory]
    [InlineData("{\"name\":[\"Bad \xff.\"]}", "name", "Bad \ufffd.")]
    [InlineData("{\"na\\ud800me\":[\"Bad \\udc00.\",\"Worse.\"]}", "na\\ud800me", "Bad \\udc00.")]
    public async Task FieldErrors_WithATextThatIsNotUnicode_AreKept(string body, string field, string text)
    {
        using var server = new CannedServer(_ => (400, Encoding.Latin1.GetBytes(body)));
        using var client = server.Client();

        var error = await Assert.ThrowsAsync<EnergyResponseException>(() => client.Organizations.GetAsync("acme"));

        Assert.Equal(text, error.FieldErrors[field][0]);
    }

    [Theory]
    [InlineData("\"status\":\"\\ud800\"", "\"display_value\":\"\\ud800\"")]
    [InlineData("\"status\":\"\xff\"", "\"display_value\":\"\xff\"")]
    [InlineData("\"timestamp\":\"\\ud800\"", "\"timestamp\":\"\\ud800\"")]
    [InlineData("\"stream\":\"\\ud800\"", "\"type\":\"\\ud800\"")]
    [InlineData("\"\\ud800\":1", "\"\\ud800\":1")]
    public async Task Row_WithATextThatIsNotUnicode_IsAPayloadErrorAtItsRow(string ofData, string ofStream)
    {
        var row = $$"""{"id":1,"stream":"{{IOTileFixture.Import}}","timestamp":"2024-06-01T00:00:00Z","value":1,"output_value":1}""";
        using var server = new CannedServer(request => (200, Encoding.Latin1.GetBytes(CannedServer.List(
            2, false, row,
            row.Replace("\"value\":1", request.RequestUri!.AbsolutePath.Contains("/stream/", StringComparison.Ordinal) ? ofStream : ofData, StringComparison.Ordinal)))));
        using var client = server.Client();

        Assert.Equal("$.results[1]", (await Assert.ThrowsAsync<EnergyPayloadException>(async () => await client.Data.ListRowsAsync(IOTileFixture.Import).CountAsync())).JsonPath);
        Assert.Equal("$.results[1]",
            (await Assert.ThrowsAsync<EnergyPayloadException>(async () => await client.Streams.ListRowsAsync(IOTileFixture.Stream).CountAsync())).JsonPath);
    }

    [Fact]
    public async Task MadeRow_WithATextThatIsNotUnicode_IsAPayloadError()
    {
        using var server = new CannedServer(static _ => $$"""{"id":1,"stream":"{{IOTileFixture.Import}}","project":"\ud800","timestamp":"2024-06-01T00:00:00Z"}""");
        using var client = server.Client();

        await Assert.ThrowsAsync<EnergyPayloadException>(() => client.Data.CreateAsync(IOTileFixture.Row(Instant.FromUtc(2024, 6, 1, 0, 0), 1)));
    }

    [Fact]
    public void Reports_ThatWereChangedAnywhere_AreReadOrRefusedWithTheirOwnException()
    {
        var report = new IOTileObjectReport
        {
            Device = new DeviceSlug(819),
            IncrementalId = 70_000,
            DeviceSentTimestamp = 12,
            Data = [new() { Stream = 0x5001, StreamerLocalId = 69_000, Value = -3, Timestamp = Instant.FromUtc(2024, 1, 2, 3, 4) }],
            Events = [new() { Stream = 0x5020, StreamerLocalId = 69_002, ExtraData = new() { ["axis"] = "z", ["peak"] = 1.5 },
                Data = new System.Text.Json.Nodes.JsonArray(1, null) }],
        };
        var random = new Random(42);
        var refused = 0;
        foreach (var (file, parse) in new (byte[], Action<byte[]>)[] { (report.ToJson(), static f => IOTileObjectReport.ParseJson(f)),
            (report.ToMessagePack(), static f => IOTileObjectReport.ParseMessagePack(f)) })
        {
            for (var at = 0; at < file.Length; at++)
            {
                foreach (var value in (byte[])[0x00, 0x22, 0x5c, 0x7b, 0x80, 0xc0, 0xdf, 0xff, (byte)random.Next(256)])
                {
                    var changed = file.ToArray();
                    changed[at] = value;
                    refused += IsRefused(parse, changed) ? 1 : 0;
                }

                Assert.True(IsRefused(parse, file[..at]));
            }
        }

        Assert.True(refused > 1_000, $"{refused}");
    }

    [Theory]
    [InlineData("""{"extra_data":[]}""", "extra_data")]
    [InlineData("""{"extra_data":null}""", "extra_data")]
    [InlineData("""{"extra_data":{"a":"\ud800"}}""", "")]
    [InlineData("""{"stream":"zz"}""", "stream")]
    [InlineData("""{"stream":70000}""", "stream")]
    [InlineData("""{"timestamp":"yesterday"}""", "timestamp")]
    [InlineData("""{"timestamp":"\ud800"}""", "")]
    [InlineData("""{"device_timestamp":-1}""", "device_timestamp")]
    [InlineData("""{"streamer_local_id":1.5}""", "streamer_local_id")]
    public void Report_WithAnEventThatIsNone_IsRefusedOrReadWithItsOwnException(string members, string named)
    {
        var json = System.Text.Json.Nodes.JsonNode.Parse(
            """{"format":"v100","device":1,"streamer_index":0,"streamer_selector":1,"device_sent_timestamp":1,"incremental_id":2,"lowest_id":0,"highest_id":0,"events":["""
                + """{"stream":"5020","streamer_local_id":1,"extra_data":{}}]}""")!;
        var text = json.ToJsonString();
        foreach (var member in System.Text.Json.Nodes.JsonNode.Parse(members.Replace("\\ud800", "@", StringComparison.Ordinal))!.AsObject())
        {
            json["events"]![0]![member.Key] = member.Value?.DeepClone();
            text = json.ToJsonString().Replace("@", "\\ud800", StringComparison.Ordinal);
        }

        var error = Record.Exception(() => IOTileObjectReport.ParseJson(Encoding.UTF8.GetBytes(text)));

        Assert.True(error is IOTileReportFormatException || (error is null && named.Length == 0), $"{error}");
        Assert.Contains(named, error?.Message ?? "", StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("81 01 02", 1, "name of a member")]
    [InlineData("80 c0", 1, "behind the report")]
    [InlineData("81 a1 61 cb 7f f0 00 00 00 00 00 00", 3, "not finite")]
    [InlineData("81 a1 61 a1 ff", 4, "not UTF-8")]
    [InlineData("81 a1 61 c4 00", 3, "0xc4")]
    [InlineData("81 a1 61 da 00", 5, "in the middle of a value")]
    [InlineData("df ff ff ff ff", 5, "in the middle of a value")]
    [InlineData("", 0, "in the middle of a value")]
    public void MessagePack_ThatIsBroken_IsRefusedWithItsOwnExceptionAtItsPlace(string hex, int offset, string reason)
    {
        var refusal = Assert.Throws<IOTileReportFormatException>(() => IOTileObjectReport.ParseMessagePack(Convert.FromHexString(hex.Replace(" ", "", StringComparison.Ordinal))));

        Assert.Equal(offset, refusal.Offset);
        Assert.Contains(reason, refusal.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(33)]
    [InlineData(2_000)]
    public void MessagePack_ThatNestsTooDeep_IsRefusedWithItsOwnException(int depth)
    {
        byte[] nested = [.. Enumerable.Repeat((byte)0x91, depth), 0x01];

        Assert.Contains("nest deeper than 32", Assert.Throws<IOTileReportFormatException>(() => IOTileObjectReport.ParseMessagePack(nested)).Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"a":1,"a":2}""", "null")]
    [InlineData("""{"b":{"a":1,"a":2}}""", "null")]
    [InlineData("{}", """[{"a":1,"a":2}]""")]
    [InlineData("""{"a":"\ud800"}""", "null")]
    [InlineData("""{"a":[{"b":"\udc00"}]}""", "null")]
    [InlineData("""{"\ud800":1}""", "null")]
    [InlineData("{}", """["\ud800"]""")]
    public void Report_WithDataThatCannotBeUsedLater_IsRefusedAtOnce(string extraData, string data)
    {
        var json = """{"format":"v100","device":1,"streamer_index":0,"streamer_selector":1,"device_sent_timestamp":1,"incremental_id":2,"lowest_id":0,"highest_id":0,"events":["""
            + $$$"""{"stream":"5020","streamer_local_id":1,"extra_data":{{{extraData}}},"data":{{{data}}} }]}""";

        Assert.Throws<IOTileReportFormatException>(() => IOTileObjectReport.ParseJson(Encoding.UTF8.GetBytes(json)));
    }

    private static bool IsRefused(Action<byte[]> parse, byte[] file) => Record.Exception(() => parse(file)) switch
    {
        null => false,
        IOTileReportFormatException => true,
        var other => throw new InvalidOperationException($"{Convert.ToHexString(file)}: {other.GetType().Name}", other),
    };
}
