using System.Numerics;

namespace Energy.Clients;

public readonly partial record struct EpochText
{
    private const int LongestText = 24;

    // One body for characters and bytes. Reading stops at the first part that does not fit; its position is all that a refusal costs.
    static bool ITextValue<EpochText>.TryRead<TChar>(ReadOnlySpan<TChar> text, out EpochText epoch, out TextFault fault)
    {
        epoch = default;
        if (text.Length < 8)
        {
            return TextFault.At(FirstNonDigit(text, text.Length), "a date of eight digits (YYYYMMDD)", out fault);
        }

        if (!TextElements.TwoDigits(text, 0, out var century) || !TextElements.TwoDigits(text, 2, out var yearOfCentury))
        {
            return TextFault.At(FirstNonDigit(text, 4), "a digit of the year (YYYYMMDD)", out fault);
        }

        if (!TextElements.TwoDigits(text, 4, out var month) || month - 1 > 11)
        {
            return TextFault.At(4, "a month from 01 to 12", out fault);
        }

        var year = (int)((century * 100) + yearOfCentury);
        if (!TextElements.TwoDigits(text, 6, out var day) || day - 1 > 27 && (day == 0 || day > CivilCalendar.DaysInMonth(year, (int)month)))
        {
            return TextFault.At(6, "a day of that month", out fault);
        }

        fault = default;
        var milliseconds = (CivilCalendar.DayOfMonthStart(year, (int)month) + (int)day - 1) * CivilCalendar.MillisecondsPerDay;
        if (text.Length == 8)
        {
            epoch = new EpochText(milliseconds, DayForm);
            return true;
        }

        return TryReadTime(text, milliseconds, out epoch, out fault);
    }

    private static bool TryReadTime<TChar>(ReadOnlySpan<TChar> text, long date, out EpochText epoch, out TextFault fault)
        where TChar : unmanaged, IBinaryInteger<TChar>
    {
        epoch = default;
        fault = default;
        if (uint.CreateTruncating(text[8]) != 'T')
        {
            return TextFault.At(8, "the end of the text or 'T'", out fault);
        }

        if (text.Length < 13)
        {
            return TextFault.At(text.Length, "hour and minute (THHmm)", out fault);
        }

        if (!TextElements.TwoDigits(text, 9, out var hour) || hour > 23)
        {
            return TextFault.At(9, "an hour from 00 to 23", out fault);
        }

        if (!TextElements.TwoDigits(text, 11, out var minute) || minute > 59)
        {
            return TextFault.At(11, "a minute from 00 to 59", out fault);
        }

        var milliseconds = date + (((hour * 60) + minute) * 60_000L);
        if (text.Length == 13)
        {
            epoch = new EpochText(milliseconds, MinuteForm);
            return true;
        }

        if (text.Length < 15 || !TextElements.TwoDigits(text, 13, out var second) || second > 59)
        {
            return TextFault.At(13, "the end of the text or a second from 00 to 59", out fault);
        }

        milliseconds += second * 1000;
        if (text.Length == 15)
        {
            epoch = new EpochText(milliseconds, SecondForm);
            return true;
        }

        if (uint.CreateTruncating(text[15]) != '.')
        {
            return TextFault.At(15, "the end of the text or '.'", out fault);
        }

        if (text.Length < 19 || !TextElements.TwoDigits(text, 16, out var centiseconds) || Digit(text, 18) is var last && last > 9)
        {
            return TextFault.At(16, "three digits of milliseconds", out fault);
        }

        milliseconds += (centiseconds * 10) + last;
        if (text.Length == 19)
        {
            epoch = new EpochText(milliseconds, DocumentInstantForm);
            return true;
        }

        if (uint.CreateTruncating(text[19]) != '0')
        {
            return TextFault.At(19, "the end of the text or '0': the resolution is one millisecond", out fault);
        }

        if (text.Length != 20)
        {
            return TextFault.At(20, "the end of the text", out fault);
        }

        epoch = new EpochText(milliseconds, InstantForm);
        return true;
    }

    internal bool TryWrite<TChar>(Span<TChar> destination, out int written, ReadOnlySpan<char> format)
        where TChar : unmanaged, IBinaryInteger<TChar>
    {
        written = 0;
        if (!format.IsEmpty && format is not "G")
        {
            return format is "D" ? TryWriteDisplay(destination, out written) : throw new FormatException($"'{format}' is not a format of an epoch: expected G or D.");
        }

        var length = LengthOf(_form);
        if (destination.Length < length)
        {
            return false;
        }

        Split(out var year, out var month, out var day, out var time);
        var century = (uint)year / 100;
        TextElements.PutTwoDigits(destination, 0, century);
        TextElements.PutTwoDigits(destination, 2, (uint)year - (century * 100));
        TextElements.PutTwoDigits(destination, 4, (uint)month);
        TextElements.PutTwoDigits(destination, 6, (uint)day);
        if (_form >= MinuteForm)
        {
            var minutes = time / 60_000;
            destination[8] = TChar.CreateTruncating('T');
            TextElements.PutTwoDigits(destination, 9, minutes / 60);
            TextElements.PutTwoDigits(destination, 11, minutes % 60);
            if (_form >= SecondForm)
            {
                TextElements.PutTwoDigits(destination, 13, time / 1000 % 60);
            }

            if (_form >= DocumentInstantForm)
            {
                var fraction = time % 1000;
                destination[15] = TChar.CreateTruncating('.');
                TextElements.PutTwoDigits(destination, 16, fraction / 10);
                destination[18] = TChar.CreateTruncating('0' + (fraction % 10));
            }

            if (_form == InstantForm)
            {
                destination[19] = TChar.CreateTruncating('0');
            }
        }

        written = length;
        return true;
    }

    // DD/MM/YY, then nothing, " HH:mm", " HHmm:ss" or, in both profiles, " HHmmss.SSSS".
    private bool TryWriteDisplay<TChar>(Span<TChar> destination, out int written)
        where TChar : unmanaged, IBinaryInteger<TChar>
    {
        Split(out var year, out var month, out var day, out var time);
        var (hour, minute, second) = (time / 3_600_000, time / 60_000 % 60, time / 1000 % 60);
        var culture = CultureInfo.InvariantCulture;
        Span<char> text = stackalloc char[LongestText];
        _ = text.TryWrite(culture, $"{day:00}/{month:00}/{year % 100:00}", out var date);
        var clock = 0;
        _ = _form switch
        {
            DayForm => true,
            MinuteForm => text[date..].TryWrite(culture, $" {hour:00}:{minute:00}", out clock),
            SecondForm => text[date..].TryWrite(culture, $" {hour:00}{minute:00}:{second:00}", out clock),
            _ => text[date..].TryWrite(culture, $" {hour:00}{minute:00}{second:00}.{time % 1000:000}0", out clock),
        };
        return TextElements.TryCopy(text[..(date + clock)], destination, out written);
    }

    private void Split(out int year, out int month, out int day, out uint millisecondOfDay)
    {
        var days = (long)((ulong)_milliseconds / CivilCalendar.MillisecondsPerDay);
        millisecondOfDay = (uint)(_milliseconds - (days * CivilCalendar.MillisecondsPerDay));
        CivilCalendar.DateOf((int)days, out year, out month, out day);
    }

    private static int FirstNonDigit<TChar>(ReadOnlySpan<TChar> text, int end)
        where TChar : unmanaged, IBinaryInteger<TChar>
    {
        var i = 0;
        while (i < end && Digit(text, i) <= 9)
        {
            i++;
        }

        return i;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint Digit<TChar>(ReadOnlySpan<TChar> text, int index)
        where TChar : unmanaged, IBinaryInteger<TChar> => uint.CreateTruncating(text[index]) - '0';
}
