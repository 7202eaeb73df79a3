using System.Net;
using System.Net.Http.Headers;
using NodaTime;

namespace Energy.Clients.Tests.Http;

public class RetryTests
{
    [Theory]
    [InlineData(408)]
    [InlineData(429)]
    [InlineData(500)]
    [InlineData(502)]
    [InlineData(503)]
    [InlineData(504)]
    public async Task Status_ThatMayPass_IsTriedAgain(int status)
    {
        using var pipeline = new PipelineFixture(new StubServer().Answer((HttpStatusCode)status).Answer(HttpStatusCode.OK, """{"a":1}"""));

        Assert.Equal(1, (int)(await pipeline.GetAsync())["a"]!);
        Assert.Equal(2, pipeline.Server.Requests.Count);
        Assert.InRange(pipeline.Elapsed, Duration.FromMilliseconds(250), Duration.FromMilliseconds(750));
    }

    [Theory]
    [InlineData(400, typeof(EnergyResponseException))]
    [InlineData(401, typeof(EnergyAuthenticationException))]
    [InlineData(403, typeof(EnergyAuthenticationException))]
    [InlineData(404, typeof(EnergyNotFoundException))]
    [InlineData(409, typeof(EnergyConflictException))]
    [InlineData(501, typeof(EnergyResponseException))]
    public async Task Status_ThatWillNotPass_IsNotTriedAgain(int status, Type expected)
    {
        using var pipeline = new PipelineFixture(new StubServer().Answer((HttpStatusCode)status, """{"code":"E7","message":"No way"}"""));

        var failure = (EnergyResponseException)await Assert.ThrowsAsync(expected, () => pipeline.GetAsync());

        Assert.Single(pipeline.Server.Requests);
        Assert.Equal((HttpStatusCode)status, failure.Status);
        Assert.Equal("E7", failure.VendorCode);
        Assert.Contains("GET /things/{id}", failure.Message, StringComparison.Ordinal);
        Assert.Contains("No way", failure.Message, StringComparison.Ordinal);
        Assert.Contains("Test.Things.Get", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Retries_AreAtMostMaxRetriesAndTheWaitsDouble()
    {
        using var pipeline = new PipelineFixture(new StubServer().Answer(HttpStatusCode.ServiceUnavailable, "down"), o => o.MaxRetries = 4);

        var failure = await Assert.ThrowsAsync<EnergyResponseException>(() => pipeline.GetAsync());

        Assert.Equal(5, pipeline.Server.Requests.Count);
        Assert.True(failure.CanRetry);
        Assert.Equal("down", failure.Body);
        Assert.InRange(pipeline.Elapsed, Duration.FromSeconds(0.5 * 7.5), Duration.FromSeconds(1.5 * 7.5));
    }

    [Fact]
    public async Task RetryAfter_InSeconds_IsTheWait()
    {
        using var pipeline = new PipelineFixture(new StubServer().Busy(HttpStatusCode.TooManyRequests, 17).Answer(HttpStatusCode.OK));

        await pipeline.GetAsync();

        Assert.Equal(Duration.FromSeconds(17), pipeline.Elapsed);
    }

    [Fact]
    public async Task RetryAfter_AsADate_IsMeasuredByTheServersClock()
    {
        var serverTime = new DateTimeOffset(2031, 1, 1, 0, 0, 0, TimeSpan.Zero);
        using var pipeline = new PipelineFixture(new StubServer()
            .Answer(HttpStatusCode.ServiceUnavailable, "", r =>
            {
                r.Headers.Date = serverTime;
                r.Headers.RetryAfter = new RetryConditionHeaderValue(serverTime.AddSeconds(9));
            })
            .Answer(HttpStatusCode.OK));

        await pipeline.GetAsync();

        Assert.Equal(Duration.FromSeconds(9), pipeline.Elapsed);
    }

    [Fact]
    public async Task RetryAfter_AsADateThatHasPassed_LeavesOurOwnBackOff()
    {
        using var pipeline = new PipelineFixture(new StubServer()
            .Answer(HttpStatusCode.ServiceUnavailable, "", r => r.Headers.RetryAfter = new RetryConditionHeaderValue(new DateTimeOffset(2020, 1, 1, 0, 0, 0, TimeSpan.Zero)))
            .Answer(HttpStatusCode.OK));

        await pipeline.GetAsync();

        Assert.InRange(pipeline.Elapsed, Duration.FromMilliseconds(250), Duration.FromMilliseconds(750));
    }

    [Theory]
    [InlineData(120)]
    [InlineData(int.MaxValue)]
    public async Task RetryAfter_LongerThanTheCallMayLast_FailsAtOnce(int seconds)
    {
        using var pipeline = new PipelineFixture(new StubServer().Busy(HttpStatusCode.TooManyRequests, seconds));

        var failure = await Assert.ThrowsAsync<EnergyRateLimitException>(() => pipeline.GetAsync());

        Assert.Single(pipeline.Server.Requests);
        Assert.Equal(Duration.Zero, pipeline.Elapsed);
        Assert.Equal(Duration.FromSeconds(seconds), failure.RetryAfter);
        Assert.True(failure.CanRetry);
    }

    [Fact]
    public async Task RetryAfter_OfYears_FailsAtOnceAlsoWithoutATotalLimit()
    {
        using var pipeline = new PipelineFixture(new StubServer().Busy(HttpStatusCode.TooManyRequests, int.MaxValue), o => o.TotalTimeout = Timeout.InfiniteTimeSpan);

        await Assert.ThrowsAsync<EnergyRateLimitException>(() => pipeline.GetAsync());
    }

    [Fact]
    public async Task RetryAfter_HoldsBackAllCallersOfTheAccount()
    {
        using var pipeline = new PipelineFixture(new StubServer().Busy(HttpStatusCode.TooManyRequests, 150).Answer(HttpStatusCode.OK));
        await Assert.ThrowsAsync<EnergyRateLimitException>(() => pipeline.GetAsync());

        var failure = await Assert.ThrowsAsync<EnergyRateLimitException>(() => pipeline.GetAsync());
        Assert.Equal(Duration.FromSeconds(150), failure.RetryAfter);
        Assert.Single(pipeline.Server.Requests);

        using var other = pipeline.Transport.WithCredential(EnergyCredential.FromText("another-key"));
        using var response = await other.OpenAsync(PipelineFixture.Get.At(1), default);
        Assert.True(response.IsSuccess);

        pipeline.Clock.Advance(TimeSpan.FromSeconds(60));
        await pipeline.GetAsync();
        Assert.Equal(Duration.FromSeconds(150), pipeline.Elapsed);
    }

    [Theory]
    [InlineData("GET", true)]
    [InlineData("HEAD", true)]
    [InlineData("OPTIONS", true)]
    [InlineData("POST", false)]
    [InlineData("PUT", false)]
    [InlineData("PATCH", false)]
    [InlineData("DELETE", false)]
    public async Task Method_DecidesWhetherItIsTriedAgain(string method, bool again)
    {
        using var pipeline = new PipelineFixture(new StubServer().Answer(HttpStatusCode.BadGateway).Answer(HttpStatusCode.OK));
        var call = pipeline.SendAsync(new HttpMethod(method));
        await (again ? (Task)call : Assert.ThrowsAsync<EnergyResponseException>(() => call));

        Assert.Equal(again ? 2 : 1, pipeline.Server.Requests.Count);
    }

    [Fact]
    public async Task Post_MarkedIdempotent_IsTriedAgain()
    {
        using var pipeline = new PipelineFixture(new StubServer().Answer(HttpStatusCode.BadGateway).Answer(HttpStatusCode.OK));

        await pipeline.SendAsync(HttpMethod.Post, endpoint: PipelineFixture.Endpoint(HttpMethod.Post) with { IsIdempotent = true });

        Assert.Equal(2, pipeline.Server.Requests.Count);
    }

    [Fact]
    public async Task Server_ThatCannotBeReached_IsTriedAgainAndThenATransportError()
    {
        using var pipeline = new PipelineFixture(new StubServer().Fail(new HttpRequestException(HttpRequestError.ConnectionError, "refused")));

        var failure = await Assert.ThrowsAsync<EnergyTransportException>(() => pipeline.GetAsync());

        Assert.Equal(TransportFailure.Unreachable, failure.Failure);
        Assert.Equal(4, pipeline.Server.Requests.Count);
        Assert.Contains("https://energy.example.com", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Retry_AsksTheProviderForTheKeyAgain()
    {
        var keys = new Queue<string>(["first-key", "second-key"]);
        using var pipeline = new PipelineFixture(
            new StubServer().Answer(HttpStatusCode.BadGateway).Answer(HttpStatusCode.OK),
            o => o.UseCredential(EnergyCredential.FromProvider("vault", _ => new(keys.Dequeue()))));

        await pipeline.GetAsync();

        Assert.Equal(["APIKEY first-key", "APIKEY second-key"], pipeline.Server.Requests.ConvertAll(r => r.Key));
    }

    [Fact]
    public async Task Resilience_SwitchedOff_TriesOnceAndKeepsTheGuards()
    {
        using var pipeline = new PipelineFixture(new StubServer().Answer(HttpStatusCode.BadGateway).Redirect("https://other.example.com/"), o => o.UseResilience = false);

        await Assert.ThrowsAsync<EnergyResponseException>(() => pipeline.GetAsync());
        Assert.Single(pipeline.Server.Requests);
        Assert.Contains("another origin", (await Assert.ThrowsAsync<EnergyResponseException>(() => pipeline.GetAsync())).Message, StringComparison.Ordinal);
        Assert.Equal(2, pipeline.Server.Requests.Count);
        Assert.All(pipeline.Server.Requests, r => Assert.Equal("APIKEY k-1234567890", r.Key));
    }

    [Theory]
    [InlineData(0, 0.0, 250)]
    [InlineData(0, 0.999, 749.5)]
    [InlineData(3, 0.5, 4_000)]
    [InlineData(12, 0.5, 20_000)]
    [InlineData(int.MaxValue, 0.999, 20_000)]
    public void Delay_IsExponentialWithJitterAndCapped(int attempt, double jitter, double milliseconds)
    {
        var policy = new RetryPolicy(3, TimeSpan.FromMilliseconds(500), TimeSpan.FromSeconds(20), () => jitter);

        Assert.Equal(milliseconds, policy.DelayBefore(attempt).TotalMilliseconds, 3);
    }
}
