using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Quartz;
using Quartz.Extensibility;

namespace Energy.Clients.Fleet;

/// <summary>Quartz, set up for a fleet: in memory, a job for each shard that this process reads. Who reads what is a matter of leases, and not of Quartz.</summary>
internal sealed class FleetScheduler : IAsyncDisposable
{
    private readonly StandaloneSchedulerFactory _factory;
    private readonly IScheduler _scheduler;
    private readonly TimeProvider _time;
    private readonly ConcurrentDictionary<FleetShard, JobKey> _jobs = [];

    private FleetScheduler(StandaloneSchedulerFactory factory, IScheduler scheduler, TimeProvider time)
    {
        _factory = factory;
        _scheduler = scheduler;
        _time = time;
    }

    /// <summary>How many shards have a job here.</summary>
    public int Jobs => _jobs.Count;

    public static async Task<FleetScheduler> StartAsync(FleetProcess process, FleetOptions options, TimeProvider time, ILoggerFactory? logs, CancellationToken cancellationToken)
    {
        var factory = QuartzSchedulerBuilder.Create(quartz =>
        {
            if (logs is not null)
            {
                quartz.Services.AddSingleton(logs);
            }

            quartz.ConfigureScheduler(scheduler =>
            {
                // Every fleet of a process is its own.
                scheduler.InstanceName = "energy-fleet-" + process.Name;
                scheduler.InstanceId = process.Name;
                scheduler.IdleWaitTime = TimeSpan.FromSeconds(30);
            });
            quartz.UseDefaultThreadPool(options.ShardsAtOnce);
            quartz.UseJobFactory(new Factory(process));
            quartz.UseInMemoryStore(static _ => { });
            quartz.UseTimeProvider(time);
        }).Build();
        var built = await factory.GetScheduler(cancellationToken).ConfigureAwait(false);
        await built.Start(cancellationToken).ConfigureAwait(false);
        return new FleetScheduler(factory, built, time);
    }

    /// <summary>Sees to it that there is a job for each of these shards, and for no other.</summary>
    /// <param name="shards">The shards that this process reads.</param>
    /// <param name="isOverdue">Whether a shard that comes has missed its turn and is to be read at once; then, and otherwise, it is read in its turn.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    public async Task ScheduleAsync(IReadOnlyCollection<FleetShard> shards, Func<FleetShard, bool> isOverdue, CancellationToken cancellationToken)
    {
        foreach (var shard in _jobs.Keys.Except(shards))
        {
            await _scheduler.DeleteJob(_jobs[shard], cancellationToken).ConfigureAwait(false);
            _jobs.TryRemove(shard, out _);
        }

        foreach (var shard in shards.Where(s => !_jobs.ContainsKey(s)))
        {
            var key = FleetShardJob.KeyOf(shard);
            var job = JobBuilder.Create<FleetShardJob>().WithIdentity(key).StoreDurably(true).Build();
            var trigger = TriggerBuilder.Create()
                .WithIdentity(key.Name, key.Group)
                .ForJob(key)
                .StartAt(shard.FirstDue(Instant.FromDateTimeOffset(_time.GetUtcNow())).ToDateTimeOffset())
                .WithSchedule(CalendarIntervalScheduleBuilder.Create()
                    .WithInterval(shard.EverySeconds, IntervalUnit.Second).WithMisfireInstruction(CalendarIntervalTriggerMisfireInstruction.FireAndProceed))
                .Build();
            await _scheduler.ScheduleJob(job, trigger, ScheduleJobOptions.Replacing, cancellationToken).ConfigureAwait(false);
            _jobs[shard] = key;
            if (isOverdue(shard))
            {
                await AgainAsync(shard, TimeSpan.Zero, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    /// <summary>Has a shard read once more, if this process reads it.</summary>
    public async Task AgainAsync(FleetShard shard, TimeSpan wait, CancellationToken cancellationToken)
    {
        if (_jobs.TryGetValue(shard, out var key))
        {
            var trigger = TriggerBuilder.Create().WithIdentity(key.Name + "/again", key.Group).ForJob(key).StartAt(_time.GetUtcNow() + wait).Build();
            await _scheduler.ScheduleTrigger(trigger, TriggerConflict.Replace, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Fires nothing any more.</summary>
    public async Task StandbyAsync() => await _scheduler.Standby(CancellationToken.None).ConfigureAwait(false);

    public async ValueTask DisposeAsync()
    {
        await _scheduler.Shutdown(false, CancellationToken.None).ConfigureAwait(false);
        await _factory.DisposeAsync().ConfigureAwait(false);
    }

    private sealed class Factory(FleetProcess process) : IJobFactory
    {
        public ValueTask<JobScope> CreateJob(TriggerFiredBundle bundle, IScheduler scheduler, CancellationToken cancellationToken = default) =>
            new(new JobScope(new FleetShardJob(process), null));

        public ValueTask ReturnJob(JobScope scope, CancellationToken cancellationToken = default) => default;
    }
}
