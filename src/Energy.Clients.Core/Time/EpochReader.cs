namespace Energy.Clients;

/// <summary>The server's lenient epoch reader. The rules are those of its date library (moment 2.29) as the server calls it.</summary>
internal static class EpochReader
{
    private const int LongestFraction = 40;

    /// <summary>Milliseconds since 0000-01-01 of a text, blended with a clock in the same measure.</summary>
    internal static long Blend(ReadOnlySpan<char> text, long now)
    {
        if (!TryReadLoosely(text, out var read))
        {
            return now;
        }

        if (text.ContainsAny('+', '-'))
        {
            return IsoEpochReader.TryRead(text.ToString(), out var exact) && IsPrintable(exact) ? exact : now;
        }

        var delimiter = text.IndexOf('T');
        // The date counts its delimiter: "201902T" is seven characters long.
        var dateLength = delimiter < 0 ? text.Length : delimiter + 1;
        var timeLength = delimiter < 0 ? 0 : text.Length - dateLength;

        Split(read, out var year, out var month, out var day, out var time);
        Split(now, out var nowYear, out var nowMonth, out var nowDay, out var nowTime);
        year = dateLength >= 4 ? year : nowYear;
        month = dateLength >= 6 ? month : nowMonth;
        day = dateLength >= 8 ? day : nowDay;

        // The day is set last, so 31 in a month of 30 is the first of the next.
        var date = CivilCalendar.DayOfMonthStart(year, month) + day - 1;
        var blended = (date * CivilCalendar.MillisecondsPerDay) + TimeOfDay(
            timeLength >= 2 ? time.Hour : nowTime.Hour,
            timeLength >= 4 ? time.Minute : nowTime.Minute,
            timeLength >= 6 ? time.Second : nowTime.Second,
            timeLength >= 10 ? time.Millisecond : nowTime.Millisecond);
        return IsPrintable(blended) ? blended : now;
    }

    /// <summary>Whether there is such a day.</summary>
    internal static bool IsDate(int year, int month, int day) => month is >= 1 and <= 12 && day >= 1 && day <= CivilCalendar.DaysInMonth(year, month);

    /// <summary>Whether there is such a time of day. Hour 24 is allowed when everything after it is zero.</summary>
    internal static bool IsTime(int hour, int minute, int second, int millisecond) =>
        (hour <= 23 || (hour == 24 && (minute | second | millisecond) == 0)) && minute <= 59 && second <= 59 && millisecond <= 999;

    internal static long TimeOfDay(int hour, int minute, int second, int millisecond) => (((((hour * 60L) + minute) * 60) + second) * 1000) + millisecond;

    /// <summary>The milliseconds of the first run of digits, 0 when there is none. 1000 when a long fraction rounds up to the next second.</summary>
    internal static int TakeFraction(ReadOnlySpan<char> rest)
    {
        // The server multiplies a binary fraction by 1000 and cuts the product.
        Span<char> text = stackalloc char[LongestFraction + 1];
        text.Fill('0');
        text[0] = '.';
        var start = rest.IndexOfAnyInRange('0', '9');
        for (var i = 0; start >= 0 && i < LongestFraction && start + i < rest.Length && char.IsAsciiDigit(rest[start + i]); i++)
        {
            text[i + 1] = rest[start + i];
        }

        return (int)(double.Parse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture) * 1000);
    }

    // For each part in turn: the first place in the rest of the text where it fits; what stands before is dropped.
    private static bool TryReadLoosely(ReadOnlySpan<char> text, out long milliseconds)
    {
        milliseconds = 0;
        var rest = text;
        var year = TakeDigits(ref rest, 4, -1, out var yearDigits);
        year += yearDigits != 2 ? 0 : year > 68 ? 1900 : 2000;
        var month = TakeDigits(ref rest, 2, 1, out _);
        var day = TakeDigits(ref rest, 2, 1, out _);
        rest = rest[(rest.IndexOf('T') + 1)..];
        var hour = TakeDigits(ref rest, 2, 0, out _);
        var minute = TakeDigits(ref rest, 2, 0, out _);
        var second = TakeDigits(ref rest, 2, 0, out _);
        var millisecond = TakeFraction(rest[(rest.IndexOf('.') + 1)..]);
        if (year < 0 || !IsDate(year, month, day) || !IsTime(hour, minute, second, millisecond))
        {
            return false;
        }

        milliseconds = ((CivilCalendar.DayOfMonthStart(year, month) + day - 1) * CivilCalendar.MillisecondsPerDay) + TimeOfDay(hour, minute, second, millisecond);
        return milliseconds < CivilCalendar.EndMilliseconds;
    }

    private static int TakeDigits(ref ReadOnlySpan<char> rest, int most, int absent, out int digits)
    {
        digits = 0;
        var start = rest.IndexOfAnyInRange('0', '9');
        if (start < 0)
        {
            return absent;
        }

        var value = 0;
        for (; digits < most && start + digits < rest.Length && char.IsAsciiDigit(rest[start + digits]); digits++)
        {
            value = (value * 10) + rest[start + digits] - '0';
        }

        rest = rest[(start + digits)..];
        return value;
    }

    private static bool IsPrintable(long milliseconds) => milliseconds is >= 0 and < CivilCalendar.EndMilliseconds;

    private static void Split(long milliseconds, out int year, out int month, out int day, out (int Hour, int Minute, int Second, int Millisecond) time)
    {
        var days = (int)Math.DivRem(milliseconds, CivilCalendar.MillisecondsPerDay, out var rest);
        CivilCalendar.DateOf(days, out year, out month, out day);
        var part = (int)rest;
        time = (part / 3_600_000, part / 60_000 % 60, part / 1000 % 60, part % 1000);
    }
}
