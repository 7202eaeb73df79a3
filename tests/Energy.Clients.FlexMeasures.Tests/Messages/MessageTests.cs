using Energy.Clients.FlexMeasures.Messages;
using NodaTime;

namespace Energy.Clients.FlexMeasures.Tests;

public class MessageTests
{
    private static readonly OffsetDateTime Start = FlexMeasuresTime.Parse("2023-03-04T10:00:00Z");

    private static string Answer(string values, string start, string duration) =>
        $$"""{"type":"GetMeterDataResponse","connections":"Pump","values":{{values}}"""
            + $$""","start":"{{start}}","duration":"{{duration}}","unit":"MW","status":"PROCESSED","message":"Request has been processed."}""";

    private static FlexMeasuresMessageQuery Query(string duration) => new() { Start = Start, Duration = IsoDuration.Parse(duration), Resolution = IsoDuration.Parse("PT15M") };

    [Fact]
    public async Task GetMeterData_ShortAddress_IsWrittenOutAndTheAnswerMappedBack()
    {
        using var handler = new Canned((200, Answer("[1,-0.0]", "2023-03-04T10:00:00Z", "PT30M")));
        using var client = Canned.Client(handler);
        var data = await client.Messages.GetMeterDataAsync(FlexMeasuresApiVersion.V11, ["4:9"], Query("PT30M"));
        Assert.Equal(
            "/api/v1_1/getMeterData?type=GetMeterDataRequest&connection=ea1.2022-03.example.ems%3A4%3A9&start=2023-03-04T10%3A00%3A00Z&duration=PT30M&unit=MW&resolution=PT15M",
            handler.Requests[0].Target);
        Assert.Equal(("secret-token", "application/json"), (handler.Requests[0].Authorization, handler.Requests[0].ContentType));
        Assert.Equal([1, 0], data.ByAddress["ea1.2022-03.example.ems:4:9"]);
        Assert.Equal(["Pump"], data.Groups[0].Targets);
    }

    [Fact]
    public void ToReadings_OfFewerValuesThanSlots_GuessesNoTimes()
    {
        var data = new FlexMeasuresMessageData { Groups = [new() { Targets = ["Pump"], Values = [1, 2] }], Start = Start, Duration = IsoDuration.Parse("PT1H"), Unit = "MW" };
        Assert.Throws<InvalidOperationException>(() => data.ToReadings(data.Groups[0], Duration.FromMinutes(15)));
    }

    [Fact]
    public void ToReadings_OfAValueForEachSlot_GivesEachItsOwn()
    {
        var data = new FlexMeasuresMessageData { Groups = [new() { Targets = ["Pump"], Values = [1, 2] }], Start = Start, Duration = IsoDuration.Parse("PT30M"), Unit = "MW" };
        var (first, quarter) = (Start.ToInstant(), Duration.FromMinutes(15));
        Assert.Equal([new Reading(first, first + quarter, 1), new Reading(first + quarter, first + quarter + quarter, 2)], data.ToReadings(data.Groups[0], quarter));
    }

    [Theory]
    [InlineData("2024-06-01T00:00:00-04:30", -270)]
    [InlineData("2024-06-01T00:00:00+04:30", 270)]
    [InlineData("2024-06-01T00:00:00-0430", -270)]
    [InlineData("2024-06-01T00:00:00-09", -540)]
    [InlineData("2024-06-01T00:00:00Z", 0)]
    public void Time_KeepsTheSignOfItsOffset(string text, int minutes)
    {
        var time = FlexMeasuresTime.Parse(text);
        Assert.Equal(Offset.FromSeconds(minutes * 60), time.Offset);
        Assert.Equal(Instant.FromUtc(2024, 6, 1, 0, 0) - Duration.FromMinutes(minutes), time.ToInstant());
    }

    [Fact]
    public async Task Post_WithoutPriorOrHorizon_IsNeverSentTwice()
    {
        using var handler = new Canned((503, "{}"), (200, """{"status":"PROCESSED"}"""));
        using var client = Canned.Client(handler, static o => o.MaxRetries = 3);
        await Assert.ThrowsAnyAsync<EnergyApiException>(() => client.Messages.PostPrognosisAsync(FlexMeasuresApiVersion.V20, new FlexMeasuresMessage
        {
            Groups = [new FlexMeasuresMessageGroup { Targets = ["4:9"], Values = [1] }],
            Start = Start,
            Duration = IsoDuration.Parse("PT15M"),
            Unit = "MW",
        }));
        Assert.Single(handler.Requests);
    }

