using NodaTime.Text;

namespace Energy.Clients.Authoring;

/// <summary>Reads and writes a <see cref="DateInterval"/> as ISO 8601 text: <c>2026-01-31/2026-02-01</c>.</summary>
public sealed class DateIntervalJsonConverter : JsonConverter<DateInterval>
{
    /// <inheritdoc/>
    public override DateInterval Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var text = reader.TokenType == JsonTokenType.String ? reader.GetString()! : throw new JsonException($"Expected two dates as text, found {reader.TokenType}.");
        return text.Split('/') is [var start, var end]
            && LocalDatePattern.Iso.Parse(start) is { Success: true } first && LocalDatePattern.Iso.Parse(end) is { Success: true } last && first.Value <= last.Value
            ? new DateInterval(first.Value, last.Value)
            : throw new JsonException($"'{text}' is not a first and a last date of the form 2026-01-31/2026-02-01.");
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, DateInterval value, JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(value);
        writer.WriteStringValue($"{Format(value.Start)}/{Format(value.End)}");
    }

    private static string Format(LocalDate date) => LocalDatePattern.Iso.Format(date.WithCalendar(CalendarSystem.Iso));
}
