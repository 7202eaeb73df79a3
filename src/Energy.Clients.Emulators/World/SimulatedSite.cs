using System.Collections.Concurrent;

namespace Energy.Clients.Emulators;

/// <summary>A simulated building with panels, a battery and a grid connection. What flows there is a pure function of seed, site and instant.</summary>
/// <remarks>
/// <para>
/// The world has minutes of constant power in whole watts, so the energy balance (see <see cref="SimulatedFlow"/>) and all sums are exact:
/// the energies of adjacent intervals add up, to the last millijoule, to the energy of the whole. Instants are cut to milliseconds.
/// </para>
/// <para>
/// Flows are defined for all time, also before <see cref="DataStart"/> and in the future: what a vendor would show yet is the emulator's affair.
/// A question costs the computing of the local days it touches (about 0.2 ms each); the last few days are kept, and what many days came to by the hour.
/// Safe for any number of threads.
/// </para>
/// </remarks>
public sealed class SimulatedSite
{
    private const int KeptSites = 24;
    private const int KeptDays = 64;
    private const int KeptTotals = 8_000;
    private const double MillijoulesPerKilowattHour = 3.6e9;
    private const long WattMinutesPerKilowattHour = 60_000;

    private static readonly ConcurrentDictionary<(SiteProfile Profile, long Seed), SimulatedSite> Known = new();

    private readonly SiteProfile _profile;
    private readonly SiteWeather _weather;
    private readonly ulong _loadKey;
    private readonly Lock _gate = new();
    private readonly Dictionary<LocalDate, SimulatedDay> _days = [];
    private readonly Queue<LocalDate> _order = new();
    private readonly ConcurrentDictionary<LocalDate, DayTotal> _totals = new();

    private SimulatedSite(SiteProfile profile, long seed)
    {
        _profile = profile;
        var key = Noise.Mix(unchecked((ulong)seed)) ^ Noise.Key(profile.Key);
        _loadKey = key ^ Noise.Key("load");
        _weather = new SiteWeather(key ^ Noise.Key("weather"), profile.Latitude, profile.Longitude);
        Zone = DateTimeZoneProviders.Tzdb[profile.ZoneId];
        DataStart = Instant.FromUtc(2021, 3, 4, 8, 0).Plus(Duration.FromSeconds((long)(Noise.Key(profile.Key) % 86_400)));
    }

    /// <summary>A short text that names the site in the world (<c>harbour</c>), the same for every seed.</summary>
    public string Key => _profile.Key;

    /// <summary>A small number that names the site in the world, from 1, the same for every seed.</summary>
    public int Number => _profile.Number;

    /// <summary>The name that vendors show.</summary>
    public string Name => _profile.Name;

    /// <summary>The IANA id of the site's time zone.</summary>
    public string ZoneId => _profile.ZoneId;

    /// <summary>The site's time zone. Load follows its wall clock, daylight saving included; the sun does not.</summary>
    public DateTimeZone Zone { get; }

    /// <summary>Degrees north of the equator.</summary>
    public double Latitude => _profile.Latitude;

    /// <summary>Degrees east of Greenwich.</summary>
    public double Longitude => _profile.Longitude;

    /// <summary>When the site's meters were switched on: 2021, at an odd second, the same for every seed.</summary>
    public Instant DataStart { get; }

    /// <summary>The length of the world's base intervals, over which every power is constant: one minute.</summary>
    public Duration Resolution { get; } = Duration.FromMinutes(1);

    /// <summary>The most the panels can give, in kW.</summary>
    public double PanelPeakKilowatts => _profile.PanelPeak;

    /// <summary>The most the battery can take or give, in kW.</summary>
    public double BatteryKilowatts => _profile.BatteryPower;

    /// <summary>The energy of the full battery, in kWh: two hours at full power.</summary>
    public double BatteryKilowattHours => 2.0 * _profile.BatteryPower;

    internal long BatteryWatts => 1000L * _profile.BatteryPower;

    internal long BatteryFloor => BatteryCapacity / 5;

    internal long BatteryCeiling => BatteryCapacity * 19 / 20;

    private long BatteryCapacity => 2L * _profile.BatteryPower * WattMinutesPerKilowattHour;

    /// <summary>An id that a vendor could have given this site: the same for every seed, different for every vendor.</summary>
    /// <param name="vendor">The vendor's name, or any text.</param>
    /// <returns>A UUID.</returns>
    public Guid IdFor(string vendor) => Noise.StableGuid(vendor, "site", Key);

