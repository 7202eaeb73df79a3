using System.Collections.Concurrent;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Quartz;

namespace Energy.Clients.Fleet;

/// <summary>One process of a fleet: it checks in, holds its part of the accounts, and reads their shards when Quartz says so.</summary>
internal sealed class FleetProcess : IHostedService, IAsyncDisposable, IDisposable
{
    private static readonly TimeSpan LongestLeave = TimeSpan.FromSeconds(5);

    private readonly IFleetStore _store;
    private readonly FleetRunner _runner;
    private readonly FleetOptions _options;
    private readonly FleetMetrics _metrics;
    private readonly FleetClocks _clocks;
    private readonly TimeProvider _time;
    private readonly ILoggerFactory _logs;
    private readonly ILogger<FleetProcess> _logger;
    private readonly TimeSpan _beat;
    private readonly TimeSpan _lease;
    private readonly CancellationTokenSource _stopping = new();
    private readonly CancellationTokenSource _leaving = new();
    private readonly CancellationTokenSource _ended = new();
    private readonly ConcurrentDictionary<string, HeldShare> _held = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<FleetShard, Task> _running = [];
    private readonly ConcurrentDictionary<FleetShard, long> _lastRun = [];
    private FleetScheduler? _scheduler;
    private IReadOnlyDictionary<FleetShard, FleetShardState> _shards = new Dictionary<FleetShard, FleetShardState>();
    private HashSet<string> _wanted = new(StringComparer.Ordinal);
    private HashSet<string> _active = new(StringComparer.Ordinal);
    private long? _version;
    private bool _isPrepared;
    private bool _isDisposed;
    private Task _loop = Task.CompletedTask;

    public FleetProcess(IFleetStore store, FleetRunner runner, IOptions<FleetOptions> options, FleetMetrics metrics, FleetClocks clocks, TimeProvider time, ILoggerFactory logs)
    {
        _store = store;
        _runner = runner;
        _options = options.Value;
        _metrics = metrics;
        _clocks = clocks;
        _time = time;
        _logs = logs;
        _logger = logs.CreateLogger<FleetProcess>();
        _beat = 0.25 * _options.CheckIn;
        _lease = PostgresFleetStore.LeaseOf(_options.CheckIn);
    }

    /// <summary>The name by which the others know it.</summary>
    public string Name { get; } = string.Create(CultureInfo.InvariantCulture, $"{Environment.MachineName}-{Environment.ProcessId}-{Guid.NewGuid().ToString("N")[..4]}");

    /// <summary>What is wrong with the process itself.</summary>
    public string? Remark { get; private set; }

    /// <summary>When it last checked in, by its own timer.</summary>
    public long? LastCheckIn { get; private set; }

    /// <summary>The shares that it reads.</summary>
    public IReadOnlyCollection<string> Active => _active;

    /// <summary>How many series it reads.</summary>
    public int Series => Of(_active).Sum(static s => s.Value.Series);

    /// <summary>How many shards have a job here.</summary>
    public int Jobs => _scheduler?.Jobs ?? 0;

    /// <summary>Whether it has checked in lately.</summary>
    public bool IsIn => LastCheckIn is { } last && _time.GetElapsedTime(last) < 2 * _options.CheckIn;

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        if (!_store.IsShared)
        {
            // A folder that another process reads is told at once; a database may be started later than this.
            await PrepareAsync(cancellationToken).ConfigureAwait(false);
        }

        _loop = Task.Run(LoopAsync, CancellationToken.None);
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await _stopping.CancelAsync().ConfigureAwait(false);
        if (_scheduler is { } scheduler)
        {
            await scheduler.StandbyAsync().ConfigureAwait(false);
        }

        // It goes on checking in meanwhile, so that nobody else begins what is being finished here.
        if (!await WaitAsync(_options.ShutdownLimit, cancellationToken).ConfigureAwait(false))
        {
            await _leaving.CancelAsync().ConfigureAwait(false);
            await WaitAsync(LongestLeave, CancellationToken.None).ConfigureAwait(false);
        }

        await _ended.CancelAsync().ConfigureAwait(false);
        await _loop.ConfigureAwait(false);
        if (_isPrepared)
        {
            try
            {
                await _store.LeaveAsync(Name, CancellationToken.None).ConfigureAwait(false);
            }
            catch (Exception e) when (IsAway(e))
            {
                // The others notice it at their next check-in.
                FleetLog.CheckInFailed(_logger, Name, e.Message);
            }
        }

