namespace Energy.Clients.FlexMeasures;

/// <summary>The rules by which servers put values on a grid of time.</summary>
public static class FlexMeasuresGrid
{
    private static readonly Duration Quarter = Duration.FromMinutes(15);

    /// <summary>The grid on which a v3_0 server answers data of an instantaneous sensor when the request names no resolution.</summary>
    /// <param name="duration">The length of the range.</param>
    /// <returns>5 minutes up to 8 hours, 15 minutes up to 48 hours, an hour up to 14 days, a day up to 16 weeks, and a week beyond.</returns>
    public static Duration DefaultResolution(Duration duration) =>
        duration <= Duration.FromHours(8) ? Duration.FromMinutes(5)
        : duration <= Duration.FromHours(48) ? Quarter
        : duration <= Duration.FromDays(14) ? Duration.FromHours(1)
        : duration <= Duration.FromDays(16 * 7) ? Duration.FromHours(24)
        : Duration.FromHours(168);

    /// <summary>The last grid point that is not after a time, as a v3_0 server floors the start of posted data: counted on the local clock of the time's own offset.</summary>
    /// <param name="time">The time.</param>
    /// <param name="resolution">The sensor's resolution; zero leaves the time as it is.</param>
    /// <returns>The floored time, in the same offset.</returns>
    public static OffsetDateTime Floor(OffsetDateTime time, Duration resolution)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(resolution, Duration.Zero);
        if (resolution == Duration.Zero)
        {
            return time;
        }

        var local = time.LocalDateTime.InUtc().ToInstant().ToUnixTimeTicks();
        var step = resolution.BclCompatibleTicks;
        var inside = local % step;
        return Instant.FromUnixTimeTicks(local - (inside < 0 ? inside + step : inside)).InUtc().LocalDateTime.WithOffset(time.Offset);
    }

    /// <summary>A time by the clock of a sensor's zone. The start of a day is midnight, also where the clocks jump over it.</summary>
    internal static LocalDateTime LocalOf(Instant instant, DateTimeZone zone)
    {
        var local = instant.InZone(zone).LocalDateTime;
        return zone.AtStartOfDay(local.Date).ToInstant() == instant ? local.Date.AtMidnight() : local;
    }

    /// <summary>How a server of 2021 spreads posted values over an asset's slots: each value is repeated until it fills its part of the duration.</summary>
    /// <param name="duration">The duration of the message.</param>
    /// <param name="values">How many values it has.</param>
    /// <param name="assetResolution">The asset's resolution.</param>
    /// <returns>How often each value is stored; 1 when the resolutions are equal.</returns>
    /// <exception cref="ArgumentException">The values' resolution is not a whole multiple of the asset's; such a server refuses it with <c>INVALID_RESOLUTION</c>.</exception>
    public static int Repeats(Duration duration, int values, Duration assetResolution)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(values, 1);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(assetResolution, Duration.Zero);
        var slots = duration.BclCompatibleTicks / assetResolution.BclCompatibleTicks;
        return duration > Duration.Zero && duration.BclCompatibleTicks % assetResolution.BclCompatibleTicks == 0 && slots % values == 0 && slots >= values
            ? (int)(slots / values)
            : throw new ArgumentException(
                $"{values} values over {new IsoDuration(duration)} do not fit slots of {new IsoDuration(assetResolution)}: each must cover a whole number of slots. Send "
                    + $"{slots} values, or a divisor of that.", nameof(values));
    }

    /// <summary>Checks the rule that the document states for version 1: a start on a quarter of an hour, a duration of N quarters, and a number of values that divides N.</summary>
    /// <param name="start">The start, on its own clock.</param>
    /// <param name="duration">The duration.</param>
    /// <param name="values">How many values there are.</param>
    /// <returns>Whether the rule holds. Servers do not enforce it, and store what is off the grid as it is.</returns>
    public static bool IsOnVersion1Grid(OffsetDateTime start, Duration duration, int values) =>
        values > 0
        && start.TimeOfDay.TickOfDay % Quarter.BclCompatibleTicks == 0
        && duration > Duration.Zero
        && duration.BclCompatibleTicks % Quarter.BclCompatibleTicks == 0
        && duration.BclCompatibleTicks / Quarter.BclCompatibleTicks % values == 0;
}
