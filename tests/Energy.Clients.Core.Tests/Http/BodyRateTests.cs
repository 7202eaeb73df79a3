using System.Net;
using Energy.Clients.Emulators;

namespace Energy.Clients.Tests.Http;

/// <summary>The least rate of a body, its idle limit and its longest length, at their edges. The window of the least rate is the idle limit: 30 s, and 2 bytes a second are
/// asked for.</summary>
public class BodyRateTests
{
    [Theory]
    [InlineData("20 20 20 20 20 20 20 20 20", null)]
    [InlineData("19 20 20", 59)]
    [InlineData("20 20 20 0 60 20", null)]
    [InlineData("2000 20 20 20 20 19", 59)]
    [InlineData("20 20 20 19 40", null)]
    [InlineData("20 20 20 1 0 0", null)]
    public async Task Body_ThatComesTooSlowlyOverAWindowOfWaiting_IsGivenUp(string bytesIn10Seconds, int? brought)
    {
        // 0 is a chunk that does not come: the next one, or the end, takes longer.
        var chunks = bytesIn10Seconds.Split(' ').Select(int.Parse).ToList();
        PipelineFixture? pipeline = null;
        IEnumerable<byte[]> Drip()
        {
            foreach (var bytes in chunks)
            {
                pipeline!.Clock.Advance(TimeSpan.FromSeconds(10));
                if (bytes > 0)
                {
                    yield return new byte[bytes];
                }
            }
        }

        using var _ = pipeline = Pipeline(new ScriptedBody(Drip()));
        var (read, failure) = await ReadAsync(pipeline);

        Assert.Equal(brought is null, failure is null);
        if (failure is not null)
        {
            Assert.Equal(TransportFailure.TimedOut, failure.Failure);
            Assert.True(failure.IsBodyToBeAskedForAgain);
            Assert.Contains($"brought {brought} bytes in 00:00:30, less than MinBodyBytesPerSecond = 2", failure.Message, StringComparison.Ordinal);
        }
        else
        {
            Assert.Equal(chunks.Sum(), read);
        }
    }

    [Fact]
    public async Task Window_ThatLastedLongerThanTheIdleLimit_IsMeasuredAsLongAsItWas()
    {
        // 25 s and 25 s ask for 100 bytes.
        foreach (var (bytes, isEnough) in new[] { (50, true), (49, false) })
        {
            PipelineFixture? pipeline = null;
            IEnumerable<byte[]> Drip()
            {
                for (var i = 0; i < 4; i++)
                {
                    pipeline!.Clock.Advance(TimeSpan.FromSeconds(25));
                    yield return new byte[bytes];
                }
            }

            using var _ = pipeline = Pipeline(new ScriptedBody(Drip()));
            var (_, failure) = await ReadAsync(pipeline);

            Assert.Equal(isEnough, failure is null);
        }
    }

    [Theory]
    [InlineData(2_000, true)]
    [InlineData(2_001, false)]
    public async Task Body_AsLongAsTheLongestStream_IsRead(int length, bool isRead)
    {
        using var pipeline = Pipeline(new ScriptedBody(new byte[length].Chunk(100)), o => o.MaxStreamedBodyBytes = 2_000);

        if (isRead)
        {
            Assert.Equal((2_000, null), await ReadAsync(pipeline));
        }
        else
        {
            var failure = await Assert.ThrowsAsync<EnergyPayloadException>(() => ReadAsync(pipeline));
            Assert.Contains("it is longer than MaxStreamedBodyBytes = 2000", failure.Message, StringComparison.Ordinal);
        }
    }

    // The consumer's hour between two reads is not the body's; each read has the whole idle limit, and one that came through although its limit was over spoils none that follow.
    [Theory]
    [InlineData(29)]
    [InlineData(31)]
    public async Task Body_WhoseChunksAreWaitedFor_HasTheIdleLimitAnewForEach(int seconds)
    {
        var inner = new WaitedBody();
        using var pipeline = Pipeline(inner);
        using var response = await pipeline.Transport.OpenAsync(PipelineFixture.Get.At(1), default);
        var body = await response.OpenBodyAsync(default);
        for (var i = 0; i < 3; i++)
        {
            var read = body.ReadAsync(new byte[100]).AsTask();
            pipeline.Clock.Advance(TimeSpan.FromSeconds(seconds));
            Assert.Equal(seconds >= 30, inner.WasCancelled);
            inner.Bring(100);
            Assert.Equal(100, await read);
            pipeline.Clock.Advance(TimeSpan.FromHours(1));
        }
    }

