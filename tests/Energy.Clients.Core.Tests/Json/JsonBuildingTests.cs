using System.Text;
using System.Text.Json;
using Energy.Clients.Tests.Http;

namespace Energy.Clients.Tests.Json;

/// <summary>Objects that are sent, rows that are kept, members that nobody knows, and rows at the edge of what a body may hold.</summary>
public class JsonBuildingTests
{
    private static readonly EnergyCall Call = new(new EnergyPath("rows").Get("Test.Rows.List"));

    [Fact]
    public void Members_ThatAreNull_AreLeftOut()
    {
        var json = Written(static w => w
            .Add("none", (string?)null).Add("none", (bool?)null).Add("none", (long?)null).Add("none", (double?)null).Add("none", (JsonElement?)null)
            .Add("none", (IEnumerable<string>?)null).Add("none", (IEnumerable<long>?)null));

        Assert.Equal("{}", json);
    }

    [Fact]
    public void Members_OfEachKind_AreWritten()
    {
        using var document = JsonDocument.Parse("[true]");
        var json = Written(w => w
            .Add("text", "a").Add("truth", (bool?)true).Add("long", (long?)-3).Add("double", (double?)0.5).Add("element", (JsonElement?)document.RootElement)
            .Add("texts", ["a", "b"]).Add("numbers", [1L, 2L]));

        Assert.Equal("""{"text":"a","truth":true,"long":-3,"double":0.5,"element":[true],"texts":["a","b"],"numbers":[1,2]}""", json);
    }

    [Fact]
    public void Members_OfAnUpdate_AreWrittenWhereTheyAreSet()
    {
        var json = Written(static w => w
            .Add("left", default(Optional<string?>)).Add("null", new Optional<string?>(null)).Add("int", new Optional<int>(3)).Add("decimal", new Optional<decimal>(1.5m))
            .Add("left", default(Optional<int>), static (j, v) => j.WriteNumberValue(v))
            .Add("own", new Optional<string?>("a"), static (j, v) => j.WriteStringValue(v + v))
            .Add("ownNull", new Optional<string?>(null), static (j, _) => j.WriteStringValue("never")));

        Assert.Equal("""{"null":null,"int":3,"decimal":1.5,"own":"aa","ownNull":null}""", json);
        Assert.Throws<NotSupportedException>(() => Written(static w => w.Add("guid", new Optional<Guid>(Guid.Empty))));
    }

    [Fact]
    public void Null_IsRefusedAtTheCallByItsName()
    {
        using var stream = new MemoryStream();
        using var writer = new Utf8JsonWriter(stream);
        using var body = new MemoryStream();
        var limits = new JsonBodyLimits(64, 100);

        Assert.Throws<ArgumentNullException>("json", () => JsonMembers.Add(null!, "a", "b"));
        Assert.Throws<ArgumentNullException>("json", () => JsonMembers.Add(null!, "a", new Optional<int>(1), static (_, _) => { }));
        Assert.Throws<ArgumentNullException>("write", () => writer.Add("a", new Optional<int>(1), null!));
        Assert.Throws<ArgumentNullException>("members", () => JsonBody.OfMembers(null!));
        Assert.Throws<ArgumentNullException>("write", () => JsonBody.Document(null!));
        Assert.Throws<ArgumentNullException>("telemetry", () => new DriftWatch(false, null!));
        Assert.Throws<ArgumentNullException>("call", () => DriftWatch.Off.For(null!));
        Assert.Throws<ArgumentNullException>("model", () => DriftWatch.Off.Report(null!));
        Assert.Throws<ArgumentNullException>("body", () => new JsonRowStream<int, IntReader>(null!, Call, new Rows(), default, DriftWatch.Off, limits));
        Assert.Throws<ArgumentNullException>("call", () => new JsonRowStream<int, IntReader>(body, null!, new Rows(), default, DriftWatch.Off, limits));
        Assert.Throws<ArgumentNullException>("envelope", () => new JsonRowStream<int, IntReader>(body, Call, null!, default, DriftWatch.Off, limits));
        Assert.Throws<ArgumentNullException>("drift", () => new JsonRowStream<int, IntReader>(body, Call, new Rows(), default, null!, limits));
        Assert.Throws<ArgumentNullException>("limits", () => new JsonRowStream<int, IntReader>(body, Call, new Rows(), default, DriftWatch.Off, null!));
    }

    [Fact]
    public void RowBuffer_KeepsItsRowsWhileItGrows()
    {
        var rows = new RowBuffer<string>();
        Assert.Equal((0, 0, 0), (rows.Count, rows.Span.Length, rows.Memory.Length));
        for (var i = 0; i < 5_000; i++)
        {
            rows.Add("r" + i);
        }

        Assert.Equal(Enumerable.Range(0, 5_000).Select(static i => "r" + i), rows.Span.ToArray());
        Assert.Equal(rows.Span.ToArray(), rows.Memory[..rows.Count]);
        rows.Truncate(5_000);
        rows.Truncate(2);
        Assert.Equal(["r0", "r1"], rows.Span.ToArray());
        Assert.Throws<ArgumentOutOfRangeException>(() => rows.Truncate(3));
        Assert.Throws<ArgumentOutOfRangeException>(() => rows.Truncate(-1));
        rows.Dispose();
        Assert.Equal((0, 0), (rows.Count, rows.Memory.Length));
        rows.Dispose();
    }

