using System.Text.Json.Nodes;
using NodaTime.Text;

namespace Energy.Clients.Emulators;

/// <summary>The times in telemetry: which the validator accepts, and what is then published of them.</summary>
internal static class SundayaStamp
{
    /// <summary>How far from 1970 the server's runtime can count.</summary>
    public const double MostMilliseconds = 8.64e15;

    private static readonly LocalDateTimePattern Digits = LocalDateTimePattern.CreateWithInvariantCulture("uuuuMMddHHmmssfff");
    private static readonly InstantPattern Published = InstantPattern.CreateWithInvariantCulture("uuuu-MM-dd HH:mm:ss.fff'0'");

    public static string Format(Instant instant) => Published.Format(instant);

    /// <summary>Whether a text is date, <c>T</c>, time and fraction in digits, with an offset, <c>Z</c> or nothing behind.</summary>
    public static bool IsAccepted(string text)
    {
        var (head, zone) = Split(text);
        if (head.Length < 17 || head[8] != 'T' || head[15] != '.' || head.AsSpan(16).ContainsAnyExceptInRange('0', '9') || Minutes(zone.ToUpperInvariant()) is null)
        {
            return false;
        }

        // An offset in the form +HHmm also overwrites the hour and the minute in the checker: that it is a time of day is enough.
        return IsMoment(head[9..13]) || (zone.Length == 5 && zone[0] == '+' && IsMoment(zone[1..]));

        bool IsMoment(string clock) => Moment(head[..8], clock + head[13..15], head[16..]) is not null;
    }

    /// <summary>The event's time in UTC and the offset it came with. No stamp means now, a number is milliseconds since 1970, and a text that is not ISO 8601 gives the words of an
    /// invalid date.</summary>
    public static (string TimeEvent, string TimeZone) Publish(JsonNode? stamp, Instant now)
    {
        if (stamp is null)
        {
            return (Format(now), "+00:00");
        }

        if (SundayaJson.AsNumber(stamp) is { } number && number >= Instant.MinValue.ToUnixTimeMilliseconds() && number <= Instant.MaxValue.ToUnixTimeMilliseconds())
        {
            return (Format(Instant.FromUnixTimeMilliseconds((long)number)), "+00:00");
        }

        if (SundayaJson.AsText(stamp) is not { } text || Read(text) is not var (local, minutes))
        {
            return ("Invalid date", "+NaN:NaN");
        }

        // The instant keeps all of an offset beyond a day, whose text wraps.
        var shown = TimeSpan.FromMinutes(minutes);
        return (Format(local.PlusMinutes(-minutes).InUtc().ToInstant()), (minutes < 0 ? "-" : "+") + shown.ToString("hh\\:mm", CultureInfo.InvariantCulture));
    }

    // Basic or extended form; parts of the time that are missing are zero.
    private static (LocalDateTime Local, int OffsetMinutes)? Read(string text)
    {
        var mark = text.AsSpan().IndexOfAny('T', ' ');
        var date = (mark < 0 ? text : text[..mark]).Replace("-", "", StringComparison.Ordinal);
        var (clock, zone) = Split(mark < 0 ? "" : text[(mark + 1)..]);
        var parts = clock.Replace(":", "", StringComparison.Ordinal).Split('.', ',');
        return parts.Length <= 2
            && parts[0].Length % 2 == 0 && Minutes(zone) is { } minutes && Moment(date, parts[0].PadRight(6, '0'), parts.Length < 2 ? "" : parts[1]) is { } local
            ? (local, minutes)
            : null;
    }

    private static (string Head, string Zone) Split(string text)
    {
        var at = text.AsSpan().IndexOfAny("+-Zz");
        return at < 0 ? (text, "") : (text[..at], text[at..]);
    }

    // Digits below the millisecond are dropped; midnight may be hour 24.
    private static LocalDateTime? Moment(string date, string time, string fraction) =>
        date.Length == 8 && Digits.Parse(date + time + fraction.PadRight(3, '0')[..3]) is { Success: true, Value: var moment } ? moment : null;

    // Offsets have no range.
    private static int? Minutes(string zone)
    {
        if (zone is "" or "Z")
        {
            return 0;
        }

        var digits = zone.Length == 6 && zone[3] == ':' ? zone.Remove(3, 1) : zone;
        return digits is ['+' or '-', ..] and { Length: 3 or 5 } && int.TryParse(digits[1..].PadRight(4, '0'), NumberStyles.None, CultureInfo.InvariantCulture, out var read)
            ? (digits[0] == '-' ? -1 : 1) * ((read / 100 * 60) + (read % 100))
            : null;
    }
}
