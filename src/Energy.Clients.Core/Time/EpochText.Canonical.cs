using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Energy.Clients;

public readonly partial record struct EpochText
{
    private const int LongestText = 24;

    // One body for characters and bytes. Reading stops at the first part that does not fit; its position is all that a refusal costs.
    internal static bool TryRead<TChar>(ReadOnlySpan<TChar> text, out EpochText epoch, out int position, out string expected)
        where TChar : unmanaged, IBinaryInteger<TChar>
    {
        epoch = default;
        if (text.Length < 8)
        {
            return Stop(FirstNonDigit(text, text.Length), "a date of eight digits (YYYYMMDD)", out position, out expected);
        }

        if (!TwoDigits(text, 0, out var century) || !TwoDigits(text, 2, out var yearOfCentury))
        {
            return Stop(FirstNonDigit(text, 4), "a digit of the year (YYYYMMDD)", out position, out expected);
        }

        if (!TwoDigits(text, 4, out var month) || month - 1 > 11)
        {
            return Stop(4, "a month from 01 to 12", out position, out expected);
        }

        var year = (int)((century * 100) + yearOfCentury);
        if (!TwoDigits(text, 6, out var day) || day - 1 > 27 && (day == 0 || day > CivilCalendar.DaysInMonth(year, (int)month)))
        {
            return Stop(6, "a day of that month", out position, out expected);
        }

        position = 0;
        expected = string.Empty;
        var milliseconds = (CivilCalendar.DayOfMonthStart(year, (int)month) + (int)day - 1) * CivilCalendar.MillisecondsPerDay;
        if (text.Length == 8)
        {
            epoch = new EpochText(milliseconds, DayForm);
            return true;
        }

        return TryReadTime(text, milliseconds, out epoch, out position, out expected);
    }

    private static bool TryReadTime<TChar>(ReadOnlySpan<TChar> text, long date, out EpochText epoch, out int position, out string expected)
        where TChar : unmanaged, IBinaryInteger<TChar>
    {
        epoch = default;
        position = 0;
        expected = string.Empty;
        if (uint.CreateTruncating(text[8]) != 'T')
        {
            return Stop(8, "the end of the text or 'T'", out position, out expected);
        }

        if (text.Length < 13)
        {
            return Stop(text.Length, "hour and minute (THHmm)", out position, out expected);
        }

        if (!TwoDigits(text, 9, out var hour) || hour > 23)
        {
            return Stop(9, "an hour from 00 to 23", out position, out expected);
        }

        if (!TwoDigits(text, 11, out var minute) || minute > 59)
        {
            return Stop(11, "a minute from 00 to 59", out position, out expected);
        }

        var milliseconds = date + (((hour * 60) + minute) * 60_000L);
        if (text.Length == 13)
        {
            epoch = new EpochText(milliseconds, MinuteForm);
            return true;
        }

        if (text.Length < 15 || !TwoDigits(text, 13, out var second) || second > 59)
        {
            return Stop(13, "the end of the text or a second from 00 to 59", out position, out expected);
        }

        milliseconds += second * 1000;
        if (text.Length == 15)
        {
            epoch = new EpochText(milliseconds, SecondForm);
            return true;
        }

        if (uint.CreateTruncating(text[15]) != '.')
        {
            return Stop(15, "the end of the text or '.'", out position, out expected);
        }

        if (text.Length < 19 || !TwoDigits(text, 16, out var centiseconds) || Digit(text, 18) is var last && last > 9)
        {
            return Stop(16, "three digits of milliseconds", out position, out expected);
        }

        milliseconds += (centiseconds * 10) + last;
        if (text.Length == 19)
        {
            epoch = new EpochText(milliseconds, DocumentInstantForm);
            return true;
        }

        if (uint.CreateTruncating(text[19]) != '0')
        {
            return Stop(19, "the end of the text or '0': the resolution is one millisecond", out position, out expected);
        }

        if (text.Length != 20)
        {
            return Stop(20, "the end of the text", out position, out expected);
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
        Put(destination, 0, century);
        Put(destination, 2, (uint)year - (century * 100));
        Put(destination, 4, (uint)month);
        Put(destination, 6, (uint)day);
        if (_form >= MinuteForm)
        {
            var minutes = time / 60_000;
            destination[8] = TChar.CreateTruncating('T');
            Put(destination, 9, minutes / 60);
            Put(destination, 11, minutes % 60);
            if (_form >= SecondForm)
            {
                PutSecond(destination, 13, time - (minutes * 60_000));
            }
        }

        written = length;
        return true;
    }

    private bool TryWriteDisplay<TChar>(Span<TChar> destination, out int written)
        where TChar : unmanaged, IBinaryInteger<TChar>
    {
        // DD/MM/YY, then nothing, " HH:mm", " HHmm:ss" or " HHmmss.SSSS".
        var length = _form switch { DayForm => 8, MinuteForm => 14, SecondForm => 16, DocumentInstantForm or InstantForm => 20, _ => 0 };
        written = 0;
        if (destination.Length < length)
        {
            return false;
        }

        Split(out var year, out var month, out var day, out var time);
        Put(destination, 0, (uint)day);
        destination[2] = TChar.CreateTruncating('/');
        Put(destination, 3, (uint)month);
        destination[5] = TChar.CreateTruncating('/');
        Put(destination, 6, (uint)year % 100);
        if (_form >= MinuteForm)
        {
            var minutes = time / 60_000;
            var millisecondOfMinute = time - (minutes * 60_000);
            destination[8] = TChar.CreateTruncating(' ');
            Put(destination, 9, minutes / 60);
            if (_form == MinuteForm)
            {
                destination[11] = TChar.CreateTruncating(':');
                Put(destination, 12, minutes % 60);
            }
            else if (_form == SecondForm)
            {
                Put(destination, 11, minutes % 60);
                destination[13] = TChar.CreateTruncating(':');
                Put(destination, 14, millisecondOfMinute / 1000);
            }
            else
            {
                // Four fraction digits on screen in both profiles.
                Put(destination, 11, minutes % 60);
                new EpochText(_milliseconds, InstantForm).PutSecond(destination, 13, millisecondOfMinute);
            }
        }

        written = length;
        return true;
    }

    private void PutSecond<TChar>(Span<TChar> destination, int at, uint millisecondOfMinute)
        where TChar : unmanaged, IBinaryInteger<TChar>
    {
        var second = millisecondOfMinute / 1000;
        Put(destination, at, second);
        if (_form >= DocumentInstantForm)
        {
            var fraction = millisecondOfMinute - (second * 1000);
            destination[at + 2] = TChar.CreateTruncating('.');
            Put(destination, at + 3, fraction / 10);
            destination[at + 5] = TChar.CreateTruncating('0' + (fraction % 10));
            if (_form == InstantForm)
            {
                destination[at + 6] = TChar.CreateTruncating('0');
            }
        }
    }

    private void Split(out int year, out int month, out int day, out uint millisecondOfDay)
    {
        var days = (long)((ulong)_milliseconds / CivilCalendar.MillisecondsPerDay);
        millisecondOfDay = (uint)(_milliseconds - (days * CivilCalendar.MillisecondsPerDay));
        CivilCalendar.DateOf((int)days, out year, out month, out day);
    }

    private static bool Stop(int at, string what, out int position, out string expected)
    {
        position = at;
        expected = what;
        return false;
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

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool TwoDigits<TChar>(ReadOnlySpan<TChar> text, int index, out uint value)
        where TChar : unmanaged, IBinaryInteger<TChar>
    {
        var tens = Digit(text, index);
        var ones = Digit(text, index + 1);
        value = (tens * 10) + ones;
        return tens <= 9 && ones <= 9;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Put<TChar>(Span<TChar> destination, int index, uint value)
        where TChar : unmanaged, IBinaryInteger<TChar>
    {
        // Both callers have checked that the whole text fits.
        ref var at = ref Unsafe.Add(ref MemoryMarshal.GetReference(destination), index);
        var tens = (value * 205) >> 11;
        at = TChar.CreateTruncating('0' + tens);
        Unsafe.Add(ref at, 1) = TChar.CreateTruncating('0' + value - (tens * 10));
    }
}
