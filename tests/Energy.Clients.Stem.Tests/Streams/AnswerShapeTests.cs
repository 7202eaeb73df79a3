using NodaTime;
using RichardSzalay.MockHttp;

namespace Energy.Clients.Stem.Tests.Streams;

/// <summary>Answers of another shape than the vendor's, each named with its place; and what reading one raw keeps.</summary>
public class AnswerShapeTests
{
    private const string Good = """{"start_datetime":"2024-05-01T00:00:01Z","end_datetime":"2024-05-01T00:15:00Z","kw_total_avg":1}""";
    private const string NoStart = """{"end_datetime":"2024-05-01T00:15:00Z","kw_total_avg":1}""";
    private const string NoEnd = """{"start_datetime":"2024-05-01T00:00:01Z","kw_total_avg":1}""";
    private const string NoPower = """{"start_datetime":"2024-05-01T00:00:01Z","end_datetime":"2024-05-01T00:15:00Z"}""";
    private const string NumberAsStart = """{"start_datetime":7,"end_datetime":"2024-05-01T00:15:00Z","kw_total_avg":1}""";
    private const string NumberAsEnd = """{"start_datetime":"2024-05-01T00:00:01Z","end_datetime":7,"kw_total_avg":1}""";
    private const string TextAsPower = """{"start_datetime":"2024-05-01T00:00:01Z","end_datetime":"2024-05-01T00:15:00Z","kw_total_avg":"1"}""";

    private static readonly Instant Midnight = Instant.FromUtc(2024, 5, 1, 0, 0);

    public static TheoryData<string, string, string> Shapes => new()
    {
        { "[]", "$", "Expected the answer to be an object, found StartArray" },
        { "\"text\"", "$", "Expected the answer to be an object, found String" },
        { """{"stream_types":{},"id":"i","name":"n"}""", "$", "Expected 'stream_types' to be an array, found StartObject" },
        { """{"id":"i","name":"n"}""", "$", "The member 'stream_types' of the answer is missing" },
        { """{"id":7,"name":"n","stream_types":[]}""", "$", "'id' should be text, it is Number" },
        { Answer(Monitor(Good)).Replace("\"name\":\"n\"", "\"name\":7", StringComparison.Ordinal), "$", "'name' should be text, it is Number" },
        { Answer("7"), "$.stream_types[0]", "Expected a stream to be an object, found Number" },
        { Answer(Monitor(Good) + ",7"), "$.stream_types[1]", "Expected a stream to be an object, found Number" },
        { Answer("""{"stream_type":7,"streams":[]}"""), "$.stream_types[0]", "Expected 'stream_type' to be text, found Number" },
        { Answer("""{"stream_type":"MONITOR","streams":{}}"""), "$.stream_types[0]", "Expected 'streams' to be an array, found StartObject" },
        { Answer(Monitor(Good) + """,{"stream_type":"MONITOR","streams":7}"""), "$.stream_types[1]", "Expected 'streams' to be an array, found Number" },
        { Answer("""{"streams":[]}"""), "$.stream_types[0]", "The member 'stream_type' of a stream is missing" },
        { Answer("""{"stream_type":"MONITOR"}"""), "$.stream_types[0]", "The member 'streams' of a stream is missing" },
        { Answer("{}"), "$.stream_types[0]", "The member 'stream_type' of a stream is missing" },
        { Answer(Monitor("7")), "$.stream_types[0].streams[0]", "Expected an interval to be an object, found Number" },
        { Answer(Monitor(Good) + "," + Monitor(Good + "," + NoStart)), "$.stream_types[1].streams[1]", "The member 'start_datetime' of an interval is missing" },
        { Answer(Monitor(NoEnd)), "$.stream_types[0].streams[0]", "The member 'end_datetime' of an interval is missing" },
        { Answer(Monitor(NoPower)), "$.stream_types[0].streams[0]", "The member 'kw_total_avg' of an interval is missing" },
        { Answer(Monitor(NumberAsStart)), "$.stream_types[0].streams[0].start_datetime", "'start_datetime' should be text, it is Number" },
        { Answer(Monitor(NumberAsEnd)), "$.stream_types[0].streams[0].end_datetime", "'end_datetime' should be text, it is Number" },
        { Answer(Monitor(TextAsPower)), "$.stream_types[0].streams[0].kw_total_avg", "'kw_total_avg' should be a number or null, it is String" },
    };

    [Theory]
    [MemberData(nameof(Shapes))]
    public async Task Answer_OfAnotherShape_IsNamedByItsPlace(string body, string path, string what)
    {
        using var stem = Client(body);

        var failure = await Assert.ThrowsAsync<EnergyPayloadException>(async () => await stem.Streams.ReadAsync("site-1", StemStreamType.Monitor, Day()).ToListAsync());

        Assert.Equal(path, failure.JsonPath);
        Assert.Contains(what, failure.Message, StringComparison.Ordinal);
    }