    /// <summary>The power of a flow at an instant.</summary>
    /// <param name="flow">Which flow.</param>
    /// <param name="instant">When.</param>
    /// <returns>kW, zero or positive, constant over each minute.</returns>
    public double Power(SimulatedFlow flow, Instant instant) => Day(instant).Watts(Check(flow), instant) / 1000.0;

    /// <summary>The average power of a flow over the half-open interval from start to end.</summary>
    /// <param name="flow">Which flow.</param>
    /// <param name="start">The first instant.</param>
    /// <param name="end">The end, after the start.</param>
    /// <returns>kW, zero or positive.</returns>
    /// <exception cref="ArgumentException"><paramref name="end"/> is less than a millisecond after <paramref name="start"/>.</exception>
    public double Average(SimulatedFlow flow, Instant start, Instant end)
    {
        var milliseconds = end.ToUnixTimeMilliseconds() - start.ToUnixTimeMilliseconds();
        if (milliseconds <= 0)
        {
            throw new ArgumentException($"An average needs an end at least a millisecond after its start; got {start} to {end}.", nameof(end));
        }

        return EnergyMillijoules(flow, start, end) / (double)milliseconds / 1000.0;
    }

    /// <summary>The energy of a flow over the half-open interval from start to end.</summary>
    /// <param name="flow">Which flow.</param>
    /// <param name="start">The first instant.</param>
    /// <param name="end">The end, not before the start.</param>
    /// <returns>kWh, zero or positive. <see cref="EnergyMillijoules"/> is the exact form.</returns>
    /// <exception cref="ArgumentException"><paramref name="end"/> lies before <paramref name="start"/>.</exception>
    public double Energy(SimulatedFlow flow, Instant start, Instant end) => EnergyMillijoules(flow, start, end) / MillijoulesPerKilowattHour;

    /// <summary>The energy of a flow over the half-open interval from start to end, exactly.</summary>
    /// <param name="flow">Which flow.</param>
    /// <param name="start">The first instant, cut to milliseconds.</param>
    /// <param name="end">The end, cut to milliseconds, not before the start.</param>
    /// <returns>Millijoules. The energies of adjacent intervals add up exactly.</returns>
    /// <exception cref="ArgumentException"><paramref name="end"/> lies before <paramref name="start"/>.</exception>
    public long EnergyMillijoules(SimulatedFlow flow, Instant start, Instant end)
    {
        Check(flow);
        if (end < start)
        {
            throw new ArgumentException($"The interval ends ({end}) before it starts ({start}).", nameof(end));
        }

        var day = Total(start);
        var sum = -MillijoulesUntil(day, flow, start);
        while (end > day.End)
        {
            sum += MillijoulesUntil(day, flow, day.End);
            day = Total(day.End);
        }

        return sum + MillijoulesUntil(day, flow, end);
    }

    /// <summary>The energy in the battery at an instant, in kWh; always between a fifth and 95 % of <see cref="BatteryKilowattHours"/>.</summary>
    /// <param name="instant">When.</param>
    /// <returns>kWh.</returns>
    public double StateOfCharge(Instant instant) => Day(instant).StoredMillijoules(instant) / MillijoulesPerKilowattHour;

    /// <summary>The sun's power on level ground at an instant.</summary>
    /// <param name="instant">When; the value is that of its minute.</param>
    /// <returns>W/m², zero at night.</returns>
    public double Irradiance(Instant instant) => _weather.Irradiance(SiteWeather.MinuteOf(instant));

    /// <summary>The temperature of the air at an instant.</summary>
    /// <param name="instant">When; the value is that of its minute.</param>
    /// <returns>°C.</returns>
    public double Temperature(Instant instant) => _weather.Temperature(SiteWeather.MinuteOf(instant));

    /// <summary>The site of a seed. Worlds of one seed share it, so that tests with an emulator each compute a day once.</summary>
    internal static SimulatedSite Of(SiteProfile profile, long seed)
    {
        if (Known.Count >= KeptSites)
        {
            Known.Clear();
        }

        return Known.GetOrAdd((profile, seed), static of => new SimulatedSite(of.Profile, of.Seed));
    }

    internal double TemperatureAt(long epochMinute) => _weather.Temperature(epochMinute);

