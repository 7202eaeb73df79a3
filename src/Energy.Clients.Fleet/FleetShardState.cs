namespace Energy.Clients.Fleet;

/// <summary>What is known of a shard.</summary>
/// <param name="Series">How many series it has; none where the last was taken out and its job is still there.</param>
/// <param name="Started">When a run of it last began; <see langword="null"/> where none is known.</param>
/// <param name="Ended">When a run last came to its end.</param>
internal readonly record struct FleetShardState(int Series, Instant? Started = null, Instant? Ended = null)
{
    /// <summary>Whether it was not read to its end since it was last due: nobody read it, or who did has died.</summary>
    public bool IsOverdue(FleetShard shard, Instant now) => !(Started >= shard.FirstDue(now) - shard.Every && Ended >= Started);
}
