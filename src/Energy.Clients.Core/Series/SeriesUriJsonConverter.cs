namespace Energy.Clients;

/// <summary>Stores a <see cref="SeriesUri"/> as its text in JSON, as a value or as a property name.</summary>
internal sealed class SeriesUriJsonConverter : JsonConverter<SeriesUri>
{
    public override SeriesUri? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String ? ReadText(ref reader) : throw new JsonException($"Expected the address of a series as text, found {reader.TokenType}.");

    public override SeriesUri ReadAsPropertyName(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => ReadText(ref reader);

    public override void Write(Utf8JsonWriter writer, SeriesUri value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToString());

    public override void WriteAsPropertyName(Utf8JsonWriter writer, SeriesUri value, JsonSerializerOptions options) => writer.WritePropertyName(value.ToString());

    private static SeriesUri ReadText(ref Utf8JsonReader reader)
    {
        try
        {
            return SeriesUri.Parse(reader.GetString()!);
        }
        catch (FormatException e)
        {
            throw new JsonException(e.Message, e);
        }
    }
}
