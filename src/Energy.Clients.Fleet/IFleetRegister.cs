namespace Energy.Clients.Fleet;

/// <summary>The table of what a fleet reads. It may be changed while the fleet runs, from any process: the change is seen at the next check-in.</summary>
/// <remarks>In PostgreSQL when the fleet has a connection string, else a file in its folder.</remarks>
public interface IFleetRegister
{
    /// <summary>Adds series. One that is there already stays as it is, and its status says so; whether it can be read is found out when it is.</summary>
    /// <param name="series">The series; any number at once.</param>
    /// <param name="cancellationToken">Cancels the call: all are added, or none.</param>
    /// <returns>How many are new.</returns>
    /// <remarks>One that was removed before goes on where its checkpoint stands.</remarks>
    Task<int> AddAsync(IReadOnlyCollection<FleetSeries> series, CancellationToken cancellationToken = default);

    /// <summary>Takes series out. Their readings and checkpoints stay; a read that is under way comes to its end.</summary>
    /// <param name="series">The series.</param>
    /// <param name="cancellationToken">Cancels the call: all are taken out, or none.</param>
    /// <returns>How many were there.</returns>
    Task<int> RemoveAsync(IReadOnlyCollection<SeriesUri> series, CancellationToken cancellationToken = default);

    /// <summary>Tells how the fleet stands: every process, every series. Costs memory for every series.</summary>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The status.</returns>
    Task<FleetStatus> GetStatusAsync(CancellationToken cancellationToken = default);
}
