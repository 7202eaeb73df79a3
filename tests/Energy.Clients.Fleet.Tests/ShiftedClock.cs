namespace Energy.Clients.Fleet.Tests;

/// <summary>A clock that is wrong by some time.</summary>
public sealed class ShiftedClock(TimeSpan by) : TimeProvider
{
    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + by;
}
