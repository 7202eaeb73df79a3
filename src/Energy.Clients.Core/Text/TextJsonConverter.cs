namespace Energy.Clients.Authoring;

/// <summary>Reads and writes a value type of this family as its canonical text in JSON, as a value or as a property name.</summary>
/// <typeparam name="T">The value type. It parses and formats UTF-8 itself, so no string is made on the way.</typeparam>
/// <remarks>Already attached to every such type by attribute; works with source generation and native AOT. A text that does not parse is a <see cref="JsonException"/>.</remarks>
public sealed class TextJsonConverter<T> : JsonConverter<T>
    where T : struct, IUtf8SpanParsable<T>, IUtf8SpanFormattable
{
    private const int StackSize = 256;

    /// <inheritdoc/>
    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.String)
        {
            throw new JsonException($"Expected a JSON string for {typeof(T).Name}, found {reader.TokenType}.");
        }

        return ReadText(ref reader);
    }

    /// <inheritdoc/>
    public override T ReadAsPropertyName(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => ReadText(ref reader);

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.WriteStringValue(Format(value, stackalloc byte[StackSize]));
    }

    /// <inheritdoc/>
    public override void WriteAsPropertyName(Utf8JsonWriter writer, T value, JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.WritePropertyName(Format(value, stackalloc byte[StackSize]));
    }

    private static T ReadText(ref Utf8JsonReader reader)
    {
        var length = reader.HasValueSequence ? checked((int)reader.ValueSequence.Length) : reader.ValueSpan.Length;
        var buffer = length <= StackSize ? stackalloc byte[StackSize] : new byte[length];
        var text = reader is { HasValueSequence: false, ValueIsEscaped: false } ? reader.ValueSpan : buffer[..reader.CopyString(buffer)];
        try
        {
            return T.Parse(text, null);
        }
        catch (FormatException e)
        {
            throw new JsonException(e.Message, e);
        }
    }

    // The stack is enough for every type but an address, which is seldom longer.
    private static ReadOnlySpan<byte> Format(T value, Span<byte> buffer)
    {
        int written;
        while (!value.TryFormat(buffer, out written, default, null))
        {
            buffer = new byte[buffer.Length * 2];
        }

        return buffer[..written];
    }
}
