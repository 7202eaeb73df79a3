using Energy.Clients.Tests.Series.Operators;
using NodaTime;
using static Energy.Clients.Tests.Series.Operators.Given;

namespace Energy.Clients.Tests.Series.Transfers;

public sealed class TransferTests
{
    private static readonly Reading[] Readings = Quarters([.. Enumerable.Range(0, 25).Select(static i => i % 6 == 5 ? null : (double?)i)]);
    private static readonly TransferOptions Small = new() { BatchSize = 4 };

    [Fact]
    public async Task RunAsync_StoresAllAndRunsAgainForNothing()
    {
        var sink = new MemorySink();
        var source = new ReadingSource(Readings, 10, 3);
        List<TransferProgress> told = [];

        var first = await new Transfer(sink, Small).RunAsync(TransferSource.Of(source.Series(Power)), new Told(told));
        source.Opened.Clear();
        var second = await new Transfer(sink, Small).RunAsync(TransferSource.Of(source.Series(Power)));

        Assert.Equal(Readings, sink.ReadingsOf("test:/power"));
        Assert.Equal((25, 25, At(25 * 15), true), (first.Readings, first.Checkpoint!.Readings, first.Checkpoint.Through, first.Checkpoint.IsComplete));
        Assert.Equal((0, 7), (second.Readings, second.Checkpoint!.Revision));
        Assert.Empty(source.Opened);
        Assert.Equal([4, 8, 12, 16, 20, 24, 25], told.Select(static t => t.Readings));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task RunAsync_KilledAnywhere_LosesAndDoublesNothing(bool keepsCheckpoints)
    {
        for (var dies = 0; dies < 60; dies++)
        {
            var store = new MemorySink();
            var counting = new CountingSink();
            var runs = 0;
            var mortal = new Mortality(dies);
            while (true)
            {
                Assert.True(++runs < 10);
                var source = TransferSource.Of(new ReadingSource(Readings, 10, 3)
                    .Series(Power).Where(static r => r.Value is not 3).Resample(Duration.FromHours(1), new ResampleOptions { Coverage = Coverage.Any }));
                try
                {
                    await (keepsCheckpoints ? new Transfer(new DyingSink(store, mortal), new TransferOptions { BatchSize = 2 })
                        : new Transfer(counting.With(mortal), new DyingCheckpoints(store, mortal), new TransferOptions { BatchSize = 2 })).RunAsync(source);
                    break;
                }
                catch (KilledException)
                {
                }
            }

            // Hours of 0..24 without 3 and those that are missing: (0+1+2)/3, (4+6+7)/3, (8+9+10)/3, (12+13+14+15)/4, (16+18+19)/3, (20+21+22)/3, 24.
            Assert.Equal([1, 17 / 3.0, 9, 13.5, 53 / 3.0, 21, 24],
                (keepsCheckpoints ? store.ReadingsOf("test:/power | mean PT1H") : counting.Stored).Select(static r => r.Value!.Value));
        }
    }

    [Fact]
    public async Task RunAsync_SourceThatFails_StoresWhatCameAndGoesOnThere()
    {
        var sink = new MemorySink();
        var source = new ReadingSource(Readings, 10, 3) { CutBefore = 14 };

        await Assert.ThrowsAsync<EnergyTransportException>(() => new Transfer(sink, Small).RunAsync(TransferSource.Of(source.Series(Power))));
        Assert.Equal(Readings[..14], sink.ReadingsOf("test:/power"));

        source.CutBefore = null;
        source.Opened.Clear();
        var rest = await new Transfer(sink, Small).RunAsync(TransferSource.Of(source.Series(Power)));

        Assert.Equal(Readings, sink.ReadingsOf("test:/power"));
        Assert.Equal(11, rest.Readings);
        Assert.Equal([1, 2], source.Opened);
    }

    [Fact]
    public async Task RunAsync_ManySources_OneThatFailsDoesNotStopTheOthers()
    {
        var sink = new MemorySink();
        var sources =
            Enumerable.Range(0, 5)
                .Select(i => TransferSource.Of(new ReadingSource(Readings, 10, 3) { Name = "s" + i, CutBefore = i == 2 ? 7 : null }.Series(Power with { Identity = "s" + i })))
                    .ToList();

        var results = await new Transfer(sink, Small).RunAsync(sources);

        Assert.Equal([25, 25, 7, 25, 25], results.Select(static r => r.Readings));
        Assert.IsType<EnergyTransportException>(results[2].Failure);
        Assert.All(results.Where(static r => r.Source != "s2"), static r => Assert.Null(r.Failure));
        await Assert.ThrowsAsync<ArgumentException>(() => new Transfer(sink).RunAsync([sources[0], sources[0]]));
    }

    [Theory]
    [InlineData(20, 35)]
    [InlineData(15, 30)]
    [InlineData(0, 15)]
    public async Task RunAsync_ReadingsThatOverlapOrGoBack_AreShownAndASecondRunCompletes(double start, double end)
    {
        var sink = new MemorySink();
        var transfer = new Transfer(sink, new TransferOptions { BatchSize = 1 });

        var failure = await Assert.ThrowsAsync<SeriesException>(() => transfer.RunAsync(TransferSource.Of(SeriesOf(Power, R(0, 15, 1), R(15, 30, 2), R(start, end, 3)), "a")));

        Assert.Equal((R(15, 30, 2), R(start, end, 3)), (failure.First, failure.Second!.Value));
        Assert.Equal([R(0, 15, 1), R(15, 30, 2)], sink.ReadingsOf("test:/power"));
        await transfer.RunAsync(TransferSource.Of(SeriesOf(Power, R(0, 15, 1), R(15, 30, 2), R(30, 45, 3)), "b"));
        Assert.Equal([R(0, 15, 1), R(15, 30, 2), R(30, 45, 3)], sink.ReadingsOf("test:/power"));
    }

    /// <summary>The store is apart from the readings, so the comparison has to come before the write.</summary>
    [Fact]
    public async Task RunAsync_FrozenWriterOfASinkWithoutCheckpoints_StoresNothingOverItsSuccessor()
    {
        var folder = Directory.CreateTempSubdirectory("energy-clients-").FullName;
        var store = new FileCheckpoints(folder);
        var sink = new Plain();

        // Behind the first batch it stands still, and its successor stores the rest, corrected meanwhile.
        var frozen = new Frozen(() => new Transfer(sink, store).RunAsync(TransferSource.Of(new ReadingSource([R(0, 15, 1), R(15, 30, 20)], 1).Series(Power))));

        await Assert.ThrowsAsync<CheckpointConflictException>(() =>
            new Transfer(sink, store, new TransferOptions { BatchSize = 1 }).RunAsync(TransferSource.Of(new ReadingSource([R(0, 15, 1), R(15, 30, 2)], 1).Series(Power)), frozen));

        Assert.Equal([R(0, 15, 1), R(15, 30, 20)], sink.Readings.Values);
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task RunAsync_CheckpointOfAnotherChain_IsRefusedAndNothingIsStored()
    {
        var sink = new MemorySink();
        var source = new ReadingSource(Readings, 10, 3) { CutBefore = 14 };
        await Assert.ThrowsAsync<EnergyTransportException>(() => new Transfer(sink, Small).RunAsync(TransferSource.Of(source.Series(Power), "name")));

        var failure = await Assert.ThrowsAsync<ArgumentException>(() => new Transfer(sink, Small).RunAsync(TransferSource.Of(source.Series(Power).SkipMissing(), "name")));

        Assert.Contains("another", failure.Message, StringComparison.Ordinal);
        Assert.Equal(14, sink.ReadingsOf("test:/power").Count);
    }

    [Fact]
    public async Task RunAsync_WriterThatWasFrozen_CannotCommitOverItsSuccessor()
    {
        var sink = new MemorySink();
        var frozen = new TaskCompletionSource();
        var reached = new TaskCompletionSource();
        var first = new Transfer(new GatedSink(sink, reached, frozen.Task), Small).RunAsync(TransferSource.Of(new ReadingSource(Readings, 10, 3).Series(Power)));
        await reached.Task;

        await new Transfer(sink, Small).RunAsync(TransferSource.Of(new ReadingSource(Readings, 10, 3).Series(Power)));
        frozen.SetResult();

        await Assert.ThrowsAsync<CheckpointConflictException>(() => first);
        Assert.Equal((25, 7), (sink.ReadingsOf("test:/power").Count, (await sink.GetCheckpointAsync("test:/power"))!.Revision));
    }

    [Fact]
    public async Task RunAsync_GrowingSource_ReadsOnFromTheLastEndAndLeavesWhatIsStillRunning()
    {
        var sink = new MemorySink();
        var clock = new SetClock(At(70));
        List<Interval> asked = [];
        TransferSource Source(Duration delay) => TransferSource.Growing("grows", (range, _) =>
        {
            asked.Add(range);
            return new(SeriesOf(Power, [.. Readings.Where(r => r.Start >= range.Start && r.Start < range.End)]));
        }, At(0), publishingDelay: delay);
        var transfer = new Transfer(sink, new TransferOptions { BatchSize = 3, TimeProvider = clock });

        await transfer.RunAsync(Source(Duration.FromMinutes(5)));
        Assert.Equal(Readings[..4], sink.ReadingsOf("test:/power"));

        clock.Now = At(130);
        await transfer.RunAsync(Source(Duration.FromMinutes(5)));
        Assert.Equal(Readings[..8], sink.ReadingsOf("test:/power"));
        Assert.Equal([new Interval(At(0), At(65)), new Interval(At(60), At(125))], asked);

        // Nothing new: the last reading ends where the present begins.
        clock.Now = At(125);
        Assert.Equal(0, (await transfer.RunAsync(Source(Duration.FromMinutes(5)))).Readings);
    }

    // As of a script that begins "yesterday" each time, and was away for longer.
    [Theory]
    [InlineData(0)]
    [InlineData(30)]
    public async Task RunAsync_GrowingSourceThatBeginsBehindWhatIsStored_LeavesNoHole(int lookBack)
    {
        var sink = new MemorySink();
        var clock = new SetClock(At(60));
        TransferSource Source(double since) =>
            TransferSource.Growing("grows", (range, _) => new(SeriesOf(Power, [.. Readings.Where(r => r.Start >= range.Start && r.Start < range.End)])), At(since));
        var transfer = new Transfer(sink, new TransferOptions { LookBack = Duration.FromMinutes(lookBack), TimeProvider = clock });
        await transfer.RunAsync(Source(0));

        clock.Now = At(240);
        await transfer.RunAsync(Source(180));

        Assert.Equal(Readings[..16], sink.ReadingsOf("test:/power"));
    }

    // The end of an instant is its start, so that a read that goes on from there begins with it again.
    [Theory]
    [InlineData(2, 0)]
    [InlineData(100, 0)]
    [InlineData(3, 15)]
    public async Task RunAsync_GrowingSourceOfInstants_StoresEachOnce(int batch, int lookBack)
    {
        var sink = new MemorySink();
        var clock = new SetClock(At(35));
        var instants = Enumerable.Range(0, 12).Select(static i => new Reading(At(10 * i), At(10 * i), i)).ToArray();
        var info = Power with { Kind = SeriesKind.Instantaneous, Resolution = null, Stamp = StampEdge.Instant };
        var source = TransferSource.Growing("grows", (range, _) => new(SeriesOf(info, [.. instants.Where(r => r.Start >= range.Start && r.Start < range.End)])), At(0));
        var transfer = new Transfer(sink, new TransferOptions { BatchSize = batch, LookBack = Duration.FromMinutes(lookBack), TimeProvider = clock });

        Assert.Equal(4, (await transfer.RunAsync(source)).Readings);
        clock.Now = At(65);
        Assert.Equal(lookBack == 0 ? 3 : 5, (await transfer.RunAsync(source)).Readings);
        clock.Now = At(66);
        Assert.Equal(lookBack == 0 ? 0 : 2, (await transfer.RunAsync(source)).Readings);
        Assert.Equal(instants[..7], sink.ReadingsOf("test:/power"));
        Assert.Equal(At(60), (await sink.GetCheckpointAsync("grows"))!.Through);
    }

    [Fact]
    public async Task RunAsync_GrowingSourceKilled_GoesOnInTheSameRange()
    {
        var sink = new MemorySink();
        var clock = new SetClock(At(200));
        List<Interval> asked = [];
        var cut = (int?)7;
        TransferSource Source() => TransferSource.Growing("grows", (range, _) =>
        {
            asked.Add(range);
            return new(new ReadingSource([.. Readings.Where(r => r.Start >= range.Start && r.Start < range.End)], 4, 2) { Name = range.ToString(), CutBefore = cut }.Series(Power));
        }, At(0));
        var transfer = new Transfer(sink, new TransferOptions { BatchSize = 3, TimeProvider = clock });

        await Assert.ThrowsAsync<EnergyTransportException>(() => transfer.RunAsync(Source()));
        cut = null;
        clock.Now = At(300);
        await transfer.RunAsync(Source());
        await transfer.RunAsync(Source());

        Assert.Equal([new Interval(At(0), At(200)), new Interval(At(0), At(200)), new Interval(At(195), At(300))], asked);
        Assert.Equal(Readings[..20], sink.ReadingsOf("test:/power"));
    }

    [Fact]
    public async Task RunAsync_LookBack_TakesLateCorrections()
    {
        var sink = new MemorySink();
        var clock = new SetClock(At(60));
        var now = Readings.ToArray();
        TransferSource Source() => TransferSource.Growing("grows", (range, _) => new(SeriesOf(Power, [.. now.Where(r => r.Start >= range.Start && r.Start < range.End)])), At(0));
        var transfer = new Transfer(sink, new TransferOptions { LookBack = Duration.FromMinutes(30), TimeProvider = clock });
        await transfer.RunAsync(Source());

        now[3] = now[3] with { Value = 333 };
        clock.Now = At(75);
        await transfer.RunAsync(Source());

        Assert.Equal(333, sink.ReadingsOf("test:/power")[3].Value);
        Assert.Throws<ArgumentException>(() => new Transfer(FileSink.Csv("x.csv"), new TransferOptions { LookBack = Duration.FromMinutes(1) }));
    }

    [Fact]
    public async Task PlanAsync_ReadsAndStoresNothing()
    {
        var sink = new MemorySink();
        var source = new ReadingSource(Readings, 10, 3);
        var pages = ReadingSeries.FromReadings(Power with { Identity = "memory" }, Readings);

        var plans = await new Transfer(sink).PlanAsync([TransferSource.Of(source.Series(Power)), TransferSource.Of(pages.SkipMissing())]);

        Assert.Empty(source.Opened);
        Assert.Equal([(false, null), (false, 1L)], plans.Select(static p => (p.IsUpToDate, p.Requests)));
        Assert.Equal(Duration.FromSeconds(2), plans[1].AtLeast(0.5));
        Assert.Throws<ArgumentOutOfRangeException>(() => plans[0].AtLeast(0));
        await new Transfer(sink).RunAsync(TransferSource.Of(pages.SkipMissing()));
        Assert.True((await new Transfer(sink).PlanAsync([TransferSource.Of(pages.SkipMissing())]))[0].IsUpToDate);
    }

    // A batch begins small and grows with what it holds.
    [Fact]
    public async Task RunAsync_ABatchOfManyReadings_IsStoredWhole()
    {
        var sink = new MemorySink();
        Reading[] many = [.. Enumerable.Range(0, 200).Select(static i => R(15 * i, 15 * (i + 1), i))];
        List<TransferProgress> told = [];

        await new Transfer(sink, new TransferOptions { BatchSize = 70 }).RunAsync(TransferSource.Of(SeriesOf(Power, many)), new Told(told));

        Assert.Equal([70, 140, 200], told.Select(static t => t.Readings));
        Assert.Equal(many, sink.ReadingsOf("test:/power"));
    }

    // Only the caller's own cancellation stops a run of many: a client of a source may have a token of its own.
    [Fact]
    public async Task RunAsync_ManySources_OneThatIsCancelledByItself_IsAFailureOfItsOwn()
    {
        using var stop = new CancellationTokenSource();
        var own = TransferSource.Growing("own", static (_, _) => throw new OperationCanceledException("its own"), At(0));
        var callers = TransferSource.Growing("callers", (_, token) =>
        {
            stop.Cancel();
            token.ThrowIfCancellationRequested();
            return new(SeriesOf(Power));
        }, At(0));

        var results = await new Transfer(new MemorySink()).RunAsync([own, TransferSource.Of(SeriesOf(Power, Readings))]);

        Assert.Equal("its own", Assert.IsType<OperationCanceledException>(results[0].Failure).Message);
        Assert.Equal((25, null), (results[1].Readings, results[1].Failure));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => new Transfer(new MemorySink()).RunAsync([callers], cancellationToken: stop.Token));
    }

    [Fact]
    public async Task RunAsync_ManySources_RunsNoMoreAtOnceThanAsked()
    {
        var (running, most) = (0, 0);
        var sources = Enumerable.Range(0, 8).Select(i => TransferSource.Growing("s" + i, async (_, _) =>
        {
            most = Math.Max(most, Interlocked.Increment(ref running));
            for (var turn = 0; turn < 100; turn++)
            {
                await Task.Yield();
            }

            Interlocked.Decrement(ref running);
            return SeriesOf(Power with { Identity = "s" + i }, Readings);
        }, At(0))).ToList();

        await new Transfer(new MemorySink(), new TransferOptions { MaxAtOnce = 1 }).RunAsync(sources);

        Assert.Equal(1, most);
    }

    // The sink's failure is of the same kind as a source's, and even has a token: what it refused is not given to it again.
    [Fact]
    public async Task RunAsync_ASinkThatFails_IsAskedOnce()
    {
        var token = (await SeriesOf(Power, Readings).WithTokens().FirstAsync()).GetToken();
        var writes = 0;
        var sink = new CancellingSink(() =>
        {
            writes++;
            throw new EnergyTransportException(TransportFailure.CutOff, "the sink") { ResumeFrom = token };
        });

        await Assert.ThrowsAsync<EnergyTransportException>(() => new Transfer(sink, Small).RunAsync(TransferSource.Of(SeriesOf(Power, Readings))));

        Assert.Equal(1, writes);
    }

    [Fact]
    public async Task RunAsync_OfNothing_MovesTheCheckpointOnlyWhereAllWasRead()
    {
        var (kept, plain, store) = (new MemorySink(), new Plain(), new MemorySink());

        await Assert.ThrowsAsync<EnergyTransportException>(() => new Transfer(kept).RunAsync(TransferSource.Of(new ReadingSource(Readings) { CutBefore = 0 }.Series(Power))));
        var result = await new Transfer(plain, new Store(store)).RunAsync(TransferSource.Of(SeriesOf(Power)));

        Assert.Null(await kept.GetCheckpointAsync("test:/power"));
        Assert.Equal((0, 1, true), (plain.Writes, result.Checkpoint!.Revision, result.Checkpoint.IsComplete));
    }

    [Fact]
    public async Task RunAsync_ACheckpointOfAnotherName_IsRefused()
    {
        var failure = await Assert.ThrowsAsync<ArgumentException>(() => new Transfer(new Plain(), new ForeignStore()).RunAsync(TransferSource.Of(SeriesOf(Power, Readings))));

        Assert.Contains("is that of somebody's", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Transfer_OfASinkThatCannotReplace_WithCheckpointsKeptElsewhere_IsRefused() =>
        Assert.Equal("sink", Assert.Throws<ArgumentException>(() => new Transfer(FileSink.Csv("x.csv"), new ForeignStore())).ParamName);

    [Fact]
    public async Task Growing_OfAReader_KnowsTheVendorsDelayUnlessTold()
    {
        var address = SeriesUri.Parse("test:/a");
        var source = TransferSource.Growing(new Reader(), address, At(0), At(60));

        Assert.Equal(("test:/a", At(0), At(60), Duration.FromMinutes(50)), (source.Name, source.Since, source.Until, source.PublishingDelay));
        Assert.Equal(Duration.FromMinutes(5), TransferSource.Growing(new Reader(), address, At(0), publishingDelay: Duration.FromMinutes(5)).PublishingDelay);
        Assert.Equal(Duration.Zero, TransferSource.Growing(new Reader(), address, At(0), publishingDelay: Duration.Zero).PublishingDelay);
        Assert.Equal("series", Assert.Throws<ArgumentNullException>(static () => TransferSource.Growing(new Reader(), null!, At(0))).ParamName);
        Assert.Equal("reader", Assert.Throws<ArgumentNullException>(() => TransferSource.Growing(null!, address, At(0))).ParamName);
    }

    // An account's key is in the address, and then in the identity that a sink stores by, once.
    [Theory]
    [InlineData("test:/a", "test:/a", "test:/a")]
    [InlineData("test:/a", "site a", "site a")]
    [InlineData("test+north:/a", "test:/a", "test+north:/a")]
    [InlineData("test+north:/a", "test+north:/a", "test+north:/a")]
    [InlineData("test+north:/a", "test+south:/a", "test+north:test+south:/a")]
    [InlineData("test+north:/a", "site a", "test+north:site a")]
    public void WithKeyOf_PutsTheKeyOfTheAddressIntoTheIdentity(string address, string identity, string keyed)
    {
        var series = SeriesOf(Power with { Identity = identity }).WithKeyOf(SeriesUri.Parse(address));

        Assert.Equal(Power with { Identity = keyed }, series.Info);
    }

    [Fact]
    public async Task MemorySink_WithoutACheckpoint_StoresByStart()
    {
        var sink = new MemorySink();

        await sink.WriteAsync(Power, new[] { R(15, 30, 2), R(0, 15, 1) });
        await sink.WriteAsync(Power, new[] { R(15, 30, 3) });

        Assert.Equal([R(0, 15, 1), R(15, 30, 3)], sink.ReadingsOf("test:/power"));
        Assert.Empty(sink.ReadingsOf("test:/energy"));
    }

    [Fact]
    public async Task WriteManyAsync_ThatIsCancelled_Stops_AndOneThatCancelsItselfDoesNot()
    {
        using var stop = new CancellationTokenSource();
        var batch = new SeriesBatch(Power, new[] { R(0, 15, 1) }, null, new Checkpoint { Name = "a", Revision = 1 });
        ICheckpointedSink own = new CancellingSink(static () => throw new OperationCanceledException("its own"));
        ICheckpointedSink callers = new CancellingSink(() =>
        {
            stop.Cancel();
            stop.Token.ThrowIfCancellationRequested();
        });
        ICheckpointedSink broken = new CancellingSink(() => throw new IOException("full"));

        Assert.Equal(["its own", "its own"], (await own.WriteManyAsync([batch, batch], stop.Token)).Select(static f => f!.Message));
        await Assert.ThrowsAsync<OperationCanceledException>(async () => await callers.WriteManyAsync([batch, batch], stop.Token));
        Assert.Equal(["full"], (await broken.WriteManyAsync([batch], stop.Token)).Select(static f => f!.Message));
    }

    [Fact]
    public async Task Checkpoint_AsText_ReadsBackEqual()
    {
        var token = (await SeriesOf(Power, Readings).WithTokens().FirstAsync()).GetToken();
        var checkpoint = new Checkpoint { Name = "a \"b\"", Revision = 3, Token = token, ReadFrom = At(0), ReadUntil = At(1), Through = At(0.5), Readings = 7 };

        Assert.Equal(checkpoint, Checkpoint.Parse(checkpoint.ToText()));
        Assert.Equal(new Checkpoint { Name = "x" }, Checkpoint.Parse(new Checkpoint { Name = "x" }.ToText()));
        Assert.Throws<FormatException>(() => Checkpoint.Parse(checkpoint.ToText()[..20]));
        Assert.Throws<FormatException>(() => Checkpoint.Parse("null"));
    }

    private sealed class Plain : IReadingSink
    {
        public SortedDictionary<Instant, Reading> Readings { get; } = [];

        public int Writes { get; private set; }

        public ValueTask WriteAsync(SeriesInfo series, ReadOnlyMemory<Reading> readings, CancellationToken cancellationToken = default)
        {
            Writes++;
            foreach (var reading in readings.Span)
            {
                Readings[reading.Start] = reading;
            }

            return default;
        }
    }

    private sealed class CancellingSink(Action write) : ICheckpointedSink
    {
        public ValueTask<Checkpoint?> GetCheckpointAsync(string name, CancellationToken cancellationToken = default) => default;

        public ValueTask WriteAsync(SeriesInfo series, ReadOnlyMemory<Reading> readings, CancellationToken cancellationToken = default) => throw new NotSupportedException();

        public ValueTask WriteAsync(SeriesInfo series, ReadOnlyMemory<Reading> readings, Checkpoint? from, Checkpoint to, CancellationToken cancellationToken = default)
        {
            write();
            return default;
        }
    }

    private sealed class ForeignStore : ICheckpointStore
    {
        public ValueTask<Checkpoint?> GetAsync(string name, CancellationToken cancellationToken = default) => new(new Checkpoint { Name = "somebody's" });

        public ValueTask MoveAsync(Checkpoint? from, Checkpoint to, CancellationToken cancellationToken = default) => default;
    }

    /// <summary>Keeps the checkpoints of a sink that keeps none.</summary>
    private sealed class Store(MemorySink checkpoints) : ICheckpointStore
    {
        public ValueTask<Checkpoint?> GetAsync(string name, CancellationToken cancellationToken = default) => checkpoints.GetCheckpointAsync(name, cancellationToken);

        public ValueTask MoveAsync(Checkpoint? from, Checkpoint to, CancellationToken cancellationToken = default) =>
            checkpoints.WriteAsync(Power, default, from, to, cancellationToken);
    }

    private sealed class Reader : ISeriesReader
    {
        public string SeriesScheme => "test";

        public ReadingSeries Open(SeriesUri series, Interval range, CancellationToken cancellationToken = default) => SeriesOf(Power);

        public ValueTask<ReadingSeries> OpenAsync(SeriesUri series, Interval range, CancellationToken cancellationToken = default) => new(SeriesOf(Power));

        public Duration PublishingDelayOf(SeriesUri series) => Duration.FromMinutes(50);
    }

    private sealed class Frozen(Func<Task> meanwhile) : IProgress<TransferProgress>
    {
        public void Report(TransferProgress value) => meanwhile().GetAwaiter().GetResult();
    }

    private sealed class Told(List<TransferProgress> told) : IProgress<TransferProgress>
    {
        public void Report(TransferProgress value) => told.Add(value);
    }

    private sealed class SetClock(Instant now) : TimeProvider
    {
        public Instant Now { get; set; } = now;

        public override DateTimeOffset GetUtcNow() => Now.ToDateTimeOffset();
    }

    private sealed class KilledException : Exception;

    /// <summary>Dies once, at the given moment, counted over all runs.</summary>
    private sealed class Mortality(int dies)
    {
        private int _left = dies;

        public void Beat()
        {
            if (_left-- == 0)
            {
                throw new KilledException();
            }
        }
    }

    private sealed class DyingSink(MemorySink store, Mortality mortal) : ICheckpointedSink
    {
        public ValueTask<Checkpoint?> GetCheckpointAsync(string name, CancellationToken cancellationToken = default) => store.GetCheckpointAsync(name, cancellationToken);

        public ValueTask WriteAsync(SeriesInfo series, ReadOnlyMemory<Reading> readings, CancellationToken cancellationToken = default) => throw new NotSupportedException();

        public async ValueTask WriteAsync(SeriesInfo series, ReadOnlyMemory<Reading> readings, Checkpoint? from, Checkpoint to, CancellationToken cancellationToken = default)
        {
            mortal.Beat();
            await store.WriteAsync(series, readings, from, to, cancellationToken);
            mortal.Beat();
        }
    }

    /// <summary>What a user writes: keyed by start, no checkpoints.</summary>
    private sealed class CountingSink : IReadingSink
    {
        private readonly SortedDictionary<Instant, Reading> _stored = [];
        private Mortality? _mortal;

        public IEnumerable<Reading> Stored => _stored.Values;

        public CountingSink With(Mortality mortal)
        {
            _mortal = mortal;
            return this;
        }

        public ValueTask WriteAsync(SeriesInfo series, ReadOnlyMemory<Reading> readings, CancellationToken cancellationToken = default)
        {
            foreach (var reading in readings.Span)
            {
                _mortal!.Beat();
                _stored[reading.Start] = reading;
            }

            return default;
        }
    }

    private sealed class DyingCheckpoints(MemorySink store, Mortality mortal) : ICheckpointStore
    {
        private static readonly SeriesInfo None = Power with { Identity = "checkpoints only" };

        public ValueTask<Checkpoint?> GetAsync(string name, CancellationToken cancellationToken = default) => store.GetCheckpointAsync(name, cancellationToken);

        public async ValueTask MoveAsync(Checkpoint? from, Checkpoint to, CancellationToken cancellationToken = default)
        {
            mortal.Beat();
            await store.WriteAsync(None, default, from, to, cancellationToken);
            mortal.Beat();
        }
    }

    private sealed class GatedSink(MemorySink store, TaskCompletionSource reached, Task gate) : ICheckpointedSink
    {
        public ValueTask<Checkpoint?> GetCheckpointAsync(string name, CancellationToken cancellationToken = default) => store.GetCheckpointAsync(name, cancellationToken);

        public ValueTask WriteAsync(SeriesInfo series, ReadOnlyMemory<Reading> readings, CancellationToken cancellationToken = default) => throw new NotSupportedException();

        public async ValueTask WriteAsync(SeriesInfo series, ReadOnlyMemory<Reading> readings, Checkpoint? from, Checkpoint to, CancellationToken cancellationToken = default)
        {
            reached.TrySetResult();
            await gate;
            await store.WriteAsync(series, readings, from, to, cancellationToken);
        }
    }
}
