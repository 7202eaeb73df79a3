namespace Energy.Clients.IOTile;

/// <summary>Numbers of models: one that no double holds is refused, where the framework reads infinity.</summary>
internal sealed class IOTileDoubleConverter : JsonConverter<double>
{
    public override double Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        IOTileRows.Double(ref reader) ?? throw new JsonException("Expected a number, found null.");

    public override void Write(Utf8JsonWriter writer, double value, JsonSerializerOptions options) => writer.WriteNumberValue(value);
}
