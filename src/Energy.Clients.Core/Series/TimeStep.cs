using NodaTime.Text;

namespace Energy.Clients;

/// <summary>How time is cut into steps that follow one another without a gap: a fixed length, or a calendar period in a zone, counted from an anchor.</summary>
/// <remarks>
/// <para>A <b>duration</b> is elapsed time: steps of one length, on a grid through the anchor (the Unix epoch unless given), whatever clocks do.</para>
/// <para>A <b>period of days, weeks, months or years</b> follows the calendar of its zone: a local day has 23, 24 or 25 hours, a gas day goes from 06:00 to 06:00. The anchor is a
/// date and time of which every boundary is a whole number of periods away (midnight of 0001-01-01, a Monday, unless given). A boundary that the clock on the wall shows twice is
/// the earlier one; one that it does not show is the instant at which it goes on; a day that a zone skipped (Pacific/Apia 2011-12-30) is no step.</para>
/// <para>A <b>period of hours, minutes or seconds</b> follows the clock on the wall: boundaries are where it shows a multiple of the period since the anchor's time of day. Where
/// clocks change by a part of the period (Australia/Lord_Howe by half an hour) the step around it is longer or shorter.</para>
/// <para>Equality goes by meaning of length or period, zone and anchor.</para>
/// </remarks>
[JsonConverter(typeof(TimeStepJsonConverter))]
public sealed class TimeStep : IEquatable<TimeStep>
{
    private static readonly LocalDateTime FirstMonday = new(1, 1, 1, 0, 0);

    // No change of clocks is as large as this: offsets go from -18 to 18 hours.
    private static readonly Duration LongestChange = Duration.FromHours(37);

    private readonly Duration _length;
    private readonly Instant _epoch;
    private readonly LocalDateTime _anchor;
    private readonly int _days;
    private readonly int _months;

    private TimeStep(Duration length, Instant anchor)
    {
        _length = length;
        _epoch = anchor;
        Length = length;
    }

    private TimeStep(Period period, DateTimeZone zone, LocalDateTime anchor)
    {
        Period = period;
        Zone = zone;
        _anchor = anchor;
        _days = (period.Weeks * 7) + period.Days;
        _months = (period.Years * 12) + period.Months;
        _length = period.HasTimeComponent ? period.ToDuration() : Duration.Zero;
    }

    /// <summary>The length of every step; <see langword="null"/> for calendar steps, whose lengths differ.</summary>
    public Duration? Length { get; }

    /// <summary>The period of calendar steps; <see langword="null"/> for steps of one length.</summary>
    public Period? Period { get; }

    /// <summary>The zone of calendar steps; <see langword="null"/> for steps of one length.</summary>
    public DateTimeZone? Zone { get; }

    /// <summary>Where the grid of steps of one length goes through.</summary>
    internal Instant Epoch => _epoch;

    /// <summary>Where the grid of calendar steps goes through.</summary>
    internal LocalDateTime Anchor => _anchor;

    /// <summary>Steps of one length, on a grid through the Unix epoch, or through another instant.</summary>
    /// <param name="length">The length; positive.</param>
    /// <param name="anchor">An instant at which a step begins; the Unix epoch unless given.</param>
    /// <returns>The steps.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="length"/> is zero or negative.</exception>
    public static TimeStep Of(Duration length, Instant? anchor = null) => length > Duration.Zero
        ? new TimeStep(length, anchor ?? NodaConstants.UnixEpoch)
        : throw new ArgumentOutOfRangeException(nameof(length), length, "A step must be longer than nothing.");

