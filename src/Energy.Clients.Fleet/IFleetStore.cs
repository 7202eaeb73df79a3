namespace Energy.Clients.Fleet;

/// <summary>Where a fleet keeps what it reads, what became of it, and who reads what.</summary>
internal interface IFleetStore : IFleetRegister, IAsyncDisposable, IDisposable
{
    /// <summary>Whether several processes may share it.</summary>
    bool IsShared { get; }

    /// <summary>The sink of series that name none.</summary>
    ICheckpointedSink Sink { get; }

    /// <summary>Makes what is not there yet, or checks what is.</summary>
    Task PrepareAsync(CancellationToken cancellationToken);

    /// <summary>Says that the process is alive and goes on with the shares that it keeps; gives those back that it does not.</summary>
    Task<FleetView> CheckInAsync(string process, string? remark, IReadOnlyCollection<string> keep, CancellationToken cancellationToken);

    /// <summary>Takes shares that nobody holds.</summary>
    /// <returns>Those that were still to be had.</returns>
    Task<IReadOnlyList<string>> TakeAsync(string process, IReadOnlyCollection<string> shares, CancellationToken cancellationToken);

    /// <summary>Says that the process ends, and gives back all that it holds.</summary>
    Task LeaveAsync(string process, CancellationToken cancellationToken);

    /// <summary>All shards, and what is known of each.</summary>
    Task<IReadOnlyDictionary<FleetShard, FleetShardState>> GetShardsAsync(CancellationToken cancellationToken);

    /// <summary>Shards without series have no job any more.</summary>
    Task ForgetAsync(IReadOnlyCollection<FleetShard> shards, CancellationToken cancellationToken);

    /// <summary>The series of a shard.</summary>
    Task<IReadOnlyList<FleetEntry>> GetShardAsync(FleetShard shard, CancellationToken cancellationToken);

    /// <summary>Notes what became of a run, and when it ended if it did.</summary>
    Task SaveAsync(string process, FleetRun run, Instant? ended, CancellationToken cancellationToken);
}
