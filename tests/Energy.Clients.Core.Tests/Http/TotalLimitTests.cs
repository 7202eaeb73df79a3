using Energy.Clients.Emulators;

namespace Energy.Clients.Tests.Http;

/// <summary>The time of a call stands still while the call waits for its turn.</summary>
public class TotalLimitTests
{
    [Fact]
    public void Pause_StopsTheClockUntilResume()
    {
        var clock = new ManualTimeProvider();
        using var limit = new TotalLimit(clock, TimeSpan.FromSeconds(10));
        clock.Advance(TimeSpan.FromSeconds(4));

        var paused = limit.Pause();
        clock.Advance(TimeSpan.FromSeconds(100));
        Assert.False(limit.Token.IsCancellationRequested);
        limit.Resume(paused);

        Assert.Equal(TimeSpan.FromSeconds(6), limit.Remaining);
        clock.Advance(TimeSpan.FromSeconds(5));
        Assert.False(limit.IsOver || limit.Token.IsCancellationRequested);
        clock.Advance(TimeSpan.FromSeconds(1));
        Assert.True(limit.IsOver && limit.Token.IsCancellationRequested);
    }

    [Fact]
    public void Limit_WithoutEnd_CanBePausedAndIsNeverOver()
    {
        var clock = new ManualTimeProvider();
        using var limit = new TotalLimit(clock, Timeout.InfiniteTimeSpan);

        limit.Resume(limit.Pause());
        clock.Advance(TimeSpan.FromDays(10_000));

        Assert.False(limit.IsOver || limit.Token.IsCancellationRequested);
    }
}
