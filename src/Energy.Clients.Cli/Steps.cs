using NodaTime.Text;

namespace Energy.Clients.Cli;

/// <summary>Lengths of time on the command line: ISO 8601.</summary>
internal static class Steps
{
    /// <summary>A length that does not depend on the calendar.</summary>
    public static Duration ParseDuration(string option, string text) =>
        Parse(option, text) is { Months: 0, Years: 0 } period && period.ToDuration() is var length && length > Duration.Zero
        ? length
        : throw new CliUsageException($"{option} '{text}' is not a length of time that is the same everywhere. Write PT15M, PT6H or P2D.");

    /// <summary>Steps: of the calendar where there is a zone or days and more are asked, else of one length.</summary>
    public static TimeStep Parse(string option, string text, DateTimeZone? zone)
    {
        var period = Parse(option, text);
        return period.HasDateComponent || zone is not null
            ? TimeStep.Of(period,
                zone ?? throw new CliUsageException($"{option} {text} is of the calendar, and the series does not say its zone. Give --zone Europe/Amsterdam, or --zone UTC."))
            : TimeStep.Of(period.ToDuration());
    }

    /// <summary>A zone by its id.</summary>
    public static DateTimeZone ParseZone(string text) => DateTimeZoneProviders.Tzdb.GetZoneOrNull(text)
        ?? throw new CliUsageException($"--zone '{text}' is no time zone. Write its id in the IANA database, such as Europe/Amsterdam or UTC.");

    private static Period Parse(string option, string text) => PeriodPattern.NormalizingIso.Parse(text) is { Success: true } parsed && parsed.Value != Period.Zero
        ? parsed.Value
        : throw new CliUsageException($"{option} '{text}' is not a length of time. Write it as ISO 8601 does: PT15M, PT1H, P1D, P1M.");
}
