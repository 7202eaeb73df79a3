using System.Runtime.CompilerServices;
using System.Text.Json;

namespace Energy.Clients;

/// <summary>Compares the names and texts of rows, faster than the general way and with the same result. For authors of row readers.</summary>
public static class JsonText
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
}