    [Theory]
    [InlineData(0, 5_000, 1)]
    [InlineData(1_000, 24, 1)]
    [InlineData(1_024, 1, 3)]
    [InlineData(1_023, 70_000, 2)]
    public void RowBuffer_TakesManyRowsAtOnce(int singly, int at, int times)
    {
        using var rows = new RowBuffer<int>();
        for (var i = 0; i < singly; i++)
        {
            rows.Add(i);
        }

        rows.AddRange([]);
        for (var i = 0; i < times; i++)
        {
            rows.AddRange(Enumerable.Range(rows.Count, at).ToArray());
        }

        rows.Add(rows.Count);

        Assert.Equal(Enumerable.Range(0, singly + (at * times) + 1), rows.Span.ToArray());
    }

    [Fact]
    public void RowBuffer_WithRoomMade_DoesNotMoveItsRows()
    {
        using var rows = new RowBuffer<int>();
        rows.Add(7);
        rows.Reserve(5_000);
        var memory = rows.Memory;
        rows.AddRange(Enumerable.Range(1, 4_999).ToArray());

        Assert.Same(memory, rows.Memory);
        Assert.Equal([7, .. Enumerable.Range(1, 4_999)], rows.Span.ToArray());
        rows.Reserve(2);
        rows.Reserve(-1);
        Assert.Same(memory, rows.Memory);
    }

    [Fact]
    public void UnknownMembers_OfAModel_AreCountedAndLoggedOnceAName()
    {
        using var witness = new Witness();
        using var telemetry = new EnergyTelemetry("Energy.Clients.DriftTest", witness);
        var drift = new DriftWatch(false, telemetry);
        using var document = JsonDocument.Parse("1");
        var model = new Model { UnknownMembers = new Dictionary<string, JsonElement> { ["first"] = document.RootElement, ["second"] = document.RootElement } };

        drift.Report(model);
        drift.Report(model);
        drift.Report(new Model());
        drift.Report("row", Encoding.UTF8.GetBytes(new string('n', 64)));
        drift.Report("row", Encoding.UTF8.GetBytes(new string('n', 65)));

        Assert.Equal(6, witness.Measurements.Count(static m => m.Meter == "Energy.Clients.DriftTest"));
        Assert.Single(witness.Lines, static l => l.Contains("'first'", StringComparison.Ordinal));
        Assert.Single(witness.Lines, static l => l.Contains("'second'", StringComparison.Ordinal));
        Assert.Single(witness.Lines, static l => l.Contains("'nnnn", StringComparison.Ordinal));
        Assert.Single(witness.Lines, static l => l.Contains("(a name of 65 characters)", StringComparison.Ordinal));
        Assert.Throws<JsonException>(() => new DriftWatch(true, telemetry).Report(model));
    }

    // A thousand names are remembered and logged, no more.
    [Fact]
    public void UnknownMembers_WithoutEnd_AreLoggedAThousandTimes()
    {
        using var witness = new Witness();
        using var telemetry = new EnergyTelemetry("Energy.Clients.DriftLimitTest", witness);
        var drift = new DriftWatch(false, telemetry);

        for (var i = 0; i < 1_002; i++)
        {
            drift.Report("row", Encoding.UTF8.GetBytes("n" + i));
        }

        Assert.Equal(1_000, witness.Lines.Count(static l => l.Contains("'n", StringComparison.Ordinal)));
    }

    [Fact]
    public void Off_RefusesNothing() => Assert.False(DriftWatch.Off.IsStrict);

