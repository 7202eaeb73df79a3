using NodaTime;

namespace Energy.Clients.Tests;

public class TimeRangeTests
{
    private static readonly DateTimeOffset Start = new(2026, 1, 31, 1, 0, 0, TimeSpan.FromHours(1));

    [Fact]
    public void Between_AppliesTheOffsets() =>
        Assert.Equal(new Interval(Instant.FromUtc(2026, 1, 31, 0, 0), Instant.FromUtc(2026, 2, 1, 5, 0)),
            TimeRange.Between(Start, new DateTimeOffset(2026, 2, 1, 0, 0, 0, TimeSpan.FromHours(-5))));

    [Fact]
    public void Between_WithTheEndBeforeTheStart_IsRefused() =>
        Assert.Equal("end", Assert.Throws<ArgumentOutOfRangeException>(() => TimeRange.Between(Start, Start.AddTicks(-1))).ParamName);
}
