namespace Energy.Clients.IOTile;

/// <summary>The local id of a stream: four hex digits as text, or the same number.</summary>
internal sealed class IOTileReportStreamConverter : JsonConverter<ushort>
{
    public override ushort Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String && ushort.TryParse(reader.GetString(), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var hex) ? hex
        : reader.TokenType == JsonTokenType.Number && reader.TryGetUInt16(out var number) ? number
        : throw new JsonException("The member 'stream' is neither four hex digits as text nor a 16-bit number.");

    public override void Write(Utf8JsonWriter writer, ushort value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToString("x4", CultureInfo.InvariantCulture));
}
