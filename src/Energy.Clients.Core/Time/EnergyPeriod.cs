using System.ComponentModel;
using System.Numerics;

namespace Energy.Clients;

/// <summary>One of Sundaya's periods, or several in a row: its bounds, its family, its texts. The server's period calculator without the server.</summary>
/// <remarks>
/// <para>All arithmetic is in UTC at a resolution of one millisecond; periods have no time zone and know no daylight saving. The range is the years
/// 0000 to 9999 (a period that would run into the year 10000 is cut there).</para>
/// <para><see cref="Interval"/> is half-open, like every interval of this family of packages. The server's own bounds are both inclusive:
/// its end is <see cref="LastInstant"/>, one millisecond earlier (<c>20190210T235959.9990</c> for a week that ends at 11 February 00:00).</para>
/// <para>Where the live server and the published document disagree, <see cref="Profile"/> decides; the list is on <see cref="PeriodProfile"/>.</para>
/// <para>The text is <c>kind/epoch</c>, with <c>/duration</c> unless that is 1, as in the server's path: <c>week/20190204</c>,
/// <c>week/20190204/3</c>, <c>day/20190301/-7</c>. <see cref="Parse(string)"/> takes any complete epoch within the period; the text that is written names its start.
/// The text does not carry the profile: negative durations are always written as the server reads them, and parsing gives <see cref="PeriodProfile.Server"/>.</para>
/// <para>A struct of 24 bytes. Nothing here allocates except the properties that are strings. Periods order by start, then by end, then by kind.
/// <c>default</c> is the first millisecond of the year 0.</para>
/// </remarks>
/// <example>
/// <code>
/// var day = EnergyPeriod.Containing(Instant.FromUtc(2026, 1, 31, 12, 0), PeriodKind.Day);
/// Console.WriteLine($"{day.Start} to {day.End}, {day.ChildCount} {day.Children}");
/// </code>
/// </example>
[JsonConverter(typeof(TextJsonConverter<EnergyPeriod>))]
[TypeConverter(typeof(TextTypeConverter<EnergyPeriod>))]
public readonly partial record struct EnergyPeriod
    : ITextValue<EnergyPeriod>, IComparable<EnergyPeriod>, IComparable, IComparisonOperators<EnergyPeriod, EnergyPeriod, bool>
{
    // Where the first period starts, in milliseconds since 0000-01-01, and its place in the row of all periods of its kind since then:
    // with the place, neighbours are one addition away.
    private readonly long _start;
    private readonly long _index;
    private readonly int _more;
    private readonly byte _kind;
    private readonly byte _profile;
    private readonly bool _retrospective;

    private EnergyPeriod(byte kind, long index, long start, int count, PeriodProfile profile, bool retrospective = false)
    {
        _index = index;
        _start = start;
        _more = count - 1;
        _kind = kind;
        _profile = (byte)profile;
        _retrospective = retrospective;
    }

    /// <summary>The kind of period.</summary>
    public PeriodKind Kind => new(_kind);

    /// <summary>Whether this follows the live server or the published document.</summary>
    public PeriodProfile Profile => (PeriodProfile)_profile;

    /// <summary>How many periods in a row this is, 1 or more.</summary>
    public int Count => _more + 1;

    /// <summary>Whether this came from a negative duration. The only effect is the prompt: a week or quarter hour then shows both of its ends even alone.</summary>
    public bool IsRetrospective => _retrospective;

    /// <summary>The first instant.</summary>
    public Instant Start => FromMilliseconds(_start);

    /// <summary>The first instant after the period. <see cref="Instant.MaxValue"/> when the period runs to the end of the year 9999.</summary>
    public Instant End => EndMilliseconds is var end && end >= CivilCalendar.EndMilliseconds ? Instant.MaxValue : FromMilliseconds(end);

    /// <summary>The server's inclusive end: one millisecond before <see cref="End"/>.</summary>
    public Instant LastInstant => FromMilliseconds(EndMilliseconds - 1);

    /// <summary>From <see cref="Start"/>, included, to <see cref="End"/>, excluded.</summary>
    public Interval Interval => new(Start, End);

    /// <summary>The link epoch of the start, in the form of this kind: <c>20190204</c> for a week.</summary>
    public EpochText Epoch => EpochText.FromMilliseconds(_start, _kind, Profile);

    /// <summary>The link epoch of <see cref="LastInstant"/>, in the form of this kind: <c>20190210</c> for a week.</summary>
    public EpochText EndEpoch => EpochText.FromMilliseconds(EndMilliseconds - 1, _kind, Profile);

    /// <summary>The period of the same kind that starts at <see cref="End"/>. Always a single one, as the link <c>next</c>.</summary>
    /// <exception cref="OverflowException">It would start in the year 10000.</exception>
    public EnergyPeriod Next => NextStart is var start && start < CivilCalendar.EndMilliseconds ? new(_kind, _index + Count, start, 1, Profile) : throw OutOfRange();

    /// <summary>The period of the same kind that ends at <see cref="Start"/>. Always a single one, as the link <c>prev</c>.</summary>
    /// <exception cref="OverflowException">It would start before the year 0.</exception>
    public EnergyPeriod Previous => _index > 0 ? new(_kind, _index - 1, StartOf(_kind, _index - 1), 1, Profile) : throw OutOfRange();

    /// <summary>Each single period of this row, in order; one when <see cref="Count"/> is 1.</summary>
    public PeriodSequence Each => new(new EnergyPeriod(_kind, _index, _start, 1, Profile), Count);

    private long EndMilliseconds => Math.Min(NextStart, CivilCalendar.EndMilliseconds);

    // A single month is the common case, and its length is cheaper to find than the date of the next.
    private long NextStart => _kind == PeriodKind.MonthCode && _more == 0 ? _start + LengthOfMonth((uint)_index) : StartOf(_kind, _index + Count);

    /// <summary>Whether the first period sorts before the second.</summary>
    /// <param name="left">The first period.</param>
    /// <param name="right">The second period.</param>
    public static bool operator <(EnergyPeriod left, EnergyPeriod right) => left.CompareTo(right) < 0;

    /// <summary>Whether the first period sorts after the second.</summary>
    /// <param name="left">The first period.</param>
    /// <param name="right">The second period.</param>
    public static bool operator >(EnergyPeriod left, EnergyPeriod right) => left.CompareTo(right) > 0;

    /// <summary>Whether the first period sorts before the second or is the same.</summary>
    /// <param name="left">The first period.</param>
    /// <param name="right">The second period.</param>
    public static bool operator <=(EnergyPeriod left, EnergyPeriod right) => left.CompareTo(right) <= 0;

    /// <summary>Whether the first period sorts after the second or is the same.</summary>
    /// <param name="left">The first period.</param>
    /// <param name="right">The second period.</param>
    public static bool operator >=(EnergyPeriod left, EnergyPeriod right) => left.CompareTo(right) >= 0;

    /// <summary>The single period of a kind that contains an instant.</summary>
    /// <param name="instant">The instant; what is below a millisecond is cut off.</param>
    /// <param name="kind">The kind.</param>
    /// <param name="profile">Server (the default) or document.</param>
    /// <exception cref="ArgumentOutOfRangeException">The instant lies before the year 0, or in the days of it that come before the first Monday when weeks are asked
    /// for.</exception>
    public static EnergyPeriod Containing(Instant instant, PeriodKind kind, PeriodProfile profile = PeriodProfile.Server)
    {
        var milliseconds = instant.ToUnixTimeMilliseconds() + CivilCalendar.UnixEpochMilliseconds;
        if (milliseconds < (kind.Code == PeriodKind.WeekCode ? FirstMonday : 0))
        {
            throw new ArgumentOutOfRangeException(nameof(instant), instant, $"No {kind} of the years 0 to 9999 contains the instant.");
        }

        return Around(kind.Code, milliseconds, 1, profile);
    }

    /// <summary>Several periods in a row, counted from an epoch as a request counts them.</summary>
    /// <param name="epoch">Any instant of the period to count from.</param>
    /// <param name="kind">The kind.</param>
    /// <param name="duration">
    /// The number of periods, not capped (<see cref="PeriodKind.MaxDuration"/> is the server's limit for one answer). Positive: that many from the one that contains the epoch.
    /// Negative: <see cref="PeriodProfile.Server"/> takes that many <i>before</i> the period that contains the epoch, so it ends one millisecond before
    /// that period starts; <see cref="PeriodProfile.Document"/>, "retrospective … ending at the requested epoch", takes that many up to and
    /// including the period of the epoch, the mirror image of a positive duration.
    /// </param>
    /// <param name="profile">Server (the default) or document.</param>
    /// <exception cref="ArgumentOutOfRangeException">The duration is 0, or the epoch or a part of the row lies outside the years 0 to 9999.</exception>
    public static EnergyPeriod Spanning(Instant epoch, PeriodKind kind, int duration, PeriodProfile profile = PeriodProfile.Server)
    {
        ArgumentOutOfRangeException.ThrowIfZero(duration);
        ArgumentOutOfRangeException.ThrowIfEqual(duration, int.MinValue);
        var at = Containing(epoch, kind, profile);
        return TrySpan(at._kind, at._index, duration, profile, out var period)
            ? period
            : throw new ArgumentOutOfRangeException(nameof(duration), duration, "The periods would leave the years 0 to 9999.");
    }

    /// <summary>The periods that the server answers for, given the parts of a request.</summary>
    /// <param name="epoch">The text of the epoch; null, empty and unreadable mean <paramref name="now"/>. See <see cref="EpochText.Blend(string?, Instant)"/>.</param>
    /// <param name="kind">The kind.</param>
    /// <param name="duration">As for <see cref="Spanning"/>; <see cref="PeriodKind.ReadDuration"/> reads it from text and caps it.</param>
    /// <param name="now">The server's clock.</param>
    /// <param name="profile">Server (the default) or document.</param>
    /// <exception cref="ArgumentOutOfRangeException">As for <see cref="Spanning"/>.</exception>
    public static EnergyPeriod Resolve(string? epoch, PeriodKind kind, int duration, Instant now, PeriodProfile profile = PeriodProfile.Server) =>
        Spanning(EpochText.Blend(epoch, now), kind, duration, profile);

    /// <summary>Whether an instant lies in the period: at or after <see cref="Start"/> and before <see cref="End"/>.</summary>
    /// <param name="instant">The instant.</param>
    public bool Contains(Instant instant) => instant >= Start && instant.ToUnixTimeMilliseconds() + CivilCalendar.UnixEpochMilliseconds < EndMilliseconds;

    /// <summary>The same periods under another profile. Bounds stay; family and texts change.</summary>
    /// <param name="profile">The profile.</param>
    public EnergyPeriod WithProfile(PeriodProfile profile) => new(_kind, _index, _start, Count, profile, _retrospective);

    /// <inheritdoc/>
    public int CompareTo(EnergyPeriod other)
    {
        var order = _start.CompareTo(other._start);
        order = order != 0 ? order : EndMilliseconds.CompareTo(other.EndMilliseconds);
        return order != 0 ? order : (_kind, _more, _profile, _retrospective).CompareTo((other._kind, other._more, other._profile, other._retrospective));
    }

    /// <inheritdoc/>
    public int CompareTo(object? obj) => TextValue.Compare(this, obj);

    internal EnergyPeriod Shift(long periods) => new(_kind, _index + periods, StartOf(_kind, _index + periods), 1, Profile);

    internal static long LengthOf(byte kind) => Lengths[kind];

    private const long FirstMonday = 2 * CivilCalendar.MillisecondsPerDay;

    // Zero marks the kinds that are counted in months.
    private static ReadOnlySpan<long> Lengths =>
        [1, 1000, 60_000, 900_000, 3_600_000, 21_600_000, 86_400_000, 604_800_000, 0, 0, 0, 0];

    private static int MonthsOf(byte kind) => kind switch
    {
        PeriodKind.MonthCode => 1,
        PeriodKind.QuarterCode => 3,
        PeriodKind.YearCode => 12,
        _ => 60,
    };

    private static long LengthOfMonth(uint index)
    {
        var year = index / 12;
        return CivilCalendar.DaysInMonth((int)year, (int)(index - (year * 12)) + 1) * CivilCalendar.MillisecondsPerDay;
    }

    private static bool TrySpan(byte kind, long index, int duration, PeriodProfile profile, out EnergyPeriod period)
    {
        var count = Math.Abs(duration);
        if (duration < 0)
        {
            index -= profile == PeriodProfile.Document ? count - 1 : count;
        }

        // Twelve hundred centuries of months fit an int; a row that is too long is refused before any calendar sees it.
        var possible = index >= 0 && (Lengths[kind] != 0 || count < 1_000_000) && StartOf(kind, index + count - 1) < CivilCalendar.EndMilliseconds;
        period = possible ? new(kind, index, StartOf(kind, index), count, profile, duration < 0) : default;
        return possible;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static long StartOf(byte kind, long index) => kind switch
    {
        PeriodKind.WeekCode => (index * 604_800_000) + FirstMonday,
        < PeriodKind.WeekCode => index * Lengths[kind],
        _ => StartOfMonths(kind, (int)index),
    };

    private static long StartOfMonths(byte kind, int index)
    {
        var months = (uint)(index * MonthsOf(kind));
        var year = months / 12;
        return CivilCalendar.DayOfMonthStart((int)year, (int)(months - (year * 12)) + 1) * CivilCalendar.MillisecondsPerDay;
    }

    private static EnergyPeriod Around(byte kind, long milliseconds, int count, PeriodProfile profile)
    {
        var index = kind > PeriodKind.WeekCode ? IndexOfMonths(kind, milliseconds, out var start) : IndexAt(kind, milliseconds, out start);
        return new(kind, index, start, count, profile);
    }

    private static long IndexAt(byte kind, long milliseconds) =>
        kind > PeriodKind.WeekCode ? IndexOfMonths(kind, milliseconds, out _) : IndexAt(kind, milliseconds, out _);

    // Division by a constant is a multiplication, hence the switch.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static long IndexAt(byte kind, long milliseconds, out long start)
    {
        var anchor = kind == PeriodKind.WeekCode ? FirstMonday : 0;
        var at = (ulong)(milliseconds - anchor);
        var index = kind switch
        {
            PeriodKind.InstantCode => at,
            PeriodKind.SecondCode => at / 1000,
            PeriodKind.MinuteCode => at / 60_000,
            PeriodKind.QuarterHourCode => at / 900_000,
            PeriodKind.HourCode => at / 3_600_000,
            PeriodKind.TimeOfDayCode => at / 21_600_000,
            PeriodKind.DayCode => at / 86_400_000,
            _ => at / 604_800_000,
        };
        start = ((long)index * Lengths[kind]) + anchor;
        return (long)index;
    }

    private static long IndexOfMonths(byte kind, long milliseconds, out long start)
    {
        var day = (int)((ulong)milliseconds / CivilCalendar.MillisecondsPerDay);
        CivilCalendar.DateOf(day, out var year, out var month, out var dayOfMonth);
        if (kind == PeriodKind.MonthCode)
        {
            start = (day - dayOfMonth + 1) * CivilCalendar.MillisecondsPerDay;
            return (year * 12) + month - 1;
        }

        var index = kind switch
        {
            PeriodKind.QuarterCode => (year * 4) + (int)((uint)(month - 1) / 3),
            PeriodKind.YearCode => year,
            _ => (int)((uint)year / 5),
        };
        start = StartOfMonths(kind, index);
        return index;
    }

    private static Instant FromMilliseconds(long milliseconds) => Instant.FromUnixTimeMilliseconds(milliseconds - CivilCalendar.UnixEpochMilliseconds);

    private static OverflowException OutOfRange() => new("There is no such period in the years 0 to 9999.");
}
