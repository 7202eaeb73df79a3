using System.Net;
using NodaTime;

namespace Energy.Clients.FlexMeasures.Tests;

/// <summary>Answers that are not what they should be: refused with their place, and nothing guessed.</summary>
public sealed class AwkwardAnswerTests
{
    private const string Good = """{"values":[1,2],"start":"2024-06-01T00:00:00+00:00","duration":"PT30M","unit":"kW","resolution":"PT15M","status":"PROCESSED","message":"ok"}""";

    private static readonly Instant Start = Instant.FromUtc(2024, 6, 1, 0, 0);
    private static readonly Interval Range = new(Start, Start + Duration.FromMinutes(30));
    private static readonly FlexMeasuresSensor Sensor = new() { Id = 4, Unit = Unit.Kilowatt, EventResolution = IsoDuration.Parse("PT15M"), TimeZone = "UTC" };

    [Theory]
    [InlineData("[1,2]", "[1,1e400]", "$.values[1]")]
    [InlineData("[1,2]", "[1,-1e400]", "$.values[1]")]
    [InlineData("[1,2]", "[1]", "$.values")]
    [InlineData("[1,2]", "[1,2,3]", "$.values")]
    [InlineData("2024-06-01T00:00:00+00:00", "2024-06-01T00:15:00+00:00", "$")]
    [InlineData("2024-06-01T00:00:00+00:00", "2024-06-01T00:00:00-01:00", "$")]
    [InlineData("\"unit\":\"kW\"", "\"unit\":\"MW\"", "$")]
    [InlineData("\"unit\":\"kW\"", "\"unit\":\"\\ud800\"", "$")]
    public async Task Read_OfAnotherAnswerThanAskedFor_IsRefusedWithItsPlace(string good, string bad, string path)
    {
        using var handler = new Canned((200, Good.Replace(good, bad, StringComparison.Ordinal)), (200, "{}"));
        using var client = Canned.Client(handler);
        var failure = await Assert.ThrowsAsync<EnergyPayloadException>(async () => await client.Data.ReadAsync(Sensor, Range).ToListAsync());
        Assert.Equal(path, failure.JsonPath);
    }

    [Fact]
    public async Task Get_OfANumberBeyondADouble_IsRefused()
    {
        using var handler = new Canned((200, Good.Replace("[1,2]", "[1,1e400]", StringComparison.Ordinal)));
        using var client = Canned.Client(handler);
        await Assert.ThrowsAsync<EnergyPayloadException>(() =>
            client.Data.GetAsync(4, new FlexMeasuresDataQuery { Start = Start.WithOffset(Offset.Zero), Duration = IsoDuration.Parse("PT30M"), Unit = Unit.Kilowatt }));
        Assert.False(FlexMeasuresQuantity.TryParse("1e400 kW", out _));
        Assert.False(FlexMeasuresQuantity.TryParse("1e200 * 1e200 kW", out _));
    }

    [Fact]
    public async Task Read_OfASensorThatIsNone_IsRefused()
    {
        using var handler = new Canned((200, "{}"));
        using var client = Canned.Client(handler);
        Assert.Equal("$.id",
            (await Assert.ThrowsAsync<EnergyPayloadException>(async () => await client.Data.ReadAsync(4, new FlexMeasuresReadQuery { Range = Range }).ToListAsync())).JsonPath);
        Assert.Equal("$.id", (await Assert.ThrowsAsync<EnergyPayloadException>(async () => await client.OpenAsync(SeriesUri.Parse("flexmeasures:/sensors/4"), Range))).JsonPath);
    }

    [Fact]
    public async Task Read_OfASensorWithoutAnything_GuessesNoZone()
    {
        using var handler = new Canned((200, """{"id":4,"event_resolution":"PT15M","unit":"kW","timezone":null}"""), (200, Good), (200, "{}"));
        using var client = Canned.Client(handler);
        Assert.Equal([1, 2], (await client.Data.ReadAsync(4, new FlexMeasuresReadQuery { Range = Range }).ToListAsync()).Select(r => r.Value!.Value));
    }

    [Theory]
    [InlineData("""{"message":"bad \ud800 text","status":"INVALID_UNIT","result":"Rejected"}""")]
    [InlineData("""{"message":{"json":{"unit":["\udc00"]}},"status":"INVALID_UNIT","result":"Rejected"}""")]
    public async Task Refusal_WithHalfASurrogatePair_KeepsStatusAndCode(string body)
    {
        using var handler = new Canned((400, body));
        using var client = Canned.Client(handler);
        var failure = await Assert.ThrowsAsync<EnergyResponseException>(() => client.Sensors.GetAsync(1));
        Assert.Equal((HttpStatusCode.BadRequest, "INVALID_UNIT"), (failure.Status, failure.VendorCode));
    }