        await StopSchedulerAsync().ConfigureAwait(false);
    }

    /// <summary>Reads a shard, when Quartz says so.</summary>
    public async Task RunAsync(FleetShard shard, CancellationToken cancellationToken)
    {
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _running[shard] = done.Task;
        try
        {
            if (!_held.TryGetValue(shard.UnitOf(_options.SharesByAccount), out var share) || share.IsOver)
            {
                await AgainAsync(shard).ConfigureAwait(false);
                return;
            }

            using var stop = CancellationTokenSource.CreateLinkedTokenSource(share.Stop, _leaving.Token, cancellationToken);
            using var ending = CancellationTokenSource.CreateLinkedTokenSource(share.Ending, _stopping.Token, stop.Token);
            if (await _runner.RunAsync(Name, shard, ending.Token, stop.Token).ConfigureAwait(false))
            {
                _lastRun[shard] = _time.GetTimestamp();
            }
            else
            {
                await AgainAsync(shard).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException)
        {
            // Lost, or left at the end: whoever reads its account next sees that it was not read to its end.
            await AgainAsync(shard).ConfigureAwait(false);
        }
        catch (Exception e)
        {
            // Its next turn tries again; the status shows that it is late.
            FleetLog.ShardFailed(_logger, shard.Name, e.Message);
        }
        finally
        {
            _running.TryRemove(shard, out _);
            done.SetResult();
        }
    }

    // Containers that are disposed without waiting ask for this one.
    public void Dispose() => DisposeAsync().AsTask().GetAwaiter().GetResult();

    public async ValueTask DisposeAsync()
    {
        if (_isDisposed)
        {
            return;
        }

        _isDisposed = true;
        await _ended.CancelAsync().ConfigureAwait(false);
        await _loop.ConfigureAwait(false);
        await StopSchedulerAsync().ConfigureAwait(false);
        foreach (var share in _held.Values)
        {
            share.Dispose();
        }

        _stopping.Dispose();
        _leaving.Dispose();
        _ended.Dispose();
    }

    private static bool IsAway(Exception e) => e is System.Data.Common.DbException or IOException or TimeoutException or SchedulerException;

    private IEnumerable<KeyValuePair<FleetShard, FleetShardState>> Of(HashSet<string> shares) => _shards.Where(s => shares.Contains(s.Key.UnitOf(_options.SharesByAccount)));

    private async Task<bool> WaitAsync(TimeSpan limit, CancellationToken cancellationToken)
    {
        try
        {
            await Task.WhenAll(_running.Values).WaitAsync(limit, _time, cancellationToken).ConfigureAwait(false);
            return true;
        }
        catch (Exception e) when (e is TimeoutException or OperationCanceledException)
        {
            return false;
        }
    }

    // If it is read here then: when its account has gone to another process, so has its job.
    private async Task AgainAsync(FleetShard shard)
    {
        FleetLog.HandedBack(_logger, shard.Name);
        if (_stopping.IsCancellationRequested || _scheduler is not { } scheduler)
        {
            return;
        }

        try
        {
            await scheduler.AgainAsync(shard, _beat, CancellationToken.None).ConfigureAwait(false);
        }
        catch (SchedulerException e)
        {
            FleetLog.ShardFailed(_logger, shard.Name, e.Message);
        }
    }

    private async Task LoopAsync()
    {
        while (!_ended.IsCancellationRequested)
        {
            try
            {
                await BeatAsync(_ended.Token).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (_ended.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e)
            {
                // The health check tells it when it lasts; what is held runs out meanwhile.
                FleetLog.CheckInFailed(_logger, Name, e.Message);
                Lose(_held.Where(static h => h.Value.IsOver).Select(static h => h.Key).ToList());
            }

            try
            {
                await Task.Delay(_beat, _time, _ended.Token).ConfigureAwait(false);
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
    }

    private async Task PrepareAsync(CancellationToken cancellationToken)
    {
        if (!_isPrepared)
        {
            await _store.PrepareAsync(cancellationToken).ConfigureAwait(false);
            _isPrepared = true;
        }
    }

    private async Task BeatAsync(CancellationToken cancellationToken)
    {
        await PrepareAsync(cancellationToken).ConfigureAwait(false);
        var keep = _held.Keys.Where(share => _wanted.Contains(share) || _running.Keys.Any(s => s.UnitOf(_options.SharesByAccount) == share)).ToList();
        var sent = _time.GetTimestamp();
        var view = await _store.CheckInAsync(Name, Remark, keep, cancellationToken).ConfigureAwait(false);
        LastCheckIn = sent;
        if (LookAtClock(view.Now))
        {
            view = await _store.CheckInAsync(Name, Remark, keep, cancellationToken).ConfigureAwait(false);
        }

        var until = sent + (long)(_lease.TotalSeconds * _time.TimestampFrequency);
        foreach (var share in keep.Where(s => view.Leases.GetValueOrDefault(s) == Name))
        {
            // One that ran out while the answer was waited for, and that nobody took, begins again.
            _held[share] = Hold(_held[share].IsOver ? new HeldShare(_time) : _held[share], until);
        }

        Lose(_held.Keys.Where(share => view.Leases.GetValueOrDefault(share) != Name).ToList());
        var isChanged = view.Version != _version;
        if (isChanged)
        {
            _shards = await _store.GetShardsAsync(cancellationToken).ConfigureAwait(false);
        }

        await DivideAsync(view, until, cancellationToken).ConfigureAwait(false);
        await ScheduleAsync(isChanged, cancellationToken).ConfigureAwait(false);
        _version = view.Version;
        Measure();
    }

    private async Task DivideAsync(FleetView view, long until, CancellationToken cancellationToken)
    {
        var shares = _shards.Keys.Select(s => s.UnitOf(_options.SharesByAccount)).ToHashSet(StringComparer.Ordinal);
        var canRead = !_stopping.IsCancellationRequested && !(Remark is not null && _store.IsShared);
        var processes = canRead ? view.Processes : [.. view.Processes.Where(p => p != Name)];
        _wanted = [.. FleetPlan.Divide(shares, processes, view.Leases).Where(p => p.Value == Name).Select(static p => p.Key)];
        var free = _wanted.Where(share => !view.Leases.ContainsKey(share)).ToList();
        if (free.Count > 0)
        {
            foreach (var taken in await _store.TakeAsync(Name, free, cancellationToken).ConfigureAwait(false))
            {
                _held[taken] = Hold(new HeldShare(_time), until);
            }
        }

        foreach (var (_, share) in _held.Where(h => !_wanted.Contains(h.Key)))
        {
            share.End();
        }

        // One that was to go to another process and is to stay after all begins again.
        foreach (var name in _held.Where(h => _wanted.Contains(h.Key) && h.Value.Ending.IsCancellationRequested).Select(static h => h.Key).ToList())
        {
            _held[name] = Hold(new HeldShare(_time), until);
        }
    }

    // A folder's process is alone, and holds what it has.
    private HeldShare Hold(HeldShare share, long until)
    {
        if (_store.IsShared)
        {
            share.HoldUntil(until);
        }

        return share;
    }

    private async Task ScheduleAsync(bool isChanged, CancellationToken cancellationToken)
    {
        var active = _held.Keys.Where(_wanted.Contains).ToHashSet(StringComparer.Ordinal);
        var isMoved = !active.SetEquals(_active);
        if (!isChanged && !isMoved)
        {
            return;
        }

        if (!isChanged)
        {
            // What became of the shards at those who read them before.
            _shards = await _store.GetShardsAsync(cancellationToken).ConfigureAwait(false);
        }

        var (mine, now) = (Of(active).ToList(), Instant.FromDateTimeOffset(_time.GetUtcNow()));
        _scheduler ??= await FleetScheduler.StartAsync(this, _options, _time, _logs, cancellationToken).ConfigureAwait(false);
        await _scheduler.ScheduleAsync([.. mine.Where(static s => s.Value.Series > 0).Select(static s => s.Key)], shard => _shards[shard].IsOverdue(shard, now), cancellationToken)
            .ConfigureAwait(false);
        var empty = mine.Where(static s => s.Value.Series <= 0).Select(static s => s.Key).ToList();
        if (empty.Count > 0)
        {
            await _store.ForgetAsync(empty, cancellationToken).ConfigureAwait(false);
        }

        _active = active;
        if (isMoved && _logger.IsEnabled(LogLevel.Information))
        {
            FleetLog.Reads(_logger, Name, active.Count == 0 ? "nothing" : string.Join(", ", active.Order(StringComparer.Ordinal)));
        }
    }

    /// <returns>Whether something about the clock has changed.</returns>
    private bool LookAtClock(Instant shared)
    {
        var limit = Duration.FromTimeSpan(_options.MaxClockError);
        var before = Remark;
        if (_store.IsShared)
        {
            var ahead = Instant.FromDateTimeOffset(_time.GetUtcNow()) - shared;
            Remark = IsFar(ahead) ? FleetTexts.Clock(Name, ahead, "the database's", leaves: true) : null;
        }
        else if (_clocks.Last is var (host, ahead))
        {
            Remark = IsFar(ahead) ? FleetTexts.Clock(Name, ahead, $"that of {host}", leaves: false) : null;
        }

        if (Remark is not null && before is null)
        {
            FleetLog.Clock(_logger, Remark);
        }

        return Remark is null != before is null;

        bool IsFar(Duration ahead) => ahead > limit || ahead < -limit;
    }

    private void Lose(List<string> shares)
    {
        foreach (var name in shares)
        {
            if (_held.TryRemove(name, out var share))
            {
                share.Lose();
            }
        }
    }

    private void Measure()
    {
        var mine = Of(_active).ToList();
        _metrics.Failing = _runner.FailingOf([.. mine.Select(static s => s.Key)]);
        _metrics.Late =
            mine.Where(s => _time.GetElapsedTime(_lastRun.GetOrAdd(s.Key, _ => _time.GetTimestamp())) > 2 * s.Key.Every.ToTimeSpan() + _options.CheckIn)
                .Sum(static s => s.Value.Series);
    }

    private async Task StopSchedulerAsync()
    {
        if (_scheduler is { } scheduler)
        {
            _scheduler = null;
            await scheduler.DisposeAsync().ConfigureAwait(false);
        }
    }
}
