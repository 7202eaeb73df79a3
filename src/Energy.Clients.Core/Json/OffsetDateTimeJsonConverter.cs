using NodaTime.Text;

namespace Energy.Clients.Authoring;

/// <summary>Reads and writes an <see cref="OffsetDateTime"/> as ISO 8601 text with its offset: <c>2026-01-31T23:59:59+01:00</c>; one of another calendar as the same day of
/// ISO's.</summary>
public sealed class OffsetDateTimeJsonConverter() : PatternJsonConverter<OffsetDateTime>(
    OffsetDateTimePattern.Rfc3339, "a time", "2026-01-31T23:59:59+01:00 (a fraction, or Z instead of the offset, is fine)")
{
    private protected override OffsetDateTime ToIso(OffsetDateTime value) => value.WithCalendar(CalendarSystem.Iso);
}
