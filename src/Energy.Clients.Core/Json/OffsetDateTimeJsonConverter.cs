using System.Text.Json;
using System.Text.Json.Serialization;
using NodaTime;
using NodaTime.Text;

namespace Energy.Clients.Authoring;

/// <summary>Reads and writes an <see cref="OffsetDateTime"/> as ISO 8601 text with its offset: <c>2026-01-31T23:59:59+01:00</c>.</summary>
public sealed class OffsetDateTimeJsonConverter : JsonConverter<OffsetDateTime>
{
    /// <inheritdoc/>
    public override OffsetDateTime Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var text = reader.TokenType == JsonTokenType.String ? reader.GetString()! : throw new JsonException($"Expected a time as text, found {reader.TokenType}.");
        return OffsetDateTimePattern.Rfc3339.Parse(text) is { Success: true } result
            ? result.Value
            : throw new JsonException($"'{text}' is not a time of the form 2026-01-31T23:59:59+01:00 (a fraction, or Z instead of the offset, is fine).");
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, OffsetDateTime value, JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.WriteStringValue(OffsetDateTimePattern.Rfc3339.Format(value.WithCalendar(CalendarSystem.Iso)));
    }
}
