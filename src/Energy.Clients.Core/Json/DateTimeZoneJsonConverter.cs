namespace Energy.Clients.Authoring;

/// <summary>Reads and writes a <see cref="DateTimeZone"/> as its id in the tz database: <c>Europe/Amsterdam</c>.</summary>
public sealed class DateTimeZoneJsonConverter : JsonConverter<DateTimeZone>
{
    /// <inheritdoc/>
    public override bool CanConvert(Type typeToConvert) => typeof(DateTimeZone).IsAssignableFrom(typeToConvert);

    /// <inheritdoc/>
    public override DateTimeZone Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var id = reader.TokenType == JsonTokenType.String ? reader.GetString()! : throw new JsonException($"Expected a time zone's id as text, found {reader.TokenType}.");
        return DateTimeZoneProviders.Tzdb.GetZoneOrNull(id) ?? throw new JsonException($"'{id}' is not a time zone of the tz database, such as Europe/Amsterdam.");
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, DateTimeZone value, JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(value);
        writer.WriteStringValue(value.Id);
    }
}
