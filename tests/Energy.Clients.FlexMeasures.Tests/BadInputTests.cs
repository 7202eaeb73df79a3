using Energy.Clients.FlexMeasures.Messages;
using NodaTime;

namespace Energy.Clients.FlexMeasures.Tests;

/// <summary>What is refused before anything is sent, with what to do.</summary>
public class BadInputTests
{
    private static readonly OffsetDateTime Start = FlexMeasuresTime.Parse("2023-03-04T10:00:00Z");

    private static FlexMeasuresMessage Message(string start = "2023-03-04T10:00:00Z", string duration = "PT45M", string unit = "MW", string target = "ea1.2022-03.example.ems:4:9",
        params double[] values) => new()
        {
            Groups = [new FlexMeasuresMessageGroup { Targets = [target], Values = values.Length == 0 ? [1, 2, 3] : values }],
            Start = FlexMeasuresTime.Parse(start),
            Duration = IsoDuration.Parse(duration),
            Unit = unit,
        };

    private static FlexMeasuresNewData Post(params double?[] values) => new() { Values = values, Start = Start, Duration = IsoDuration.Parse("PT45M"), Unit = Unit.Kilowatt };

    private static async Task RefusedAsync(Func<FlexMeasuresClient, Task> call, string remedy)
    {
        using var handler = new Canned((200, "{}"));
        using var client = Canned.Client(handler);
        var failure = await Assert.ThrowsAnyAsync<ArgumentException>(() => call(client));
        Assert.Contains(remedy, failure.Message, StringComparison.Ordinal);
        Assert.Empty(handler.Requests);
    }

    [Fact]
    public Task PostMeterData_StartOffTheQuarterInV1_IsRefused() =>
        RefusedAsync(c => c.Messages.PostMeterDataAsync(FlexMeasuresApiVersion.V1, Message(start: "2023-03-04T10:07:00Z")), "Move the start to a quarter");

    [Theory]
    [InlineData("PT40M", 4)]
    [InlineData("PT45M", 2)]
    [InlineData("PT45M", 9)]
    public Task PostMeterData_SlotsOffTheQuarterInV1_IsRefused(string duration, int values) =>
        RefusedAsync(c => c.Messages.PostMeterDataAsync(FlexMeasuresApiVersion.V1, Message(duration: duration, values: new double[values])), "a number of values that divides N");

    [Theory]
    [InlineData("ea1.2022-03.example.ems:epex_da", "connection")]
    [InlineData("ea1.2022-03.example.ems:temperature:52.1:4.9", "connection")]
    [InlineData("ea1.2022-03.example.ems:4:9:7:soc", "connection")]
    [InlineData("ea1.2022-03.example.ems:fm1.42", "connection")]
    [InlineData("Pump", "connection")]
    public async Task AddressOfTheWrongKind_IsRefusedWithTheRightForm(string address, string kind)
    {
        await RefusedAsync(c => c.Messages.PostMeterDataAsync(FlexMeasuresApiVersion.V20, Message(target: address)), $"does not name a {kind}. Write it as ea1.");
        var query = new FlexMeasuresMessageQuery { Start = Start, Duration = IsoDuration.Parse("PT1H"), Resolution = IsoDuration.Parse("PT15M") };
        await RefusedAsync(c => c.Messages.GetMeterDataAsync(FlexMeasuresApiVersion.V1, [address], query), $"does not name a {kind}. Write it as ea1.");
        await RefusedAsync(c => c.Messages.ReadPrognosisAsync(FlexMeasuresApiVersion.V20, address, query).ToListAsync().AsTask(), $"does not name a {kind}. Write it as ea1.");
    }

    [Fact]
    public async Task AddressesOfOtherMessages_OfTheWrongKind_AreRefusedWithTheRightForm()
    {
        await RefusedAsync(c => c.Messages.PostWeatherDataAsync(FlexMeasuresApiVersion.V20, Message(unit: "°C") with { Horizon = FlexMeasuresHorizon.Parse("PT1H") }),
            "does not name a weather sensor. Write it as ea1.");
        var connection = EntityAddress.Parse("ea1.2022-03.example.ems:4:9");
        await RefusedAsync(c => c.Messages.PostUdiEventAsync(FlexMeasuresApiVersion.V13, new FlexMeasuresUdiEvent { Event = connection, At = Start, Value = 1, Unit = "MWh" }),
            "does not name an event. Write it as ea1.");
        await RefusedAsync(c => c.Messages.GetDeviceMessageAsync(FlexMeasuresApiVersion.V13, [connection]), "does not name an event. Write it as ea1.");
        var old = EntityAddress.Parse("ea1.2022-03.example.ems:4:9");
        await RefusedAsync(c => c.Data.GetAsync(old, new FlexMeasuresDataQuery { Start = Start, Duration = IsoDuration.Parse("PT1H"), Unit = Unit.Kilowatt }), "fm1.42");
    }

