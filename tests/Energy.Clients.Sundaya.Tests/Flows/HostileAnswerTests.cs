using System.Net;
using System.Text;
using NodaTime;
using RichardSzalay.MockHttp;

namespace Energy.Clients.Sundaya.Tests;

/// <summary>Whatever comes back stays in the family of exceptions, and what can be read of it is told.</summary>
public class HostileAnswerTests
{
    private static readonly Interval Day = EnergyPeriod.Parse("day/20240101").Interval;

    // The first quarter of 2024 as a body; a hook for one number.
    private static string Quarter(string first = "1.000", string name = "harvest") =>
        "[{\"collection\":{\"items\":[" + string.Join(',', ((int[])[31, 29, 31]).Select((days, i) =>
            $"{{\"data\":[{{\"name\":\"month.day\",\"value\":\"20240{i + 1}01/{days}\",\"data\":[{{\"name\":\"{name}\",\"value\":\"{(i == 0 ? first : "1.000")}"
                + $"{string.Concat(Enumerable.Repeat(" 1.000", days - 1))}\"}}]}}]}}")) + "]}}]";

    [Fact]
    public async Task Read_OfTheCannedQuarter_IsRead() => Assert.Equal([1.25], await ReadAsync(Quarter("1.25")));

    [Theory]
    [InlineData("1e400")]
    [InlineData("-1e999")]
    [InlineData("NaN")]
    [InlineData("Infinity")]
    [InlineData("1,5")]
    public async Task Read_OfANumberThatNoDoubleHolds_IsRefusedWithPathAndByte(string number)
    {
        var body = Quarter(number);

        var failure = await Assert.ThrowsAsync<EnergyPayloadException>(() => ReadAsync(body));

        Assert.Equal("$[0].collection.items[0].data[0].data[0].value", failure.JsonPath);
        Assert.Equal(body.IndexOf(number + " 1.000", StringComparison.Ordinal), failure.BytePosition);
    }

    [Theory]
    [InlineData("harv\\ud800est")]
    [InlineData("\\udfff")]
    public async Task Read_OfHalfACharacter_IsRefused(string name) => await Assert.ThrowsAsync<EnergyPayloadException>(() => ReadAsync(Quarter(name: name)));

    [Fact]
    public async Task Read_OfEscapedNames_IsRead() => Assert.Equal([1.0], await ReadAsync(Quarter(name: "\\u0068arvest")));

    // Each is whole but for one thing, and would be read if that were not looked at.
    [Theory]
    [InlineData("no array around it")]
    [InlineData("more behind the array")]
    [InlineData("the items a second time, and none")]
    [InlineData("numbers without a name")]
    [InlineData("a list that is shorter than it says, and the rest in another")]
    [InlineData("a number that is no text")]
    [InlineData("a number among the flows")]
    public async Task Read_OfWhatIsNearlyACube_IsRefused(string what)
    {
        var whole = Quarter();
        const string Flow = "[{\"name\":\"harvest\",\"value\":\"1.000 ";
        var last = whole.LastIndexOf("{\"name\":\"month.day\"", StringComparison.Ordinal);
        var body = what switch
        {
            "no array around it" => whole[1..^1],
            "more behind the array" => whole + "[]",
            "the items a second time, and none" => whole.Replace("]}}]", "],\"items\":null}}]", StringComparison.Ordinal),
            "numbers without a name" => whole.Replace("{\"items\":[", "{\"items\":[{\"data\":[{\"value\":\"20240101/1\",\"data\":[]}]},", StringComparison.Ordinal),
            "a list that is shorter than it says, and the rest in another" => whole[..last].Replace("20240101/31", "20240101/32", StringComparison.Ordinal) + whole[last..],
            "a number that is no text" => whole.Replace(
                "{\"data\":[{\"name\":\"month.day\",\"value\":\"20240301/31\",\"data\":" + Flow,
                "{\"data\":[{\"name\":\"month.day\",\"value\":\"20240301/1\",\"data\":[{\"name\":\"harvest\",\"value\":1.000}]},"
                    + "{\"name\":\"month.day\",\"value\":\"20240302/30\",\"data\":[{\"name\":\"harvest\",\"value\":\"",
                StringComparison.Ordinal),
            _ => whole.Replace("\"}]}]}]}}]", "\"},5]}]}]}}]", StringComparison.Ordinal),
        };
        Assert.NotEqual(whole, body);

        await Assert.ThrowsAsync<EnergyPayloadException>(() => ReadAsync(body));
    }

    [Fact]
    public async Task Read_OfMembersThatAreNotKnown_IsRead() => Assert.Equal(
        [1.25],
        await ReadAsync(Quarter("1.25").Replace("\"}]}]}", "\",\"data\":7,\"unit\":\"MJ\"}],\"note\":{\"data\":[]}}]}", StringComparison.Ordinal)));

