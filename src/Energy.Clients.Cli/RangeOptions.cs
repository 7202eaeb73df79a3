using System.CommandLine;
using NodaTime.Text;

namespace Energy.Clients.Cli;

/// <summary><c>--from</c> and <c>--to</c>.</summary>
/// <param name="other">Another option that tells the beginning; <see langword="null"/> when there is none.</param>
internal sealed class RangeOptions(string? other = null)
{
    private static readonly Duration Usual = Duration.FromHours(24);

    private readonly Option<string?> _from =
        new("--from")
        {
            Description =
            $"The first instant, 2026-01-31T00:00:00Z or 2026-01-31 (midnight of --zone where there is one, else UTC). Without it, "
                + $"{(other is null ? "24 hours before --to" : $"as {other} says")}."
        };
    private readonly Option<string?> _to = new("--to") { Description = "The end, exclusive. Without it, now." };

    public void AddTo(Command command)
    {
        command.Options.Add(_from);
        command.Options.Add(_to);
    }

    public bool HasStart(ParseResult parsed) => parsed.GetValue(_from) is not null;

    public bool HasEnd(ParseResult parsed) => parsed.GetValue(_to) is not null;

    /// <summary>The range, up to now unless told otherwise.</summary>
    public Interval Read(ParseResult parsed, TimeProvider time, DateTimeZone? zone = null) => Read(parsed, Instant.FromDateTimeOffset(time.GetUtcNow()), Usual, zone);

    /// <summary>The range.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="now">Its end unless told otherwise.</param>
    /// <param name="length">Its length unless told otherwise.</param>
    /// <param name="zone">Whose midnights dates mean; UTC unless given.</param>
    public Interval Read(ParseResult parsed, Instant now, Duration length, DateTimeZone? zone = null)
    {
        var end = parsed.GetValue(_to) is { } to ? ParseInstant("--to", to, zone) : now;
        var start = parsed.GetValue(_from) is { } from ? ParseInstant("--from", from, zone) : end - length;
        return start <= end ? new Interval(start, end) : throw new CliUsageException($"The range ends ({end}) before it starts ({start}). Swap --from and --to, or set both.");
    }

    /// <summary>A time, or the midnight at which a date begins.</summary>
    public static Instant ParseInstant(string option, string text, DateTimeZone? zone = null)
    {
        if (InstantText.TryParse(Encoding.UTF8.GetBytes(text), out var instant))
        {
            return instant;
        }

        return LocalDatePattern.Iso.Parse(text) is { Success: true } date
            ? (zone ?? DateTimeZone.Utc).AtStartOfDay(date.Value).ToInstant()
            : throw new CliUsageException($"{option} '{text}' is not a time. Write 2026-01-31T23:59:59Z, with an offset instead of Z, or 2026-01-31.");
    }
}
