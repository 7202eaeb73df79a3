using System.Numerics;

namespace Energy.Clients;

/// <summary>The ISO 8601 shapes that the server falls back to when an epoch contains a sign: extended or basic, with an optional offset.</summary>
/// <typeparam name="TChar">char or UTF-8 byte.</typeparam>
/// <remarks>
/// Dates: <c>YYYY-MM-DD</c>, <c>GGGG-Www-D</c>, <c>GGGG-Www</c>, <c>YYYY-DDD</c>, <c>YYYY-MM</c> and their forms without hyphens; the year may have a sign and
/// six digits. Times after <c>T</c> or a blank: <c>HH</c>, <c>HH:mm</c>, <c>HH:mm:ss</c> with a fraction after point or comma, or without colons as the date is without
/// hyphens. Offsets: <c>Z</c>, <c>+HH</c>, <c>+HHmm</c>, <c>+HH:mm</c>, of any size. A year or a month alone takes no time.
/// </remarks>
internal static class IsoEpochReader<TChar>
    where TChar : unmanaged, IBinaryInteger<TChar>
{
    /// <summary>Milliseconds since 0000-01-01, or false when the text has no such shape or a part out of range.</summary>
    internal static bool TryRead(ReadOnlySpan<TChar> text, out long milliseconds)
    {
        milliseconds = 0;
        while (!text.IsEmpty && IsBlank(text[0]))
        {
            text = text[1..];
        }

        var rest = text;
        var sign = Sign(rest);
        if (sign != 0)
        {
            rest = rest[1..];
        }

        if (!TakeNumber(ref rest, sign == 0 ? 4 : 6, out var year))
        {
            return false;
        }

        year = sign < 0 ? -year : year;
        var extended = !rest.IsEmpty && Is(rest[0], '-') && rest.Length > 2;
        if (extended)
        {
            rest = rest[1..];
        }

        if (year is < 0 or > 9999 || !TryReadDate(ref rest, year, extended, out var days, out var takesTime))
        {
            return false;
        }

        if (rest.IsEmpty)
        {
            milliseconds = days * CivilCalendar.MillisecondsPerDay;
            return true;
        }

        return takesTime && TryReadTime(rest, extended, days, out milliseconds);
    }

    private static bool TryReadDate(ref ReadOnlySpan<TChar> rest, int year, bool extended, out int days, out bool takesTime)
    {
        days = 0;
        takesTime = true;
        if (!rest.IsEmpty && Is(rest[0], 'W'))
        {
            return TryReadWeekDate(ref rest, year, extended, out days);
        }

        var digits = DigitsAhead(rest);
        if (digits == 3)
        {
            _ = TakeNumber(ref rest, 3, out var dayOfYear);
            days = CivilCalendar.DayOfMonthStart(year, 1) + dayOfYear - 1;
            return dayOfYear >= 1 && dayOfYear <= (CivilCalendar.IsLeap(year) ? 366 : 365);
        }

        var month = 1;
        var day = 1;
        if (extended && digits == 2)
        {
            _ = TakeNumber(ref rest, 2, out month);
            takesTime = rest.Length >= 3 && Is(rest[0], '-') && DigitsAhead(rest[1..]) == 2;
            if (takesTime)
            {
                rest = rest[1..];
                _ = TakeNumber(ref rest, 2, out day);
            }
        }
        else if (!extended && digits == 4)
        {
            _ = TakeNumber(ref rest, 2, out month);
            _ = TakeNumber(ref rest, 2, out day);
        }
        else
        {
            // A year or month without hyphens takes no time or offset, and without one the text has no sign to bring it here.
            return false;
        }

        if (!EpochReader<TChar>.TryCompose(year, month, day, 0, 0, 0, 0, out var midnight))
        {
            return false;
        }

        days = (int)(midnight / CivilCalendar.MillisecondsPerDay);
        return true;
    }

    private static bool TryReadWeekDate(ref ReadOnlySpan<TChar> rest, int year, bool extended, out int days)
    {
        days = 0;
        rest = rest[1..];
        if (!TakeNumber(ref rest, 2, out var week))
        {
            return false;
        }

        var dayOfWeek = 1;
        if (extended && rest.Length >= 2 && Is(rest[0], '-') && DigitsAhead(rest[1..]) == 1)
        {
            rest = rest[1..];
            _ = TakeNumber(ref rest, 1, out dayOfWeek);
        }
        else if (!extended && DigitsAhead(rest) == 1)
        {
            _ = TakeNumber(ref rest, 1, out dayOfWeek);
        }

        days = CivilCalendar.DayOfIsoWeek(year, week, dayOfWeek);
        CivilCalendar.IsoWeekOf(CivilCalendar.DayOfMonthStart(year, 12) + 27, out _, out var lastWeek);
        return week >= 1 && week <= lastWeek && dayOfWeek is >= 1 and <= 7;
    }

    private static bool TryReadTime(ReadOnlySpan<TChar> rest, bool extended, int days, out long milliseconds)
    {
        milliseconds = 0;
        if (!(Is(rest[0], 'T') || Is(rest[0], ' ')))
        {
            return false;
        }

        rest = rest[1..];
        if (!TakeNumber(ref rest, 2, out var hour))
        {
            return false;
        }

        var minute = 0;
        var second = 0;
        var millisecond = 0;
        if (TakeNext(ref rest, extended, out minute) && TakeNext(ref rest, extended, out second) && rest.Length > 1
            && (Is(rest[0], '.') || Is(rest[0], ',')) && DigitsAhead(rest[1..]) is var fraction and > 0)
        {
            millisecond = EpochReader<TChar>.TakeFraction(rest[1..(fraction + 1)]);
            rest = rest[(fraction + 1)..];
        }

        if (!TryReadOffset(rest, out var offset) || hour > 24 || (hour == 24 && (minute | second | millisecond) != 0)
            || minute > 59 || second > 59 || millisecond > 999)
        {
            return false;
        }

        milliseconds = (days * CivilCalendar.MillisecondsPerDay)
            + (((((hour * 60L) + minute - offset) * 60) + second) * 1000) + millisecond;
        return true;
    }

    // "Z" may stand apart; an offset of hours beyond 23 is applied as it comes.
    private static bool TryReadOffset(ReadOnlySpan<TChar> rest, out int minutes)
    {
        minutes = 0;
        if (rest.IsEmpty)
        {
            return true;
        }

        var sign = Sign(rest);
        if (sign == 0)
        {
            while (!rest.IsEmpty && IsBlank(rest[0]))
            {
                rest = rest[1..];
            }

            return rest.Length == 1 && Is(rest[0], 'Z');
        }

        rest = rest[1..];
        if (!TakeNumber(ref rest, 2, out var hours))
        {
            return false;
        }

        if (!rest.IsEmpty && Is(rest[0], ':'))
        {
            rest = rest[1..];
            if (rest.IsEmpty)
            {
                return false;
            }
        }

        var rests = 0;
        if (!rest.IsEmpty && !TakeNumber(ref rest, 2, out rests))
        {
            return false;
        }

        minutes = sign * ((hours * 60) + rests);
        return rest.IsEmpty;
    }

    private static bool TakeNext(ref ReadOnlySpan<TChar> rest, bool extended, out int value)
    {
        value = 0;
        var from = extended ? 1 : 0;
        if (rest.Length < from + 2 || (extended && !Is(rest[0], ':')) || DigitsAhead(rest[from..]) < 2)
        {
            return false;
        }

        rest = rest[from..];
        return TakeNumber(ref rest, 2, out value);
    }

    private static bool TakeNumber(ref ReadOnlySpan<TChar> rest, int digits, out int value)
    {
        value = 0;
        if (DigitsAhead(rest) < digits)
        {
            return false;
        }

        foreach (var digit in rest[..digits])
        {
            value = (value * 10) + (int)(uint.CreateTruncating(digit) - '0');
        }

        rest = rest[digits..];
        return true;
    }

    private static int DigitsAhead(ReadOnlySpan<TChar> text)
    {
        var end = text.IndexOfAnyExceptInRange(TChar.CreateTruncating('0'), TChar.CreateTruncating('9'));
        return end < 0 ? text.Length : end;
    }

    private static int Sign(ReadOnlySpan<TChar> text) => text.IsEmpty ? 0 : Is(text[0], '+') ? 1 : Is(text[0], '-') ? -1 : 0;

    private static bool Is(TChar element, char expected) => uint.CreateTruncating(element) == expected;

    private static bool IsBlank(TChar element) => uint.CreateTruncating(element) is ' ' or (>= 9 and <= 13);
}
