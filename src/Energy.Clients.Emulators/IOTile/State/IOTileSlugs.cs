namespace Energy.Clients.Emulators;

/// <summary>Slugs as the server treats them: no case folding, groups are not padded, but missing groups are.</summary>
internal static class IOTileSlugs
{
    internal static string Slugify(string text)
    {
        var slug = new StringBuilder();

        // A letter with an accent is the letter; what has no such form is dropped.
        foreach (var c in text.Normalize(NormalizationForm.FormKD).Where(char.IsAscii).Select(char.ToLowerInvariant))
        {
            if (char.IsAsciiLetterOrDigit(c) || c == '_')
            {
                slug.Append(c);
            }
            else if ((c == '-' || char.IsWhiteSpace(c)) && (slug.Length == 0 || slug[^1] != '-'))
            {
                slug.Append('-');
            }
        }

        return slug.ToString().Trim('-', '_');
    }

    /// <summary>A term with groups of zeros put in front of it.</summary>
    internal static string Pad(string text, string prefix, int groups)
    {
        var start = text.IndexOf("--", StringComparison.Ordinal);
        return start < 0 ? text : prefix + "--" + PadTerm(text[(start + 2)..], groups);
    }

    internal static string PadTerm(string term, int groups)
    {
        var parts = term.Length == 0 ? [] : term.Split('-');
        return string.Join('-', Enumerable.Repeat("0000", Math.Max(0, groups - parts.Length)).Concat(parts));
    }

    /// <summary>What a path of a device names: the right-most three groups, in block 0.</summary>
    internal static string DeviceOfPath(string text)
    {
        var terms = text.Split("--");
        if (terms.Length != 2 || terms[0] is not ("d" or "b"))
        {
            return text;
        }

        var parts = terms[1].Split('-');
        return "d--0000-" + PadTerm(string.Join('-', parts[Math.Max(0, parts.Length - 3)..]), 3);
    }

    internal static string StreamOfPath(string text)
    {
        var terms = text.Split("--");
        return terms.Length == 4 ? $"{terms[0]}--{PadTerm(terms[1], 2)}--{PadTerm(terms[2], 4)}--{terms[3]}" : text;
    }

    internal static string VariableOfPath(string text)
    {
        var terms = text.Split("--");
        return terms.Length == 3 ? $"{terms[0]}--{PadTerm(terms[1], 2)}--{terms[2]}" : text;
    }

    internal static string Device(long id) => $"d--0000-{(id >> 32) & 0xffff:x4}-{(id >> 16) & 0xffff:x4}-{id & 0xffff:x4}";

    internal static string Stream(string project, string device, string localId) => $"s--{project[3..]}--{device[3..]}--{localId}";

    internal static string Variable(string project, string localId) => $"v--{project[3..]}--{localId}";
}
