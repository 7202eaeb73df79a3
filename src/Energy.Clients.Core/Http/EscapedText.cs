using System.Buffers;

namespace Energy.Clients;

/// <summary>Finds words in a text that is escaped as addresses, JSON and pages are: each escape is undone, in every order and several deep, and what stood there is
/// replaced.</summary>
internal static class EscapedText
{
    // A key within JSON within an address within a page.
    private const int Deepest = 3;

    private static readonly SearchValues<char> Signs = SearchValues.Create('%', '\\', '&');
    private static readonly (char Sign, Decoder Decode)[] Escapes = [('%', DecodePercent), ('\\', DecodeBackslash), ('&', DecodeEntity)];

    private delegate int Decoder(ReadOnlySpan<char> text, Span<char> decoded, out int count);

    /// <summary>The text with every word replaced, in whatever case; the text itself where there is none.</summary>
    public static string Replace(string text, Words words, string replacement)
    {
        if (!text.AsSpan().ContainsAny(Signs) && !words.AreIn(text))
        {
            return text;
        }

        var hidden = new bool[text.Length];
        Search(text, [.. Enumerable.Range(0, text.Length + 1)], words, hidden, [], Deepest);
        if (!hidden.Contains(true))
        {
            return text;
        }

        var replaced = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            _ = !hidden[i] ? replaced.Append(text[i]) : i == 0 || !hidden[i - 1] ? replaced.Append(replacement) : replaced;
        }

        return replaced.ToString();
    }

    // Each character of the text stands for a range of the original one: from its own place to the next one's.
    private static void Search(string text, int[] places, Words words, bool[] hidden, HashSet<string> seen, int depth)
    {
        if (!seen.Add(text))
        {
            return;
        }

        foreach (var (at, length) in words.FindIn(text))
        {
            hidden.AsSpan(places[at]..places[at + length]).Fill(true);
        }

        if (depth > 0)
        {
            foreach (var (sign, decode) in Escapes)
            {
                if (Decode(text, places, sign, decode) is ({ } decoded, { } at))
                {
                    Search(decoded, at, words, hidden, seen, depth - 1);
                }
            }
        }
    }

    private static (string Text, int[] Places)? Decode(string text, int[] places, char sign, Decoder decode)
    {
        var next = text.IndexOf(sign, StringComparison.Ordinal);
        if (next < 0)
        {
            return null;
        }

        var decoded = new StringBuilder(text.Length);
        var at = new List<int>(text.Length + 1);
        Span<char> characters = stackalloc char[2];
        var i = 0;
        for (; next >= 0; next = text.IndexOf(sign, i))
        {
            decoded.Append(text, i, next - i);
            at.AddRange(places.AsSpan(i..next));
            i = next;
            var length = decode(text.AsSpan(i), characters, out var count);
            if (length == 0)
            {
                (length, count, characters[0]) = (1, 1, sign);
            }

            decoded.Append(characters[..count]);
            for (; count > 0; count--)
            {
                at.Add(places[i]);
            }

            i += length;
        }

        decoded.Append(text, i, text.Length - i);
        at.AddRange(places.AsSpan(i));
        return decoded.Length == text.Length ? null : (decoded.ToString(), [.. at]);
    }

    // %C3%A4
    private static int DecodePercent(ReadOnlySpan<char> text, Span<char> decoded, out int count)
    {
        Span<byte> bytes = stackalloc byte[4];
        var length = 0;
        count = 0;
        while (length < bytes.Length && text[(3 * length)..] is ['%', var high, var low, ..] && char.IsAsciiHexDigit(high) && char.IsAsciiHexDigit(low))
        {
            bytes[length++] = byte.Parse([high, low], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
        }

        return Rune.DecodeFromUtf8(bytes[..length], out var rune, out var used) == OperationStatus.Done && rune.TryEncodeToUtf16(decoded, out count) ? 3 * used : 0;
    }

    // \n, \/, \x2f, \u002f
    private static int DecodeBackslash(ReadOnlySpan<char> text, Span<char> decoded, out int count)
    {
        count = 1;
        if (text is not [_, var kind, ..])
        {
            return 0;
        }

        var digits = kind switch { 'u' => 4, 'x' => 2, _ => 0 };
        if (digits > 0)
        {
            var isCode = ushort.TryParse(text.Slice(2, Math.Min(digits, text.Length - 2)), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code);
            decoded[0] = (char)code;
            return isCode && text.Length >= 2 + digits ? 2 + digits : 0;
        }

        decoded[0] = kind switch { 'b' => '\b', 'f' => '\f', 'n' => '\n', 'r' => '\r', 't' => '\t', _ => kind };
        return 2;
    }

    // &amp;, &#38;, &#x26;
    private static int DecodeEntity(ReadOnlySpan<char> text, Span<char> decoded, out int count)
    {
        const int LongestEntity = 10;
        count = 0;
        var end = text[..Math.Min(text.Length, LongestEntity)].IndexOf(';');
        if (end < 0)
        {
            return 0;
        }

        var name = text[1..end];
        var code = name switch
        {
            "amp" => '&',
            "lt" => '<',
            "gt" => '>',
            "quot" => '"',
            "apos" => '\'',
            ['#', 'x' or 'X', .. var hex] when int.TryParse(hex, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var number) => number,
            ['#', .. var digits] when int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number) => number,
            _ => -1,
        };
        return Rune.TryCreate(code, out var rune) && rune.TryEncodeToUtf16(decoded, out count) ? end + 1 : 0;
    }
}
