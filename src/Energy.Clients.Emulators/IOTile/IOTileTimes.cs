namespace Energy.Clients.Emulators;

/// <summary>Times as the server writes and reads them.</summary>
internal static class IOTileTimes
{
    /// <summary>Microseconds where there are any.</summary>
    internal static string Full(Instant at) => Format(at.InUtc().LocalDateTime) + "Z";

    internal static string Format(NodaTime.LocalDateTime at)
    {
        var text = at.ToString("uuuu-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture);
        var micro = at.NanosecondOfSecond / 1000;
        return micro == 0 ? text : text + "." + micro.ToString("D6", CultureInfo.InvariantCulture);
    }

    /// <summary>Whole seconds, in the zone given and with a literal Z all the same: the server's defect for users with a cookie.</summary>
    internal static string Seconds(Instant at, DateTimeZone zone) => at.InZone(zone).ToString("uuuu-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture) + "Z";

    internal static Instant? Strict(string text) => InstantText.TryParse(Encoding.ASCII.GetBytes(text), out var at) ? at : null;

    /// <summary>The parser of stream data and frames: takes much, ignores what it cannot read, and fails on numbers out of range.</summary>
    /// <exception cref="IOTileRefusal">A number is out of its range: the server fails with 500.</exception>
    internal static Instant? Lenient(string text, DateTimeZone zone)
    {
        var date = System.Text.RegularExpressions.Regex.Match(text,
            @"^(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ](\d{1,2}):(\d{1,2})(?::(\d{1,2})(?:\.(\d{1,6})\d*)?)?\s*(Z|[+-]\d{2}(?::?\d{2})?)?)?$");
        if (!date.Success)
        {
            return null;
        }

        int Group(int i) => date.Groups[i].Success ? int.Parse(date.Groups[i].ValueSpan, CultureInfo.InvariantCulture) : 0;
        NodaTime.LocalDateTime local;
        try
        {
            local = new NodaTime.LocalDateTime(Group(1), Group(2), Group(3), Group(4), Group(5), Group(6)).PlusNanoseconds(
                date.Groups[7].Success ? long.Parse(date.Groups[7].Value.PadRight(6, '0'), CultureInfo.InvariantCulture) * 1000 : 0);
        }
        catch (ArgumentOutOfRangeException)
        {
            throw new IOTileRefusal(IOTileReply.Failed());
        }

        var offset = date.Groups[8].Value;
        if (offset.Length > 1)
        {
            var digits = offset[1..].Replace(":", "", StringComparison.Ordinal).PadRight(4, '0');
            var seconds = (int.Parse(digits[..2], CultureInfo.InvariantCulture) * 3600) + (int.Parse(digits[2..4], CultureInfo.InvariantCulture) * 60);
            return local.InUtc().ToInstant() - Duration.FromSeconds(offset[0] == '+' ? seconds : -seconds);
        }

        return offset == "Z" ? local.InUtc().ToInstant() : local.InZoneLeniently(zone).ToInstant();
    }

    /// <summary>The parser of times in bodies: a date with a time; null for anything else.</summary>
    internal static Instant? Posted(string text, DateTimeZone zone)
    {
        try
        {
            return text.AsSpan().ContainsAny('T', ' ') ? Lenient(text, zone) : null;
        }
        catch (IOTileRefusal)
        {
            // A number is out of its range.
            return null;
        }
    }

    /// <summary>The parser of data, events, notes and locations: a date and a time, or 400.</summary>
    internal static Instant? Filter(string? text, string name, DateTimeZone zone)
    {
        if (string.IsNullOrEmpty(text))
        {
            return null;
        }

        return Posted(text.Trim(), zone) ?? throw IOTileRefusal.Field(name, "Enter a valid date/time.");
    }
}