    /// <summary>Steps of a calendar period in a zone.</summary>
    /// <param name="period">Days and weeks, or months and years, or hours and smaller parts of a day that go into it a whole number of times; positive.</param>
    /// <param name="zone">The zone.</param>
    /// <param name="anchor">A local date and time at which a step begins; midnight of 0001-01-01, a Monday, unless given. Gas days: any date at 06:00.</param>
    /// <returns>The steps.</returns>
    /// <exception cref="ArgumentException">The period mixes kinds, is not positive, or is a part of a day that does not go into it.</exception>
    public static TimeStep Of(Period period, DateTimeZone zone, LocalDateTime? anchor = null)
    {
        ArgumentNullException.ThrowIfNull(period);
        ArgumentNullException.ThrowIfNull(zone);
        var hasMonths = period.Months != 0 || period.Years != 0;
        var hasDays = period.Days != 0 || period.Weeks != 0;
        if ((hasMonths ? 1 : 0) + (hasDays ? 1 : 0) + (period.HasTimeComponent ? 1 : 0) != 1)
        {
            throw new ArgumentException($"A calendar step is of days and weeks, of months and years, or of hours and smaller, and not of several kinds: {period}.", nameof(period));
        }

        var step = new TimeStep(period, zone, anchor ?? FirstMonday);
        if (step is { _days: <= 0, _months: <= 0 } && (step._length <= Duration.Zero || Duration.FromDays(1).ToInt64Nanoseconds() % step._length.ToInt64Nanoseconds() != 0))
        {
            throw new ArgumentException(
                $"A calendar step must be positive, and one shorter than a day must go into it a whole number of times: {period}. Elapsed time without a zone can have any length.",
                nameof(period));
        }

        return step;
    }

    /// <summary>Local days of a zone, of 23, 24 or 25 hours.</summary>
    /// <param name="zone">The zone.</param>
    /// <param name="startsAt">The time of day at which a day begins: midnight unless given, 06:00 for gas days.</param>
    /// <returns>The steps.</returns>
    public static TimeStep Days(DateTimeZone zone, LocalTime startsAt = default) => Of(Period.FromDays(1), zone, FirstMonday.Date.At(startsAt));

    /// <summary>Calendar months of a zone.</summary>
    /// <param name="zone">The zone.</param>
    /// <returns>The steps.</returns>
    public static TimeStep Months(DateTimeZone zone) => Of(Period.FromMonths(1), zone);

    /// <summary>The step that an instant lies in.</summary>
    /// <param name="instant">The instant.</param>
    /// <returns>The half-open step; never empty.</returns>
    public Interval Containing(Instant instant) => Length is not null ? OnGrid(instant) : _length > Duration.Zero ? OnWall(instant) : OnCalendar(instant);

    /// <summary>The steps of a range of time, from the one that its start lies in to the one that its end touches.</summary>
    /// <param name="range">The range; both ends are given.</param>
    /// <returns>The steps in order; they tile the range, and go beyond its edges where those are no boundaries.</returns>
    public IEnumerable<Interval> Within(Interval range)
    {
        var step = Containing(range.Start);
        for (; step.Start < range.End; step = Containing(step.End))
        {
            yield return step;
        }
    }

