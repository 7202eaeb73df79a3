using System.Globalization;
using System.Text.RegularExpressions;
using NodaTime;

namespace Energy.Clients.Sundaya;

/// <summary>The stamps of telemetry: what the server's check accepts, and what it then makes of them.</summary>
internal static partial class DeviceTime
{
    public const string Invalid = "Invalid date";

    /// <summary>How far from 1970 the server's runtime can count.</summary>
    public const double MostMilliseconds = 8.64e15;

    private const string InvalidZone = "+NaN:NaN";

    /// <summary>Whether the server's check takes a text. Hour and minute are not looked at in the form <c>+HHmm</c>, whose offset overwrites them in the checker; offsets are never.</summary>
    public static bool IsAccepted(string text)
    {
        var match = Checked().Match(text);
        if (!match.Success || Date(match) is null || Number(match, "second") > 59)
        {
            return false;
        }

        var isWhole = Number(match, "second") == 0 && match.Groups["fraction"].Value.PadRight(3, '0')[..3] == "000";
        if (IsTime(Number(match, "hour"), Number(match, "minute"), isWhole))
        {
            return true;
        }

        var zone = match.Groups["zone"].ValueSpan;
        return zone.Length == 5 && zone[0] == '+'
            && IsTime(int.Parse(zone[1..3], CultureInfo.InvariantCulture), int.Parse(zone[3..], CultureInfo.InvariantCulture), isWhole);
    }

    /// <summary>When a sample was taken, in the words that the server publishes: UTC with ten-thousandths, and the stamp's own offset.</summary>
    public static (string TimeEvent, string TimeZone) Publish(object? stamp, Instant now)
    {
        if (ReferenceEquals(stamp, JsTree.Undefined))
        {
            return (Format(now), "+00:00");
        }

        if (stamp is double milliseconds && Math.Abs(milliseconds) <= MostMilliseconds)
        {
            return milliseconds >= Instant.MinValue.ToUnixTimeMilliseconds() && milliseconds <= Instant.MaxValue.ToUnixTimeMilliseconds()
                ? (Format(Instant.FromUnixTimeMilliseconds((long)milliseconds)), "+00:00")
                : throw new FormatException(string.Create(CultureInfo.InvariantCulture, $"time_local {milliseconds:0} lies outside the years that can be written with four digits."));
        }

        if (stamp is not string text || Read(text) is not { } read)
        {
            return (Invalid, InvalidZone);
        }

        return (Format(read.Instant), Offset(read.OffsetMinutes));
    }

    public static string Format(Instant instant) => instant.InUtc().LocalDateTime.ToString("uuuu-MM-dd HH:mm:ss.fff", CultureInfo.InvariantCulture) + "0";

    /// <summary>Reads an ISO 8601 stamp in basic or extended form; what is missing is zero, no offset is UTC, digits below the millisecond are dropped.</summary>
    public static (Instant Instant, int OffsetMinutes)? Read(string text)
    {
        var match = Iso().Match(text);
        if (!match.Success || Date(match) is not { } date)
        {
            return null;
        }

        var (hour, minute, second) = (Number(match, "hour"), Number(match, "minute"), Number(match, "second"));
        if (hour > 24 || minute > 59 || second > 59 || (hour == 24 && (minute > 0 || second > 0)))
        {
            return null;
        }

        var fraction = match.Groups["fraction"].Value;
        var milliseconds = fraction.Length == 0 ? 0 : int.Parse(fraction.PadRight(3, '0')[..3], CultureInfo.InvariantCulture);
        var local = date.AtMidnight().PlusHours(hour).PlusMinutes(minute).PlusSeconds(second).PlusMilliseconds(milliseconds);
        var zone = match.Groups["zone"].Value;
        var minutes = 0;
        if (zone.Length > 1)
        {
            var digits = zone[1..].Replace(":", "", StringComparison.Ordinal).PadRight(4, '0');
            minutes = (int.Parse(digits[..2], CultureInfo.InvariantCulture) * 60) + int.Parse(digits[2..], CultureInfo.InvariantCulture);
            minutes = zone[0] == '-' ? -minutes : minutes;
        }

        // An offset of a day and an hour is shown as an hour; the instant keeps the whole of it.
        return (local.PlusMinutes(-minutes).InUtc().ToInstant(), minutes % (24 * 60));
    }

    private static string Offset(int minutes) =>
        string.Create(CultureInfo.InvariantCulture, $"{(minutes < 0 ? '-' : '+')}{Math.Abs(minutes) / 60:00}:{Math.Abs(minutes) % 60:00}");

    // Midnight may be written as hour 24.
    private static bool IsTime(int hour, int minute, bool isWhole) => minute <= 59 && (hour <= 23 || (hour == 24 && minute == 0 && isWhole));

    private static LocalDate? Date(Match match)
    {
        var (year, month, day) = (Number(match, "year"), Number(match, "month"), Number(match, "day"));
        return month is >= 1 and <= 12 && day >= 1 && day <= CalendarSystem.Iso.GetDaysInMonth(year, month) ? new LocalDate(year, month, day) : null;
    }

    private static int Number(Match match, string group) => match.Groups[group] is { Success: true, ValueSpan: var digits } ? int.Parse(digits, CultureInfo.InvariantCulture) : 0;

    [GeneratedRegex(@"^(?<year>[0-9]{4})(?<month>[0-9]{2})(?<day>[0-9]{2})T(?<hour>[0-9]{2})(?<minute>[0-9]{2})(?<second>[0-9]{2})\.(?<fraction>[0-9]+)(?<zone>[+-][0-9]{2}(?::?[0-9]{2})?|[Zz])?\z", RegexOptions.CultureInvariant)]
    private static partial Regex Checked();

    [GeneratedRegex(@"^(?<year>[0-9]{4})-?(?<month>[0-9]{2})-?(?<day>[0-9]{2})(?:[T ](?<hour>[0-9]{2})(?::?(?<minute>[0-9]{2})(?::?(?<second>[0-9]{2})(?:[.,](?<fraction>[0-9]+))?)?)?)?(?<zone>Z|[+-][0-9]{2}(?::?[0-9]{2})?)?\z", RegexOptions.CultureInvariant)]
    private static partial Regex Iso();
}
