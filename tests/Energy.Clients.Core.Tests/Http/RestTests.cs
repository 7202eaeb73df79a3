using System.Globalization;
using System.Net;
using NodaTime;

namespace Energy.Clients.Tests.Http;

/// <summary>What a server asks for by headers, and what it can impose on an account.</summary>
public class RestTests
{
    private static readonly Instant Start = Instant.FromUtc(2024, 3, 1, 12, 0);

    public static TheoryData<string, string, double> Headers => new()
    {
        { "Retry-After", "17", 17 },
        { "Retry-After", " 17 ", 17 },
        { "Retry-After", "2.5", 2.5 },
        { "Retry-After", "Fri, 01 Mar 2024 12:00:09 GMT", 9 },
        { "Retry-After-Ms", "1500", 1.5 },
        { "RateLimit-Reset", "12", 12 },
        { "X-RateLimit-Reset", "12", 12 },
        { "X-RateLimit-Reset", (Start.ToUnixTimeSeconds() + 20).ToString(CultureInfo.InvariantCulture), 20 },
        { "X-RateLimit-Reset", (Start.ToUnixTimeMilliseconds() + 20_000).ToString(CultureInfo.InvariantCulture), 20 },
    };

    [Theory]
    [MemberData(nameof(Headers))]
    public async Task Wait_InEveryForm_IsWaitedAndTold(string header, string value, double seconds)
    {
        foreach (var status in new[] { HttpStatusCode.TooManyRequests, HttpStatusCode.ServiceUnavailable })
        {
            using var pipeline = new PipelineFixture(new StubServer().Answer(status, "", r => r.Headers.TryAddWithoutValidation(header, value)).Answer(HttpStatusCode.OK));
            await pipeline.GetAsync();
            Assert.Equal(Duration.FromSeconds(seconds), pipeline.Elapsed);

            using var always = new PipelineFixture(new StubServer().Answer(status, "", r => r.Headers.TryAddWithoutValidation(header, value)), o => o.MaxRetries = 0);
            var failure = await Assert.ThrowsAnyAsync<EnergyResponseException>(() => always.GetAsync());
            Assert.Equal(Duration.FromSeconds(seconds), failure.RetryAfter);
        }
    }

    [Theory]
    [InlineData("0")]
    [InlineData("Thu, 01 Jan 2009 00:00:00 GMT")]
    [InlineData("soon")]
    [InlineData("-5")]
    public async Task Wait_OfNothing_LeavesOurOwnBackOff(string value)
    {
        // A refusal spreads the callers by itself; a server that is down for a while leaves it to the back-off alone.
        foreach (var status in new[] { HttpStatusCode.TooManyRequests, HttpStatusCode.ServiceUnavailable })
        {
            using var pipeline = new PipelineFixture(new StubServer().Answer(status, "", r => r.Headers.TryAddWithoutValidation("Retry-After", value)));

            await Assert.ThrowsAnyAsync<EnergyResponseException>(() => pipeline.GetAsync());

            Assert.Equal(4, pipeline.Server.Requests.Count);
            Assert.InRange(pipeline.Elapsed, Duration.FromSeconds(0.5 * 3.5), Duration.FromSeconds(1.5 * 3.5));
        }
    }

    [Theory]
    [InlineData(408)]
    [InlineData(500)]
    [InlineData(502)]
    [InlineData(504)]
    public async Task RetryAfter_WithAnotherStatus_DoesNotCount(int status)
    {
        using var pipeline = new PipelineFixture(new StubServer().Busy((HttpStatusCode)status, 60).Answer(HttpStatusCode.OK));

        await pipeline.GetAsync();

        Assert.InRange(pipeline.Elapsed, Duration.FromMilliseconds(250), Duration.FromMilliseconds(750));
    }

    [Fact]
    public async Task Wait_OfThreeDays_FailsAtOnceAndLocksTheAccountForMinutesOnly()
    {
        using var pipeline = new PipelineFixture(new StubServer().Busy(HttpStatusCode.TooManyRequests, 3 * 86_400).Answer(HttpStatusCode.OK));

        await Assert.ThrowsAsync<EnergyRateLimitException>(() => pipeline.GetAsync());

        var budget = pipeline.Transport.Account!.Budget;
        Assert.Equal(Start + Duration.FromMinutes(5), budget.State.RestsUntil);
        pipeline.Clock.Advance(TimeSpan.FromMinutes(5));
        await pipeline.GetAsync();
        Assert.Null(budget.State.RestsUntil);
        Assert.Equal(2, pipeline.Server.Requests.Count);
    }

    [Theory]
    [InlineData(503, false)]
    [InlineData(429, true)]
    public async Task Rate_IsLearntFromRefusalsOnly(int status, bool isLearnt)
    {
        using var pipeline = new PipelineFixture(new StubServer().Busy((HttpStatusCode)status, 1).Answer(HttpStatusCode.OK));

        await pipeline.GetAsync();

        Assert.Equal(isLearnt, pipeline.Transport.Account!.Budget.State.LearntPerSecond is not null);
    }

    [Fact]
    public async Task Refusal_OfOneClassOfRoutes_LetsTheOthersGoOn()
    {
        var trigger = PipelineFixture.Endpoint(HttpMethod.Post) with { BudgetClass = "trigger" };
        using var pipeline = new PipelineFixture(new StubServer().Busy(HttpStatusCode.TooManyRequests, 280).Answer(HttpStatusCode.OK));

        await Assert.ThrowsAsync<EnergyRateLimitException>(() => pipeline.SendAsync(HttpMethod.Post, endpoint: trigger));
        await pipeline.GetAsync();
        var failure = await Assert.ThrowsAsync<EnergyRateLimitException>(() => pipeline.SendAsync(HttpMethod.Post, endpoint: trigger));

        Assert.Equal(Duration.FromSeconds(280), failure.RetryAfter);
        Assert.Equal(2, pipeline.Server.Requests.Count);
        Assert.Equal(Duration.Zero, pipeline.Elapsed);
    }

