using NodaTime.Text;

namespace Energy.Clients;

/// <summary>Readings put into the slots of local days, with what is missing told.</summary>
/// <remarks>
/// The range is of whole local days, both ends included. Readings outside it are passed over, which <see cref="Add(Reading)"/> reports. A second value for a
/// slot replaces the first, a missing one too. The memory is one number a slot.
/// </remarks>
public sealed class Timeline
{
    private readonly SortedDictionary<LocalDate, double?[]> _days = [];
    private readonly Dictionary<LocalDate, long> _phases = [];

    /// <summary>Creates a timeline.</summary>
    /// <param name="first">The first local day.</param>
    /// <param name="last">The last local day, included; before <paramref name="first"/> makes an empty timeline.</param>
    /// <param name="resolution">The length of a slot: whole minutes that divide 24 hours.</param>
    /// <param name="zone">The zone whose days they are.</param>
    /// <param name="shape">How many slots a day with a clock change has.</param>
    /// <exception cref="ArgumentOutOfRangeException">The resolution is not whole minutes, or does not divide a day.</exception>
    public Timeline(LocalDate first, LocalDate last, Duration resolution, DateTimeZone zone, TimelineShape shape = TimelineShape.Honest)
    {
        ArgumentNullException.ThrowIfNull(zone);
        var ticks = resolution.BclCompatibleTicks;
        if (ticks <= 0 || ticks % NodaConstants.TicksPerMinute != 0 || NodaConstants.TicksPerDay % ticks != 0)
        {
            throw new ArgumentOutOfRangeException(nameof(resolution), resolution, "A slot must be whole minutes and divide 24 hours, such as 15, 30 or 60 minutes.");
        }

        Resolution = resolution;
        Zone = zone;
        Shape = shape;
        Cover(first, last);
    }

    /// <summary>The length of a slot.</summary>
    public Duration Resolution { get; }

    /// <summary>The zone of the days.</summary>
    public DateTimeZone Zone { get; }

    /// <summary>How many slots a day with a clock change has.</summary>
    public TimelineShape Shape { get; }

    /// <summary>Widens the range, in both directions where need be; what is there stays, and nothing is ever narrowed.</summary>
    /// <param name="first">The first local day to cover.</param>
    /// <param name="last">The last local day to cover, included.</param>
    public void Extend(LocalDate first, LocalDate last)
    {
        if (_days.Count == 0)
        {
            Cover(first, last);
            return;
        }

        Cover(LocalDate.Min(first, _days.Keys.First()), LocalDate.Max(last, _days.Keys.Last()));
    }

    /// <summary>Puts a reading into its slot, by its start. With fixed slots its seconds are cut off first.</summary>
    /// <param name="reading">
    /// The reading. On an honest timeline the first of a day says where the day's slots begin: hours of UTC begin at half past where clocks are half an hour off, and after a clock
    /// change of half an hour (<see cref="TimelineDay.Phase"/>).
    /// </param>
    /// <returns>Whether the timeline covers the reading's day.</returns>
    /// <exception cref="ArgumentException">The start is inside a slot, not at its beginning.</exception>
    public bool Add(Reading reading)
    {
        var local = reading.Start.InZone(Zone).LocalDateTime;
        if (Shape == TimelineShape.FixedSlots)
        {
            return Add(local.PlusTicks(-(local.TickOfDay % NodaConstants.TicksPerMinute)), reading.Value);
        }

        if (!_days.TryGetValue(local.Date, out var slots))
        {
            return false;
        }

        var offset = (reading.Start - StartOf(local.Date)).BclCompatibleTicks;
        if (!_phases.TryGetValue(local.Date, out var phase))
        {
            // Data on the grid of UTC are on one of the zone's too, only not on that of its midnights.
            phase = reading.Start.ToUnixTimeTicks() % Resolution.BclCompatibleTicks == 0 ? offset % Resolution.BclCompatibleTicks : 0;
            _phases[local.Date] = phase;
            if (phase > 0)
            {
                _days[local.Date] = slots = new double?[SlotsOf(local.Date)];
            }
        }

        slots[SlotOf(offset - phase, InstantPattern.ExtendedIso.Format(reading.Start))] = reading.Value;
        return true;
    }