    [Fact]
    public void Drift_OfAnotherCall_KnowsThatCallsSecrets()
    {
        using var witness = new Witness();
        using var telemetry = new EnergyTelemetry("Energy.Clients.DriftSecretTest", witness);
        var (first, second) = (new EnergyCall(Call.Endpoint), new EnergyCall(Call.Endpoint));
        first.Secrets.Add("first-secret");
        second.Secrets.Add("second-secret");
        var drift = new DriftWatch(false, telemetry).For(first);

        Assert.Same(drift, drift.For(first));
        drift.For(second).Report("row", "second-secret"u8);
        drift.Report("row", "first-secret"u8);

        Assert.DoesNotContain("secret'", witness.Everything, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"rows":1}""", null, "Expected an array, found StartObject")]
    [InlineData("[1]", "rows", "Expected an object, found StartArray")]
    public async Task Document_OfAnotherShape_IsNamed(string json, string? member, string expected) =>
        Assert.Contains(expected, (await Assert.ThrowsAsync<EnergyPayloadException>(() => ReadAsync(json, new Rows { RowsMember = member }))).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("[1,2,\"x\"]", null, "$[2]")]
    [InlineData("""{"rows":[1,"x"]}""", "rows", "$.rows[1]")]
    public async Task Row_ThatCannotBeRead_IsNamedByItsPlace(string json, string? member, string path) =>
        Assert.Equal(path, (await Assert.ThrowsAsync<EnergyPayloadException>(() => ReadAsync(json, new Rows { RowsMember = member }))).JsonPath);

    // Name and value with their quotes and the colon are 12 bytes.
    [Theory]
    [InlineData(12, true)]
    [InlineData(11, false)]
    public async Task Member_AsLargeAsALimitAllows_IsRead(int limit, bool isRead)
    {
        const string Json = """{"n":"abcdef","rows":[]}""";
        var failure = await Record.ExceptionAsync(() => ReadAsync(Json, new Rows { RowsMember = "rows" }, new JsonBodyLimits(64, limit)));

        Assert.Equal(isRead, failure is null);
    }

    [Theory]
    [InlineData(3, true)]
    [InlineData(2, false)]
    public async Task Document_AsDeepAsTheLimitAllows_IsRead(int depth, bool isRead)
    {
        var failure = await Record.ExceptionAsync(() => ReadAsync("""{"a":[[]],"rows":[]}""", new Rows { RowsMember = "rows" }, new JsonBodyLimits(depth, 100)));

        Assert.Equal(isRead, failure is null);
    }

    [Theory]
    [InlineData("a\\u0062")]
    [InlineData("ab")]
    public void Text_WithOrWithoutEscapes_IsKnown(string json)
    {
        var reader = new Utf8JsonReader(Encoding.UTF8.GetBytes($"\"{json}\""));
        reader.Read();

        Assert.True(JsonText.Is(ref reader, "ab"u8));
        Assert.False(JsonText.Is(ref reader, "abc"u8));
        Assert.False(JsonText.Is(ref reader, Encoding.UTF8.GetBytes(json + "x")));
    }

    [Fact]
    public void Number_BeyondADouble_IsRefused() => Assert.Throws<JsonException>(static () =>
    {
        var reader = new Utf8JsonReader("1e999"u8);
        reader.Read();
        JsonNumber.GetDouble(ref reader);
    });

    [Fact]
    public void Row_OfAModel_WaitsForItsEndAndIsNotNull()
    {
        var model = new JsonRowReader<int[]>((System.Text.Json.Serialization.Metadata.JsonTypeInfo<int[]>)JsonSerializerOptions.Default.GetTypeInfo(typeof(int[])));
        var half = new Utf8JsonReader("[1,2"u8, isFinalBlock: false, default);
        half.Read();
        Assert.False(model.TryRead(ref half, DriftWatch.Off, out _));

        Assert.Throws<JsonException>(() =>
        {
            var none = new Utf8JsonReader("null"u8);
            none.Read();
            model.TryRead(ref none, DriftWatch.Off, out _);
        });
        Assert.Throws<ArgumentNullException>("drift", () =>
        {
            var whole = new Utf8JsonReader("[1,2]"u8);
            whole.Read();
            model.TryRead(ref whole, null!, out _);
        });
    }

    private static async Task<List<int>> ReadAsync(string json, Rows envelope, JsonBodyLimits? limits = null)
    {
        using var rows = new JsonRowStream<int, IntReader>(ScriptedBody.Of(json), Call, envelope, default, DriftWatch.Off, limits ?? new JsonBodyLimits(64, 1_000));
        var all = new List<int>();
        while (await rows.ReadAsync(default))
        {
            all.AddRange(rows.Items.AsSpan(0, rows.Count).ToArray());
        }

        return all;
    }

    private static string Written(Action<Utf8JsonWriter> members)
    {
        using var content = JsonBody.OfMembers(members);
        Assert.Equal("application/json", content.Headers.ContentType!.MediaType);
        return content.ReadAsStringAsync().GetAwaiter().GetResult();
    }

    private sealed record Model : IKeepsUnknownMembers
    {
        public IDictionary<string, JsonElement>? UnknownMembers { get; init; }
    }

    private sealed class Rows : IEnvelopeReader
    {
        public string? RowsMember { get; init; }

        public void ReadMember(ReadOnlySpan<byte> utf8Name, ref Utf8JsonReader value, DriftWatch drift)
        {
        }

        public void Complete(bool rowsSeen) => Assert.True(rowsSeen);
    }

    private readonly struct IntReader : IRowReader<int>
    {
        public bool TryRead(ref Utf8JsonReader reader, DriftWatch drift, out int row)
        {
            row = reader.TokenType == JsonTokenType.Number ? reader.GetInt32() : throw new JsonException("A row should be a number.");
            return true;
        }
    }
}
