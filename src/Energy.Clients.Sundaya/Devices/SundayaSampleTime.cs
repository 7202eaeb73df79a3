using System.Text.RegularExpressions;

namespace Energy.Clients.Sundaya;

/// <summary>The stamps of telemetry that the server's check accepts.</summary>
internal static partial class SundayaSampleTime
{
    /// <summary>How far from 1970 the server's runtime can count.</summary>
    public const double MaxMilliseconds = 8.64e15;

    /// <summary>Whether the server's check takes a text. Hour and minute are not looked at in the form <c>+HHmm</c>, whose offset overwrites them in the checker; offsets are
    /// never.</summary>
    public static bool IsAccepted(string text)
    {
        if (Form().Match(text) is not { Success: true } match)
        {
            return false;
        }

        var month = Number(match.Groups["month"].ValueSpan);
        var zone = match.Groups["zone"].ValueSpan;
        var isWhole = Number(match.Groups["second"].ValueSpan) == 0 && match.Groups["fraction"].Value.PadRight(3, '0').StartsWith("000", StringComparison.Ordinal);
        return month is >= 1 and <= 12
            && Number(match.Groups["day"].ValueSpan) is >= 1 and var day && day <= CalendarSystem.Iso.GetDaysInMonth(Number(match.Groups["year"].ValueSpan), month)
            && (IsTime(match.Groups["clock"].ValueSpan, isWhole) || (zone.Length == 5 && zone[0] == '+' && IsTime(zone[1..], isWhole)));
    }

    // Midnight may be written as hour 24.
    private static bool IsTime(ReadOnlySpan<char> clock, bool isWhole) => Number(clock[2..]) <= 59 && (Number(clock[..2]) <= 23 || (clock is "2400" && isWhole));

    private static int Number(ReadOnlySpan<char> digits) => int.Parse(digits, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^(?<year>[0-9]{4})(?<month>[0-9]{2})(?<day>[0-9]{2})T(?<clock>[0-9]{4})(?<second>[0-5][0-9])\.(?<fraction>[0-9]+)(?<zone>[+-][0-9]{2}(?::?[0-9]{2})?|[Zz])"
        + @"?\z", RegexOptions.CultureInvariant)]
    private static partial Regex Form();
}
