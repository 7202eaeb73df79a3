namespace Energy.Clients.FlexMeasures;

/// <summary>Numbers of models. One that is beyond a double is refused with its place, and not read as infinity.</summary>
internal sealed class FlexMeasuresNumberJsonConverter : JsonConverter<double>
{
    public override double Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.TokenType switch
    {
        JsonTokenType.Number => JsonNumber.GetDouble(ref reader),
        JsonTokenType.String when double.TryParse(reader.GetString(), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) => number,
        _ => throw new JsonException("Expected a number that a double holds."),
    };

    public override void Write(Utf8JsonWriter writer, double value, JsonSerializerOptions options) => writer.WriteNumberValue(value);
}
