using System.Globalization;
using System.Numerics;

namespace Energy.Clients;

/// <summary>The server's lenient epoch reader. The rules are those of its date library (moment 2.29) as the server calls it.</summary>
/// <typeparam name="TChar">char or UTF-8 byte.</typeparam>
internal static class EpochReader<TChar>
    where TChar : unmanaged, IBinaryInteger<TChar>
{
    private const int ExactDigits = 15;
    private const int LongestFraction = 40;

    /// <summary>Milliseconds since 0000-01-01 of a text, blended with a clock in the same measure.</summary>
    internal static long Blend(ReadOnlySpan<TChar> text, long now)
    {
        if (!TryReadLoosely(text, out var read))
        {
            return now;
        }

        if (text.ContainsAny(TChar.CreateTruncating('+'), TChar.CreateTruncating('-')))
        {
            return IsoEpochReader<TChar>.TryRead(text, out var exact) && IsPrintable(exact) ? exact : now;
        }

        var delimiter = text.IndexOf(TChar.CreateTruncating('T'));
        // The date counts its delimiter: "201902T" is seven characters long.
        var dateLength = Units(delimiter < 0 ? text : text[..(delimiter + 1)]);
        var timeLength = delimiter < 0 ? 0 : Units(text[(delimiter + 1)..]);

        Split(read, out var year, out var month, out var day, out var time);
        Split(now, out var nowYear, out var nowMonth, out var nowDay, out var nowTime);
        year = dateLength >= 4 ? year : nowYear;
        month = dateLength >= 6 ? month : nowMonth;
        day = dateLength >= 8 ? day : nowDay;

        // The day is set last, so 31 in a month of 30 is the first of the next.
        var date = CivilCalendar.DayOfMonthStart(year, month) + day - 1;
        var blended = (timeLength >= 2 ? time.Hour : nowTime.Hour) * 3_600_000L
            + (timeLength >= 4 ? time.Minute : nowTime.Minute) * 60_000L
            + (timeLength >= 6 ? time.Second : nowTime.Second) * 1000L
            + (timeLength >= 10 ? time.Millisecond : nowTime.Millisecond)
            + (date * CivilCalendar.MillisecondsPerDay);
        return IsPrintable(blended) ? blended : now;
    }

    // For each part in turn: the first place in the rest of the text where it fits; what stands before is dropped.
    private static bool TryReadLoosely(ReadOnlySpan<TChar> text, out long milliseconds)
    {
        milliseconds = 0;
        var rest = text;
        if (!TakeDigits(ref rest, 4, out var year, out var yearDigits))
        {
            return false;
        }

        if (yearDigits == 2)
        {
            year += year > 68 ? 1900 : 2000;
        }

        var month = TakeDigits(ref rest, 2, out var number, out _) ? number : 1;
        var day = TakeDigits(ref rest, 2, out number, out _) ? number : 1;
        SkipPast(ref rest, 'T');
        var hour = TakeDigits(ref rest, 2, out number, out _) ? number : 0;
        var minute = TakeDigits(ref rest, 2, out number, out _) ? number : 0;
        var second = TakeDigits(ref rest, 2, out number, out _) ? number : 0;
        SkipPast(ref rest, '.');
        var millisecond = TakeFraction(rest);
        return TryCompose(year, month, day, hour, minute, second, millisecond, out milliseconds);
    }

    /// <summary>Puts checked parts together. Hour 24 is allowed when everything after it is zero.</summary>
    internal static bool TryCompose(int year, int month, int day, int hour, int minute, int second, int millisecond, out long milliseconds)
    {
        milliseconds = 0;
        if (month is < 1 or > 12 || day < 1 || day > CivilCalendar.DaysInMonth(year, month)
            || hour > 24 || (hour == 24 && (minute | second | millisecond) != 0)
            || minute > 59 || second > 59 || millisecond > 999)
        {
            return false;
        }

        var days = CivilCalendar.DayOfMonthStart(year, month) + day - 1;
        milliseconds = (days * CivilCalendar.MillisecondsPerDay) + (((((hour * 60L) + minute) * 60) + second) * 1000) + millisecond;
        return milliseconds < CivilCalendar.EndMilliseconds;
    }

    /// <summary>The milliseconds of the first run of digits, 0 when there is none. 1000 when a long fraction rounds up to the next second.</summary>
    internal static int TakeFraction(ReadOnlySpan<TChar> rest)
    {
        var start = FirstDigit(rest);
        if (start < 0)
        {
            return 0;
        }

        rest = rest[start..];
        var value = 0;
        var count = 0;
        for (; count < rest.Length && Digit(rest, count) <= 9; count++)
        {
            value = count < 3 ? (value * 10) + (int)Digit(rest, count) : value;
        }

        return count switch { 1 => value * 100, 2 => value * 10, <= ExactDigits => value, _ => LongFraction(rest[..Math.Min(count, LongestFraction)]) };
    }

    // The server multiplies a binary fraction by 1000 and cuts the product. Up to fifteen digits that is the same as cutting the digits;
    // beyond, the binary fraction may have been rounded up first.
    private static int LongFraction(ReadOnlySpan<TChar> digits)
    {
        Span<char> text = stackalloc char[LongestFraction + 1];
        text[0] = '.';
        for (var i = 0; i < digits.Length; i++)
        {
            text[i + 1] = (char)('0' + Digit(digits, i));
        }

        return (int)(double.Parse(text[..(digits.Length + 1)], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture) * 1000);
    }

    private static bool TakeDigits(ref ReadOnlySpan<TChar> rest, int most, out int value, out int digits)
    {
        value = 0;
        digits = 0;
        var start = FirstDigit(rest);
        if (start < 0)
        {
            return false;
        }

        while (digits < most && start + digits < rest.Length && Digit(rest, start + digits) is var digit and <= 9)
        {
            value = (value * 10) + (int)digit;
            digits++;
        }

        rest = rest[(start + digits)..];
        return true;
    }

    private static void SkipPast(ref ReadOnlySpan<TChar> rest, char delimiter)
    {
        var at = rest.IndexOf(TChar.CreateTruncating(delimiter));
        if (at >= 0)
        {
            rest = rest[(at + 1)..];
        }
    }

    private static int FirstDigit(ReadOnlySpan<TChar> text) => text.IndexOfAnyInRange(TChar.CreateTruncating('0'), TChar.CreateTruncating('9'));

    private static uint Digit(ReadOnlySpan<TChar> text, int index) => uint.CreateTruncating(text[index]) - '0';

    private static bool IsPrintable(long milliseconds) => milliseconds is >= 0 and < CivilCalendar.EndMilliseconds;

    // The server measures in UTF-16 code units; of UTF-8, every lead byte is one and every lead of four bytes two.
    private static int Units(ReadOnlySpan<TChar> text)
    {
        if (typeof(TChar) == typeof(char))
        {
            return text.Length;
        }

        var units = 0;
        foreach (var element in text)
        {
            var value = uint.CreateTruncating(element);
            units += (value & 0xC0) == 0x80 ? 0 : value >= 0xF0 ? 2 : 1;
        }

        return units;
    }

    private static void Split(long milliseconds, out int year, out int month, out int day, out (int Hour, int Minute, int Second, int Millisecond) time)
    {
        var days = (int)Math.DivRem(milliseconds, CivilCalendar.MillisecondsPerDay, out var rest);
        CivilCalendar.DateOf(days, out year, out month, out day);
        var part = (int)rest;
        time = (part / 3_600_000, part / 60_000 % 60, part / 1000 % 60, part % 1000);
    }
}
