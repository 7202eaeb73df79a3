namespace Energy.Clients;

/// <summary>Reads and writes an instant that may be missing, as <see cref="InstantJsonConverter"/> does.</summary>
internal sealed class OptionalInstantJsonConverter : JsonConverter<Instant?>
{
    private static readonly InstantJsonConverter OfInstant = new();

    public override Instant? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.Null ? null : OfInstant.Read(ref reader, typeof(Instant), options);

    public override void Write(Utf8JsonWriter writer, Instant? value, JsonSerializerOptions options)
    {
        if (value is { } instant)
        {
            OfInstant.Write(writer, instant, options);
        }
        else
        {
            writer.WriteNullValue();
        }
    }
}
