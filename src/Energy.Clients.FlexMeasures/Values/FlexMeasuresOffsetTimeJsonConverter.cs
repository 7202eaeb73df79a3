namespace Energy.Clients.FlexMeasures;

/// <summary>Times with offset in models.</summary>
internal sealed class FlexMeasuresOffsetTimeJsonConverter : JsonConverter<OffsetDateTime>
{
    public override OffsetDateTime Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String && FlexMeasuresTime.TryParse(reader.GetString(), out var time)
            ? time
            : throw new JsonException("Expected a time with an offset.");

    public override void Write(Utf8JsonWriter writer, OffsetDateTime value, JsonSerializerOptions options) => writer.WriteStringValue(FlexMeasuresTime.Format(value));
}