    [Fact]
    public async Task ReadMessages_OverWhatIsNoWholeNumberOfSlots_IsRefused()
    {
        var query = new FlexMeasuresMessageQuery { Start = Start, Duration = IsoDuration.Parse("PT1H"), Resolution = IsoDuration.Parse("PT25M") };
        await RefusedAsync(c => c.Messages.ReadMeterDataAsync(FlexMeasuresApiVersion.V20, "4:9", query).ToListAsync().AsTask(), "Ask for a multiple of it");
        await RefusedAsync(c => c.Messages.ReadMeterDataAsync(FlexMeasuresApiVersion.V20, "4:9", query with { Resolution = null }).ToListAsync().AsTask(),
            "only then is it known which slots are missing");
    }

    [Fact]
    public void Message_WithANaiveStart_IsRefused()
    {
        using var message = System.Text.Json.JsonDocument.Parse("""{"connection":"4:9","values":[1],"start":"2023-03-04T10:00:00","duration":"PT15M","unit":"MW"}""");
        Assert.Contains("add Z or +01:00", Assert.Throws<ArgumentException>(() => FlexMeasuresMessageReader.Parse(message.RootElement)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task PostMeterData_StartOffTheQuarterLater_IsSent()
    {
        using var handler = new Canned((200, """{"type":"PostMeterDataResponse","status":"PROCESSED"}"""));
        using var client = Canned.Client(handler);
        await client.Messages.PostMeterDataAsync(FlexMeasuresApiVersion.V20, Message(start: "2023-03-04T10:07:00Z"));
        Assert.Single(handler.Requests);
    }

    [Fact]
    public Task PostMeterData_InKilowatts_IsRefused() => RefusedAsync(c => c.Messages.PostMeterDataAsync(FlexMeasuresApiVersion.V20, Message(unit: "kW")), "MW");

    [Fact]
    public Task PostPriceData_WithAConnectionAddress_IsRefused() =>
        RefusedAsync(c => c.Messages.PostPriceDataAsync(FlexMeasuresApiVersion.V20, Message(unit: "EUR/MWh")), "does not name a market");

    [Fact]
    public Task PostMeterData_ValuesThatDoNotFitTheDuration_IsRefused() =>
        RefusedAsync(c => c.Messages.PostMeterDataAsync(FlexMeasuresApiVersion.V20, Message(duration: "PT1H", values: [1, 2, 3, 4, 5, 6, 7])), "whole seconds");

    [Fact]
    public Task PostPrognosis_BeforeV20_IsRefused() => RefusedAsync(c => c.Messages.PostPrognosisAsync(FlexMeasuresApiVersion.V13, Message()), "v2_0");

    [Fact]
    public Task PostMeterData_WithPriorAndHorizonBeforeV20_IsRefused() =>
        RefusedAsync(c =>
            c.Messages.PostMeterDataAsync(FlexMeasuresApiVersion.V12,
                Message() with { Prior = FlexMeasuresTime.Parse("2023-03-05T00:00:00Z"), Horizon = FlexMeasuresHorizon.Parse("PT0H") }), "one of prior and horizon");

    [Fact]
    public Task PostWeatherData_WithoutHorizonOnV20_IsRefused() =>
        RefusedAsync(c => c.Messages.PostWeatherDataAsync(FlexMeasuresApiVersion.V20, Message(unit: "°C", target: "ea1.2022-03.example.ems:temperature:52.1:4.9")), "horizon");

    [Fact]
    public Task GetMeterData_WithAPositiveHorizon_IsRefused() => RefusedAsync(
        c => c.Messages.GetMeterDataAsync(FlexMeasuresApiVersion.V1, ["4:9"],
            new FlexMeasuresMessageQuery { Start = Start, Duration = IsoDuration.Parse("PT1H"), Horizon = FlexMeasuresHorizon.Parse("PT10M") }), "before the fact");

    [Fact]
    public Task GetMeterData_OfAUserInAQuery_IsRefused() => RefusedAsync(
        c => c.Messages.GetMeterDataAsync(FlexMeasuresApiVersion.V20, ["4:9"],
            new FlexMeasuresMessageQuery { Start = Start, Duration = IsoDuration.Parse("PT1H"), Sources = [FlexMeasuresMessageSource.Parse("42")] }), "role");

    [Fact]
    public void Source_OfAnUnknownRole_IsRefused() => Assert.Throws<ArgumentException>(() => FlexMeasuresMessageSource.Parse("mdc"));

    [Theory]
    [InlineData("2023-03-04T10:00:00")]
    [InlineData("2023-03-04")]
    [InlineData("2023-02-30T10:00:00Z")]
    [InlineData("2023-03-04T24:00:00Z")]
    [InlineData("yesterday")]
    public void Time_NaiveOrImpossible_IsRefused(string text) =>
        Assert.Contains("Write it as 2026-01-15T10:00:00+01:00", Assert.Throws<FormatException>(() => FlexMeasuresTime.Parse(text)).Message, StringComparison.Ordinal);

    [Fact]
    public Task Post_WithoutValues_IsRefused() => RefusedAsync(c => c.Data.PostAsync(3, Post()), "no values");

    [Fact]
    public Task Post_OverAMonth_IsRefused() => RefusedAsync(c => c.Data.PostAsync(3, Post(1) with { Duration = IsoDuration.Parse("P1M") }), "Ground");

    [Fact]
    public Task Post_ValuesThatDoNotDivideTheDuration_IsRefused() =>
        RefusedAsync(c => c.Data.PostAsync(3, Post([.. Enumerable.Repeat<double?>(1, 7)]) with { Duration = IsoDuration.Parse("PT1M") }), "divide");

    [Fact]
    public Task Post_InAUnitThatIsNone_IsRefused() => RefusedAsync(c => c.Data.PostAsync(3, Post(1) with { Unit = Unit.FromText("kwh") }), "exact case");

    [Fact]
    public Task Post_ManyValuesWithANegativeHorizon_IsRefused() =>
        RefusedAsync(c => c.Data.PostAsync(3, Post(1, 2, 3) with { Horizon = FlexMeasuresHorizon.Parse("-PT10M") }), "minus sign");

    [Fact]
    public Task Post_ToAnOldAddress_IsRefused() => RefusedAsync(c => c.Data.PostAsync(EntityAddress.Parse("ea1.2022-03.example.ems:fm0.4:9"), Post(1)), "fm1");

    [Fact]
    public Task Get_OfSeconds_IsRefused() =>
        RefusedAsync(c => c.Data.GetAsync(1, new FlexMeasuresDataQuery { Start = Start, Duration = IsoDuration.Parse("PT30S"), Unit = Unit.Kilowatt }), "whole minutes");

    [Fact]
    public Task Delete_OfNothingNamed_IsRefused() => RefusedAsync(c => c.Data.DeleteAsync(1, new FlexMeasuresDataDeletion()), "Everything");

    [Fact]
    public void Read_InAUnitOrGridThatDoesNotFit_IsRefused()
    {
        using var client = Canned.Client(new Canned((200, "{}")));
        var sensor = new FlexMeasuresSensor { Id = 5, Unit = Unit.KilowattHour, EventResolution = IsoDuration.Parse("PT15M"), TimeZone = "Europe/Amsterdam" };
        var query = new FlexMeasuresReadQuery { Range = new Interval(Start.ToInstant(), Start.ToInstant() + Duration.FromHours(1)) };
        Assert.Throws<ArgumentException>(() => client.Data.ReadAsync(sensor, query with { Unit = Unit.Kilowatt }));
        Assert.Throws<ArgumentException>(() => client.Data.ReadAsync(sensor, query with { Resolution = Period.FromMinutes(10) }));
        Assert.Contains("mean", Assert.Throws<ArgumentException>(() => client.Data.ReadAsync(sensor, query with { Resolution = Period.FromHours(1) })).Message,
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("1 000 kW")]
    [InlineData("1,5 kW")]
    [InlineData("kW 5 potatoes")]
    [InlineData("")]
    public void Quantity_ThatAServerWouldMisread_IsRefused(string text) => Assert.Throws<FormatException>(() => FlexMeasuresQuantity.Parse(text));

    [Fact]
    public void Quantity_IsWrittenInvariantAndReadsBack()
    {
        Assert.Equal("1234.5 kW", new FlexMeasuresQuantity(1234.5, Unit.Kilowatt).ToString());
        Assert.Equal(11.04, FlexMeasuresQuantity.Parse("3 * 230V * 16A").To(Unit.Kilowatt).Magnitude, 9);
    }
}
