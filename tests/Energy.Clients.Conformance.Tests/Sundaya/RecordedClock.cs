namespace Energy.Clients.Conformance.Sundaya;

/// <summary>A clock that shows what a recording says, whichever order the recordings come in.</summary>
public sealed class RecordedClock : TimeProvider
{
    private DateTimeOffset _now;

    /// <summary>Sets the clock.</summary>
    public void Set(DateTimeOffset now) => _now = now;

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow() => _now;
}
