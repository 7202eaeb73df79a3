using System.Globalization;

namespace Energy.Clients.Emulators;

/// <summary>Content negotiation as the server's framework does it.</summary>
internal static class SundayaAccept
{
    internal const string CollectionJson = "application/vnd.collection+json";
    internal const string Json = "application/json";
    internal const string Html = "text/html";
    internal const string Plain = "text/plain";

    private static readonly string[] Produced = [CollectionJson, Json, Html, Plain];

    /// <summary>The type for an <c>Accept</c> header, or <see langword="null"/> when none of the produced ones is admitted.</summary>
    internal static string? Choose(string? header) => Choose(header, Produced);

    /// <summary>The best of the types that can be produced: quality first, then the header's order, then the server's.</summary>
    internal static string? Choose(string? header, string[] produced)
    {
        if (string.IsNullOrWhiteSpace(header))
        {
            return produced[0];
        }

        var ranges = header.Split(',').Select(Range).OfType<MediaRange>().Select((range, order) => (range, order)).ToList();
        string? best = null;
        var bestQuality = 0.0;
        var bestOrder = 0;
        foreach (var type in produced)
        {
            // The most specific range decides on the quality of a type.
            var match = ranges.Where(r => r.range.Matches(type)).OrderByDescending(r => r.range.Specificity).ThenBy(r => r.order).Select(r => ((double, int)?)(r.range.Quality, r.order)).FirstOrDefault();
            if (match is var (quality, order) && quality > 0 && (best is null || quality > bestQuality || (quality == bestQuality && order < bestOrder)))
            {
                (best, bestQuality, bestOrder) = (type, quality, order);
            }
        }

        return best;
    }

    private static MediaRange? Range(string text)
    {
        var parts = text.Split(';');
        var type = parts[0].Trim();
        var slash = type.IndexOf('/', StringComparison.Ordinal);
        if (slash < 1)
        {
            return null;
        }

        var quality = 1.0;
        var parameters = false;
        foreach (var parameter in parts.Skip(1))
        {
            var pair = parameter.Split('=', 2);
            if (pair[0].Trim() is "q" or "Q")
            {
                quality = pair.Length == 2 && double.TryParse(pair[1], NumberStyles.Float, CultureInfo.InvariantCulture, out var given) ? given : 0;
            }
            else
            {
                parameters = true;
            }
        }

        return new MediaRange(type[..slash].Trim(), type[(slash + 1)..].Trim(), quality, parameters);
    }

    private sealed record MediaRange(string Type, string Subtype, double Quality, bool HasParameters)
    {
        internal int Specificity => Type == "*" ? 0 : Subtype == "*" ? 1 : 2;

        // No type is produced with parameters, so a range with some admits none.
        internal bool Matches(string type)
        {
            var slash = type.IndexOf('/', StringComparison.Ordinal);
            return !HasParameters
                && (Type == "*" || type.AsSpan(0, slash).Equals(Type, StringComparison.OrdinalIgnoreCase))
                && (Subtype == "*" || type.AsSpan(slash + 1).Equals(Subtype, StringComparison.OrdinalIgnoreCase));
        }
    }
}
