namespace Energy.Clients.Authoring;

/// <summary>Reads and writes a <see cref="Duration"/> as ISO 8601 text: <c>PT15M</c>.</summary>
public sealed class DurationJsonConverter : JsonConverter<Duration>
{
    /// <inheritdoc/>
    public override Duration Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String && IsoDuration.TryParse(reader.GetString(), out var duration) && duration.TryGetDuration(out var fixedLength)
            ? fixedLength
            : throw new JsonException(
                $"Expected a duration as ISO 8601 text without years and months (PT15M), found "
                    + $"{(reader.TokenType == JsonTokenType.String ? $"'{reader.GetString()}'" : reader.TokenType)}.");

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, Duration value, JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.WriteStringValue(new IsoDuration(value).ToString());
    }
}
