namespace Energy.Clients.IOTile;

/// <summary>A time of a report; without a zone it counts as UTC.</summary>
internal sealed class IOTileReportTimeConverter : JsonConverter<Instant>
{
    public override Instant Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var text = reader.TokenType == JsonTokenType.String ? Encoding.UTF8.GetBytes(reader.GetString()!) : [];
        return InstantText.TryParse(text, out var instant) || InstantText.TryParse([.. text, (byte)'Z'], out instant)
            ? instant
            : throw new JsonException("The member 'timestamp' is not a time. Without a zone it counts as UTC.");
    }

    public override void Write(Utf8JsonWriter writer, Instant value, JsonSerializerOptions options) => writer.WriteStringValue(IOTileValues.Time(value));
}
