using System.ComponentModel;

namespace Energy.Clients;

/// <summary>A duration of ISO 8601 with years and months kept apart from what is fixed: <c>PT15M</c>, <c>P1DT12H</c>, <c>-P1M</c>, <c>P2W</c>, <c>PT1,5H</c>.</summary>
/// <remarks>
/// <para>Accepted: an optional sign (<c>-</c> or <c>+</c>), <c>P</c>, then in this order any of <c>nY nM nW nD</c>, then optionally <c>T</c> and any of <c>nH nM nS</c>.
/// Upper case and ASCII digits only. Each number may have a fraction after <c>.</c> or <c>,</c> with digits on both sides. Weeks may stand beside other
/// parts. <c>PT</c> and <c>P1DT</c> are read (<c>PT</c> is zero); <c>P</c> alone, signs inside (<c>PT-5M</c>) and the date-like form (<c>P0001-…</c>) are not.</para>
/// <para>Weeks and days are 7 × 24 and 24 hours. Fixed parts are exact to the nanosecond and years and months to a thousand-millionth; beyond that they are
/// rounded half away from zero. The fixed part is at most 16,777,215 days, years and months less than 10⁹ each. One sign holds for all parts.</para>
/// <para>Equality compares years, months and the fixed part: <c>P1D</c> equals <c>PT24H</c>, <c>P1Y</c> does not equal <c>P12M</c>. There is no order, as a month has no
/// length before it is grounded. Printed canonically as <c>P1Y2M3DT4H5M6.7S</c> without zero parts; see <see cref="IsoDurationStyle"/>. Reading
/// never allocates. <see langword="default"/> is <see cref="Zero"/>, <c>P0D</c>.</para>
/// </remarks>
/// <example>
/// <code>
/// var step = IsoDuration.Parse("PT15M");
/// Console.WriteLine(step.FixedPart.TotalMinutes); // 15
/// </code>
/// </example>
[JsonConverter(typeof(TextJsonConverter<IsoDuration>))]
[TypeConverter(typeof(TextTypeConverter<IsoDuration>))]
public readonly partial record struct IsoDuration : ITextValue<IsoDuration>
{
    private const int Billion = 1_000_000_000;
    private const long SecondsPerDay = 86_400;
    private const long MaximumDays = 16_777_215;

    // Signs agree: all parts are at least zero or all at most zero.
    private readonly long _billionthYears;
    private readonly long _billionthMonths;
    private readonly long _seconds;
    private readonly int _nanoseconds;

    private IsoDuration(long billionthYears, long billionthMonths, long seconds, int nanoseconds)
    {
        _billionthYears = billionthYears;
        _billionthMonths = billionthMonths;
        _seconds = seconds;
        _nanoseconds = nanoseconds;
    }

    /// <summary>Makes a duration of calendar parts and a fixed part.</summary>
    /// <param name="years">Whole years, under 10⁹ in either direction.</param>
    /// <param name="months">Whole months, likewise; not carried into years.</param>
    /// <param name="fixedPart">What is added after them.</param>
    /// <exception cref="ArgumentException">The signs differ: no ISO 8601 text can say that.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A part is too large.</exception>
    public IsoDuration(int years, int months, Duration fixedPart = default)
        : this(fixedPart)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(Math.Abs((long)years), Billion, nameof(years));
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(Math.Abs((long)months), Billion, nameof(months));
        var isPositive = years > 0 || months > 0 || fixedPart > Duration.Zero;
        if (isPositive && (years < 0 || months < 0 || fixedPart < Duration.Zero))
        {
            throw new ArgumentException($"One sign holds for a whole ISO 8601 duration: {years} years, {months} months and {fixedPart} differ.", nameof(fixedPart));
        }

        _billionthYears = (long)years * Billion;
        _billionthMonths = (long)months * Billion;
    }

    /// <summary>Makes a duration without calendar parts.</summary>
    /// <param name="fixedPart">Its length, up to 16,777,215 days in either direction.</param>
    /// <exception cref="ArgumentOutOfRangeException">It is longer.</exception>
    public IsoDuration(Duration fixedPart)
    {
        var days = fixedPart.Days;
        if (days is < -(int)MaximumDays or > (int)MaximumDays)
        {
            throw new ArgumentOutOfRangeException(nameof(fixedPart), fixedPart, "An ISO 8601 duration is at most 16,777,215 days here.");
        }

        var nanosecondOfDay = fixedPart.NanosecondOfDay;
        _seconds = (days * SecondsPerDay) + (nanosecondOfDay / Billion);
        _nanoseconds = (int)(nanosecondOfDay % Billion);
    }

    /// <summary>No time at all, <c>P0D</c>; the default value.</summary>
    public static IsoDuration Zero => default;

    static string ITextValue<IsoDuration>.Subject => "an ISO 8601 duration";

    /// <summary>The years, with the sign of the whole; a fraction when the text had one.</summary>
    public decimal Years => (decimal)_billionthYears / Billion;

    /// <summary>The months, with the sign of the whole; a fraction when the text had one. Not carried: <c>P18M</c> has 18.</summary>
    public decimal Months => (decimal)_billionthMonths / Billion;

    /// <summary>Weeks, days, hours, minutes and seconds in one, with the sign of the whole. A day is 24 hours.</summary>
    public Duration FixedPart => Duration.FromSeconds(_seconds) + Duration.FromNanoseconds(_nanoseconds);

    /// <summary>Whether there are years or months, whose length depends on where they start.</summary>
    public bool HasCalendarParts => (_billionthYears | _billionthMonths) != 0;

    /// <summary>Whether it goes backwards.</summary>
    public bool IsNegative => (_billionthYears | _billionthMonths | _seconds | (long)_nanoseconds) < 0;

    /// <summary>The opposite duration.</summary>
    /// <param name="duration">A duration.</param>
    /// <returns>The same parts with the other sign.</returns>
    public static IsoDuration operator -(IsoDuration duration) => duration.Negate();

    /// <summary>Reads a duration.</summary>
    /// <param name="text">The text; the type's remarks list what is accepted.</param>
    /// <returns>The duration.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="text"/> is null.</exception>
    /// <exception cref="TextFormatException">Any other text, with the position and what was expected there.</exception>
    public static IsoDuration Parse(string text) => TextValue.Parse<IsoDuration>(text);

    /// <summary>Reads a duration.</summary>
    /// <param name="text">The text; the type's remarks list what is accepted.</param>
    /// <returns>The duration.</returns>
    /// <exception cref="TextFormatException">Any other text, with the position and what was expected there.</exception>
    public static IsoDuration Parse(ReadOnlySpan<char> text) => TextValue.Parse<IsoDuration, char>(text);

    /// <summary>Reads a duration in UTF-8.</summary>
    /// <param name="utf8Text">The text; the type's remarks list what is accepted.</param>
    /// <returns>The duration.</returns>
    /// <exception cref="TextFormatException">Any other text, with the position (in bytes) and what was expected there.</exception>
    public static IsoDuration Parse(ReadOnlySpan<byte> utf8Text) => TextValue.Parse<IsoDuration, byte>(utf8Text);

    /// <summary>Reads a duration, or says that the text is none.</summary>
    /// <param name="text">The text, or null.</param>
    /// <param name="result">The duration, or zero.</param>
    /// <returns>Whether the text is a duration. Nothing is allocated either way.</returns>
    [OverloadResolutionPriority(1)]
    public static bool TryParse([NotNullWhen(true)] string? text, out IsoDuration result) => TextValue.TryParse(text, out result);

    /// <inheritdoc cref="TryParse(string?, out IsoDuration)"/>
    public static bool TryParse(ReadOnlySpan<char> text, out IsoDuration result) => TextValue.TryParse(text, out result);

    /// <summary>Reads a duration in UTF-8, or says that the text is none.</summary>
    /// <param name="utf8Text">The text.</param>
    /// <param name="result">The duration, or zero.</param>
    /// <returns>Whether the text is a duration. Nothing is allocated either way.</returns>
    public static bool TryParse(ReadOnlySpan<byte> utf8Text, out IsoDuration result) => TextValue.TryParse(utf8Text, out result);

    /// <summary>The opposite duration.</summary>
    /// <returns>The same parts with the other sign.</returns>
    public IsoDuration Negate() => new(-_billionthYears, -_billionthMonths, -_seconds, -_nanoseconds);

    /// <summary>The length, when it depends on nothing.</summary>
    /// <param name="duration">The length; zero when there are calendar parts.</param>
    /// <returns>False when there are years or months: <see cref="Ground(Instant, DateTimeZone)"/> them.</returns>
    public bool TryGetDuration(out Duration duration)
    {
        duration = HasCalendarParts ? Duration.Zero : FixedPart;
        return !HasCalendarParts;
    }

    /// <summary>The length, when it depends on nothing.</summary>
    /// <returns>The length.</returns>
    /// <exception cref="InvalidOperationException">There are years or months, whose length depends on where they start.</exception>
    public Duration ToDuration() => TryGetDuration(out var duration)
        ? duration
        : throw new InvalidOperationException($"{this} has years or months: its length depends on where it starts; use {nameof(Ground)}.");

    /// <summary>Whether the fixed part is a whole multiple of a step; FlexMeasures version 3 takes whole minutes only. Calendar parts play no part.</summary>
    /// <param name="step">The step; positive.</param>
    /// <returns>Whether nothing is left over. Zero is a multiple of every step.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="step"/> is not positive.</exception>
    public bool IsMultipleOf(Duration step)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(step, Duration.Zero);
        return (FixedPart.ToBigIntegerNanoseconds() % step.ToBigIntegerNanoseconds()).IsZero;
    }

    /// <summary>The length from an instant on, with calendar parts counted in a zone.</summary>
    /// <param name="start">Where it starts.</param>
    /// <param name="zone">Whose calendar counts. To do as a FlexMeasures server, give the fixed offset of the start's text: <c>DateTimeZone.ForOffset(…)</c>.</param>
    /// <returns>The length; negative for a negative duration.</returns>
    /// <remarks>Years and months go first, together, on the local date and time (31 January and a month is the last of February); a local time that a change of the clock
    /// skips moves forward by the gap, one that comes twice is the earlier. The fixed part is added to that instant, so a day is 24 hours even when the clock changes: where local
    /// days are meant, use NodaTime's <see cref="Period"/> in a zone.</remarks>
    /// <exception cref="ArgumentNullException"><paramref name="zone"/> is null.</exception>
    /// <exception cref="InvalidOperationException">Years or months have a fraction, which no calendar defines.</exception>
    /// <exception cref="OverflowException">The end lies beyond the year 9999 or before −9998.</exception>
    public Duration Ground(Instant start, DateTimeZone zone)
    {
        ArgumentNullException.ThrowIfNull(zone);
        if (!HasCalendarParts)
        {
            return FixedPart;
        }

        if (_billionthYears % Billion != 0 || _billionthMonths % Billion != 0)
        {
            throw new InvalidOperationException($"{this} has a fraction of a year or month, which no calendar defines.");
        }

        var months = (_billionthYears / Billion * 12) + (_billionthMonths / Billion);
        var local = start.InZone(zone).LocalDateTime;
        var target = ((local.Year + 0L) * 12) + local.Month - 1 + months;
        if (target is < -9998L * 12 or >= 10000L * 12)
        {
            throw new OverflowException($"{this} from {start} ends beyond the years −9998 to 9999.");
        }

        return local.PlusMonths((int)months).InZoneLeniently(zone).ToInstant() - start + FixedPart;
    }

    /// <summary>The length from a date and time on, with calendar parts counted in its offset, as a FlexMeasures server does: <c>P1D</c> is 24 hours, whatever the clocks
    /// do.</summary>
    /// <param name="start">Where it starts.</param>
    /// <returns>The length; negative for a negative duration.</returns>
    /// <exception cref="InvalidOperationException">Years or months have a fraction, which no calendar defines.</exception>
    /// <exception cref="OverflowException">The end lies beyond the year 9999 or before −9998.</exception>
    public Duration Ground(OffsetDateTime start) => Ground(start.ToInstant(), DateTimeZone.ForOffset(start.Offset));
}