    internal long HarvestWatts(long epochMinute, double temperature)
    {
        var irradiance = _weather.Irradiance(epochMinute);
        if (irradiance <= 0)
        {
            return 0;
        }

        // Panels lose 0.4 % a degree above 25 °C, and stand some 20 degrees above the air in full sun.
        var panel = temperature + (irradiance * 0.02);
        return (long)Math.Round(_profile.PanelPeak * irradiance * (1 - (0.004 * (panel - 25))));
    }

    internal long YieldWatts(long epochMinute, double temperature, IsoDayOfWeek weekday, int clock)
    {
        var working = Trapezoid(clock, 6 * 60, 9 * 60, 17 * 60, 20 * 60) * (weekday is IsoDayOfWeek.Saturday or IsoDayOfWeek.Sunday ? 0.25 : 1);
        var cooling = Math.Max(0, temperature - 18) * 0.012;
        var steady = _profile.BaseLoad * (0.85 + (0.3 * Noise.Smooth(_loadKey, epochMinute, 180)) + cooling);
        var work = _profile.WorkLoad * working * (0.8 + (0.3 * Noise.Smooth(~_loadKey, epochMinute, 45)) + cooling);
        var flicker = 0.97 + (0.06 * Noise.Unit(_loadKey, epochMinute));
        return (long)Math.Round(1000 * (steady + work) * flicker);
    }

    private static double Trapezoid(int at, int rise, int high, int fall, int low) => at switch
    {
        _ when at < rise || at >= low => 0,
        _ when at < high => (at - rise) / (double)(high - rise),
        _ when at < fall => 1,
        _ => (low - at) / (double)(low - fall),
    };

    private static SimulatedFlow Check(SimulatedFlow flow) => (uint)flow < SimulatedDay.FlowCount
        ? flow
        : throw new ArgumentOutOfRangeException(nameof(flow), flow, "Not a flow of the simulated world.");

    private long MillijoulesUntil(DayTotal day, SimulatedFlow flow, Instant instant) => day.MillijoulesUntil(flow, instant) ?? Day(day.Start).MillijoulesUntil(flow, instant);

    // What a day comes to by the hour is small and kept for long: a year that is asked again costs no computing.
    private DayTotal Total(Instant instant)
    {
        var date = instant.InZone(Zone).Date;
        if (_totals.TryGetValue(date, out var known))
        {
            return known;
        }

        var total = new DayTotal(Day(instant));
        if (_totals.Count >= KeptTotals)
        {
            _totals.Clear();
        }

        _totals[date] = total;
        return total;
    }

    private SimulatedDay Day(Instant instant)
    {
        var date = instant.InZone(Zone).Date;
        lock (_gate)
        {
            if (_days.TryGetValue(date, out var known))
            {
                return known;
            }
        }

        // Outside the lock: two threads may compute the same day, which is harmless, and neither keeps the other waiting.
        var day = new SimulatedDay(this, date);
        lock (_gate)
        {
            if (_days.TryAdd(date, day))
            {
                _order.Enqueue(date);
                if (_order.Count > KeptDays)
                {
                    _days.Remove(_order.Dequeue());
                }
            }
        }

        return day;
    }

    /// <summary>The energies of a day up to each whole hour from its start, and up to its end, which in some zones is none.</summary>
    private sealed class DayTotal
    {
        private const long MillisecondsPerHour = 3_600_000;

        private readonly long _start;
        private readonly long[][] _sums;

        public DayTotal(SimulatedDay day)
        {
            (Start, End) = (day.Start, day.End);
            _start = Start.ToUnixTimeMilliseconds();
            Instant[] marks = [.. Enumerable.Range(0, (int)Math.Ceiling((End - Start).TotalHours)).Select(hour => Start + Duration.FromHours(hour)), End];
            _sums = [.. Enum.GetValues<SimulatedFlow>().Select(flow => Array.ConvertAll(marks, at => day.MillijoulesUntil(flow, at)))];
        }

        public Instant Start { get; }

        public Instant End { get; }

        /// <summary>The energy in millijoules from the start of the day to an instant from its start to its end; <see langword="null"/> where it is not known.</summary>
        public long? MillijoulesUntil(SimulatedFlow flow, Instant instant)
        {
            var sums = _sums[(int)flow];
            var hour = Math.DivRem(instant.ToUnixTimeMilliseconds() - _start, MillisecondsPerHour, out var rest);
            return instant == End ? sums[^1] : rest == 0 ? sums[hour] : null;
        }
    }
}
