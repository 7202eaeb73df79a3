using System.Globalization;
using System.Net;
using NodaTime;

namespace Energy.Clients.Tests.Http;

/// <summary>Waits at the very edge of what is allowed, and numbers at the edge between a wait and a moment.</summary>
public class RetryBoundaryTests
{
    // A call may last 100 seconds: a wait as long as that is not begun, one a second shorter is.
    [Theory]
    [InlineData(99, 2)]
    [InlineData(100, 1)]
    [InlineData(101, 1)]
    public async Task RetryAfter_AsLongAsTheCallMayLast_IsNotBegun(int seconds, int requests)
    {
        using var pipeline =
            new PipelineFixture(new StubServer().Busy(HttpStatusCode.TooManyRequests, seconds).Answer(HttpStatusCode.OK), o => o.TotalTimeout = TimeSpan.FromSeconds(100));

        var failure = await Record.ExceptionAsync(() => pipeline.GetAsync());

        Assert.Equal(requests, pipeline.Server.Requests.Count);
        Assert.Equal(requests == 1, failure is EnergyRateLimitException);
        Assert.Equal(requests == 1 ? Duration.Zero : Duration.FromSeconds(seconds), pipeline.Elapsed);
    }

    // A wait that is not begun uses up no retry of the walk that the request belongs to.
    [Theory]
    [InlineData(99, 1)]
    [InlineData(100, 0)]
    public async Task RetryAfter_ThatIsNotWaitedFor_TakesNoRetry(int seconds, int used)
    {
        using var pipeline =
            new PipelineFixture(new StubServer().Busy(HttpStatusCode.ServiceUnavailable, seconds).Answer(HttpStatusCode.OK), o => o.TotalTimeout = TimeSpan.FromSeconds(100));
        var walk = new RetryPolicy(3, TimeSpan.Zero, TimeSpan.Zero, static () => 0.5).NewBudget();

        await Record.ExceptionAsync(() => pipeline.SendAsync(PipelineFixture.Get.At(1) with { Retries = walk }));

        Assert.Equal(used, walk.Used);
    }

    // 10^9 is a moment of 2001, 10^11 one of 1973 in milliseconds; both have passed. A little less is a wait.
    [Theory]
    [InlineData(1_000_000_000, 0)]
    [InlineData(100_000_000_000, 0)]
    [InlineData(999_999_999, 999_999_999)]
    public async Task Reset_AtTheEdgeBetweenAWaitAndAMoment_IsReadAsWhatItIs(long value, long seconds)
    {
        using var pipeline = new PipelineFixture(
            new StubServer().Answer(HttpStatusCode.TooManyRequests, "", r => r.Headers.TryAddWithoutValidation("RateLimit-Reset", value.ToString(CultureInfo.InvariantCulture))),
            o => o.MaxRetries = 0);

        var failure = await Assert.ThrowsAsync<EnergyRateLimitException>(() => pipeline.GetAsync());

        Assert.Equal(Duration.FromSeconds(seconds), failure.RetryAfter);
    }

    // The first of these that says something counts.
    [Theory]
    [InlineData("Fri, 01 Mar 2024 12:00:09 GMT", "4000", "12", "13", 9)]
    [InlineData(null, "4000", "12", "13", 4)]
    [InlineData(null, null, "12", "13", 12)]
    [InlineData(null, null, null, "13", 13)]
    public async Task Headers_ThatSayDifferentThings_CountInTheirOrder(string? retryAfter, string? milliseconds, string? reset, string? older, int seconds)
    {
        using var pipeline = new PipelineFixture(
            new StubServer().Answer(HttpStatusCode.TooManyRequests, "", r =>
            {
                foreach (var (name, value) in new[] { ("Retry-After", retryAfter), ("Retry-After-Ms", milliseconds), ("RateLimit-Reset", reset), ("X-RateLimit-Reset", older) })
                {
                    if (value is not null)
                    {
                        r.Headers.TryAddWithoutValidation(name, value);
                    }
                }
            }),
            o => o.MaxRetries = 0);

        Assert.Equal(Duration.FromSeconds(seconds), (await Assert.ThrowsAsync<EnergyRateLimitException>(() => pipeline.GetAsync())).RetryAfter);
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 2)]
    [InlineData(2, 3)]
    public async Task Retries_AreCountedExactly(int retries, int requests)
    {
        using var pipeline = new PipelineFixture(new StubServer().Answer(HttpStatusCode.BadGateway), o => o.MaxRetries = retries);

        await Assert.ThrowsAsync<EnergyResponseException>(() => pipeline.GetAsync());

        Assert.Equal(requests, pipeline.Server.Requests.Count);
    }

    // Our own back-off is not begun either when it lasts as long as the call may.
    [Theory]
    [InlineData(99, 2)]
    [InlineData(100, 1)]
    public async Task BackOff_AsLongAsTheCallMayLast_IsNotBegun(int seconds, int requests)
    {
        using var pipeline = new PipelineFixture(
            new StubServer().Answer(HttpStatusCode.BadGateway).Answer(HttpStatusCode.OK), o => o.TotalTimeout = TimeSpan.FromSeconds(100));
        var wait = TimeSpan.FromSeconds(seconds);
        var walk = new RetryPolicy(3, wait, wait, static () => 0.5).NewBudget();

        var failure = await Record.ExceptionAsync(() => pipeline.SendAsync(PipelineFixture.Get.At(1) with { Retries = walk }));

        Assert.Equal(requests, pipeline.Server.Requests.Count);
        Assert.Equal(requests == 1, failure is EnergyResponseException { Status: HttpStatusCode.BadGateway });
        Assert.Equal(requests == 1 ? Duration.Zero : Duration.FromSeconds(99), pipeline.Elapsed);
    }

    [Theory]
    [InlineData(true, 4)]
    [InlineData(false, 1)]
    public async Task Body_ThatIsCut_IsAskedForAgainOnlyWithOurResilience(bool isUsed, int requests)
    {
        using var pipeline = new PipelineFixture(new StubServer().Answer(HttpStatusCode.OK, "{\"a\":"), o => o.UseResilience = isUsed);

        await Assert.ThrowsAsync<EnergyTransportException>(() => pipeline.GetAsync());

        Assert.Equal(requests, pipeline.Server.Requests.Count);
    }
}
