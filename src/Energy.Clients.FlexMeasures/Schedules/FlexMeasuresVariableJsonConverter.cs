namespace Energy.Clients.FlexMeasures;

internal sealed class FlexMeasuresVariableJsonConverter : JsonConverter<FlexMeasuresVariable>
{
    public override FlexMeasuresVariable Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        FlexMeasuresVariable.AsGiven(JsonElement.ParseValue(ref reader));

    public override void Write(Utf8JsonWriter writer, FlexMeasuresVariable value, JsonSerializerOptions options) => value.WriteTo(writer);
}
