namespace Energy.Clients;

/// <summary>What a run of a transfer would read of one source.</summary>
/// <param name="Source">The name of the source.</param>
/// <param name="Checkpoint">How far it came; <see langword="null"/> when nothing was stored yet.</param>
/// <param name="Range">What would be read, for sources that grow; of a read that was stopped the range of all of it.</param>
/// <param name="IsUpToDate">Whether nothing is left.</param>
/// <param name="Requests">How many requests it takes, as far as the source can tell beforehand: without retries, and without what a vendor's read looks up only when the data ask
/// for it; <see langword="null"/> where it cannot tell.</param>
public sealed record TransferPlan(string Source, Checkpoint? Checkpoint, [property: JsonConverter(typeof(IntervalJsonConverter))] Interval? Range, bool IsUpToDate, long? Requests)
{
    /// <summary>How long the requests take at least under a rate.</summary>
    /// <param name="requestsPerSecond">The rate that the account's budget allows; positive.</param>
    /// <returns>The time; <see langword="null"/> when the number of requests is not known.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="requestsPerSecond"/> is not positive.</exception>
    public Duration? AtLeast(double requestsPerSecond) => requestsPerSecond > 0
        ? Requests is { } requests ? Duration.FromSeconds(requests / requestsPerSecond) : null
        : throw new ArgumentOutOfRangeException(nameof(requestsPerSecond), requestsPerSecond, "A rate is positive.");
}
