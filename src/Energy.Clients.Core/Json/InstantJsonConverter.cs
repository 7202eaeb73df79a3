namespace Energy.Clients.Authoring;

/// <summary>Reads an <see cref="Instant"/> from ISO 8601 text with <c>Z</c> or an offset, and writes it in UTC with <c>Z</c>.</summary>
public sealed class InstantJsonConverter : JsonConverter<Instant>
{
    /// <inheritdoc/>
    public override Instant Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => ReadInstant(ref reader);

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, Instant value, JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.WriteStringValue(InstantText.Format(value));
    }

    /// <summary>Reads an instant from the token a reader stands on. For row readers.</summary>
    /// <param name="reader">Stands on a string.</param>
    /// <returns>The instant.</returns>
    /// <exception cref="JsonException">The token is not a string, or not a time with <c>Z</c> or an offset.</exception>
    public static Instant ReadInstant(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.String)
        {
            throw new JsonException($"Expected a time as text, found {reader.TokenType}.");
        }

        var plain = reader is { HasValueSequence: false, ValueIsEscaped: false };
        return InstantText.TryParse(plain ? reader.ValueSpan : Encoding.UTF8.GetBytes(reader.GetString()!), out var instant)
            ? instant
            : throw new JsonException($"'{reader.GetString()}' is not a time of the form 2026-01-31T23:59:59Z (a fraction, or an offset instead of Z, is fine).");
    }
}