    // The place of a fault is that of the collection, item, numbers and flow that have it, counted from zero.
    [Theory]
    [InlineData("1.000x", "'1.000x' in the list for day/20240201/29 is not a number", true)]
    [InlineData("1.000 1.000", "the list for day/20240201/29 has more values than it promises", true)]
    [InlineData("\\u0078", "'x' in the list for day/20240201/29 is not a number", false)]
    public async Task Read_OfAFault_TellsItsPlace(string number, string words, bool hasByte)
    {
        const string Month = "{\"name\":\"month.day\",\"value\":\"20240201/29\",\"data\":[";
        var body = Quarter().Replace(Month, "{\"name\":\"quarter.month\",\"value\":\"20240201/1\",\"data\":[]}," + Month + "{\"name\":\"sell\",\"value\":\"\"},",
            StringComparison.Ordinal);
        var at = body.IndexOf("20240201/29", StringComparison.Ordinal);
        var end = body.IndexOf(" 1.000\"}", at, StringComparison.Ordinal);
        body = body[..(end + 1)] + number + body[(end + 6)..];

        var failure = await Assert.ThrowsAsync<EnergyPayloadException>(() => ReadAsync(body));

        Assert.Equal("$[0].collection.items[1].data[1].data[1].value", failure.JsonPath);
        Assert.Contains(words, failure.ToString(), StringComparison.Ordinal);
        Assert.Equal(hasByte, failure.BytePosition is not null);
    }

