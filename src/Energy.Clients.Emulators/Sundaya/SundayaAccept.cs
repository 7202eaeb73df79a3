using System.Text.RegularExpressions;

namespace Energy.Clients.Emulators;

/// <summary>Content negotiation as the server's framework does it.</summary>
internal static partial class SundayaAccept
{
    internal const string CollectionJson = "application/vnd.collection+json";
    internal const string Json = "application/json";
    internal const string Html = "text/html";
    internal const string Plain = "text/plain";

    private static readonly string[] Produced = [CollectionJson, Json, Html, Plain];

    /// <summary>The type for an <c>Accept</c> header, or <see langword="null"/> when none of the produced ones is admitted.</summary>
    internal static string? Choose(string? header) => Choose(header, Produced);

    /// <summary>The best of the types that can be produced: quality first, then how exactly the header names it, then the header's order, then the server's.</summary>
    internal static string? Choose(string? header, string[] produced)
    {
        if (string.IsNullOrEmpty(header))
        {
            return produced[0];
        }

        // Each type goes by the range that names it most exactly.
        var ranges = Split(header, ',').Select(Range).OfType<MediaRange>().Select((range, order) => (Range: range, Order: order)).ToList();
        return produced
            .Select(type => (Type: type, Match: ranges
                .Select(r => (r.Range.Quality, Exactness: r.Range.ExactnessFor(type), r.Order))
                .Where(m => m.Exactness is not null)
                .OrderByDescending(m => m.Exactness).ThenByDescending(m => m.Quality).ThenByDescending(m => m.Order)
                .FirstOrDefault()))
            .Where(c => c.Match.Quality > 0)
            .OrderByDescending(c => c.Match.Quality).ThenByDescending(c => c.Match.Exactness).ThenBy(c => c.Match.Order)
            .Select(c => c.Type)
            .FirstOrDefault();
    }

    private static MediaRange? Range(string text)
    {
        if (Form().Match(text) is not { Success: true } form)
        {
            return null;
        }

        // Behind the quality nothing is read.
        var admitsPlainTypes = true;
        var hasParameters = false;
        foreach (var parameter in form.Groups["parameters"].Success ? Split(form.Groups["parameters"].Value, ';') : [])
        {
            var pair = parameter.Trim().Split('=', 2);
            var value = pair.Length < 2 ? "" : pair[1] is ['"', .. var quoted, '"'] ? quoted : pair[1];
            if (pair[0] is "q" or "Q")
            {
                return new MediaRange(form.Groups["type"].Value, form.Groups["subtype"].Value, QualityOf(value), hasParameters, admitsPlainTypes);
            }

            // No type is produced with parameters, so only one that asks for nothing is met.
            hasParameters = true;
            admitsPlainTypes &= value is "" or "*";
        }

        return new MediaRange(form.Groups["type"].Value, form.Groups["subtype"].Value, 1, hasParameters, admitsPlainTypes);
    }

    private static double QualityOf(string text) =>
        Leading().Match(text) is { Success: true } number ? double.Parse(number.ValueSpan, NumberStyles.Float, CultureInfo.InvariantCulture) : 0;

    private static IEnumerable<string> Split(string text, char separator)
    {
        var start = 0;
        var isQuoted = false;
        for (var i = 0; i < text.Length; i++)
        {
            isQuoted ^= text[i] == '"';
            if (text[i] == separator && !isQuoted)
            {
                yield return text[start..i];
                start = i + 1;
            }
        }

        yield return text[start..];
    }

    [GeneratedRegex(@"^\s*(?<type>[^\s/;]+)/(?<subtype>[^;\s]+)\s*(?:;(?<parameters>.*))?\z", RegexOptions.CultureInvariant)]
    private static partial Regex Form();

    [GeneratedRegex(@"^\s*[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?", RegexOptions.CultureInvariant)]
    private static partial Regex Leading();

    private sealed record MediaRange(string Type, string Subtype, double Quality, bool HasParameters, bool AdmitsPlainTypes)
    {
        /// <summary>How exactly the range names a type; <see langword="null"/> when it does not admit it.</summary>
        internal int? ExactnessFor(string type)
        {
            var slash = type.IndexOf('/', StringComparison.Ordinal);
            var sameType = type.AsSpan(0, slash).Equals(Type, StringComparison.OrdinalIgnoreCase);
            var sameSubtype = type.AsSpan(slash + 1).Equals(Subtype, StringComparison.OrdinalIgnoreCase);
            return AdmitsPlainTypes && (sameType || Type == "*") && (sameSubtype || Subtype == "*")
                ? (sameType ? 4 : 0) + (sameSubtype ? 2 : 0) + (HasParameters ? 1 : 0)
                : null;
        }
    }
}
