namespace Energy.Clients.OpenCec;

/// <summary>Refuses texts that the server cannot keep, before they are sent.</summary>
internal static class OpenCecText
{
    /// <summary>Checks a text of a body; the limit counts code points, as the server does.</summary>
    public static void Check(string owner, string property, string? text, int max = int.MaxValue)
    {
        if (text is null)
        {
            throw new ArgumentException($"{owner}.{property} is null. Set it: the database requires a text (an empty one is allowed).");
        }

        var count = 0;
        for (var rest = text.AsSpan(); rest.Length > 0; count++)
        {
            if (Rune.DecodeFromUtf16(rest, out var rune, out var used) != System.Buffers.OperationStatus.Done)
            {
                throw new ArgumentException($"{owner}.{property} holds half a surrogate pair at position {text.Length - rest.Length}, which is no character. Remove it.");
            }

            if (rune.Value == 0)
            {
                throw new ArgumentException($"{owner}.{property} holds a NUL character at position {text.Length - rest.Length}, which the database cannot keep. Remove it.");
            }

            rest = rest[used..];
        }

        if (count > max)
        {
            throw new ArgumentException($"{owner}.{property} has {count} characters (code points); at most {max} are kept. Shorten it.");
        }
    }

    /// <summary>Adds a text to a query; null adds none.</summary>
    public static QueryArguments AddText(this QueryArguments query, string name, string? text)
    {
        if (text is not null)
        {
            Check("the query", name, text);
        }

        return query.Add(name, text);
    }
}
