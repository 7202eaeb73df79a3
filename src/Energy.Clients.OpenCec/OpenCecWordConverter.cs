namespace Energy.Clients.OpenCec;

/// <summary>Reads and writes words as texts.</summary>
internal sealed class OpenCecWordConverter<T> : JsonConverter<T>
    where T : struct, IOpenCecWord<T>
{
    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.TokenType == JsonTokenType.String
        ? T.FromServer(reader.GetString()!)
        : throw new JsonException($"Expected a word as text, found {reader.TokenType}.");

    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => writer.WriteStringValue(value.Name);
}
