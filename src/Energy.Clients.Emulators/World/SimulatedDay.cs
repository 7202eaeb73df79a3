namespace Energy.Clients.Emulators;

/// <summary>One local day of one site: every flow in whole watts for every minute, as running sums.</summary>
/// <remarks>
/// Whole watts make the balance and the sums exact. The battery ends each day where it began, which makes a day independent of the days before it.
/// </remarks>
internal sealed class SimulatedDay
{
    internal const int FlowCount = 6;
    private const long MillisecondsPerMinute = 60_000;

    private readonly long[][] _sums = new long[FlowCount][];
    private readonly long[] _charge;

    internal SimulatedDay(SimulatedSite site, LocalDate date)
    {
        var zone = site.Zone;
        Start = zone.AtStartOfDay(date).ToInstant();
        End = zone.AtStartOfDay(date.PlusDays(1)).ToInstant();
        var minutes = (int)(End - Start).TotalMinutes;
        for (var f = 0; f < FlowCount; f++)
        {
            _sums[f] = new long[minutes + 1];
        }

        _charge = new long[minutes + 1];
        Fill(site, date, minutes);
    }

    internal Instant Start { get; }

    internal Instant End { get; }

    /// <summary>The power in whole watts of the minute that holds an instant of this day.</summary>
    internal long Watts(SimulatedFlow flow, Instant instant)
    {
        var minute = (instant.ToUnixTimeMilliseconds() - Start.ToUnixTimeMilliseconds()) / MillisecondsPerMinute;
        return _sums[(int)flow][minute + 1] - _sums[(int)flow][minute];
    }

    /// <summary>The energy in millijoules from the start of the day to an instant from its start to its end, cut to milliseconds.</summary>
    internal long MillijoulesUntil(SimulatedFlow flow, Instant instant) => Until(_sums[(int)flow], instant);

    /// <summary>The energy in the battery at an instant of this day, in millijoules.</summary>
    internal long StoredMillijoules(Instant instant) => Until(_charge, instant);

    private long Until(long[] sums, Instant instant)
    {
        var milliseconds = instant.ToUnixTimeMilliseconds() - Start.ToUnixTimeMilliseconds();
        var minute = Math.DivRem(milliseconds, MillisecondsPerMinute, out var rest);
        var whole = sums[minute] * MillisecondsPerMinute;
        return rest == 0 ? whole : whole + ((sums[minute + 1] - sums[minute]) * rest);
    }

    private void Fill(SimulatedSite site, LocalDate date, int minutes)
    {
        var firstMinute = SiteWeather.MinuteOf(Start);
        var plan = new BatteryPlan(site.BatteryWatts, site.BatteryFloor, site.BatteryCeiling);
        _charge[0] = plan.Stored;

        // The zone is asked once for each of its offsets, and not for every minute, which would take as long as all else.
        var offset = site.Zone.GetZoneInterval(Start);
        for (var m = 0; m < minutes; m++)
        {
            var at = Start + Duration.FromMinutes(m);
            offset = offset.Contains(at) ? offset : site.Zone.GetZoneInterval(at);
            var clock = ClockMinute(at.ToUnixTimeSeconds() + offset.WallOffset.Seconds);
            var temperature = site.TemperatureAt(firstMinute + m);
            var harvest = site.HarvestWatts(firstMinute + m, temperature);
            var load = site.YieldWatts(firstMinute + m, temperature, date.DayOfWeek, clock);
            var battery = plan.Next(harvest - load, clock, minutes - m);
            var grid = load + battery - harvest;
            Add(SimulatedFlow.Harvest, m, harvest);
            Add(SimulatedFlow.Yield, m, load);
            Add(SimulatedFlow.StoreIn, m, Math.Max(0, battery));
            Add(SimulatedFlow.StoreOut, m, Math.Max(0, -battery));
            Add(SimulatedFlow.Buy, m, Math.Max(0, grid));
            Add(SimulatedFlow.Sell, m, Math.Max(0, -grid));
            _charge[m + 1] = plan.Stored;
        }
    }

    private static int ClockMinute(long localSeconds)
    {
        const int SecondsPerDay = 86_400;
        var second = localSeconds % SecondsPerDay;
        return (int)((second < 0 ? second + SecondsPerDay : second) / 60);
    }

    private void Add(SimulatedFlow flow, int minute, long watts)
    {
        var sums = _sums[(int)flow];
        sums[minute + 1] = sums[minute] + watts;
    }
}
