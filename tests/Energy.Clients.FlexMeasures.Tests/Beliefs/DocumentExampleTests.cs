using System.Text.Json;
using Energy.Clients.FlexMeasures.Messages;
using NodaTime;

namespace Energy.Clients.FlexMeasures.Tests;

/// <summary>The worked examples of the vendor's document of 2021: they print the same numbers.</summary>
public class DocumentExampleTests
{
    private static readonly Instant Start = Instant.FromUtc(2016, 5, 1, 13, 0);
    private static readonly Duration Quarter = Duration.FromMinutes(15);

    private static string[] Times(IReadOnlyList<FlexMeasuresBelief> beliefs) =>
        [.. beliefs.Select(b => b.BeliefTime.ToString("HH:mm", System.Globalization.CultureInfo.InvariantCulture))];

    [Theory]
    [InlineData("07:45", null, "07:45", "07:45", "07:45")]
    [InlineData(null, "PT6H", "07:15", "07:30", "07:45")]
    [InlineData(null, "-PT10M", "13:25", "13:40", "13:55")]
    [InlineData(null, "PT5M", "13:10", "13:25", "13:40")]
    [InlineData("07:45", "PT6H", "07:15", "07:30", "07:45")]
    [InlineData("07:20", "PT6H", "07:15", "07:20", "07:20")]
    public void Prognosis_WithPriorAndHorizon_IsBelievedAsDocumented(string? prior, string? horizon, params string[] expected) => Assert.Equal(
        expected,
        Times(FlexMeasuresBeliefs.Of(
            Start, Quarter, 3, prior is null ? null : FlexMeasuresTime.Parse($"2016-05-01T{prior}:00Z").ToInstant(), horizon is null ? null : FlexMeasuresHorizon.Parse(horizon))));

    [Theory]
    [InlineData("v1_1", "R/PT0H", "PT0H")]
    [InlineData("v1_3", "-R/PT10M", "-PT10M")]
    [InlineData("v2_0", "-PT10M", "-PT10M")]
    [InlineData("v2_0", "PT6H", "PT6H")]
    public async Task Horizon_IsSentInTheFormThatMeansItOnEachVersion(string version, string onTheWire, string horizon)
    {
        using var handler = new Canned((200, """{"type":"PostMeterDataResponse","status":"PROCESSED"}"""));
        using var client = Canned.Client(handler);
        await client.Messages.PostMeterDataAsync(new FlexMeasuresApiVersion(version), Ten58(FlexMeasuresHorizon.Parse(horizon)));
        using var body = JsonDocument.Parse(handler.Requests[0].Body);
        var sent = FlexMeasuresHorizon.Parse(body.RootElement.GetProperty("horizon").GetString()!);
        Assert.Equal(FlexMeasuresHorizon.Parse(onTheWire), sent);

        // What the server makes of it is what the document says.
        var documented = FlexMeasuresBeliefs.Of(Start, Quarter, 3, null, FlexMeasuresHorizon.Parse(horizon));
        var made = version == "v2_0" ? FlexMeasuresBeliefs.Of(Start, Quarter, 3, null, sent) : FlexMeasuresBeliefs.OfVersion1(Start, Quarter * 3, 3, sent);
        Assert.Equal(documented, made);
    }

    [Fact]
    public void Horizon_WithoutRInVersion1_CountsFromTheEndOfTheWhole() =>
        Assert.Equal(["07:45", "07:45", "07:45"], Times(FlexMeasuresBeliefs.OfVersion1(Start, Quarter * 3, 3, FlexMeasuresHorizon.Parse("PT6H"))));

    [Fact]
    public async Task HorizonOfOneValueAfterTheFact_OnV30_IsSentAsAPrior()
    {
        using var handler = new Canned((200, """{"status":"PROCESSED"}"""));
        using var client = Canned.Client(handler);
        await client.Data.PostAsync(1, new FlexMeasuresNewData
        {
            Values = [10],
            Start = Start.WithOffset(Offset.Zero),
            Duration = new IsoDuration(Quarter),
            Unit = Unit.Megawatt,
            Horizon = FlexMeasuresHorizon.Parse("-PT10M"),
        });
        using var body = JsonDocument.Parse(handler.Requests[0].Body);
        Assert.Equal("2016-05-01T13:25:00Z", body.RootElement.GetProperty("prior").GetString());
        Assert.False(body.RootElement.TryGetProperty("horizon", out _));
    }

    [Fact]
    public void Shorthand_EqualsTheTimeseries()
    {
        var series = FlexMeasuresTimeseries.Expand([10, 5, 8], Start.WithOffset(Offset.Zero), IsoDuration.Parse("PT45M"));
        Assert.Equal(
            ["10 2016-05-01T13:00:00Z PT15M", "5 2016-05-01T13:15:00Z PT15M", "8 2016-05-01T13:30:00Z PT15M"],
            series.Select(v => $"{v.Value} {FlexMeasuresTime.Format(v.Start)} {v.Duration}"));
        var (values, start, duration) = FlexMeasuresTimeseries.Collapse(series);
        Assert.Equal([10, 5, 8], values);
        Assert.Equal((Start, IsoDuration.Parse("PT45M")), (start.ToInstant(), duration));
    }

    [Fact]
    public void Groups_ReadWithSingularAndPluralKeys_InheritStartDurationAndUnit()
    {
        var message = Assert.Single(FlexMeasuresMessageReader.Parse(JsonDocument.Parse("""
            {"groups":[{"connections":["CS 1","CS 2"],"values":[306.66,306.66,0,0,306.66,306.66]},{"connection":"CS 3","values":[306.66,0,0,0,306.66,306.66]}],
             "start":"2016-05-01T12:45:00Z","duration":"PT1H30M","unit":"MW"}
            """).RootElement));
        Assert.Equal(2, message.Groups.Count);
        Assert.Equal(["CS 1", "CS 2"], message.Groups[0].Targets);
        Assert.Equal(["CS 3"], message.Groups[1].Targets);
        Assert.Equal([306.66, 0, 0, 0, 306.66, 306.66], message.Groups[1].Values);
        Assert.Equal("MW", message.Unit);
    }

    [Fact]
    public void Groups_ThatStateTheirOwnTimes_BecomeMessagesThatServersTake()
    {
        var messages = FlexMeasuresMessageReader.Parse(JsonDocument.Parse("""
            {"unit":"MW","groups":[{"connection":"a","timeseries":[{"value":1,"start":"2016-05-01T13:00:00Z","duration":"PT15M"},{"value":2,"start":"2016-05-01T13:15:00Z","duration":"PT15M"}]},
             {"connection":"b","values":[3],"start":"2016-05-01T13:00:00Z","duration":"PT30M"},{"connection":"c","value":4,"start":"2016-05-01T14:00:00Z","duration":"PT1H"}]}
            """).RootElement);
        Assert.Equal(2, messages.Count);
        Assert.Equal([1, 2], messages[0].Groups[0].Values);
        Assert.Equal("PT30M", messages[0].Duration.ToString());
    }

    private static FlexMeasuresMessage Ten58(FlexMeasuresHorizon horizon) => new()
    {
        Groups = [new FlexMeasuresMessageGroup { Targets = ["30:73"], Values = [10, 5, 8] }],
        Start = Start.WithOffset(Offset.Zero),
        Duration = IsoDuration.Parse("PT45M"),
        Unit = "MW",
        Horizon = horizon,
    };
}
