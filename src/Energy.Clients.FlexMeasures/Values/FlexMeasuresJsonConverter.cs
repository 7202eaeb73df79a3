namespace Energy.Clients.FlexMeasures;

/// <summary>Reads a document from inside a text or bare, and writes it back the same way.</summary>
internal sealed class FlexMeasuresJsonConverter : JsonConverter<FlexMeasuresJson>
{
    public override FlexMeasuresJson Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType == JsonTokenType.String)
        {
            return FlexMeasuresJson.AsReceived(reader.GetString()!, false);
        }

        using var document = JsonDocument.ParseValue(ref reader);
        return FlexMeasuresJson.AsReceived(document.RootElement.GetRawText(), true);
    }

    public override void Write(Utf8JsonWriter writer, FlexMeasuresJson value, JsonSerializerOptions options) => value.WriteTo(writer);
}
