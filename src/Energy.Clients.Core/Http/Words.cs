using System.Buffers;

namespace Energy.Clients;

/// <summary>Words to be looked for in a text all at once, in whatever case.</summary>
internal sealed class Words
{
    // Behind what a message quotes only the beginning of; what stands there may be the beginning of a word, and of an escape.
    private const char Cut = '…';
    private const int LongestEscape = 8;
    private const int ShortestBeginning = 3;

    // Up to here, what most headers are, a search word by word costs less than making and compiling one for all of them, which each call would.
    private const int ShortText = 200;

    // The longest first: where two begin in one place, it is the longer one.
    private readonly string[] _words;

    public Words(IEnumerable<string> words)
    {
        _words = [.. words.Distinct(StringComparer.OrdinalIgnoreCase).OrderByDescending(static w => w.Length)];
    }

    private SearchValues<string> Any => field ??= SearchValues.Create(_words, StringComparison.OrdinalIgnoreCase);

    public bool AreIn(string text) => (text.Length <= ShortText ? IsAnyIn(text) : text.AsSpan().ContainsAny(Any)) || text.Contains(Cut);

    /// <summary>Where they stand, one upon another too.</summary>
    public IEnumerable<(int At, int Length)> FindIn(string text)
    {
        for (var at = 0; text.AsSpan(at).IndexOfAny(Any) is >= 0 and var next; at++)
        {
            at += next;
            yield return (at, _words.First(w => text.AsSpan(at).StartsWith(w, StringComparison.OrdinalIgnoreCase)).Length);
        }

        for (var cut = text.IndexOf(Cut, StringComparison.Ordinal); cut >= 0; cut = text.IndexOf(Cut, cut + 1))
        {
            foreach (var end in EndsBefore(text, cut))
            {
                var length = _words.Max(w => BeginningAt(text.AsSpan(0, end), w));
                if (length > 0)
                {
                    yield return (end - length, length);
                }
            }
        }
    }

    private bool IsAnyIn(string text)
    {
        foreach (var word in _words)
        {
            if (text.Contains(word, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }

    private static IEnumerable<int> EndsBefore(string text, int cut)
    {
        yield return cut;
        for (var at = cut - 1; at >= Math.Max(0, cut - LongestEscape); at--)
        {
            if (text[at] is '%' or '\\' or '&')
            {
                yield return at;
            }
        }
    }

    // How much of the text's end is the beginning of the word.
    private static int BeginningAt(ReadOnlySpan<char> text, string word)
    {
        for (var length = Math.Min(word.Length - 1, text.Length); length >= ShortestBeginning; length--)
        {
            if (text.EndsWith(word.AsSpan(0, length), StringComparison.OrdinalIgnoreCase))
            {
                return length;
            }
        }

        return 0;
    }
}
