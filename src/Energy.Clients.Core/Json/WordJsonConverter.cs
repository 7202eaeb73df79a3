namespace Energy.Clients.Authoring;

/// <summary>Reads and writes a value type that stands for a word as that word. For authors of models, who derive one for a type.</summary>
/// <typeparam name="T">The value type; its default is written as <see langword="null"/> where it has no word.</typeparam>
/// <param name="read">Makes the value of a word.</param>
/// <param name="write">The word of a value, or <see langword="null"/>.</param>
public abstract class WordJsonConverter<T>(Func<string, T> read, Func<T, string?> write) : JsonConverter<T>
    where T : struct
{
    /// <inheritdoc/>
    public override bool HandleNull => true;

    /// <inheritdoc/>
    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType == JsonTokenType.Null)
        {
            return default;
        }

        var word = reader.TokenType == JsonTokenType.String
            ? reader.GetString()! : throw new JsonException($"Expected a word as text for {typeof(T).Name}, found {reader.TokenType}.");
        try
        {
            return read(word);
        }
        catch (Exception e) when (e is ArgumentException or FormatException)
        {
            throw new JsonException(e.Message, e);
        }
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.WriteStringValue(write(value));
    }
}
