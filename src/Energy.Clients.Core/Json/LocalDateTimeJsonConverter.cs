using NodaTime.Text;

namespace Energy.Clients.Authoring;

/// <summary>Reads and writes a <see cref="LocalDateTime"/> as <c>yyyy-MM-ddTHH:mm:ss</c> with an optional fraction and no zone; one of another calendar as the same day of
/// ISO's.</summary>
public sealed class LocalDateTimeJsonConverter() : PatternJsonConverter<LocalDateTime>(
    LocalDateTimePattern.ExtendedIso, "a date and time", "2026-01-31T23:59:59 without a zone")
{
    private protected override LocalDateTime ToIso(LocalDateTime value) => value.WithCalendar(CalendarSystem.Iso);
}
