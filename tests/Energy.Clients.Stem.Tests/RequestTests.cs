using System.Net;
using NodaTime;
using RichardSzalay.MockHttp;

namespace Energy.Clients.Stem.Tests;

/// <summary>What goes over the wire, to the letter.</summary>
public class RequestTests
{
    [Fact]
    public async Task Clients_AreAskedForByPageWithTheKeyInItsHeader()
    {
        using var mock = new MockHttpMessageHandler();
        mock.Expect(HttpMethod.Get, "https://app.stem.com/api/v1/clients").WithExactQueryString("page=1&per_page=2").WithHeaders("Authorization", "APIKEY k-1")
            .Respond("application/json", Wire.Clients(",\"total\":3,\"page\":\"1\"", "a", "b"));
        mock.Expect(HttpMethod.Get, "https://app.stem.com/api/v1/clients").WithExactQueryString("page=2&per_page=2").WithHeaders("Authorization", "APIKEY k-1")
            .Respond("application/json", Wire.Clients(",\"total\":3,\"page\":2", "c"));
        using var stem = new StemClient(new StemClientOptions { ApiKey = "k-1" }, mock);

        var pages = await stem.Clients.ListAsync(new StemClientQuery { PageSize = 2 }).AsPages().ToListAsync();

        Assert.Equal(["a", "b", "c"], pages.SelectMany(p => p.Items).Select(c => c.Id));
        Assert.Equal(3, pages[0].Total);
        mock.VerifyNoOutstandingExpectation();
    }

    [Fact]
    public async Task FullLastPage_IsFollowedByARefusalThatMeansTheEnd()
    {
        using var mock = new MockHttpMessageHandler();
        mock.Expect("https://app.stem.com/api/v1/clients?page=1&per_page=1").Respond("application/json", Wire.Clients("", "a"));
        mock.Expect("https://app.stem.com/api/v1/clients?page=2&per_page=1").Respond(HttpStatusCode.BadRequest, "text/html", "<p>No results found</p>");
        using var stem = new StemClient(new StemClientOptions { ApiKey = "k-1" }, mock);

        Assert.Equal(1, await stem.Clients.ListAsync(new StemClientQuery { PageSize = 1 }).CountAsync());
        mock.VerifyNoOutstandingExpectation();
    }

    [Theory]
    [InlineData("no results found")]
    [InlineData("No data available")]
    [InlineData("Bad page")]
    public async Task AnotherRefusal_OfAList_IsAnError(string body)
    {
        using var mock = new MockHttpMessageHandler();
        mock.When("*").Respond(HttpStatusCode.BadRequest, "text/plain", body);
        using var stem = new StemClient(new StemClientOptions { ApiKey = "k-1" }, mock);

        var failure = await Assert.ThrowsAsync<EnergyResponseException>(async () => await stem.Clients.ListAsync().ToListAsync());

        Assert.Equal(body, failure.Body);
        Assert.False(failure.CanRetry);
    }

    [Fact]
    public async Task Filters_AreSentOrKeptHere()
    {
        using var mock = new MockHttpMessageHandler();
        mock.Expect("https://app.stem.com/api/v1/clients").WithExactQueryString("page=1&per_page=100&name=b%26c%20d").Respond("application/json", Wire.Clients("", "a"));
        mock.Expect("https://app.stem.com/api/v1/clients").WithExactQueryString("page=1&per_page=100").Respond("application/json", Wire.Clients("", "a", "B", "ab"));
        using var stem = new StemClient(new StemClientOptions { ApiKey = "k-1" }, mock);

        await stem.Clients.ListAsync(new StemClientQuery { ServerName = "b&c d" }).ToListAsync();
        Assert.Equal(["B", "ab"], await stem.Clients.ListAsync(new StemClientQuery { NameContains = "b" }).Select(c => c.Id).ToListAsync());
        mock.VerifyNoOutstandingExpectation();
    }

    [Fact]
    public async Task Sites_EscapeTheClientsId()
    {
        using var mock = new MockHttpMessageHandler();
        mock.Expect("https://app.stem.com/api/v1/clients/a%2Fb%20c/sites?page=1&per_page=100").Respond("application/json", """{"sites":[]}""");
        using var stem = new StemClient(new StemClientOptions { ApiKey = "k-1" }, mock);

        Assert.Empty(await stem.Sites.ListAsync("a/b c").ToListAsync());
        mock.VerifyNoOutstandingExpectation();
    }

    [Fact]
    public async Task Stream_IsAskedForMonthByMonthChainedAndClamped()
    {
        var queries = await QueriesAsync(s => s.Streams.ReadAsync("site-1", StemStreamType.Monitor, new StemStreamQuery
        {
            Range = new Interval(Instant.FromUtc(2024, 1, 31, 0, 0), Instant.FromUtc(2024, 4, 30, 12, 0)),
            Resolution = Duration.FromHours(1),
        }));

        Assert.Equal(
            [
                "?start_datetime=2024-01-31T00%3A00%3A00Z&end_datetime=2024-02-29T00%3A00%3A00Z&resolution=3600&stream_type=MONITOR",
                "?start_datetime=2024-02-29T00%3A00%3A00Z&end_datetime=2024-03-29T00%3A00%3A00Z&resolution=3600&stream_type=MONITOR",
                "?start_datetime=2024-03-29T00%3A00%3A00Z&end_datetime=2024-04-29T00%3A00%3A00Z&resolution=3600&stream_type=MONITOR",
                "?start_datetime=2024-04-29T00%3A00%3A00Z&end_datetime=2024-04-30T12%3A00%3A00Z&resolution=3600&stream_type=MONITOR",
            ],
            queries);
    }

