using Energy.Clients.FlexMeasures.Messages;
using NodaTime;

namespace Energy.Clients.FlexMeasures.Tests;

/// <summary>A server of 2021 answers with names; they become the addresses asked for, never by a guess.</summary>
public sealed class ConnectionNameTests
{
    private const string Start = "2023-03-04T10:00:00Z";

    private static readonly string[] Connections = ["4:1", "4:2", "4:3"];

    private static readonly FlexMeasuresMessageQuery Query = new()
    {
        Start = FlexMeasuresTime.Parse(Start),
        Duration = IsoDuration.Parse("PT30M"),
        Resolution = IsoDuration.Parse("PT15M"),
    };

    private static (int Status, string Body) Answer(string content) =>
        (200, $$"""{"type":"GetMeterDataResponse",{{content}},"start":"{{Start}}","duration":"PT30M","unit":"MW","status":"PROCESSED","message":"Request has been processed."}""");

    private static (int Status, string Body) Single(string name) => Answer($$"""
        "connections":"{{name}}","values":[]
        """);

    private static string Address(int asset) => $"ea1.2022-03.example.ems:4:{asset}";

    [Fact]
    public async Task Groups_OfSeveralNames_AreToldApartByAskingForOneOfThem()
    {
        // The first name of the first group is the first address asked for; whose the other two are the answer does not say.
        var merged = Answer("""
            "groups":[{"connections":["Pump","Fan"],"values":[1,2]},{"connections":"Lamp","values":[3,4]}]
            """);
        using var handler = new Canned(merged, Single("Lamp"), merged);
        using var client = Canned.Client(handler);

        var data = await client.Messages.GetMeterDataAsync(FlexMeasuresApiVersion.V1, Connections, Query);

        Assert.Equal([1, 2], data.ByAddress[Address(1)]);
        Assert.Equal([3, 4], data.ByAddress[Address(2)]);
        Assert.Equal([1, 2], data.ByAddress[Address(3)]);
        Assert.Equal(
            "/api/v1/getMeterData?type=GetMeterDataRequest&connection=ea1.2022-03.example.ems%3A4%3A2&start=2023-03-04T10%3A00%3A00Z&duration=PT15M&unit=MW",
            handler.Requests[1].Target);

        // A name is asked for once.
        var again = await client.Messages.GetMeterDataAsync(FlexMeasuresApiVersion.V1, Connections, Query);
        Assert.Equal([3, 4], again.ByAddress[Address(2)]);
        Assert.Equal(3, handler.Requests.Count);
    }

    [Theory]
    [InlineData("""[{"connections":"Pump","values":[1]},{"connections":["Fan","Lamp"],"values":[2]}]""", 1, 2, 2)]
    [InlineData("""[{"connections":"Pump","values":[1]},{"connections":"Fan","values":[2]},{"connection":"L","values":[3]}]""", 1, 2, 3)]
    public async Task Groups_ThatTheOrderTellsApart_CostNoFurtherRequest(string groups, params int[] values)
    {
        using var handler = new Canned(Answer($"\"groups\":{groups}"));
        using var client = Canned.Client(handler);

        var data = await client.Messages.GetMeterDataAsync(FlexMeasuresApiVersion.V1, Connections, Query);

        Assert.Equal(values, Enumerable.Range(1, 3).Select(i => (int)data.ByAddress[Address(i)][0]));
        Assert.Single(handler.Requests);
    }

    [Fact]
    public async Task OneAssetSpeltInTwoWays_IsOneName()
    {
        using var handler = new Canned(
            Answer("""
                "groups":[{"connections":["Pump","Pump","Fan"],"values":[1,2]},{"connections":"Lamp","values":[3,4]}]
                """),
            Single("Fan"));
        using var client = Canned.Client(handler);

        var data = await client.Messages.GetMeterDataAsync(FlexMeasuresApiVersion.V1, ["4:1", "1", "4:2", "4:3"], Query);

        Assert.Equal([1, 2], data.ByAddress[Address(1)]);
        Assert.Equal([1, 2], data.ByAddress["ea1.2022-03.example.ems:1"]);
        Assert.Equal([1, 2], data.ByAddress[Address(2)]);
        Assert.Equal([3, 4], data.ByAddress[Address(3)]);
    }

    [Theory]
    [InlineData("""[{"connections":["Pump","Fan"],"values":[1]},{"connections":["Lamp","Door"],"values":[2]}]""", "4 names for 3 connections")]
    [InlineData("""[{"connections":["Pump","Pump"],"values":[1]},{"connections":"Lamp","values":[2]}]""", "2 names for 3 connections")]
    public async Task NamesThatAreNotThoseAskedFor_AreAnError(string groups, string said)
    {
        using var handler = new Canned(Answer($"\"groups\":{groups}"));
        using var client = Canned.Client(handler);

        var failure = await Assert.ThrowsAsync<EnergyPayloadException>(() => client.Messages.GetMeterDataAsync(FlexMeasuresApiVersion.V1, Connections, Query));

        Assert.Contains(said, failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task NameThatTheAnswerDoesNotHold_IsAnError()
    {
        using var handler = new Canned(
            Answer("""
                "groups":[{"connections":["Pump","Fan"],"values":[1]},{"connections":"Lamp","values":[2]}]
                """),
            Single("Door"));
        using var client = Canned.Client(handler);

        var failure = await Assert.ThrowsAsync<EnergyPayloadException>(() => client.Messages.GetMeterDataAsync(FlexMeasuresApiVersion.V1, Connections, Query));

        Assert.Contains("'Door'", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task NamesThatChangedPlaces_AreAskedForAnew()
    {
        using var handler = new Canned(
            Answer("""
                "groups":[{"connections":["Pump","Fan"],"values":[1]},{"connections":"Lamp","values":[2]}]
                """),
            Single("Fan"),

            // The second and third have each other's names by now: in the order asked for, "Lamp" would come before "Fan".
            Answer("""
                "groups":[{"connections":["Pump","Lamp","Fan"],"values":[1]},{"connections":"Door","values":[2]}]
                """),
            Single("Lamp"),
            Single("Fan"));
        using var client = Canned.Client(handler);
        await client.Messages.GetMeterDataAsync(FlexMeasuresApiVersion.V1, Connections, Query);

        var data = await client.Messages.GetMeterDataAsync(FlexMeasuresApiVersion.V1, ["4:1", "4:2", "4:3", "4:4"], Query);

        Assert.Equal([2], data.ByAddress[Address(4)]);
        Assert.Equal([1], data.ByAddress[Address(2)]);
    }

    [Fact]
    public async Task Plans_AreKeptByTheEventAskedFor()
    {
        using var handler = new Canned((200, """
            {"type":"GetDeviceMessageResponse","groups":[{"events":"ea1.2022-03.example.ems:4:2:7:soc","values":[1]},{"events":"ea1.2022-03.example.ems:4:1:7:soc","values":[2]}],
             "start":"2023-03-04T10:00:00Z","duration":"PT15M","unit":"MW","status":"PROCESSED"}
            """));
        using var client = Canned.Client(handler);
        EntityAddress[] events = [EntityAddress.Parse(Address(1) + ":7:soc"), EntityAddress.Parse(Address(2) + ":7:soc")];

        var plan = (await client.Messages.GetDeviceMessageAsync(FlexMeasuresApiVersion.V13, events)).GetValueOrThrow();

        Assert.Equal([2], plan.ByAddress[Address(1) + ":7:soc"]);
        Assert.Equal([1], plan.ByAddress[Address(2) + ":7:soc"]);
    }
}