    [Fact]
    public async Task Read_OfAListThatIsTooShort_TellsByHowMuch()
    {
        var failure = await Assert.ThrowsAsync<EnergyPayloadException>(() => ReadAsync(Quarter().Replace("20240201/29", "20240201/30", StringComparison.Ordinal)));

        Assert.Contains("the list for day/20240201/30 has 29 values and promises 30", failure.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("[null]")]
    [InlineData("[{\"collection\":null}]")]
    [InlineData("[{\"collection\":{\"items\":null}}]")]
    [InlineData("[{\"collection\":{\"items\":[null]}}]")]
    [InlineData("[{\"collection\":{\"items\":[{\"data\":null}]}}]")]
    [InlineData("[{\"collection\":{\"items\":[{\"data\":[null]}]}}]")]
    [InlineData("[{\"collection\":{\"items\":[{\"data\":[{\"name\":\"month.day\",\"value\":null,\"data\":[]}]}]}}]")]
    [InlineData("[{\"collection\":{\"items\":[{\"data\":[{\"name\":\"month.day\",\"value\":\"20240101/31\",\"data\":null}]}]}}]")]
    [InlineData("[{\"collection\":{\"items\":[{\"data\":[{\"name\":\"month.day\",\"value\":\"20240101/31\",\"data\":[null]}]}]}}]")]
    [InlineData("[{\"collection\":{\"items\":[{\"data\":[{\"name\":\"month.day\",\"value\":\"99999999999/31\",\"data\":[]}]}]}}]")]
    [InlineData("[{\"collection\":{\"items\":[{\"data\":[{\"name\":\"month.day\",\"value\":\"20240101/2147483647\",\"data\":[{\"name\":\"harvest\",\"value\":\"1\"}]}]}]}}]")]
    [InlineData("[{\"collection\":{\"links\":null,\"items\":[]}}]")]
    [InlineData("[{\"collection\":{\"links\":[null],\"items\":[]}}]")]
    [InlineData("[{\"collection\":{\"href\":null,\"links\":[],\"items\":[]}}]")]
    [InlineData("<html></html>")]
    public async Task AnyCall_OfNullsAndGarbage_FailsAsPayload(string body)
    {
        using var client = Client(HttpStatusCode.OK, body);

        await Assert.ThrowsAsync<EnergyPayloadException>(async () => await client.Flows.ReadAsync(SundayaSite.Default, SundayaFlow.Harvest, PeriodKind.Day, Day).ToListAsync());
        await Assert.ThrowsAsync<EnergyPayloadException>(async () => await client.Flows.ReadBalancesAsync(SundayaSite.Default, PeriodKind.Day, Day).ToListAsync());
        await Assert.ThrowsAsync<EnergyPayloadException>(() =>
            client.Flows.GetAsync(SundayaSite.Default, new SundayaCubeQuery { Period = PeriodKind.Quarter, Epoch = EpochText.Parse("20240101") }));
        await Assert.ThrowsAsync<EnergyPayloadException>(async () => await client.Flows.ListAsync(SundayaSite.Default, new SundayaCubeQuery()).ToListAsync());
        await Assert.ThrowsAsync<EnergyPayloadException>(() => client.Admin.GetVersionsAsync());
    }

    // What is absent, and not null, is empty.
    [Fact]
    public async Task Get_OfWhatIsAbsent_IsEmpty()
    {
        using var client = Client(HttpStatusCode.OK, """[{"collection":{"href":"/energy/hsy/period/week/20240101/1","items":[{},{"data":[{}]},{"data":[{"data":[{}]}]}]}}]""");

        var collection = (await client.Flows.GetAsync(SundayaSite.Default, new SundayaCubeQuery())).Collections[0];

        Assert.Equal(("", 0, 3), (collection.Version, collection.Links.Count, collection.Items.Count));
        Assert.Equal(("", "", null, 0),
            (collection.Items[1].Data[0].Name, collection.Items[1].Data[0].Value, collection.Items[1].Data[0].Kind, collection.Items[1].Data[0].Series.Count));
        Assert.Empty(collection.Items[2].Data[0].Series[0].Values);
        Assert.Empty(collection.Readings(SundayaFlow.Buy, PeriodKind.Day));
    }

    [Theory]
    [InlineData("[{\"status\":\"200\",\"message\":\"OK\",\"details\":null}]")]
    [InlineData("[null]")]
    [InlineData("[]")]
    public async Task Upload_WhoseAnswerCannotBeRead_FailsAsPayload(string body)
    {
        using var client = Client(HttpStatusCode.OK, body);

        await Assert.ThrowsAsync<EnergyPayloadException>(() => client.Devices.UploadMpptAsync([]));
    }

    [Fact]
    public async Task Refusal_WithABadByteInIt_KeepsStatusCodeAndField()
    {
        byte[] body =
            [.. "[{\"status\":400,\"message\":\"Bad Request\",\"details\":[{\"message\":\"No \""u8[..^1], 0xff, 0xfe,
                .. "\",\"description\":\"invalid parameter: 'period'. \"}]}]"u8];
        using var mock = new MockHttpMessageHandler();
        mock.When("*").Respond(_ => new HttpResponseMessage(HttpStatusCode.BadRequest) { Content = Content(body) });
        using var client = new SundayaClient(new SundayaClientOptions { BaseAddress = new Uri("https://sundaya.example.com") }, mock);

        var error = await Assert.ThrowsAsync<EnergyResponseException>(() => client.Flows.GetAsync(SundayaSite.Default, new SundayaCubeQuery()));

        Assert.Equal((HttpStatusCode.BadRequest, "Bad Request"), (error.Status, error.VendorCode));
        Assert.Equal("No \ufffd\ufffd", Assert.Single(error.FieldErrors["period"]));
    }

    [Theory]
    [InlineData("[{\"status\":400,\"message\":\"\\ud800\",\"details\":[]}]")]
    [InlineData("[{\"status\":400,\"message\":5,\"details\":[null,7,{\"message\":null}]}]")]
    [InlineData("[[]]")]
    [InlineData("\"\"")]
    [InlineData("[{")]
    public async Task Refusal_ThatIsGarbage_IsARefusalAllTheSame(string body)
    {
        using var client = Client(HttpStatusCode.BadRequest, body);

        var error = await Assert.ThrowsAsync<EnergyResponseException>(() => client.Flows.GetAsync(SundayaSite.Default, new SundayaCubeQuery()));

        Assert.Equal(HttpStatusCode.BadRequest, error.Status);
    }

    [Fact]
    public async Task Read_OfABodyThatEndsTooEarlyOnce_AsksAgain()
    {
        var body = Quarter();
        var requests = 0;
        using var mock = new MockHttpMessageHandler();
        mock.When("*").Respond(_ => new HttpResponseMessage(HttpStatusCode.OK) { Content = Content(Encoding.UTF8.GetBytes(requests++ == 0 ? body[..^40] : body)) });
        using var client = new SundayaClient(new SundayaClientOptions { BaseAddress = new Uri("https://sundaya.example.com"), RetryBaseDelay = TimeSpan.Zero }, mock);

        Assert.Single(await client.Flows.ReadAsync(SundayaSite.Default, SundayaFlow.Harvest, PeriodKind.Day, Day).ToListAsync());
        Assert.Equal(2, requests);
    }

    private static async Task<List<double?>> ReadAsync(string body)
    {
        using var client = Client(HttpStatusCode.OK, body);
        return await client.Flows.ReadAsync(SundayaSite.Default, SundayaFlow.Harvest, PeriodKind.Day, Day).Select(static r => r.Value).ToListAsync();
    }

    private static SundayaClient Client(HttpStatusCode status, string body)
    {
        var mock = new MockHttpMessageHandler();
        mock.When("*").Respond(_ => new HttpResponseMessage(status) { Content = Content(Encoding.UTF8.GetBytes(body)) });
        return new SundayaClient(new SundayaClientOptions { BaseAddress = new Uri("https://sundaya.example.com"), MaxRetries = 0 }, mock);
    }

    private static ByteArrayContent Content(byte[] body)
    {
        var content = new ByteArrayContent(body);
        content.Headers.ContentType = new("application/json");
        return content;
    }
}
