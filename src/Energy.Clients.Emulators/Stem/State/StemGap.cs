namespace Energy.Clients.Emulators;

/// <summary>A stretch of time in which a site's streams lack intervals or values.</summary>
internal sealed record StemGap(string SiteId, string? StreamType, Interval When, bool AsNull)
{
    /// <summary>Whether an interval starts in the gap; the start as sent is cut to the minute, which undoes the second by which it is late.</summary>
    internal bool Covers(StemIntervalState interval)
    {
        var seconds = interval.Start.ToUnixTimeSeconds();
        return When.Contains(Instant.FromUnixTimeSeconds(seconds - (seconds % 60)));
    }
}
