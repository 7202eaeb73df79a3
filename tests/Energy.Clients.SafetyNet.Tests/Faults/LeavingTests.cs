using System.Net;
using Energy.Clients.Emulators;

namespace Energy.Clients.SafetyNet.Tests;

/// <summary>Callers that leave: cancelled at each point of every list and read, and ten thousand streams that are left in the middle.</summary>
public class LeavingTests(FaultMatrixTests.Sites sites) : IClassFixture<FaultMatrixTests.Sites>
{
    private const int Left = 10_000;

    // What hangs is a failure; nothing here waits, and no load makes it as long.
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(4);

    public static TheoryData<string> Reads => [.. Read.All.Select(static r => r.Name)];

    [Theory]
    [MemberData(nameof(Reads))]
    public async Task Cancellation_AtEachPoint_IsPlainAndQuickAndLeavesNothingOpen(string name)
    {
        var read = Read.All.Single(r => r.Name == name);
        var (site, _, clock) = await sites.OfAsync(read);
        var tape = await Tape.OfAsync(read, site, clock);
        var last = tape.Count - 1;
        foreach (var point in Enum.GetValues<Point>())
        {
            using var stop = new CancellationTokenSource();
            var (bodies, still) = (new Bodies(), new ManualTimeProvider(Site.Now));
            if (point == Point.BeforeTheCall)
            {
                await stop.CancelAsync();
            }

            using var handler = tape.Again(async (n, body, token) =>
            {
                if (n < last)
                {
                    return (HttpStatusCode.OK, bodies.Open(body));
                }

                switch (point)
                {
                    case Point.WaitingForTheHeaders:
                        await stop.CancelAsync();
                        await Task.Delay(Timeout.Infinite, token);
                        break;
                    case Point.WaitingForTheBody:
                        return (HttpStatusCode.OK, bodies.Open(body, stop, 0));
                    case Point.InTheBody:
                        return (HttpStatusCode.OK, bodies.Open(body, stop, body.Length / 2));
                    case Point.WaitingToTryAgain:
                        _ = still.WhenDelayedAsync(CancellationToken.None)
                            .ContinueWith(_ => stop.Cancel(), CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
                        return (HttpStatusCode.ServiceUnavailable, bodies.Open([]));
                }

                return (HttpStatusCode.OK, bodies.Open(body));
            });
            using var client = site.Client(site.Address, handler, still);

            var failure = await Record.ExceptionAsync(() => read.Walk(client, site, null, stop.Token).CountAsync().AsTask().WaitAsync(Limit));

            Assert.True(failure is OperationCanceledException && failure is not EnergyApiException, $"{point}: {failure}");
            Assert.True(bodies.StillOpen == 0, $"{point}: {bodies.StillOpen} bodies are open");
        }
    }

    [Fact]
    public async Task Streams_TenThousandLeftInTheMiddle_LeaveNothingOpen()
    {
        var read = Read.All.Single(static r => r.Name == "IOTile.Streams.ReadAsync");
        var (site, _, clock) = await sites.OfAsync(read);
        var tape = await Tape.OfAsync(read, site, clock);
        var bodies = new Bodies();
        using var handler = tape.Again((_, _, _) => Task.FromResult((HttpStatusCode.OK, bodies.Open(tape.First))));
        using var client = site.Client(site.Address, handler, clock);

        await Task.WhenAll(Enumerable.Range(0, 10).Select(async _ =>
        {
            for (var i = 0; i < Left / 10; i++)
            {
                Assert.Equal(1, await read.Walk(client, site, null, CancellationToken.None).Take(1).CountAsync());
            }
        })).WaitAsync(Limit);

        Assert.Equal(Left, bodies.Opened);
        Assert.Equal(0, bodies.StillOpen);
    }

    private enum Point
    {
        BeforeTheCall,
        WaitingForTheHeaders,
        WaitingForTheBody,
        InTheBody,
        WaitingToTryAgain,
    }

    /// <summary>Counts the bodies that were opened and not closed.</summary>
    private sealed class Bodies
    {
        private int _open;
        private int _opened;

        public int Opened => Volatile.Read(ref _opened);

        public int StillOpen => Volatile.Read(ref _open);

        public Stream Open(byte[] body, CancellationTokenSource? stop = null, int sent = 0)
        {
            Interlocked.Increment(ref _open);
            Interlocked.Increment(ref _opened);
            return new Body(this, body, stop, sent);
        }

        private sealed class Body(Bodies owner, byte[] body, CancellationTokenSource? stop, int sent) : MemoryStream(stop is null ? body : body[..sent])
        {
            private int _isClosed;

            public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
            {
                var read = await base.ReadAsync(buffer, cancellationToken);
                if (read == 0 && buffer.Length > 0 && stop is not null)
                {
                    await stop.CancelAsync();
                    await Task.Delay(Timeout.Infinite, cancellationToken);
                }

                return read;
            }

            protected override void Dispose(bool disposing)
            {
                if (Interlocked.Exchange(ref _isClosed, 1) == 0)
                {
                    Interlocked.Decrement(ref owner._open);
                }

                base.Dispose(disposing);
            }
        }
    }
}
