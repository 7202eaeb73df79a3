using System.Buffers;

namespace Energy.Clients.Cli.Output;

/// <summary>Texts of vendors as they are shown: what would steer the terminal or turn the reading direction is written out (<c>\u001b</c>), so that a name cannot pretend to be
/// anything else.</summary>
/// <remarks>The form is that of JSON, so a JSON text keeps its meaning.</remarks>
internal static class VisibleText
{
    // C0 and C1 control characters, DEL, separators of lines, and what reorders text.
    private const string Steering = "\u007f\u061c\u200e\u200f\u2028\u2029\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff";

    private static readonly SearchValues<char> InText =
        SearchValues.Create(Steering + Range('\0', '\u001f').Replace("\n", "", StringComparison.Ordinal).Replace("\t", "", StringComparison.Ordinal) + Range('\u0080', '\u009f'));
    private static readonly SearchValues<char> InCell = SearchValues.Create(Steering + Range('\0', '\u001f') + Range('\u0080', '\u009f'));

    /// <summary>A text that may have several lines.</summary>
    public static string OfText(ReadOnlySpan<char> text) => Replace(text, InText);

    /// <summary>A text that stands in one line: a cell, an error.</summary>
    public static string OfLine(ReadOnlySpan<char> text) => Replace(text, InCell);

    /// <summary>Whether a text of several lines can be shown as it is.</summary>
    public static bool IsPlain(ReadOnlySpan<char> text) => !text.ContainsAny(InText);

    private static string Replace(ReadOnlySpan<char> text, SearchValues<char> steering)
    {
        if (!text.ContainsAny(steering))
        {
            return text.ToString();
        }

        var shown = new StringBuilder(text.Length + 16);
        for (var i = 0; i < text.Length; i++)
        {
            var isEndOfLine = text[i] == '\r' && i + 1 < text.Length && text[i + 1] == '\n' && !steering.Contains('\n');
            if (steering.Contains(text[i]) && !isEndOfLine)
            {
                shown.Append(CultureInfo.InvariantCulture, $"\\u{(int)text[i]:x4}");
            }
            else
            {
                shown.Append(text[i]);
            }
        }

        return shown.ToString();
    }

    private static string Range(char first, char last) => string.Concat(Enumerable.Range(first, last - first + 1).Select(static c => (char)c));
}