    [Fact]
    public async Task ReadMeterData_OfAShortAnswer_IsNarrowedUntilItIsUnambiguous()
    {
        // Four slots of which the third is missing: whole, first half, second half, its first slot, its second.
        using var handler = new Canned(
            (200, Answer("[1,2,4]", "2023-03-04T10:00:00Z", "PT1H")),
            (200, Answer("[1,2]", "2023-03-04T10:00:00Z", "PT30M")),
            (200, Answer("[4]", "2023-03-04T10:30:00Z", "PT30M")),
            (200, Answer("[]", "2023-03-04T10:30:00Z", "PT15M")),
            (200, Answer("[4]", "2023-03-04T10:45:00Z", "PT15M")));
        using var client = Canned.Client(handler);
        var readings = await client.Messages.ReadMeterDataAsync(FlexMeasuresApiVersion.V11, "4:9", Query("PT1H")).ToListAsync();
        Assert.Equal(
            [(0, 1.0), (15, 2.0), (45, 4.0)],
            readings.Select(r => ((int)(r.Start - Start.ToInstant()).TotalMinutes, r.Value!.Value)));
        Assert.Equal(5, handler.Requests.Count);
    }

    [Theory]
    [InlineData("[1,2,3,4]", "2023-03-04T10:15:00Z")]
    [InlineData("[1,2,3,1e400]", "2023-03-04T10:00:00Z")]
    [InlineData("[1,2,3,-1e400]", "2023-03-04T10:00:00Z")]
    public async Task ReadMeterData_OfAnAnswerThatBeginsElsewhereOrHasWhatIsNoNumber_IsRefused(string values, string start)
    {
        using var handler = new Canned((200, Answer(values, start, "PT1H")));
        using var client = Canned.Client(handler);

        await Assert.ThrowsAsync<EnergyPayloadException>(async () =>
            await client.Messages.ReadMeterDataAsync(FlexMeasuresApiVersion.V11, "4:9", Query("PT1H")).ToListAsync());
    }

    [Fact]
    public async Task Store_OfAMessageThatIsPartlyKnown_SendsTheNewValuesAgain()
    {
        const string Known =
            """{"message":"Some of the data has already been received and successfully """
                + """processed.","results":"Rejected","status":"ALREADY_RECEIVED_AND_SUCCESSFULLY_PROCESSED","type":"PostMeterDataResponse"}""";
        const string Taken = """{"status":"PROCESSED","type":"PostMeterDataResponse"}""";
        using var handler = new Canned((400, Known), (400, Known), (200, Taken));
        using var client = Canned.Client(handler);
        var message =
            new FlexMeasuresMessage
            {
                Groups = [new() { Targets = ["4:9"], Values = [1, 2] }],
                Start = Start,
                Duration = IsoDuration.Parse("PT30M"),
                Unit = "MW",
                Prior = FlexMeasuresTime.Parse("2023-03-05T00:00:00Z")
            };
        var result = await client.Messages.StoreAsync(message, (m, ct) => client.Messages.PostMeterDataAsync(FlexMeasuresApiVersion.V20, m, ct));
        Assert.Equal(FlexMeasuresStatus.AlreadyReceived, result.AnswerStatus);
        Assert.Equal(3, handler.Requests.Count);
        Assert.All(handler.Requests, r => Assert.Contains("\"prior\":\"2023-03-05T00:00:00Z\"", r.Body, StringComparison.Ordinal));
        Assert.Contains("\"start\":\"2023-03-04T10:15:00Z\"", handler.Requests[2].Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task MessageCall_OnAServerOfToday_SaysThatTheVersionIsGone()
    {
        await using var fixture = await FlexMeasuresFixture.StartAsync();
        var failure = await Assert.ThrowsAsync<EnergyResponseException>(() => fixture.Client.Messages.GetConnectionsAsync(FlexMeasuresApiVersion.V20));
        Assert.Equal(410, (int)failure.Status);
        Assert.Contains("v3_0", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Scheduling job waiting to be processed.", FlexMeasuresPollState.NotReady)]
    [InlineData("Scheduling job in progress.", FlexMeasuresPollState.NotReady)]
    [InlineData("Scheduling job failed with ValueError: x", FlexMeasuresPollState.Failed)]
    public async Task GetDeviceMessage_WithoutAPlan_TellsWhy(string said, FlexMeasuresPollState expected)
    {
        using var handler =
            new Canned((400,
                $$"""{"message":"No known schedule for this time period. {{said}}","result":"Rejected","status":"UNKNOWN_SCHEDULE","type":"GetDeviceMessageResponse"}"""));
        using var client = Canned.Client(handler);
        var result = await client.Messages.GetDeviceMessageAsync(FlexMeasuresApiVersion.V13, [EntityAddress.Parse("ea1.2022-03.example.ems:4:9:7:soc")]);
        Assert.Equal(expected, result.State);
    }
}
