using System.Text.Json;
using System.Text.Json.Serialization;
using NodaTime;
using NodaTime.Text;

namespace Energy.Clients.Authoring;

/// <summary>Reads and writes a <see cref="LocalDateTime"/> as <c>yyyy-MM-ddTHH:mm:ss</c> with an optional fraction and no zone.</summary>
public sealed class LocalDateTimeJsonConverter : JsonConverter<LocalDateTime>
{
    /// <inheritdoc/>
    public override LocalDateTime Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var text = reader.TokenType == JsonTokenType.String ? reader.GetString()! : throw new JsonException($"Expected a date and time as text, found {reader.TokenType}.");
        return LocalDateTimePattern.ExtendedIso.Parse(text) is { Success: true } result
            ? result.Value
            : throw new JsonException($"'{text}' is not a date and time of the form 2026-01-31T23:59:59 without a zone.");
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, LocalDateTime value, JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.WriteStringValue(LocalDateTimePattern.ExtendedIso.Format(value));
    }
}
