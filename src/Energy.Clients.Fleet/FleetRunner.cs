using System.Collections.Concurrent;
using System.Data.Common;
using Microsoft.Extensions.Logging;

namespace Energy.Clients.Fleet;

/// <summary>Reads the series of a shard, each on from its checkpoint, and notes what became of them.</summary>
internal sealed class FleetRunner(IFleetStore store, FleetReaders readers, FleetSinks sinks, FleetOptions options, FleetMetrics metrics, TimeProvider time,
    ILogger<FleetRunner> logger)
{
    private static readonly TimeSpan LongestPatience = TimeSpan.FromSeconds(5);
    private static readonly Duration FirstPause = Duration.FromSeconds(1);
    private static readonly Duration LongestPause = Duration.FromSeconds(10);

    private readonly ConcurrentDictionary<string, SemaphoreSlim> _places = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<FleetShard, int> _failing = [];

    /// <summary>How many series of the shards that were read here fail.</summary>
    public int FailingOf(IReadOnlyCollection<FleetShard> shards) => shards.Sum(s => _failing.GetValueOrDefault(s));

    private Instant Now => Instant.FromDateTimeOffset(time.GetUtcNow());

    /// <summary>Reads all series of a shard that are not waiting to be tried again. When the sink or the register is away for a while, it waits for it.</summary>
    /// <param name="process">This process.</param>
    /// <param name="shard">The shard.</param>
    /// <param name="ending">When no further series is to be begun.</param>
    /// <param name="stop">When those that are being read are to be left.</param>
    /// <returns>Whether all had their turn; the others are to be handed back.</returns>
    public async Task<bool> RunAsync(string process, FleetShard shard, CancellationToken ending, CancellationToken stop)
    {
        var run = new FleetRun(shard, Now);
        var deadline = run.Started + Duration.Max(shard.Every / 2, Duration.FromTimeSpan(options.CheckIn));
        var isComplete = false;
        for (var pause = FirstPause; ; pause = Duration.Min(2 * pause, LongestPause))
        {
            try
            {
                isComplete = isComplete || await RunOnceAsync(run, ending, stop).ConfigureAwait(false);
                await store.SaveAsync(process, run, isComplete ? Now : null, CancellationToken.None).ConfigureAwait(false);
                if (isComplete)
                {
                    metrics.Run(shard.Account, Now - run.Started);
                    return true;
                }
            }
            catch (Exception e) when (e is DbException { IsTransient: true } or IOException && Now + pause < deadline)
            {
                FleetLog.StoreAway(logger, shard, e.Message);
            }

            if (ending.IsCancellationRequested || stop.IsCancellationRequested || Now + pause >= deadline)
            {
                return false;
            }

            try
            {
                await Task.Delay(pause.ToTimeSpan(), time, ending).ConfigureAwait(false);
            }
            catch (OperationCanceledException)
            {
                return false;
            }
        }
    }

    /// <returns>Whether all had their turn.</returns>
    private async Task<bool> RunOnceAsync(FleetRun run, CancellationToken ending, CancellationToken stop)
    {
        var entries = await store.GetShardAsync(run.Shard, stop).ConfigureAwait(false);
        var slack = Duration.Min(run.Shard.Every / 10, Duration.FromMinutes(1));
        var due = entries.Where(e => !run.IsDone(e) && !(e.RetryAt > Now + slack)).ToList();
        metrics.Due(due.Count);
        try
        {
            var outcomes = new ConcurrentBag<FleetOutcome>();
            await Task.WhenAll(due.GroupBy(static e => e.Series.Sink).Select(group => RunSinkAsync(run.Shard, group.Key, [.. group], outcomes, ending, stop)))
                .ConfigureAwait(false);
            foreach (var outcome in outcomes.Where(static o => o.IsDone))
            {
                run.Add(outcome);
            }

            _failing[run.Shard] = entries.Count(e => run.After(e).Failures > 0);
            return outcomes.All(static o => o.IsDone);
        }
        finally
        {
            metrics.Due(-due.Count);
        }
    }

    private async Task RunSinkAsync(FleetShard shard, string? sinkName, List<FleetEntry> entries, ConcurrentBag<FleetOutcome> outcomes, CancellationToken ending,
        CancellationToken stop)
    {
        ICheckpointedSink sink;
        try
        {
            sink = sinks.Get(sinkName);
        }
        catch (ArgumentException e)
        {
            entries.ForEach(entry => outcomes.Add(Failed(entry, e)));
            return;
        }

        var checkpoints = await sink.GetCheckpointsAsync([.. entries.Select(static e => e.Series.Series.ToString())], stop).ConfigureAwait(false);
        var patience = Min(LongestPatience, shard.Every.ToTimeSpan() / 10);
        using var writes = new SharedWrites(sink, entries.Count, patience, time, ending);
        await Task.WhenAll(entries.Select(e => RunSeriesAsync(e, sink, writes, checkpoints.GetValueOrDefault(e.Series.Series.ToString()), outcomes, ending, stop)))
            .ConfigureAwait(false);
    }

    private async Task RunSeriesAsync(FleetEntry entry, ICheckpointedSink sink, SharedWrites writes, Checkpoint? checkpoint, ConcurrentBag<FleetOutcome> outcomes,
        CancellationToken ending, CancellationToken stop)
    {
        var places = _places.GetOrAdd(entry.Series.Account, _ => new SemaphoreSlim(options.SeriesAtOnce));
        SeriesSlot? slot = null;
        try
        {
            await places.WaitAsync(ending).ConfigureAwait(false);
            slot = new SeriesSlot(entry.Series, places, writes, checkpoint, sink.Replaces, metrics, () => Now);

            // A place that is given back at that very moment still reaches whoever waited for it.
            ending.ThrowIfCancellationRequested();
            var reader = readers.Get(entry.Series.Series);
            var transfer = new Transfer(slot, new TransferOptions { LookBack = entry.Series.LookBack, TimeProvider = time });
            var result = await transfer.RunAsync(SourceOf(entry.Series, reader), null, stop).ConfigureAwait(false);
            outcomes.Add(new FleetOutcome(entry, entry with { Failures = 0, RetryAt = null, Error = null }, result.Checkpoint?.Through, true));
        }
        catch (OperationCanceledException) when (ending.IsCancellationRequested || stop.IsCancellationRequested)
        {
            outcomes.Add(new FleetOutcome(entry, entry, null, false));
        }
        catch (CheckpointConflictException e)
        {
            // Another process has stored what this one read: that is as good, and the next turn goes on from there.
            metrics.Conflict(entry.Series.Account);
            FleetLog.Conflict(logger, entry.Series.Series, e.Message);
            outcomes.Add(new FleetOutcome(entry, entry with { Failures = 0, RetryAt = null, Error = null }, null, true));
        }
        catch (DbException e) when (e.IsTransient && slot?.SinkFailure is not null)
        {
            // Not the series' fault.
            FleetLog.StoreAway(logger, entry.Series.Series, e.Message);
            outcomes.Add(new FleetOutcome(entry, entry, null, false));
        }
        catch (Exception e)
        {
            outcomes.Add(Failed(entry, e));
        }
        finally
        {
            slot?.Release();
            writes.Leave();
        }
    }

    /// <summary>The series under its own address, account included: two accounts may have a series of one name.</summary>
    private static TransferSource SourceOf(FleetSeries series, ISeriesReader reader)
    {
        var name = series.Series.ToString();
        return TransferSource.Growing(
            name,
            async (range, cancellationToken) =>
            {
                var opened = await reader.OpenAsync(series.Series, range, cancellationToken).ConfigureAwait(false);
                return opened.WithInfo(opened.Info with { Identity = name });
            },
            series.Since,
            null,
            reader.PublishingDelayOf(series.Series));
    }

    private FleetOutcome Failed(FleetEntry entry, Exception e)
    {
        metrics.Failure(entry.Series.Account);
        var failures = entry.Failures + 1;
        var longest = Duration.FromTimeSpan(options.MaxBackoff);
        var wait = failures > 20 ? longest : Duration.Min(entry.Series.Every * (1L << (failures - 1)), longest);
        if (e is EnergyApiException { RetryAfter: { } asked } && asked > wait)
        {
            wait = asked;
        }

        FleetLog.Failing(logger, entry.Series.Series, failures, e.Message);
        return new FleetOutcome(entry, entry with { Failures = failures, RetryAt = Now + wait, Error = SentenceOf(e) }, null, true);
    }

    // The framework puts the parameter's name behind the sentence.
    private static string SentenceOf(Exception e) =>
        (e is ArgumentException { ParamName: { } name } ? e.Message.Replace($" (Parameter '{name}')", "", StringComparison.Ordinal) : e.Message).ReplaceLineEndings(" ");

    private static TimeSpan Min(TimeSpan a, TimeSpan b) => a < b ? a : b;
}