    [Fact]
    public async Task Dimensionless_IsReadAndIsNotUnknown()
    {
        using var handler = new Canned(
            (200, """{"id":4,"event_resolution":"PT15M","unit":"","timezone":"UTC","attributes":"{}"}"""), (200, Good.Replace("\"kW\"", "\"\"", StringComparison.Ordinal)),
            (200, "{}"));
        using var client = Canned.Client(handler);
        var series = await client.OpenAsync(SeriesUri.Parse("flexmeasures:/sensors/4"), Range);
        Assert.Equal(Unit.Dimensionless, series.Info.Unit);
        Assert.Equal([1, 2], (await series.ToListAsync()).Select(r => r.Value!.Value));
        Assert.Contains("&unit=&", handler.Requests[1].Target, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Post_WithoutPriorOrHorizon_IsNeverSentTwice()
    {
        using var handler = new Canned((503, "{}"), (200, """{"status":"PROCESSED"}"""));
        using var client = Canned.Client(handler, o => o.MaxRetries = 3);
        await Assert.ThrowsAnyAsync<EnergyApiException>(() =>
            client.Data.PostAsync(4, new FlexMeasuresNewData { Values = [1], Start = Start.WithOffset(Offset.Zero), Duration = IsoDuration.Parse("PT15M"), Unit = Unit.Kilowatt }));
        Assert.Single(handler.Requests);
    }

    [Fact]
    public async Task Post_WithoutAUnit_IsSentWithNone_AndWithAnUnknownOneIsRefused()
    {
        using var handler = new Canned((200, """{"status":"PROCESSED"}"""));
        using var client = Canned.Client(handler);
        FlexMeasuresNewData In(Unit unit) => new()
        {
            Values = [1],
            Start = Start.WithOffset(Offset.Zero),
            Duration = IsoDuration.Parse("PT15M"),
            Unit = unit,
        };

        await client.Data.PostAsync(4, In(Unit.None));
        await Assert.ThrowsAsync<ArgumentException>(() => client.Data.PostAsync(4, In(Unit.FromText("parsec"))));

        Assert.Equal("", System.Text.Json.JsonDocument.Parse(Assert.Single(handler.Requests).Body).RootElement.GetProperty("unit").GetString());
    }

    [Fact]
    public async Task Write_OfASeriesWithAGap_SendsThePartsApart()
    {
        using var handler = new Canned((200, """{"status":"PROCESSED"}"""));
        using var client = Canned.Client(handler);
        var step = Duration.FromMinutes(15);
        var series = ReadingSeries.FromReadings(
            new SeriesInfo { Identity = "test:/gap", Unit = Unit.Kilowatt, Kind = SeriesKind.AveragePower, Resolution = step },
            new Reading(Start, Start + step, 1), new Reading(Start + (step * 2), Start + (step * 3), 3));

        await client.Data.WriteAsync(Sensor, series, new FlexMeasuresWriteSettings { Prior = Start });

        Assert.Equal(["\"start\":\"2024-06-01T00:00:00Z\",\"duration\":\"PT15M\"", "\"start\":\"2024-06-01T00:30:00Z\",\"duration\":\"PT15M\""],
            handler.Requests.Select(r => r.Body[r.Body.IndexOf("\"start\"", StringComparison.Ordinal)..r.Body.IndexOf(",\"unit\"", StringComparison.Ordinal)]));
    }

    [Fact]
    public async Task List_WhoseSecondPageAGatewayLoses_IsAnErrorAndNotTheEnd()
    {
        const string First = """{"data":[{"id":1},{"id":2},{"id":3},{"id":4}],"num-records":12,"filtered-records":12}""";
        const string Gone = """{"message":"The requested URL was not found on the server.","status":404}""";
        using var lost = new Canned((200, First), (404, Gone), (200, First));
        using var client = Canned.Client(lost);
        await Assert.ThrowsAsync<EnergyNotFoundException>(async () => await client.Sensors.ListAsync(new FlexMeasuresSensorQuery { PageSize = 4 }).ToListAsync());

        // The list has become as short as that.
        using var shorter = new Canned((200, First), (404, Gone), (200, First.Replace("12", "4", StringComparison.Ordinal)));
        using var other = Canned.Client(shorter);
        Assert.Equal(4, (await other.Sensors.ListAsync(new FlexMeasuresSensorQuery { PageSize = 4 }).ToListAsync()).Count);

        // Words that are not the server's say nothing of the list, however short it is by now.
        using var gateway = new Canned((200, First), (404, "<html>404 Not Found</html>"), (200, First.Replace("12", "4", StringComparison.Ordinal)));
        using var third = Canned.Client(gateway);
        await Assert.ThrowsAnyAsync<EnergyResponseException>(async () => await third.Sensors.ListAsync(new FlexMeasuresSensorQuery { PageSize = 4 }).ToListAsync());
    }
}
