namespace Energy.Clients.Authoring;

/// <summary>Reads and writes a <see cref="Unit"/> as its text. A unit that is not known here is kept, as vendors state some.</summary>
/// <remarks>Already attached to the type.</remarks>
public sealed class UnitJsonConverter : JsonConverter<Unit>
{
    /// <inheritdoc/>
    public override Unit Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String ? ReadText(ref reader) : throw new JsonException($"Expected a JSON string for {nameof(Unit)}, found {reader.TokenType}.");

    /// <inheritdoc/>
    public override Unit ReadAsPropertyName(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => ReadText(ref reader);

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, Unit value, JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.WriteStringValue(value.Symbol);
    }

    /// <inheritdoc/>
    public override void WriteAsPropertyName(Utf8JsonWriter writer, Unit value, JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.WritePropertyName(value.Symbol);
    }

    private static Unit ReadText(ref Utf8JsonReader reader)
    {
        try
        {
            return Unit.FromText(reader.GetString()!);
        }
        catch (FormatException e)
        {
            throw new JsonException(e.Message, e);
        }
    }
}
