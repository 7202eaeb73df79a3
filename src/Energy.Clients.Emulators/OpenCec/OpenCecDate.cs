using System.Numerics;

namespace Energy.Clients.Emulators;

/// <summary>Reads a day as the server's validation does: a date, a date and time at midnight, or a unix time at midnight, in seconds or, when it is large, milliseconds.</summary>
internal static class OpenCecDate
{
    private const double MostSeconds = 20_000_000_000;
    private const double SecondsOfDay = 86_400;
    private const double LastSecond = 253_402_300_799;
    private const double FirstSecond = -62_135_596_800;

    internal static string? Read(object? input, IReadOnlyList<object?> place, List<OpenCecInputFault> faults)
    {
        switch (input)
        {
            case BigInteger number:
                return FromUnix((double)number, input, place, faults);
            case double number when double.IsFinite(number):
                return FromUnix(number, input, place, faults);
            case string text:
                return FromText(text, place, faults);
            default:
                faults.Add(new OpenCecInputFault("date_type", place, "Input should be a valid date", input));
                return null;
        }
    }

    private static string? FromText(string text, IReadOnlyList<object?> place, List<OpenCecInputFault> faults)
    {
        if (Fault(text) is not { } error)
        {
            if (text.Length > 10 && !IsMidnight(text))
            {
                faults.Add(Inexact(place, text));
                return null;
            }

            return text[..10];
        }

        if (double.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number))
        {
            return FromUnix(number, text, place, faults);
        }

        faults.Add(NotParsed(place, text, error));
        return null;
    }

    private static string? FromUnix(double number, object input, IReadOnlyList<object?> place, List<OpenCecInputFault> faults)
    {
        var seconds = Math.Abs(number) > MostSeconds ? number / 1000 : number;
        if (seconds is > LastSecond or < FirstSecond)
        {
            faults.Add(NotParsed(place, input, seconds > 0 ? "dates after 9999 are not supported as unix timestamps" : "dates before 0000 are not supported as unix timestamps"));
            return null;
        }

        if (seconds % SecondsOfDay != 0)
        {
            faults.Add(Inexact(place, input));
            return null;
        }

        return DateTimeOffset.FromUnixTimeSeconds((long)seconds).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
    }

    private static string? Fault(string text)
    {
        if (text.Length < 10)
        {
            return "input is too short";
        }

        if (!Digits(text, 0, 4, out var year))
        {
            return "invalid character in year";
        }

        if (text[4] != '-')
        {
            return "invalid date separator, expected `-`";
        }

        if (!Digits(text, 5, 2, out var month))
        {
            return "invalid character in month";
        }

        if (text[7] != '-')
        {
            return "invalid date separator, expected `-`";
        }

        if (!Digits(text, 8, 2, out var day))
        {
            return "invalid character in day";
        }

        return month is < 1 or > 12 ? "month value is outside expected range"
            : day < 1 || day > DateTime.DaysInMonth(Math.Max(year, 4), month) || year == 0 ? "day value is outside expected range"
            : text.Length == 10 ? null
            : TimeFault(text);
    }

    private static string? TimeFault(string text)
    {
        if (text[10] is not ('T' or 't' or ' ' or '_'))
        {
            return "invalid datetime separator, expected `T`, `t`, `_` or space";
        }

        if (text.Length < 16)
        {
            return "input is too short";
        }

        if (!Digits(text, 11, 2, out var hour))
        {
            return "invalid character in hour";
        }

        if (text[13] != ':')
        {
            return "invalid time separator, expected `:`";
        }

        if (!Digits(text, 14, 2, out var minute))
        {
            return "invalid character in minute";
        }

        if (hour > 23 || minute > 59)
        {
            return hour > 23 ? "hour value is outside expected range of 0-23" : "minute value is outside expected range of 0-59";
        }

        var at = 16;
        if (at < text.Length && text[at] == ':')
        {
            if (!Digits(text, at + 1, 2, out var second))
            {
                return text.Length < at + 3 ? "input is too short" : "invalid character in second";
            }

            if (second > 59)
            {
                return "second value is outside expected range of 0-59";
            }

            at += 3;
            if (at < text.Length && text[at] is '.' or ',')
            {
                var begin = ++at;
                while (at < text.Length && char.IsAsciiDigit(text[at]))
                {
                    at++;
                }

                if (at == begin)
                {
                    return "second fraction is missing digits";
                }
            }
        }

        var zone = text[at..];
        var isZone = zone is "" or "Z" or "z"
            || (zone[0] is '+' or '-'
                && Digits(zone, 1, 2, out _) && ((zone.Length == 6 && zone[3] == ':' && Digits(zone, 4, 2, out _)) || (zone.Length == 5 && Digits(zone, 3, 2, out _))));
        return isZone ? null : zone[0] is '+' or '-' ? "invalid timezone sign" : "unexpected extra characters at the end of the input";
    }

    // The offset does not matter: only the digits of the time are looked at.
    private static bool IsMidnight(string text)
    {
        foreach (var c in text.AsSpan(11))
        {
            if (c is 'Z' or 'z' or '+' or '-')
            {
                break;
            }

            if (c is >= '1' and <= '9')
            {
                return false;
            }
        }

        return true;
    }

    private static bool Digits(string text, int at, int count, out int value)
    {
        value = 0;
        for (var i = at; i < at + count; i++)
        {
            if (i >= text.Length || !char.IsAsciiDigit(text[i]))
            {
                return false;
            }

            value = (value * 10) + (text[i] - '0');
        }

        return true;
    }

    private static OpenCecInputFault NotParsed(IReadOnlyList<object?> place, object? input, string error) =>
        new("date_from_datetime_parsing", place, "Input should be a valid date or datetime, " + error, input, new Dictionary<string, object?> { ["error"] = error });

    private static OpenCecInputFault Inexact(IReadOnlyList<object?> place, object? input) =>
        new("date_from_datetime_inexact", place, "Datetimes provided to dates should have zero time - e.g. be exact dates", input);
}
