using System.Globalization;
using System.Net;
using System.Text;
using Energy.Clients.Emulators;
using NodaTime;
using Xunit.Abstractions;

namespace Energy.Clients.Tests.Http;

/// <summary>A thousand callers at once, against servers that let only so many through in a second: with default options, on the virtual clock.</summary>
public class CrowdTests(ITestOutputHelper output)
{
    private const int Callers = 1_000;

    public enum Limit
    {
        /// <summary>So many in each second of the clock.</summary>
        Window,

        /// <summary>So many in any second that has just passed.</summary>
        Sliding,

        /// <summary>A bucket of as many, refilled evenly.</summary>
        Bucket,
    }

    [Theory]
    [InlineData(5, Limit.Window, true)]
    [InlineData(5, Limit.Window, false)]
    [InlineData(5, Limit.Sliding, true)]
    [InlineData(5, Limit.Bucket, false)]
    [InlineData(50, Limit.Window, true)]
    [InlineData(50, Limit.Window, false)]
    [InlineData(50, Limit.Sliding, true)]
    [InlineData(50, Limit.Bucket, false)]
    [InlineData(500, Limit.Window, true)]
    [InlineData(500, Limit.Window, false)]
    [InlineData(500, Limit.Sliding, true)]
    [InlineData(500, Limit.Bucket, false)]
    public async Task Crowd_AtAServerWithALimit_IsServedWholeAtItsRateWithFewRefusals(int perSecond, Limit limit, bool saysHowLong)
    {
        var clock = new ManualTimeProvider(Instant.FromUtc(2024, 3, 1, 12, 0));
        var server = new LimitedServer(clock, perSecond, limit, saysHowLong);
        using var transport = EnergyTransport.Create(TestVendor.Instance, new TestVendor.Settings(), new() { PrimaryHandler = server, TimeProvider = clock });

        var outcomes = await RunAsync(clock, transport);

        var seconds = (clock.GetUtcNow() - server.Start).TotalSeconds;
        var (first, later) = (server.Seen.Where(r => r.At < TimeSpan.FromSeconds(1)).ToList(), server.Seen.Where(r => r.At >= TimeSpan.FromSeconds(1)).ToList());
        var ratio = seconds / (Callers / (double)perSecond);
        var refusedFirst = Share(first);
        var refusedLater = Share(later);
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{perSecond,4}/s {limit,-8} {(saysHowLong ? "Retry-After" : "bare 429"),-11} failed {outcomes.Count(e => e is not null)}, refused {refusedFirst:0.0%} of "
                + $"{first.Count} in the first second and {refusedLater:0.0%} of {later.Count} afterwards, {seconds:0.0} s = {ratio:0.00} of the ideal time; "
                + $"{transport.Account!.Budget.State}"));
        Assert.All(outcomes, Assert.Null);

        // One refusal finds the limit, and below ten a second it is more than a tenth of what can be sent at all.
        Assert.True(refusedFirst <= 0.10 || first.Count(static r => r.IsRefused) == 1, $"{refusedFirst:0.0%} refused in the first second");
        Assert.True(refusedLater <= 0.05, $"{refusedLater:0.0%} refused afterwards");
        Assert.True(ratio <= 1.3, $"{ratio:0.00} of the ideal time");
    }

    [Fact]
    public async Task Crowd_BehindCallsOneByOne_IsNotLetThroughByWhatTheyShowed()
    {
        var clock = new ManualTimeProvider(Instant.FromUtc(2024, 3, 1, 12, 0));
        var server = new LimitedServer(clock, 50, Limit.Window, false);
        using var transport = EnergyTransport.Create(TestVendor.Instance, new TestVendor.Settings(), new() { PrimaryHandler = server, TimeProvider = clock });
        for (var i = 0; i < 500; i++)
        {
            Assert.All(await RunAsync(clock, transport, 1), Assert.Null);
            clock.Advance(TimeSpan.FromMilliseconds(90));
        }

        clock.Advance(TimeSpan.FromMinutes(1));
        var begin = clock.GetUtcNow() - server.Start;
        Assert.All(await RunAsync(clock, transport), Assert.Null);

        var refused = Share([.. server.Seen.Where(r => r.At >= begin && r.At < begin + TimeSpan.FromSeconds(1))]);
        Assert.True(refused <= 0.10, $"{refused:0.0%} refused in the first second of the crowd");
    }

    [Fact]
    public async Task Crowd_AtAServerWithoutALimit_IsNotHeldUp()
    {
        var clock = new ManualTimeProvider(Instant.FromUtc(2024, 3, 1, 12, 0));
        var server = new LimitedServer(clock, int.MaxValue, Limit.Window, false) { Latency = TimeSpan.FromMilliseconds(2) };
        using var transport = EnergyTransport.Create(TestVendor.Instance, new TestVendor.Settings(), new() { PrimaryHandler = server, TimeProvider = clock });

        Assert.All(await RunAsync(clock, transport), Assert.Null);
        var first = (clock.GetUtcNow() - server.Start) / server.Latency;
        Assert.Null(transport.Account!.Budget.State.LearntPerSecond);

        var again = clock.GetUtcNow();
        Assert.All(await RunAsync(clock, transport), Assert.Null);
        var later = (clock.GetUtcNow() - again) / server.Latency;

        // A ninth more with each round trip: nine of one, and then as often as 10/9 goes into a thousand over nine, 45 times, and some for what is no whole request. Once in a
        // client's life.
        output.WriteLine($"took {first} round trips, and {later} when it was known");
        Assert.True(first <= 60, $"took {first} round trips");
        Assert.True(later <= 8, $"took {later} round trips");
    }

    private static double Share(List<(TimeSpan At, bool IsRefused)> requests) => requests.Count == 0 ? 0 : requests.Count(r => r.IsRefused) / (double)requests.Count;

    // The clock moves only when every caller that has no answer yet waits for it: in the queue of the budget, or for a delay (the server's, a back-off, the budget's own timer).
    private static async Task<Exception?[]> RunAsync(ManualTimeProvider clock, EnergyTransport transport, int callers = Callers)
    {
        var budget = transport.Account!.Budget;
        var waiting = callers;
        var all = Task.WhenAll(Enumerable.Range(0, callers).Select(async i =>
        {
            var failure = await Record.ExceptionAsync(() => transport.SendAsync(PipelineFixture.Get.At(i), default));
            Interlocked.Decrement(ref waiting);
            return failure;
        }).ToArray());
        while (!all.IsCompleted)
        {
            // In this order: what moves on between the looks is missed, and never counted twice.
            var (left, delays, state) = (Volatile.Read(ref waiting), clock.PendingDelays, budget.State);
            var timers = state is { Waiting: > 0, LearntPerSecond: not null } ? 1 : 0;
            if (left > 0 && delays + state.Waiting >= left + timers && clock.NextDueIn is { } next)
            {
                clock.Advance(next);
            }
            else
            {
                await Task.Yield();
            }
        }

        return await all;
    }

    private sealed class LimitedServer(ManualTimeProvider clock, int perSecond, Limit limit, bool saysHowLong) : HttpMessageHandler
    {
        private readonly Lock _gate = new();
        private readonly Queue<TimeSpan> _taken = new();
        private double _tokens = perSecond;
        private TimeSpan _filledAt;

        public DateTimeOffset Start { get; } = clock.GetUtcNow();

        public TimeSpan Latency { get; init; } = TimeSpan.FromMilliseconds(10);

        public List<(TimeSpan At, bool IsRefused)> Seen { get; } = [];

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            await Task.Delay(Latency / 2, clock, cancellationToken);
            bool isTaken;
            lock (_gate)
            {
                var now = clock.GetUtcNow() - Start;
                isTaken = TryTake(now);
                Seen.Add((now, !isTaken));
            }

            await Task.Delay(Latency / 2, clock, cancellationToken);
            var response =
                new HttpResponseMessage(isTaken ? HttpStatusCode.OK : HttpStatusCode.TooManyRequests)
                {
                    Content = new StringContent("{}", Encoding.UTF8, "application/json"),
                    RequestMessage = request
                };
            if (!isTaken && saysHowLong)
            {
                response.Headers.TryAddWithoutValidation("Retry-After", "1");
            }

            return response;
        }

        private bool TryTake(TimeSpan now)
        {
            if (limit == Limit.Bucket)
            {
                _tokens = Math.Min(perSecond, _tokens + ((now - _filledAt).TotalSeconds * perSecond));
                _filledAt = now;
                var isTaken = _tokens >= 1;
                _tokens -= isTaken ? 1 : 0;
                return isTaken;
            }

            var from = limit == Limit.Window ? TimeSpan.FromSeconds(Math.Floor(now.TotalSeconds)) : now - TimeSpan.FromSeconds(1);
            while (_taken.TryPeek(out var first) && (limit == Limit.Window ? first < from : first <= from))
            {
                _taken.Dequeue();
            }

            if (_taken.Count >= perSecond)
            {
                return false;
            }

            _taken.Enqueue(now);
            return true;
        }
    }
}
