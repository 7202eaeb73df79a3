namespace Energy.Clients.Emulators;

/// <summary>One stream of one site.</summary>
internal abstract class StemStreamSource
{
    /// <summary>Whether the stream has no interval at all, at any time.</summary>
    internal abstract bool IsEmpty { get; }

    /// <summary>The intervals whose start, as sent, lies in the range with both ends included, in the order in which they are sent.</summary>
    internal abstract IEnumerable<StemIntervalState> Read(Instant start, Instant end, int resolution, Instant now);
}