    [Fact]
    public async Task Stream_ThatBeginsBetweenGridPoints_IsAskedForFromTheGridPointBefore()
    {
        var queries = await QueriesAsync(s => s.Streams.ReadAsync("site-1", StemStreamType.Monitor, new StemStreamQuery
        {
            Range = new Interval(Instant.FromUtc(2024, 1, 1, 0, 0), Instant.FromUtc(2024, 1, 3, 0, 0)),
            StreamStart = Instant.FromUtc(2024, 1, 2, 0, 37, 31),
        }));

        Assert.Equal(["?start_datetime=2024-01-02T00%3A30%3A00Z&end_datetime=2024-01-03T00%3A00%3A00Z&resolution=900&stream_type=MONITOR"], queries);
    }

    [Fact]
    public async Task End_InsideASecond_IsRoundedUpSoThatNoIntervalIsLost()
    {
        var queries = await QueriesAsync(s => s.Streams.ReadAsync("site-1", StemStreamType.Monitor, new StemStreamQuery
        {
            Range = new Interval(Instant.FromUtc(2024, 1, 1, 0, 0), Instant.FromUtc(2024, 1, 1, 1, 0).PlusNanoseconds(1)),
        }));

        Assert.Equal(["?start_datetime=2024-01-01T00%3A00%3A00Z&end_datetime=2024-01-01T01%3A00%3A01Z&resolution=900&stream_type=MONITOR"], queries);
    }

    [Theory]
    [InlineData("2024-01-01T00:00:00Z", null)]
    [InlineData("2024-01-02T00:00:00Z", "2024-01-02T00:00:00Z")]
    [InlineData("2024-01-02T00:00:00Z", "2024-06-02T00:00:00Z")]
    public async Task Range_WithNothingInIt_AsksNothing(string end, string? streamStart)
    {
        var queries = await QueriesAsync(s => s.Streams.ReadAsync("site-1", StemStreamType.Monitor, new StemStreamQuery
        {
            Range = new Interval(Instant.FromUtc(2024, 1, 1, 0, 0), At(end)),
            StreamStart = streamStart is null ? null : At(streamStart),
        }));

        Assert.Empty(queries);
    }

    [Fact]
    public async Task BuildingLoad_AsksForMeterAndBattery()
    {
        var queries = await QueriesAsync(s => s.Streams.ReadDerivedAsync(
            "site-1", StemDerivedStream.BuildingLoad, new StemStreamQuery { Range = new Interval(Instant.FromUtc(2024, 1, 1, 0, 0), Instant.FromUtc(2024, 1, 2, 0, 0)) }));

        Assert.Equal(["MONITOR", "CONVERTER"], queries.Select(q => q[(q.LastIndexOf('=') + 1)..]));
    }

    [Fact]
    public async Task Raw_GoesThroughThePipelineWithTheKey()
    {
        using var mock = new MockHttpMessageHandler();
        mock.Expect(HttpMethod.Get, "https://app.stem.com/api/v1/clients?page=9").WithHeaders("Authorization", "APIKEY k-1").Respond(HttpStatusCode.BadGateway);
        mock.Expect(HttpMethod.Get, "https://app.stem.com/api/v1/clients?page=9").WithHeaders("Authorization", "APIKEY k-1").Respond(HttpStatusCode.Gone, "text/plain", "gone");
        using var stem = new StemClient(new StemClientOptions { ApiKey = "k-1", RetryBaseDelay = TimeSpan.Zero }, mock);
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/clients?page=9");

        using var response = await stem.SendAsync(request);

        Assert.Equal(HttpStatusCode.Gone, response.StatusCode);
        Assert.Equal("gone", await response.Content.ReadAsStringAsync());
        using var away = new HttpRequestMessage(HttpMethod.Get, "https://evil.example.org/");
        await Assert.ThrowsAsync<ArgumentException>(() => stem.SendAsync(away));
        mock.VerifyNoOutstandingExpectation();
    }

    [Fact]
    public async Task View_OfAnotherKey_SendsThatKeyOnTheSameHandlers()
    {
        using var mock = new MockHttpMessageHandler();
        mock.Expect("*").WithHeaders("Authorization", "APIKEY tenant-b").Respond("application/json", Wire.Clients("", "b"));
        mock.Expect("*").WithHeaders("Authorization", "APIKEY tenant-a").Respond("application/json", Wire.Clients("", "a"));
        using var stem = new StemClient(new StemClientOptions { ApiKey = "tenant-a" }, mock);
        var keys = new Queue<string>(["tenant-b"]);

        var view = stem.WithCredential(EnergyCredential.FromProvider("b", _ => new(keys.Dequeue())));
        Assert.Equal("b", (await view.Clients.ListAsync().SingleAsync()).Id);
        view.Dispose();

        Assert.Equal("a", (await stem.Clients.ListAsync().SingleAsync()).Id);
    }

    private static Instant At(string text) => NodaTime.Text.InstantPattern.General.Parse(text).Value;

    private static async Task<List<string>> QueriesAsync(Func<StemClient, ReadingSeries> read)
    {
        var queries = new List<string>();
        using var mock = new MockHttpMessageHandler();
        mock.When("https://app.stem.com/api/v1/sites/site-1/streams").Respond(request =>
        {
            queries.Add(request.RequestUri!.Query);
            return new HttpResponseMessage(HttpStatusCode.BadRequest) { Content = new StringContent("{\"error\":\"No data available\"}") };
        });
        using var stem = new StemClient(new StemClientOptions { ApiKey = "k-1" }, mock);
        Assert.Empty(await read(stem).ToListAsync());
        return queries;
    }
}
