using System.Text;
using System.Text.Json;
using Energy.Clients.Tests.Http;

namespace Energy.Clients.Tests.Json;

public class JsonRowStreamTests
{
    private static readonly EnergyCall Call = new(new EnergyPath("rows").Get("Test.Rows.List"));

    [Theory]
    [InlineData("""{"next":"p2","rows":[{"v":1},{"v":2}],"total":2}""")]
    [InlineData("""{"rows":[{"v":1},{"v":2}],"total":2,"next":"p2"}""")]
    [InlineData("""{"total":2,"next":"p2","rows":[{"v":1},{"v":2}]}""")]
    [InlineData(" { \"\\u0072ows\" : [ { \"v\" : 1 } , {\"v\":2} ] , \"ne\\u0078t\":\"p2\",\"total\":2 } \r\n")]
    public async Task Envelope_WithItsMembersInAnyOrder_SplitAtEveryByte_ReadsTheSame(string json)
    {
        var bytes = Encoding.UTF8.GetBytes(json);
        for (var split = 0; split <= bytes.Length; split++)
        {
            var envelope = new Envelope();
            Assert.Equal([1, 2], await ReadAsync(new ScriptedBody(Split(bytes, split)), envelope));
            Assert.Equal(("p2", 2, true), (envelope.Next, envelope.Total, envelope.RowsSeen));
        }

        var single = new Envelope();
        Assert.Equal([1, 2], await ReadAsync(ScriptedBody.Of(json, chunk: 1), single));
        Assert.Equal("p2", single.Next);
    }

    [Fact]
    public async Task Rows_ManyMoreThanABatchOrABuffer_ComeAllAndInOrder()
    {
        var json = new StringBuilder("""{"rows":[""")
            .AppendJoin(',', Enumerable.Range(0, 20_000).Select(i => $$"""{"pad":"{{new string('p', i % 50)}}","v":{{i}}}""")).Append("]}");

        foreach (var chunk in new[] { 17, 4_096, 65_536, int.MaxValue })
        {
            Assert.Equal(Enumerable.Range(0, 20_000), await ReadAsync(ScriptedBody.Of(json.ToString(), chunk: chunk), new Envelope()));
        }
    }

    [Fact]
    public async Task Rows_OfADocumentThatIsAnArray_AreRead() =>
        Assert.Equal([7], await ReadAsync(ScriptedBody.Of("""[{"v":7}]"""), new Envelope { RowsMember = null }));

    [Fact]
    public async Task Rows_ThatHaveArrived_AreHandedOutBeforeTheRestComes()
    {
        var reads = 0;
        var body = new ScriptedBody(["""{"rows":[{"v":1},"""u8.ToArray(), """{"v":2}]}"""u8.ToArray()], beforeChunk: () => reads++);
        using var rows = Rows(body, new Envelope());

        Assert.True(await rows.ReadAsync(default));

        Assert.Equal(1, rows.Count);
        Assert.Equal(1, reads);
    }

