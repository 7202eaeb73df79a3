using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace Energy.Clients.Emulators;

/// <summary>Filters, order and pages of lists.</summary>
internal static class FlexMeasuresLists
{
    private const int DefaultPageSize = 10;

    /// <summary>Reads a query member by its hyphenated name or the older one with an underscore.</summary>
    internal static string? Parameter(this EmulatorExchange exchange, string name) => exchange.Query(name) ?? exchange.Query(name.Replace('-', '_'));

    internal static bool Flag(this EmulatorExchange exchange, string name) => exchange.Query(name)?.ToUpperInvariant() is "TRUE" or "1" or "ON" or "YES";

    internal static long? Id(string? text) => long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var id) ? id : null;

    /// <summary>Answers a list; items are rendered only once they are on the page.</summary>
    /// <param name="exchange">The exchange.</param>
    /// <param name="items">All that the caller may see and asked for, before the filter.</param>
    /// <param name="matches">Whether an item has a search term.</param>
    /// <param name="allTerms">Whether all terms must match, or any.</param>
    /// <param name="keys">What can be sorted by.</param>
    /// <param name="render">Renders an item; told whether it is on a page.</param>
    /// <param name="alwaysPaged">Whether there is an envelope even when no page is asked for.</param>
    /// <param name="countsAfterFilter">Whether <c>num-records</c> counts after the filter.</param>
    internal static async Task ListAsync<T>(
        EmulatorExchange exchange, IEnumerable<T> items, Func<T, string, bool> matches, bool allTerms, IReadOnlyDictionary<string, Func<T, IComparable?>> keys, Func<T, bool, JsonNode> render, bool alwaysPaged = false, bool countsAfterFilter = false)
    {
        List<string>? terms = [];
        if (exchange.Query("filter") is { } filter && (terms = Split(filter)) is null)
        {
            await exchange.InvalidAsync("query", "filter", "No closing quotation");
            return;
        }

        if (exchange.Parameter("sort-by") is { } sort && keys.Count > 0 && !keys.ContainsKey(sort))
        {
            await exchange.InvalidAsync("query", "sort-by", $"Must be one of: {string.Join(", ", keys.Keys)}.");
            return;
        }

        var errors = new JsonObject();
        int Whole(string name, int fallback)
        {
            var whole = fallback;
            if (exchange.Parameter(name) is { } text && (!int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out whole) || whole < 1))
            {
                errors[name] = new JsonArray(int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _) ? "Must be greater than or equal to 1." : "Not a valid integer.");
            }

            return whole;
        }

        var (page, size) = (Whole("page", 1), Whole("per-page", DefaultPageSize));
        if (errors.Count > 0)
        {
            await exchange.InvalidAsync(new JsonObject { ["query"] = errors });
            return;
        }

        var all = items.ToList();
        var found = terms is not { Count: > 0 } ? all : all.FindAll(item => allTerms ? terms.All(t => matches(item, t)) : terms.Any(t => matches(item, t)));
        if (exchange.Parameter("sort-by") is { } by && keys.TryGetValue(by, out var key))
        {
            found = exchange.Parameter("sort-dir") == "desc" ? [.. found.OrderByDescending(key)] : [.. found.OrderBy(key)];
        }

        if (exchange.Query("page") is null && !alwaysPaged)
        {
            await exchange.NodeAsync(200, new JsonArray([.. found.Select(item => render(item, false))]));
            return;
        }

        var shown = found.Skip((page - 1) * size).Take(size).ToList();
        if (shown.Count == 0 && page > 1)
        {
            await exchange.NoSuchPathAsync();
            return;
        }

        await exchange.ObjectAsync(new JsonObject
        {
            ["data"] = new JsonArray([.. shown.Select(item => render(item, true))]),
            ["num-records"] = countsAfterFilter ? found.Count : all.Count,
            ["filtered-records"] = found.Count,
        });
    }

    // As a shell does: blanks part, quotes group, a backslash takes the next character.
    private static List<string>? Split(string filter)
    {
        var terms = new List<string>();
        var term = new StringBuilder();
        var quote = '\0';
        var inTerm = false;
        for (var i = 0; i < filter.Length; i++)
        {
            var c = filter[i];
            if (quote == '\0' && char.IsWhiteSpace(c))
            {
                if (inTerm)
                {
                    terms.Add(term.ToString());
                    term.Clear();
                    inTerm = false;
                }

                continue;
            }

            inTerm = true;
            if (c == quote)
            {
                quote = '\0';
            }
            else if (quote == '\0' && c is '"' or '\'')
            {
                quote = c;
            }
            else
            {
                term.Append(c == '\\' && quote != '\'' && i + 1 < filter.Length ? filter[++i] : c);
            }
        }

        if (inTerm)
        {
            terms.Add(term.ToString());
        }

        return quote == '\0' ? terms : null;
    }
}