    [Fact]
    public async Task Refusal_WhileOthersAreServed_SpendsNoRetry_ButNotForEver()
    {
        var server = new StubServer();
        using var pipeline = new PipelineFixture(server, o => o.MaxRetries = 1);
        var refused = 0;
        server.Answer(async (request, cancellation) =>
        {
            if (request.RequestUri!.AbsolutePath == "/things/1")
            {
                refused++;

                // Another caller is served while this one is refused.
                await pipeline.GetAsync("things/2", cancellation);
                return new HttpResponseMessage(HttpStatusCode.TooManyRequests);
            }

            return new HttpResponseMessage { Content = new StringContent("{}") };
        });

        await Assert.ThrowsAsync<EnergyRateLimitException>(() => pipeline.GetAsync());

        Assert.Equal(22, refused);
    }

    [Fact]
    public async Task RequestsPerSecond_HoldsWithoutACredentialToo()
    {
        using var pipeline = new PipelineFixture(new StubServer().Answer(HttpStatusCode.OK), o => (o.Key, o.RequestsPerSecond, o.RequestBurst) = (null, 2, 1));

        for (var i = 0; i < 5; i++)
        {
            await pipeline.GetAsync();
        }

        Assert.Equal(Duration.FromSeconds(2), pipeline.Elapsed);
    }

    [Fact]
    public async Task Waiters_ThatAreCancelled_TakeNoPermit()
    {
        using var pipeline = new PipelineFixture(new StubServer().Answer(HttpStatusCode.OK), o => (o.RequestsPerSecond, o.RequestBurst) = (5, 1), autoAdvance: false);
        await pipeline.GetAsync();
        using var cancellation = new CancellationTokenSource();
        var waiting = Enumerable.Range(0, 60).Select(_ => pipeline.GetAsync(cancellationToken: cancellation.Token)).ToList();
        Assert.Equal(60, pipeline.Transport.Account!.Budget.State.Waiting);

        await cancellation.CancelAsync();
        foreach (var call in waiting)
        {
            await Assert.ThrowsAsync<OperationCanceledException>(() => call);
        }

        Assert.Equal(0, pipeline.Transport.Account.Budget.State.Waiting);
        Assert.Equal(Duration.FromMilliseconds(200), pipeline.Transport.Account.Budget.Wait);
    }

    [Fact]
    public async Task Queue_BehindOthers_DoesNotCountInTheTotalLimit_AndHasItsOwn()
    {
        using var pipeline = new PipelineFixture(
            new StubServer().Answer(HttpStatusCode.OK), o => (o.RequestsPerSecond, o.RequestBurst, o.TotalTimeout, o.AttemptTimeout, o.QueueTimeout) =
                (0.1, 1, TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(95)), autoAdvance: false);
        var calls = Enumerable.Range(0, 11).Select(_ => pipeline.GetAsync()).ToList();

        var failure = await Assert.ThrowsAsync<EnergyTransportException>(() => calls[10]);
        Assert.Equal(TransportFailure.RateBudget, failure.Failure);
        Assert.Contains("QueueTimeout", failure.Message, StringComparison.Ordinal);
        for (var i = 1; i < 10; i++)
        {
            pipeline.Clock.Advance(TimeSpan.FromSeconds(10));
            await calls[i];
        }

        Assert.Equal(10, pipeline.Server.Requests.Count);
    }

    [Fact]
    public void Accounts_OfManyViews_AreForgottenWhenTheyWereNotUsedForAWhile()
    {
        using var pipeline = new PipelineFixture(new StubServer());
        var accounts = new EnergyAccounts();
        var server = new Uri("https://energy.example.com/");
        EnergyAccount View(int i) =>
            accounts.Get(server, EnergyCredential.FromProvider("tenant " + i, _ => new("k")), () => new RateBudget(null, 1, pipeline.Clock), pipeline.Clock);
        var held = View(0);
        Views(1, 1_000);
        Assert.Equal(1_001, accounts.Count);

        // At 1,024 accounts all are looked through: nobody asked for the first thousand for a while, so they are let go of, and are forgotten at the next look behind a collection,
        // whenever that comes. Those that were asked for since stay; a tenth is left for what the run-time may still hold.
        pipeline.Clock.Advance(TimeSpan.FromMinutes(16));
        Views(1_001, 3_000);
        Collector.Run();
        Views(3_001, 5_000);

        Assert.InRange(accounts.Count, 4_001, 4_101);
        Assert.Same(held, View(0));

        [System.Runtime.CompilerServices.MethodImpl(System.Runtime.CompilerServices.MethodImplOptions.NoInlining)]
        void Views(int from, int to)
        {
            for (var i = from; i <= to; i++)
            {
                View(i);
            }
        }
    }

    [Fact]
    public void Accounts_AreToldApartByThePathPrefix()
    {
        using var pipeline = new PipelineFixture(new StubServer());
        var accounts = new EnergyAccounts();
        var credential = EnergyCredential.FromText("key");
        EnergyAccount Of(string address) => accounts.Get(new Uri(address), credential, () => new RateBudget(null, 1, pipeline.Clock), pipeline.Clock);

        Assert.NotSame(Of("https://energy.example.com/north/"), Of("https://energy.example.com/south/"));
        Assert.Same(Of("https://energy.example.com/north/"), Of("https://energy.example.com/north"));
    }
}