    [Fact]
    public async Task Rows_BeforeABadOne_AreHandedOutFirst()
    {
        using var rows = Rows(ScriptedBody.Of("""{"rows":[{"v":1},{"v":2},{"v":"x"},{"v":4}]}"""), new Envelope());

        Assert.True(await rows.ReadAsync(default));
        Assert.Equal(2, rows.Count);
        var failure = await Assert.ThrowsAsync<EnergyPayloadException>(async () => await rows.ReadAsync(default));

        Assert.Equal("$.rows[2]", failure.JsonPath);
        Assert.Equal(Encoding.UTF8.GetByteCount("""{"rows":[{"v":1},{"v":2},{"v":"""), failure.BytePosition);
        Assert.Contains("Test.Rows.List: GET /rows", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Rows_ByTheDozen_SplitAtEveryByte_ReadTheSame()
    {
        // More than one batch mark apart, with white space that belongs to no row.
        var json = $$"""{"rows":[{{string.Join(" ,\n ", Enumerable.Range(0, 50).Select(static i => $$"""{ "v": {{i}} }"""))}} ] , "total":50}""";
        var bytes = Encoding.UTF8.GetBytes(json);
        for (var split = 1; split < bytes.Length; split++)
        {
            Assert.Equal(Enumerable.Range(0, 50), await ReadAsync(new ScriptedBody(Split(bytes, split)), new Envelope()));
        }
    }

    [Fact]
    public async Task Row_ThatIsBad_HasItsPlaceHoweverManyRowsStandBeforeIt()
    {
        for (var good = 0; good < 40; good++)
        {
            var before = """{"rows":[""" + string.Concat(Enumerable.Range(0, good).Select(static i => $$"""{"v":{{i}}}, """)) + """{"v":""";
            foreach (var chunk in new[] { 7, int.MaxValue })
            {
                using var rows = Rows(ScriptedBody.Of(before + "true}]}", chunk: chunk), new Envelope());
                var read = 0;
                var failure = await Assert.ThrowsAsync<EnergyPayloadException>(async () =>
                {
                    while (await rows.ReadAsync(default))
                    {
                        read += rows.Count;
                    }
                });

                Assert.Equal((good, $"$.rows[{good}]", (long)before.Length), (read, failure.JsonPath, failure.BytePosition));
            }
        }
    }

    [Fact]
    public async Task Body_CutAtAnyByte_IsACutOffAndNeverAPayloadError()
    {
        const string Json = """{"rows":[{"v":1},{"v":2}],"next":"p2","total":12}""";
        for (var length = 0; length < Json.Length; length++)
        {
            foreach (var ending in new[] { ScriptedBody.Ending.End, ScriptedBody.Ending.Cut })
            {
                var body = ScriptedBody.Of(Json[..length], ending);
                var thrown = await Assert.ThrowsAnyAsync<Exception>(() => ReadAsync(body, new Envelope()));
                Assert.True(thrown is HttpIOException or EnergyTransportException { Failure: TransportFailure.CutOff }, $"{length}: {thrown}");
            }
        }
    }

    [Theory]
    [InlineData("<html><body>Sorry</body></html>", "$", 0)]
    [InlineData("[]", "$", 0)]
    [InlineData("null", "$", 0)]
    [InlineData("""{"rows":{}}""", "$", 8)]
    [InlineData("""{"rows":null}""", "$", 8)]
    [InlineData("""{"rows":[],"rows":[]}""", "$", 18)]
    [InlineData("""{"rows":[1]}""", "$.rows[0]", 9)]
    [InlineData("""{"rows":[{"v":1}],"total":"x"}""", "$", 26)]
    [InlineData("""{"rows":[{"v":1},,]}""", "$.rows[1]", 17)]
    [InlineData("""{"rows":[{"v":1}]} {"more":1}""", "$", 19)]
    [InlineData("""{"rows":[{"v":1}]}]""", "$", 18)]
    [InlineData("""{"next":"a"}""", "$", 12)]
    public async Task Body_ThatIsNotThePromisedJson_IsAPayloadErrorAtItsPlace(string json, string path, long position)
    {
        foreach (var chunk in new[] { 1, int.MaxValue })
        {
            var failure = await Assert.ThrowsAsync<EnergyPayloadException>(() => ReadAsync(ScriptedBody.Of(json, chunk: chunk), new Envelope()));

            Assert.Equal(path, failure.JsonPath);
            Assert.Equal(position, failure.BytePosition);
        }
    }

    [Fact]
    public async Task Document_FollowedByWhitespaceOnly_IsFineHoweverMuch() =>
        Assert.Equal([1],
            await ReadAsync(new ScriptedBody(["""{"rows":[{"v":1}]}"""u8.ToArray(), .. Enumerable.Repeat(Encoding.UTF8.GetBytes(new string(' ', 10_000)), 30)]), new Envelope()));

    [Theory]
    [InlineData("""{"rows":[{"pad":""")]
    [InlineData("""{"other":""")]
    public async Task Item_OverTheLimit_IsRefused(string begin)
    {
        foreach (var limit in new[] { 1_024, 200_000 })
        {
            var body = ScriptedBody.Endless(begin + "\"", new string('x', 700));
            using var rows = Rows(body, new Envelope(), limit);

            var failure = await Assert.ThrowsAsync<EnergyPayloadException>(async () => await rows.ReadAsync(default));

            Assert.Contains($"MaxItemBytes = {limit}", failure.Message, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("""{"rows":[{"v":1},{"pad":"^","v":2}]}""")]
    [InlineData("""{"rows":[{"v":1}],"other":"^"}""")]
    [InlineData("""{"other":"^","rows":[{"v":1}]}""")]
    public async Task Item_OverTheLimitThatArrivesWhole_IsRefusedToo(string json)
    {
        json = json.Replace("^", new string('x', 5_000), StringComparison.Ordinal);

        foreach (var chunk in new[] { 700, int.MaxValue })
        {
            var failure = await Assert.ThrowsAsync<EnergyPayloadException>(() => ReadAsync(ScriptedBody.Of(json, chunk: chunk), new Envelope(), 4_000));
            Assert.Contains("MaxItemBytes = 4000", failure.Message, StringComparison.Ordinal);
        }

        Assert.NotEmpty(await ReadAsync(ScriptedBody.Of(json), new Envelope(), 6_000));
    }

    [Fact]
    public async Task Item_LargerThanTheBufferAndWithinTheLimit_IsRead()
    {
        var json = $$"""{"rows":[{"v":1},{"pad":"{{new string('x', 300_000)}}","v":2},{"v":3}]}""";

        Assert.Equal([1, 2, 3], await ReadAsync(ScriptedBody.Of(json, chunk: 1_000), new Envelope(), 400_000));
    }

    [Fact]
    public async Task Depth_OverTheLimit_IsAPayloadError()
    {
        var json = $$"""{"rows":[{"v":1}],"deep":{{new string('[', 100)}}{{new string(']', 100)}}}""";

        await Assert.ThrowsAsync<EnergyPayloadException>(() => ReadAsync(ScriptedBody.Of(json), new Envelope()));
    }

    [Fact]
    public async Task UnknownMembers_AreRefusedUnderStrictOnly()
    {
        const string Json = """{"rows":[{"v":1,"w":2}],"x":{"deep":[1]}}""";
        Assert.Equal([1], await ReadAsync(ScriptedBody.Of(Json), new Envelope()));

        using var strict =
            new JsonRowStream<int, Reader>(ScriptedBody.Of(Json), Call, new Envelope(), default, new DriftWatch(true, EnergyTelemetry.None), new JsonBodyLimits(64, 1_000_000));
        var failure = await Assert.ThrowsAsync<EnergyPayloadException>(async () => await strict.ReadAsync(default));
        Assert.Contains("'w' of row", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Models_ReadWithMetadata_NameTheInnerPath()
    {
        using var rows =
            new JsonRowStream<Model, ModelReader>(ScriptedBody.Of("""{"rows":[{"a":{"b":1}},{"a":{"b":"x"}}]}"""), Call, new Envelope(), default, DriftWatch.Off,
                new JsonBodyLimits(64, 1_000_000));

        Assert.True(await rows.ReadAsync(default));
        Assert.Equal(1, rows.Items[0].A!.B);
        var failure = await Assert.ThrowsAsync<EnergyPayloadException>(async () => await rows.ReadAsync(default));

        Assert.Equal("$.rows[1].a.b", failure.JsonPath);
    }

    private static IEnumerable<byte[]> Split(byte[] bytes, int at) => new[] { bytes[..at], bytes[at..] }.Where(static p => p.Length > 0);

    private static JsonRowStream<int, Reader> Rows(Stream body, Envelope envelope, int maxItem = 1_000_000) =>
        new(body, Call, envelope, default, DriftWatch.Off, new JsonBodyLimits(64, maxItem));

    private static async Task<List<int>> ReadAsync(Stream body, Envelope envelope, int maxItem = 1_000_000)
    {
        using var rows = Rows(body, envelope, maxItem);
        var all = new List<int>();
        while (await rows.ReadAsync(default))
        {
            all.AddRange(rows.Items.AsSpan(0, rows.Count).ToArray());
        }

        return all;
    }

    private sealed class Envelope : IEnvelopeReader
    {
        public string? RowsMember { get; init; } = "rows";

        public string? Next { get; private set; }

        public int? Total { get; private set; }

        public bool RowsSeen { get; private set; }

        public void ReadMember(ReadOnlySpan<byte> utf8Name, ref Utf8JsonReader value, DriftWatch drift)
        {
            if (utf8Name.SequenceEqual("next"u8))
            {
                Next = value.GetString();
            }
            else if (utf8Name.SequenceEqual("total"u8))
            {
                Total = value.TokenType == JsonTokenType.Number ? value.GetInt32() : throw new JsonException("'total' should be a number.");
            }
            else
            {
                drift.Report("envelope", utf8Name);
            }
        }

        public void Complete(bool rowsSeen) => RowsSeen = rowsSeen ? true : throw new JsonException("The member 'rows' is missing.");
    }

    private readonly struct Reader : IRowReader<int>
    {
        public bool TryRead(ref Utf8JsonReader reader, DriftWatch drift, out int row)
        {
            row = 0;
            if (reader.TokenType != JsonTokenType.StartObject)
            {
                throw new JsonException("A row should be an object.");
            }

            while (true)
            {
                if (!reader.Read())
                {
                    return false;
                }

                if (reader.TokenType == JsonTokenType.EndObject)
                {
                    return true;
                }

                if (reader.ValueTextEquals("v"u8))
                {
                    if (!reader.Read())
                    {
                        return false;
                    }

                    row = reader.TokenType == JsonTokenType.Number ? reader.GetInt32() : throw new JsonException("'v' should be a number.");
                }
                else
                {
                    if (!reader.ValueTextEquals("pad"u8))
                    {
                        drift.Report("row", reader.ValueSpan);
                    }

                    if (!reader.Read() || !reader.TrySkip())
                    {
                        return false;
                    }
                }
            }
        }
    }

    private readonly struct ModelReader : IRowReader<Model>
    {
        public bool TryRead(ref Utf8JsonReader reader, DriftWatch drift, out Model row) =>
            new JsonRowReader<Model>((System.Text.Json.Serialization.Metadata.JsonTypeInfo<Model>)JsonSerializerOptions.Web.GetTypeInfo(typeof(Model)))
                .TryRead(ref reader, drift, out row);
    }

    private sealed record Model(Inner? A);

    private sealed record Inner(int B);
}
