namespace Energy.Clients.IOTile;

/// <summary>The times of devices: seconds since 2000 when bit 31 is set, otherwise seconds since the device started.</summary>
public static class IOTileDeviceTime
{
    /// <summary>The flag of a time from a clock.</summary>
    public const uint ClockFlag = 0x8000_0000;

    /// <summary>What JSON reports send for "not known". Binary reports convert it like any other, as the server does.</summary>
    public const uint Unknown = uint.MaxValue;

    private static readonly Instant Epoch = Instant.FromUtc(2000, 1, 1, 0, 0);

    /// <summary>Whether the device had a clock.</summary>
    /// <param name="deviceTimestamp">The device's time.</param>
    /// <returns>Whether the time needs no report to be known.</returns>
    public static bool IsClock(uint deviceTimestamp) => (deviceTimestamp & ClockFlag) != 0;

    /// <summary>When a reading of a report was taken.</summary>
    /// <param name="deviceTimestamp">The reading's device time.</param>
    /// <param name="received">When the report was received.</param>
    /// <param name="sentUptime">The device's uptime when it sent the report, from its header.</param>
    /// <returns>The instant; for a device without clock, received minus uptime plus device time.</returns>
    public static Instant ToInstant(uint deviceTimestamp, Instant received, uint sentUptime) => IsClock(deviceTimestamp)
        ? Epoch + Duration.FromSeconds((long)(deviceTimestamp & ~ClockFlag))
        : received - Duration.FromSeconds((long)sentUptime) + Duration.FromSeconds((long)deviceTimestamp);

    /// <summary>The device time of an instant for a device with a clock.</summary>
    /// <param name="instant">The instant, 2000 to 2068.</param>
    /// <returns>The device time, cut to whole seconds.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The instant does not fit into 31 bits.</exception>
    public static uint FromInstant(Instant instant)
    {
        var seconds = (instant - Epoch).TotalSeconds;
        return seconds is >= 0 and < ClockFlag
            ? (uint)seconds | ClockFlag
            : throw new ArgumentOutOfRangeException(nameof(instant), instant, "Device times go from 2000-01-01 to 2068-01-19.");
    }
}
