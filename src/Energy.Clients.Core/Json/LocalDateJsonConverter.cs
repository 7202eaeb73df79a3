using NodaTime.Text;

namespace Energy.Clients.Authoring;

/// <summary>Reads and writes a <see cref="LocalDate"/> as <c>yyyy-MM-dd</c>; a date of another calendar as the same day of ISO's.</summary>
public sealed class LocalDateJsonConverter() : PatternJsonConverter<LocalDate>(LocalDatePattern.Iso, "a date", "2026-01-31")
{
    private protected override LocalDate ToIso(LocalDate value) => value.WithCalendar(CalendarSystem.Iso);
}
