using System.Text.Json;
using Energy.Clients.FlexMeasures.Messages;

namespace Energy.Clients.FlexMeasures.Tests;

public sealed class MessageTimingTests
{
    private static readonly FlexMeasuresMessage Message = new()
    {
        Groups = [new FlexMeasuresMessageGroup { Targets = ["ea1.2022-03.example.ems:4:9"], Values = [1, 2, 3] }],
        Start = FlexMeasuresTime.Parse("2023-03-04T10:00:00+01:00"),
        Duration = IsoDuration.Parse("PT45M"),
        Unit = "MW",
    };

    [Theory]
    [InlineData("v1", "2023-03-04T11:00:00+01:00", "-PT15M")]
    [InlineData("v1_3", "2023-03-04T10:45:00+01:00", "P0D")]
    [InlineData("v1_1", "2023-03-05T09:45:00Z", "-P1D")]
    public async Task PostMeterData_PriorBeforeV20_IsSentAsTheHorizonFromTheEndOfThePeriod(string version, string prior, string horizon)
    {
        using var handler = new Canned((200, """{"type":"PostMeterDataResponse","status":"PROCESSED","message":"done"}"""));
        using var client = Canned.Client(handler);

        await client.Messages.PostMeterDataAsync(new FlexMeasuresApiVersion(version), Message with { Prior = FlexMeasuresTime.Parse(prior) });

        using var sent = JsonDocument.Parse(Assert.Single(handler.Requests).Body);
        Assert.Equal(horizon, sent.RootElement.GetProperty("horizon").GetString());
        Assert.False(sent.RootElement.TryGetProperty("prior", out _));
    }

    // The document's horizons on what v1.x takes in ahead of the fact: its servers fail on prognoses, and take prices and weather.
    [Theory]
    [InlineData("v1_1", "PT6H", "03:15", "03:30", "03:45")]
    [InlineData("v1_2", "PT5M", "09:10", "09:25", "09:40")]
    [InlineData("v1_3", "-PT10M", "09:25", "09:40", "09:55")]
    [InlineData("v2_0", "PT6H", "03:15", "03:30", "03:45")]
    [InlineData("v2_0", "-PT10M", "09:25", "09:40", "09:55")]
    public async Task PostWeatherData_Horizon_IsBelievedAsDocumentedOnEachVersion(string version, string horizon, params string[] expected)
    {
        using var handler = new Canned((200, """{"type":"PostWeatherDataResponse","status":"PROCESSED","message":"done"}"""));
        using var client = Canned.Client(handler);
        var message =
            Message with
            {
                Groups = [new FlexMeasuresMessageGroup { Targets = ["ea1.2022-03.example.ems:temperature:52.1:4.9"], Values = [1, 2, 3] }],
                Unit = "°C",
                Horizon = FlexMeasuresHorizon.Parse(horizon)
            };

        await client.Messages.PostWeatherDataAsync(new FlexMeasuresApiVersion(version), message);

        using var sent = JsonDocument.Parse(Assert.Single(handler.Requests).Body);
        var onTheWire = FlexMeasuresHorizon.Parse(sent.RootElement.GetProperty("horizon").GetString()!);
        var (start, quarter) = (Message.Start.ToInstant(), NodaTime.Duration.FromMinutes(15));
        var believed = version == "v2_0" ? FlexMeasuresBeliefs.Of(start, quarter, 3, null, onTheWire) : FlexMeasuresBeliefs.OfVersion1(start, quarter * 3, 3, onTheWire);
        Assert.Equal(expected, believed.Select(b => b.BeliefTime.ToString("HH:mm", System.Globalization.CultureInfo.InvariantCulture)));
        Assert.Equal(version != "v2_0", onTheWire.IsRolling);
    }

    [Fact]
    public async Task PostMeterData_PriorOnV20_IsSentAsIt()
    {
        using var handler = new Canned((200, """{"type":"PostMeterDataResponse","status":"PROCESSED","message":"done"}"""));
        using var client = Canned.Client(handler);

        await client.Messages.PostMeterDataAsync(FlexMeasuresApiVersion.V20, Message with { Prior = FlexMeasuresTime.Parse("2023-03-04T12:00:00Z") });

        using var sent = JsonDocument.Parse(Assert.Single(handler.Requests).Body);
        Assert.Equal("2023-03-04T12:00:00Z", sent.RootElement.GetProperty("prior").GetString());
        Assert.False(sent.RootElement.TryGetProperty("horizon", out _));
    }

    [Fact]
    public void ReadGroups_TargetsOutsideTheGroupsAndValuesInside_BelongTogether()
    {
        using var message = JsonDocument.Parse("""{"connections":["x","y"],"groups":[{"connection":"z","values":[4,5]}]}""");

        var group = Assert.Single(FlexMeasuresMessageReader.ReadGroups(message.RootElement, "connection"));

        Assert.Equal(["x", "y"], group.Targets);
        Assert.Equal([4, 5], group.Values);
    }

    [Fact]
    public async Task GetMeterData_AnswerThatNamesAListInAList_IsAPayloadError()
    {
        using var handler = new Canned((200, """{"connections":["A",["B"]],"values":[5],"start":"2023-03-04T10:00:00Z","duration":"PT15M","unit":"MW","status":"PROCESSED"}"""));
        using var client = Canned.Client(handler);

        await Assert.ThrowsAsync<EnergyPayloadException>(() =>
            client.Messages.GetMeterDataAsync(FlexMeasuresApiVersion.V1, ["4:9"], new FlexMeasuresMessageQuery { Start = Message.Start, Duration = IsoDuration.Parse("PT15M") }));
    }
}
