using System.Text.Json;
using System.Text.Json.Serialization;
using NodaTime;
using NodaTime.Text;

namespace Energy.Clients.Authoring;

/// <summary>Reads and writes a <see cref="Period"/> as ISO 8601 text: <c>P1M</c>.</summary>
public sealed class PeriodJsonConverter : JsonConverter<Period>
{
    /// <inheritdoc/>
    public override Period Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var text = reader.TokenType == JsonTokenType.String ? reader.GetString()! : throw new JsonException($"Expected a period as text, found {reader.TokenType}.");
        return PeriodPattern.Roundtrip.Parse(text) is { Success: true } result
            ? result.Value
            : throw new JsonException($"'{text}' is not a period of the form P1M or PT15M.");
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, Period value, JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(value);
        writer.WriteStringValue(PeriodPattern.Roundtrip.Format(value));
    }
}
