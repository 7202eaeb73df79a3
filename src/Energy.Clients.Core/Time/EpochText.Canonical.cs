using System.Numerics;
using System.Runtime.CompilerServices;

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
        TextElements.PutTwoDigits(destination, 0, (uint)day);
        destination[2] = TChar.CreateTruncating('/');
        TextElements.PutTwoDigits(destination, 3, (uint)month);
        destination[5] = TChar.CreateTruncating('/');
        TextElements.PutTwoDigits(destination, 6, (uint)year % 100);
        if (_form >= MinuteForm)
        {
            var minutes = time / 60_000;
            var millisecondOfMinute = time - (minutes * 60_000);
            destination[8] = TChar.CreateTruncating(' ');
            TextElements.PutTwoDigits(destination, 9, minutes / 60);
            if (_form == MinuteForm)
            {
                destination[11] = TChar.CreateTruncating(':');
                TextElements.PutTwoDigits(destination, 12, minutes % 60);
            }
            else if (_form == SecondForm)
            {
                TextElements.PutTwoDigits(destination, 11, minutes % 60);
                destination[13] = TChar.CreateTruncating(':');
                TextElements.PutTwoDigits(destination, 14, millisecondOfMinute / 1000);
            }
            else
            {
                // Four fraction digits on screen in both profiles.
                TextElements.PutTwoDigits(destination, 11, minutes % 60);
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
        TextElements.PutTwoDigits(destination, at, second);
        if (_form >= DocumentInstantForm)
        {
            var fraction = millisecondOfMinute - (second * 1000);
            destination[at + 2] = TChar.CreateTruncating('.');
            TextElements.PutTwoDigits(destination, at + 3, fraction / 10);
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