    // A member that comes twice counts with its last value, as in any JSON object.
    [Fact]
    public async Task Members_ThatComeTwice_AreStillThere()
    {
        using var stem = Client(Answer(Monitor(
            """
            {"start_datetime":"2024-05-01T03:00:01Z","start_datetime":"2024-05-01T00:00:01Z","end_datetime":"2024-05-01T03:15:00Z","end_datetime":"2024-05-01T00:15:00Z",
            "kw_total_avg":9,"kw_total_avg":1}
            """)));

        Assert.Equal([new Reading(Midnight, Midnight + Duration.FromMinutes(15), 1)], await stem.Streams.ReadAsync("site-1", StemStreamType.Monitor, Day()).ToListAsync());
    }

    // Of types that were not asked for, the shape is looked at where the options say Strict, and their times are not.
    [Theory]
    [InlineData("7", false, true)]
    [InlineData("7", true, false)]
    [InlineData("""{"start_datetime":"whenever","end_datetime":"x","kw_total_avg":1}""", true, true)]
    public async Task Type_ThatWasNotAskedFor_IsLookedAtUnderStrictOnly(string interval, bool isStrict, bool isTaken)
    {
        using var stem = Client(Answer($$"""{"stream_type":"CONVERTER","streams":[{{interval}}]},""" + Monitor(Good)), isStrict);

        var failure = await Record.ExceptionAsync(async () => Assert.Single(await stem.Streams.ReadAsync("site-1", StemStreamType.Monitor, Day()).ToListAsync()));

        Assert.Equal(isTaken, failure is null);
    }

    [Theory]
    [InlineData("""{"name":"n","stream_types":[]}""", "'id'")]
    [InlineData("""{"id":"i","stream_types":[]}""", "'name'")]
    public async Task Strict_MissesTheSitesIdAndName(string body, string member)
    {
        using var stem = Client(body, isStrict: true);

        var failure = await Assert.ThrowsAsync<EnergyPayloadException>(async () => await stem.Streams.ReadAsync("site-1", StemStreamType.Monitor, Day()).ToListAsync());

        Assert.Contains($"The member {member} of the answer is missing", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Get_KeepsFractionsOfASecond()
    {
        using var stem = Client(Answer(Monitor("""{"start_datetime":"2024-05-01T00:00:01.25Z","end_datetime":"2024-05-01T00:15:00.5Z","kw_total_avg":1}""")));

        var window = await stem.Streams.GetAsync("site-1", StemStreamType.Monitor, Day());

        Assert.Equal(
            [new StemInterval(Midnight + Duration.FromMilliseconds(1_250), Midnight + Duration.FromMinutes(15) + Duration.FromMilliseconds(500), 1)], window.Streams[0].Intervals);
    }

    [Fact]
    public void Arguments_ThatAreNull_AreRefusedByTheirNames()
    {
        using var stem = Client("{}");
        Assert.Throws<ArgumentNullException>("site", () => stem.Streams.ReadAsync((StemSite)null!, StemStreamType.Monitor, Day()));
        Assert.Throws<ArgumentNullException>("query", () => stem.Streams.ReadAsync("site-1", StemStreamType.Monitor, null!));
        Assert.Throws<ArgumentNullException>("query", () => { _ = stem.Streams.ReadDaysAsync("site-1", StemStreamType.Monitor, null!); });
        Assert.Throws<ArgumentNullException>("query", () => { _ = stem.Streams.ReadDerivedDaysAsync("site-1", StemDerivedStream.Charge, null!); });
        Assert.Throws<ArgumentOutOfRangeException>("derived", () => stem.Streams.ReadDerivedAsync("site-1", (StemDerivedStream)99, Day()));
        Assert.Throws<ArgumentException>("type", () => stem.Streams.ReadAsync("site-1", default, Day()));
    }

    private static string Monitor(string intervals) => $$"""{"stream_type":"MONITOR","streams":[{{intervals}}]}""";

    private static string Answer(string streams) => $$"""{"id":"i","stream_types":[{{streams}}],"name":"n"}""";

    private static StemStreamQuery Day() => new() { Range = new Interval(Midnight, Midnight + Duration.FromDays(1)) };

    private static StemClient Client(string body, bool isStrict = false)
    {
        var mock = new MockHttpMessageHandler();
        mock.When("*").Respond("application/json", body);
        return new StemClient(new StemClientOptions { ApiKey = "k-1", Strict = isStrict }, mock);
    }
}
