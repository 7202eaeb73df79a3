using System.Text.RegularExpressions;

namespace Energy.Clients.Authoring;

/// <summary>Compares the names and texts of rows, faster than the general way and with the same result. For authors of row readers.</summary>
public static partial class JsonText
{
    /// <summary>Whether the name or text that a reader stands on is this one.</summary>
    /// <param name="reader">Stands on a member's name or on a text.</param>
    /// <param name="utf8Text">The text, without escapes.</param>
    /// <returns>What <see cref="Utf8JsonReader.ValueTextEquals(ReadOnlySpan{byte})"/> answers.</returns>
    /// <remarks>Names come without escapes and in one piece, so that their bytes can be compared at once; the general way is for those that do not.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool Is(ref Utf8JsonReader reader, ReadOnlySpan<byte> utf8Text) =>
        reader is { TokenType: JsonTokenType.PropertyName or JsonTokenType.String, HasValueSequence: false, ValueIsEscaped: false }
            ? reader.ValueSpan.SequenceEqual(utf8Text)
            : reader.ValueTextEquals(utf8Text);

    /// <summary>A document with a replacement character (U+FFFD) for each byte that is no UTF-8 and each escape of half a surrogate pair, so that its texts can be read.</summary>
    /// <param name="utf8Json">The document.</param>
    /// <returns>The document to read.</returns>
    public static byte[] Repair(ReadOnlySpan<byte> utf8Json) => Encoding.UTF8.GetBytes(HalfPair().Replace(Encoding.UTF8.GetString(utf8Json), @"\uFFFD"));

    /// <summary>What is wrong with a document, by what reading it threw.</summary>
    /// <param name="thrown">What was thrown: a <see cref="JsonException"/>, or the reader's bare <see cref="InvalidOperationException"/> for a text that is not valid UTF-8 or
    /// holds half a surrogate pair.</param>
    /// <returns>The fault, or <see langword="null"/> for anything else.</returns>
    public static JsonException? FaultOf(Exception thrown) => thrown switch
    {
        JsonException fault => fault,
        InvalidOperationException => new JsonException("A text is not valid UTF-8, or holds half a surrogate pair.", thrown),
        _ => null,
    };

    // The escape of a first half without a second behind it, or of a second without a first before it.
    [GeneratedRegex(@"(?<!\\)(?:\\u[dD][89abAB][0-9a-fA-F]{2}(?!\\u[dD][c-fC-F])|(?<!\\u[dD][89abAB][0-9a-fA-F]{2})\\u[dD][c-fC-F][0-9a-fA-F]{2})")]
    private static partial Regex HalfPair();
}
