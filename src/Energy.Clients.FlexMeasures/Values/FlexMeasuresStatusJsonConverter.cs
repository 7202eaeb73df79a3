namespace Energy.Clients.FlexMeasures;

/// <summary>A status is a word or a number on the wire.</summary>
internal sealed class FlexMeasuresStatusJsonConverter : JsonConverter<FlexMeasuresStatus>
{
    public override FlexMeasuresStatus Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.TokenType switch
    {
        JsonTokenType.String => new FlexMeasuresStatus(reader.GetString()!),
        JsonTokenType.Number when reader.TryGetInt32(out var number) => new FlexMeasuresStatus(number.ToString(CultureInfo.InvariantCulture)),
        _ => throw new JsonException("Expected a status: a word or a whole number."),
    };

    public override void Write(Utf8JsonWriter writer, FlexMeasuresStatus value, JsonSerializerOptions options)
    {
        if (int.TryParse(value.Code, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            writer.WriteNumberValue(number);
        }
        else
        {
            writer.WriteStringValue(value.Code);
        }
    }
}
