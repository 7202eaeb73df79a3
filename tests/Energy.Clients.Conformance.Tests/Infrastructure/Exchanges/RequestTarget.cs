using System.Text;

namespace Energy.Clients.Conformance;

/// <summary>Helpers around paths and queries, which must be neither normalised nor trusted.</summary>
public static class RequestTarget
{
    /// <summary>The decoded pairs of the query of a target (path and query); <c>+</c> is a space, a name without <c>=</c> has an empty value.</summary>
    public static IReadOnlyList<KeyValuePair<string, string>> ParseQuery(string target)
    {
        int mark = target.IndexOf('?', StringComparison.Ordinal);
        if (mark < 0)
        {
            return [];
        }

        var pairs = new List<KeyValuePair<string, string>>();
        foreach (string pair in target[(mark + 1)..].Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            string[] halves = pair.Split('=', 2);
            pairs.Add(new(Decode(halves[0]), halves.Length == 2 ? Decode(halves[1]) : ""));
        }

        return pairs;

        static string Decode(string text) => Uri.UnescapeDataString(text.Replace('+', ' '));
    }

    /// <summary>Joins a recorded path (which may have a query of its own) and decoded pairs into what goes on the wire.</summary>
    public static string Build(string path, IEnumerable<KeyValuePair<string, string>> query)
    {
        string pairs = string.Join('&', query.Select(pair => $"{Uri.EscapeDataString(pair.Key)}={Uri.EscapeDataString(pair.Value)}"));
        string raw = Escape(path);
        return pairs.Length == 0 ? raw : $"{raw}{(raw.Contains('?', StringComparison.Ordinal) ? '&' : '?')}{pairs}";
    }

    /// <summary>Percent-encodes only what may not stand in a request line at all: blanks, control characters and what is not ASCII.</summary>
    public static string Escape(string target)
    {
        var text = new StringBuilder();
        foreach (Rune rune in target.EnumerateRunes())
        {
            text.Append(rune.Value is > ' ' and < 0x7f and not '#' ? rune.ToString() : Uri.EscapeDataString(rune.ToString()));
        }

        return text.ToString();
    }

    /// <summary>The path with every segment encoded in one way, so that two spellings of the same path compare equal.</summary>
    public static string CanonicalPath(string target) =>
        string.Join('/', target.Split('?', 2)[0].Split('/').Select(segment => Uri.EscapeDataString(Uri.UnescapeDataString(segment))));

    /// <summary>The decoded query as sorted texts, so that the order of parameters does not matter and repeated ones do.</summary>
    public static IReadOnlyList<string> CanonicalQuery(string target) =>
        [.. ParseQuery(target).Select(pair => $"{pair.Key}={pair.Value}").Order(StringComparer.Ordinal)];

    /// <summary>
    /// Reads a path by a template such as <c>/api/v1/clients/{id}/sites</c>; each placeholder takes one segment, decoded; <c>{*rest}</c> at the end takes
    /// all that is left. Null when it does not fit. A slash at the end matters.
    /// </summary>
    public static IReadOnlyDictionary<string, string>? Match(string template, string target)
    {
        string[] wanted = template.Split('/');
        string[] given = target.Split('?', 2)[0].Split('/');
        bool open = wanted[^1].StartsWith("{*", StringComparison.Ordinal);
        if (open ? given.Length < wanted.Length : given.Length != wanted.Length)
        {
            return null;
        }

        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        for (int i = 0; i < wanted.Length; i++)
        {
            if (open && i == wanted.Length - 1)
            {
                values[wanted[i][2..^1]] = Uri.UnescapeDataString(string.Join('/', given[i..]));
            }
            else if (wanted[i] is ['{', .. var name, '}'])
            {
                if (given[i].Length == 0)
                {
                    return null;
                }

                values[name] = Uri.UnescapeDataString(given[i]);
            }
            else if (wanted[i] != given[i])
            {
                return null;
            }
        }

        return values;
    }

    internal static string? Find(IEnumerable<KeyValuePair<string, string>> headers, string name)
    {
        foreach ((string key, string value) in headers)
        {
            if (string.Equals(key, name, StringComparison.OrdinalIgnoreCase))
            {
                return value;
            }
        }

        return null;
    }
}