    [Theory]
    [InlineData(10, "TotalTimeout = 00:00:10")]
    [InlineData(40, "BodyIdleTimeout = 00:00:30")]
    public async Task Body_ReadAsAWhole_EndsAtWhicheverLimitIsFirst(int total, string named)
    {
        var inner = new WaitedBody();
        using var pipeline = Pipeline(inner, o => (o.TotalTimeout, o.AttemptTimeout, o.MaxRetries) = (TimeSpan.FromSeconds(total), TimeSpan.FromSeconds(5), 0));
        var call = pipeline.GetAsync();
        pipeline.Clock.Advance(TimeSpan.FromSeconds(Math.Min(total, 30)) - TimeSpan.FromTicks(1));
        Assert.False(inner.WasCancelled);
        pipeline.Clock.Advance(TimeSpan.FromTicks(1));
        Assert.True(inner.WasCancelled);
        inner.GiveUp();

        var failure = await Assert.ThrowsAsync<EnergyTransportException>(() => call);
        Assert.Contains(named, failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Body_CancelledBeforeItIsRead_IsNotAskedFor()
    {
        var inner = new WaitedBody();
        using var pipeline = Pipeline(inner);
        using var response = await pipeline.Transport.OpenAsync(PipelineFixture.Get.At(1), default);
        var body = await response.OpenBodyAsync(default);

        await Assert.ThrowsAsync<OperationCanceledException>(async () => await body.ReadExactlyAsync(new byte[1], new CancellationToken(true)));

        Assert.Equal(0, inner.Reads);
        var read = body.ReadAsync(new byte[1]).AsTask();
        inner.Bring(1);
        Assert.Equal(1, await read);
    }

    // Who stopped a read is told by who did, and not by what is noticed first.
    [Theory]
    [InlineData("cancel, limit, end", true)]
    [InlineData("limit, cancel, end", true)]
    [InlineData("limit, cancel, byte", true)]
    [InlineData("cancel, limit, byte", true)]
    [InlineData("limit, end", false)]
    [InlineData("limit, byte", false)]
    public async Task Body_ThatALimitAndItsCallerStop_IsTheCallersCancellation(string order, bool isTheCallers)
    {
        var inner = new WaitedBody();
        using var caller = new CancellationTokenSource();
        using var pipeline = Pipeline(inner);
        using var response = await pipeline.Transport.OpenAsync(PipelineFixture.Get.At(1), default);
        var body = await response.OpenBodyAsync(default);
        var read = body.ReadAsync(new byte[100], caller.Token).AsTask();

        foreach (var step in order.Split(", "))
        {
            Action act = step switch
            {
                "cancel" => caller.Cancel,
                "limit" => () => pipeline.Clock.Advance(TimeSpan.FromSeconds(30)),
                "byte" => () => inner.Bring(1),
                _ => inner.GiveUp,
            };
            act();
        }

        if (isTheCallers)
        {
            Assert.Equal(caller.Token, (await Assert.ThrowsAsync<OperationCanceledException>(() => read)).CancellationToken);
        }
        else
        {
            Assert.Equal(TransportFailure.TimedOut, (await Assert.ThrowsAsync<EnergyTransportException>(() => read)).Failure);
        }
    }

    [Fact]
    public async Task Body_WhoseChunkCameThoughItsCallerCancelled_IsReadOnByAnotherCaller()
    {
        using var first = new CancellationTokenSource();
        using var pipeline = Pipeline(new PromptBody(first.Cancel));
        using var response = await pipeline.Transport.OpenAsync(PipelineFixture.Get.At(1), default);
        var body = await response.OpenBodyAsync(default);

        Assert.Equal(10, await body.ReadAsync(new byte[10], first.Token));
        Assert.Equal(10, await body.ReadAsync(new byte[10]));
        Assert.Equal(10, await body.ReadAsync(new byte[10]));
    }

    [Fact]
    public async Task Body_ReadAsAWhole_NamesTheTotalLimitAlsoWhereATimerRoundsItDown()
    {
        var inner = new WaitedBody();
        using var pipeline = Pipeline(
            inner, o => (o.TotalTimeout, o.AttemptTimeout, o.MaxRetries) = (TimeSpan.FromSeconds(10) + TimeSpan.FromMicroseconds(500), TimeSpan.FromSeconds(5), 0));
        var call = pipeline.GetAsync();
        pipeline.Clock.Advance(TimeSpan.FromSeconds(10));
        Assert.True(inner.WasCancelled);
        inner.GiveUp();

        Assert.Contains("TotalTimeout = 00:00:10.0005", (await Assert.ThrowsAsync<EnergyTransportException>(() => call)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Body_ThatGivesUpByItself_IsNotBlamedOnALimitOfOurs()
    {
        using var pipeline = Pipeline(new BrokenBody(new TaskCanceledException("a limit of the handler's own")));

        var (_, failure) = await ReadAsync(pipeline);

        Assert.Equal(TransportFailure.TimedOut, failure!.Failure);
        Assert.True(failure.IsBodyToBeAskedForAgain);
        Assert.DoesNotContain("00:00:30", failure.Message, StringComparison.Ordinal);
    }

    private static PipelineFixture Pipeline(Stream body, Action<TestVendor.Settings>? configure = null) => new(
        new StubServer().Answer(body, HttpStatusCode.OK),
        o =>
        {
            o.MinBodyBytesPerSecond = 2;
            configure?.Invoke(o);
        },
        autoAdvance: false);

    private static async Task<(int Read, EnergyTransportException? Failure)> ReadAsync(PipelineFixture pipeline)
    {
        using var response = await pipeline.Transport.OpenAsync(PipelineFixture.Get.At(1), default);
        var body = await response.OpenBodyAsync(default);
        var (buffer, all) = (new byte[4_096], 0);
        try
        {
            while (await body.ReadAsync(buffer) is > 0 and var read)
            {
                all += read;
            }

            return (all, null);
        }
        catch (EnergyTransportException e)
        {
            return (all, e);
        }
    }

    /// <summary>A body that has ten bytes at once for each who has not cancelled by then.</summary>
    private sealed class PromptBody(Action meanwhile) : ReadOnlyStream
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            if (cancellationToken.IsCancellationRequested)
            {
                return ValueTask.FromCanceled<int>(cancellationToken);
            }

            meanwhile();
            return new(10);
        }
    }

    /// <summary>A body whose chunks come when the test says so, whatever becomes of the reader's token meanwhile.</summary>
    private sealed class WaitedBody : ReadOnlyStream
    {
        private TaskCompletionSource<int> _next = new();
        private CancellationToken _token;

        public int Reads { get; private set; }

        public bool WasCancelled => _token.IsCancellationRequested;

        public void Bring(int count) => _next.SetResult(count);

        public void GiveUp() => _next.SetException(new OperationCanceledException(_token));

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            Reads++;
            _token = cancellationToken;
            var count = await _next.Task;
            _next = new();
            return count;
        }
    }
}
