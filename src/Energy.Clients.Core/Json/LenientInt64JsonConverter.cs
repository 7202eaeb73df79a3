using System.Buffers.Text;

namespace Energy.Clients.Authoring;

/// <summary>Reads a whole number that a vendor sends now as a number, now as text; writes a number.</summary>
public sealed class LenientInt64JsonConverter : JsonConverter<long>
{
    /// <inheritdoc/>
    public override long Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => ReadInt64(ref reader);

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, long value, JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.WriteNumberValue(value);
    }

    /// <summary>Reads a whole number from the token a reader stands on. For row and envelope readers.</summary>
    /// <param name="reader">Stands on a number (<c>3</c>, <c>3.0</c>) or on text that holds one.</param>
    /// <returns>The number.</returns>
    /// <exception cref="JsonException">It is neither.</exception>
    public static long ReadInt64(ref Utf8JsonReader reader)
    {
        if (reader.TokenType == JsonTokenType.Number)
        {
            if (reader.TryGetInt64(out var number))
            {
                return number;
            }

            if (reader.TryGetDouble(out var real) && real == Math.Floor(real) && Math.Abs(real) < 1L << 53)
            {
                return (long)real;
            }
        }
        else if (reader.TokenType == JsonTokenType.String && reader is { HasValueSequence: false, ValueIsEscaped: false }
            && Utf8Parser.TryParse(reader.ValueSpan, out long text, out var read) && read == reader.ValueSpan.Length)
        {
            return text;
        }

        throw new JsonException($"Expected a whole number (or text that holds one), found {reader.TokenType}.");
    }
}
