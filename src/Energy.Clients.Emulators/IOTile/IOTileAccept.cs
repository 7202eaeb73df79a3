using System.Net.Http.Headers;

namespace Energy.Clients.Emulators;

/// <summary>Chooses the form of an answer by the <c>format</c> parameter and the <c>Accept</c> header, of which the quality is ignored.</summary>
internal static class IOTileAccept
{
    /// <summary>The forms of most answers: JSON, and a page for people.</summary>
    internal static readonly (string Format, string MediaType)[] Usual = [("json", "application/json"), ("api", "text/html")];

    /// <summary>The forms of data frames.</summary>
    internal static readonly (string Format, string MediaType)[] Frames = [("csv", "text/csv"), ("json", "application/json"), ("txt", "text/plain")];

    /// <exception cref="IOTileRefusal">There is no such form.</exception>
    internal static string Choose((string Format, string MediaType)[] forms, string? format, string accept)
    {
        var possible = string.IsNullOrEmpty(format) ? forms : Array.FindAll(forms, form => form.Format == format);
        if (possible.Length == 0)
        {
            throw IOTileRefusal.NotFound();
        }

        var asked = accept.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(Ranked).ToList();
        foreach (var group in (asked.Count == 0 ? [Ranked("*/*")] : asked).GroupBy(a => a.Rank).OrderByDescending(g => g.Key))
        {
            foreach (var form in possible)
            {
                if (group.Any(a => Fits(a.Type, form.MediaType)))
                {
                    return form.Format;
                }
            }
        }

        throw IOTileRefusal.Detail(406, "Could not satisfy the request Accept header.");
    }

    private static (string Type, int Rank) Ranked(string text)
    {
        var type = text.Split(';')[0].Trim().ToLowerInvariant();
        var hasParameters = MediaTypeWithQualityHeaderValue.TryParse(text, out var parsed) && parsed.Parameters.Any(p => p.Name != "q");
        return (type, type.StartsWith('*') ? 0 : type.EndsWith("/*", StringComparison.Ordinal) ? 1 : hasParameters ? 3 : 2);
    }

    private static bool Fits(string asked, string type) =>
        asked == "*/*" || asked == type || (asked.EndsWith("/*", StringComparison.Ordinal) && type.StartsWith(asked[..^1], StringComparison.Ordinal));
}
