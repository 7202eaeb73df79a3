using NodaTime.Text;

namespace Energy.Clients.Fleet;

/// <summary>The sentences of a status that are not an error's own.</summary>
internal static class FleetTexts
{
    public static string Duplicate(FleetSeries series) =>
        $"It was added again while it was there: the first one counts, read every {Show(series.Every)}. Nothing need be done; to change it, remove it and add it again.";

    public static string Late(Instant? lastRun) => lastRun is { } at
        ? $"Its group has not been read to its end since {InstantPattern.General.Format(at)}, two turns ago or more: no process reads its account, or the account's rate is "
            + $"too low for its series. Start a process, raise RequestsPerSecond, or read it less often."
        : "Its group was not read yet, two turns after it was added: no process reads its account. Start one: energy fleet run.";

    public static string Clock(string process, Duration ahead, string than, bool leaves) =>
        $"The clock of {process} is {Show(ahead < Duration.Zero ? -ahead : ahead)} {(ahead < Duration.Zero ? "behind" : "ahead of")} {than}. Set it, best by NTP; "
        + $"{(leaves ? "until then the other processes do its work" : "until then readings come late or are asked for before they are there, and none is lost")}.";

    public static string Show(Duration duration) => new IsoDuration(Duration.FromSeconds((long)Math.Round(duration.TotalSeconds))).ToString();

    /// <summary>How a series stands, by what its shard and its last read tell.</summary>
    public static FleetSeriesStatus Status(FleetEntry entry, FleetShard shard, Instant? lastRun, Instant? since, Instant? through, string? remark, Instant now)
    {
        var late = (lastRun ?? since) is { } last && now - last > 2 * shard.Every + Duration.FromSeconds(30);
        var state = entry.Failures > 0 ? FleetState.Failing : late ? FleetState.Late : lastRun is null ? FleetState.Waiting : FleetState.Fine;
        return new FleetSeriesStatus
        {
            Series = entry.Series,
            Shard = shard.Name,
            State = state,
            LastRun = lastRun,
            Through = through,
            Failures = entry.Failures,
            RetryAt = entry.RetryAt,
            Remark = entry.Failures > 0 ? entry.Error : late ? Late(lastRun) : remark,
        };
    }
}