    /// <inheritdoc/>
    public bool Equals(TimeStep? other) => other is not null && ToString() == other.ToString();

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as TimeStep);

    /// <inheritdoc/>
    public override int GetHashCode() => ToString().GetHashCode(StringComparison.Ordinal);

    /// <summary>The step as text: length or period, zone, and the anchor where it is not the usual one.</summary>
    /// <returns>Such as <c>PT15M</c> or <c>P1D Europe/Amsterdam from 0001-01-01T06:00:00</c>.</returns>
    public override string ToString()
    {
        if (Zone is null)
        {
            var length = PeriodPattern.NormalizingIso.Format(Period.FromNanoseconds(_length.ToInt64Nanoseconds()).Normalize());
            return _epoch == NodaConstants.UnixEpoch ? length : string.Create(CultureInfo.InvariantCulture, $"{length} from {ReadingOrder.Show(_epoch)}");
        }

        var period = _months > 0 ? Period.FromMonths(_months) : _days > 0 ? Period.FromDays(_days) : Period.FromNanoseconds(_length.ToInt64Nanoseconds()).Normalize();
        var anchor = _anchor == FirstMonday ? "" : " from " + LocalDateTimePattern.ExtendedIso.Format(_anchor);
        return $"{PeriodPattern.NormalizingIso.Format(period)} {Zone.Id}{anchor}";
    }

    private Interval OnGrid(Instant instant)
    {
        var since = instant - _epoch;
        Instant start;
        if (Math.Abs(since.Days) < 100_000)
        {
            start = instant.PlusNanoseconds(-Modulo(since.ToInt64Nanoseconds(), _length.ToInt64Nanoseconds()));
        }
        else
        {
            var inside = since.ToBigIntegerNanoseconds() % _length.ToBigIntegerNanoseconds();
            start = instant - Duration.FromNanoseconds(inside.Sign < 0 ? inside + _length.ToBigIntegerNanoseconds() : inside);
        }

        return new Interval(start, start + _length);
    }

    private Interval OnCalendar(Instant instant)
    {
        var local = instant.InZone(Zone!).LocalDateTime;
        var index = _days > 0 ? DayIndex(local) : MonthIndex(local);
        var start = At(index);
        var end = At(index + 1);
        // What the wall shows twice, or not at all, puts an instant beside the step that its local time names; a skipped day is a step without length.
        while (instant < start)
        {
            (start, end) = (At(--index), start);
        }

        while (instant >= end)
        {
            (start, end) = (end, At(++index + 1));
        }

        return new Interval(start, end);
    }

    // As Noda Time's resolvers do it (the earlier of two, the end of what is skipped), but without their allocation: once a step is often enough to be seen.
    private Instant At(int index)
    {
        var local = (_days > 0 ? _anchor.PlusDays(index * _days) : _anchor.PlusMonths(index * _months)).InUtc().ToInstant();
        var zone = Zone!.GetZoneInterval(local);
        var instant = Minus(local, zone.WallOffset);
        if (zone.HasEnd && instant >= zone.End)
        {
            return Instant.Max(Minus(local, Zone.GetZoneInterval(zone.End).WallOffset), zone.End);
        }

        if (zone.HasStart && instant - zone.Start < LongestChange)
        {
            var earlier = Minus(local, Zone.GetZoneInterval(zone.Start - Duration.Epsilon).WallOffset);
            return earlier < zone.Start ? earlier : Instant.Max(instant, zone.Start);
        }

        return instant;

        static Instant Minus(Instant local, Offset offset) => local.PlusNanoseconds(-offset.Nanoseconds);
    }

    private int DayIndex(LocalDateTime local)
    {
        var days = Period.DaysBetween(_anchor.Date, local.Date);
        return (int)Math.Floor((days - (local.TimeOfDay < _anchor.TimeOfDay ? 1 : 0)) / (double)_days);
    }

    private int MonthIndex(LocalDateTime local)
    {
        var months = ((local.Year - _anchor.Year) * 12) + local.Month - _anchor.Month;
        return (int)Math.Floor((months - (local < _anchor.PlusMonths(months) ? 1 : 0)) / (double)_months);
    }

    // Runs of one offset: a boundary is where the wall shows a multiple, and where a change of clocks leads into another multiple.
    private Interval OnWall(Instant instant)
    {
        var zone = Zone!.GetZoneInterval(instant);
        var start = Floor(instant, zone.WallOffset);
        while (zone.HasStart && start < zone.Start)
        {
            var before = Zone.GetZoneInterval(zone.Start - Duration.Epsilon);
            if (IsBoundary(zone.Start, before.WallOffset, zone.WallOffset))
            {
                start = zone.Start;
                break;
            }

            start = Floor(zone.Start - Duration.Epsilon, before.WallOffset);
            zone = before;
        }

        zone = Zone.GetZoneInterval(instant);
        var end = Floor(instant, zone.WallOffset) + _length;
        while (zone.HasEnd && end >= zone.End)
        {
            var after = Zone.GetZoneInterval(zone.End);
            if (IsBoundary(zone.End, zone.WallOffset, after.WallOffset))
            {
                end = zone.End;
                break;
            }

            end = Floor(zone.End, after.WallOffset) + _length;
            zone = after;
        }

        return new Interval(start, end);
    }

    private bool IsBoundary(Instant change, Offset before, Offset after) =>
        InStep(change, after) == 0 || Slot(change - Duration.Epsilon, before) != Slot(change, after);

    private Instant Floor(Instant instant, Offset offset) => instant.PlusNanoseconds(-InStep(instant, offset));

    private long InStep(Instant instant, Offset offset) => Modulo(Wall(instant, offset), _length.ToInt64Nanoseconds());

    private long Slot(Instant instant, Offset offset)
    {
        var wall = Wall(instant, offset);
        return wall - Modulo(wall, _length.ToInt64Nanoseconds());
    }

    // Nanoseconds of the clock on the wall since the epoch, less the anchor's time of day; steps go into a day, so its date plays no part.
    private long Wall(Instant instant, Offset offset) => (instant - NodaConstants.UnixEpoch).ToInt64Nanoseconds() + offset.Nanoseconds - _anchor.TimeOfDay.NanosecondOfDay;

    private static long Modulo(long value, long by)
    {
        var rest = value % by;
        return rest < 0 ? rest + by : rest;
    }
}
