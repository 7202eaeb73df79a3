using Quartz;

namespace Energy.Clients.Fleet;

/// <summary>The job of a shard. Quartz runs it once at a time.</summary>
[DisallowConcurrentExecution]
internal sealed class FleetShardJob(FleetProcess process) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) =>
        await process.RunAsync(ShardOf(context.JobDetail.Key), cancellationToken).ConfigureAwait(false);

    public static JobKey KeyOf(FleetShard shard) => new(shard.Name, shard.Account);

    public static FleetShard ShardOf(JobKey key)
    {
        // Written by KeyOf: account, seconds with an s, number.
        var parts = key.Name[(key.Group.Length + 1)..].Split('/');
        var every = int.Parse(parts[0].AsSpan(0, parts[0].Length - 1), System.Globalization.CultureInfo.InvariantCulture);
        return new FleetShard(key.Group, every, int.Parse(parts[1], System.Globalization.CultureInfo.InvariantCulture));
    }
}
