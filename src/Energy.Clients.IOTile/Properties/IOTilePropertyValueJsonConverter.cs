namespace Energy.Clients.IOTile;

internal sealed class IOTilePropertyValueJsonConverter : JsonConverter<IOTilePropertyValue>
{
    public override bool HandleNull => true;

    public override IOTilePropertyValue Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.TokenType switch
    {
        JsonTokenType.Null => default,
        JsonTokenType.Number when reader.TryGetInt32(out var number) => IOTilePropertyValue.FromInt32(number),
        JsonTokenType.String => IOTilePropertyValue.FromString(reader.GetString()!),
        JsonTokenType.True or JsonTokenType.False => IOTilePropertyValue.FromBoolean(reader.GetBoolean()),
        var other => throw new JsonException($"Expected a whole number of 32 bits, a text or a truth value, found {other}."),
    };

    public override void Write(Utf8JsonWriter writer, IOTilePropertyValue value, JsonSerializerOptions options) => value.WriteTo(writer);
}