    /// <summary>Puts a value at a wall-clock time, on a timeline of fixed slots.</summary>
    /// <param name="localTime">The beginning of a slot.</param>
    /// <param name="value">The value; <see langword="null"/> empties the slot.</param>
    /// <returns>Whether the timeline covers the day.</returns>
    /// <exception cref="ArgumentException">The time is inside a slot, not at its beginning.</exception>
    /// <exception cref="InvalidOperationException">The timeline is honest: a wall-clock time may mean two instants there, or none.</exception>
    public bool Add(LocalDateTime localTime, double? value)
    {
        if (Shape != TimelineShape.FixedSlots)
        {
            throw new InvalidOperationException("An honest timeline takes readings, which carry instants: a wall-clock time may mean two of them, or none.");
        }

        if (!_days.TryGetValue(localTime.Date, out var slots))
        {
            return false;
        }

        slots[SlotOf(localTime.TickOfDay, LocalDateTimePattern.ExtendedIso.Format(localTime))] = value;
        return true;
    }

    /// <summary>The days in order.</summary>
    /// <param name="includeEmpty">Whether days without a single value are among them.</param>
    /// <returns>The days.</returns>
    public IEnumerable<TimelineDay> Days(bool includeEmpty = true)
    {
        foreach (var (date, slots) in _days)
        {
            var day = new TimelineDay(date, (double?[])slots.Clone(), Missing(date, slots)) { Phase = PhaseOf(date) };
            if (includeEmpty || !day.IsEmpty)
            {
                yield return day;
            }
        }
    }

    private List<Interval> Missing(LocalDate date, double?[] slots)
    {
        var missing = new List<Interval>();
        for (var i = 0; i < slots.Length; i++)
        {
            if (slots[i] is not null || IntervalOf(date, i) is not { } interval)
            {
                continue;
            }

            if (missing.Count > 0 && missing[^1].End == interval.Start)
            {
                missing[^1] = new Interval(missing[^1].Start, interval.End);
            }
            else
            {
                missing.Add(interval);
            }
        }

        return missing;
    }

    // Null: the wall clock of that day does not show this slot.
    private Interval? IntervalOf(LocalDate date, int slot)
    {
        if (Shape == TimelineShape.Honest)
        {
            // A slot that does not begin with the day reaches over its end, to where the next one's begin.
            var (phase, start) = (PhaseOf(date), StartOf(date) + PhaseOf(date) + (Resolution * slot));
            return new Interval(start, phase > Duration.Zero ? start + Resolution : Instant.Min(start + Resolution, StartOf(date.PlusDays(1))));
        }

        var local = date.AtMidnight().PlusTicks(Resolution.BclCompatibleTicks * slot);
        var mapping = Zone.MapLocal(local);
        if (mapping.Count == 0)
        {
            return null;
        }

        var first = mapping.Last().ToInstant();
        return new Interval(first, first + Resolution);
    }

    private int SlotOf(long ticksIntoDay, string shown)
    {
        var slot = Math.DivRem(ticksIntoDay, Resolution.BclCompatibleTicks, out var inside);
        return inside == 0
            ? (int)slot
            : throw new ArgumentException(
                $"{shown} is inside a slot of {Resolution.TotalMinutes} minutes, not at its beginning. The readings of one day must be on one grid: ask for slots of the "
                    + $"length that the data have, or resample the readings first.");
    }

    private void Cover(LocalDate first, LocalDate last)
    {
        for (var date = first; date <= last; date = date.PlusDays(1))
        {
            if (!_days.ContainsKey(date))
            {
                _days.Add(date, new double?[SlotsOf(date)]);
            }
        }
    }

    private int SlotsOf(LocalDate date)
    {
        var length = Shape == TimelineShape.FixedSlots
            ? Duration.FromDays(1)
            : StartOf(date.PlusDays(1)) - StartOf(date);
        return (int)Math.Ceiling((length - PhaseOf(date)) / Resolution);
    }

    private Duration PhaseOf(LocalDate date) => Duration.FromTicks(_phases.GetValueOrDefault(date));

    // A day that a zone leaves out begins and ends with the next one: it has no slots.
    private Instant StartOf(LocalDate date) => date.AtMidnight().InZoneLeniently(Zone).ToInstant();
}
