using NodaTime;

namespace Energy.Clients.FlexMeasures.Tests;

public class MessageTests
{
    private static readonly OffsetDateTime Start = FlexMeasuresTime.Parse("2023-03-04T10:00:00Z");

    private static string Answer(string values, string start, string duration) =>
        $$"""{"type":"GetMeterDataResponse","connections":"Pump","values":{{values}},"start":"{{start}}","duration":"{{duration}}","unit":"MW","status":"PROCESSED","message":"Request has been processed."}""";

    private static FlexMeasuresMessageQuery Query(string duration) => new() { Connections = ["4:9"], Start = Start, Duration = IsoDuration.Parse(duration), Resolution = IsoDuration.Parse("PT15M") };

    [Fact]
    public async Task GetMeterData_ShortAddress_IsWrittenOutAndTheAnswerMappedBack()
    {
        using var handler = new Canned((200, Answer("[1,-0.0]", "2023-03-04T10:00:00Z", "PT30M")));
        using var client = Canned.Client(handler);
        var data = await client.Messages.GetMeterDataAsync(FlexMeasuresApiVersion.V11, Query("PT30M"));
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
        var data = new FlexMeasuresMessageData { Groups = [new(["Pump"], [1, 2])], Start = Start, Duration = IsoDuration.Parse("PT1H"), Unit = "MW" };
        Assert.Throws<InvalidOperationException>(() => data.ToReadings(data.Groups[0], Duration.FromMinutes(15)));
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
        var readings = await client.Messages.ReadMeterDataAsync(FlexMeasuresApiVersion.V11, Query("PT1H")).ToListAsync();
        Assert.Equal(
            [(0, 1.0), (15, 2.0), (45, 4.0)],
            readings.Select(r => ((int)(r.Start - Start.ToInstant()).TotalMinutes, r.Value!.Value)));
        Assert.Equal(5, handler.Requests.Count);
    }

    [Fact]
    public async Task Store_OfAMessageThatIsPartlyKnown_SendsTheNewValuesAgain()
    {
        const string Known = """{"message":"Some of the data has already been received and successfully processed.","results":"Rejected","status":"ALREADY_RECEIVED_AND_SUCCESSFULLY_PROCESSED","type":"PostMeterDataResponse"}""";
        const string Taken = """{"status":"PROCESSED","type":"PostMeterDataResponse"}""";
        using var handler = new Canned((400, Known), (400, Known), (200, Taken));
        using var client = Canned.Client(handler);
        var message = new FlexMeasuresMessage { Groups = [new(["4:9"], [1, 2])], Start = Start, Duration = IsoDuration.Parse("PT30M"), Unit = "MW", Prior = FlexMeasuresTime.Parse("2023-03-05T00:00:00Z") };
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
        using var handler = new Canned((400, $$"""{"message":"No known schedule for this time period. {{said}}","result":"Rejected","status":"UNKNOWN_SCHEDULE","type":"GetDeviceMessageResponse"}"""));
        using var client = Canned.Client(handler);
        var result = await client.Messages.GetDeviceMessageAsync(FlexMeasuresApiVersion.V13, [EntityAddress.Parse("ea1.2022-03.example.ems:4:9:7:soc")]);
        Assert.Equal(expected, result.State);
    }
}
