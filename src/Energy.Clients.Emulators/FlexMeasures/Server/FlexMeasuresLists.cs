using System.Text.Json.Nodes;

namespace Energy.Clients.Emulators;

/// <summary>Filters, order and pages of lists.</summary>
internal static class FlexMeasuresLists
{
    private const int DefaultPageSize = 10;

    private static readonly string[] Flags =
    [
        "t", "T", "true", "True", "TRUE", "on", "On", "ON", "y", "Y", "yes", "Yes", "YES", "1",
        "f", "F", "false", "False", "FALSE", "off", "Off", "OFF", "n", "N", "no", "No", "NO", "0",
    ];

    /// <summary>Reads a query member by its hyphenated name or the older one with an underscore.</summary>
    internal static string? Parameter(this EmulatorExchange exchange, string name) => exchange.Query(name) ?? exchange.Query(name.Replace('-', '_'));

    internal static bool Flag(this EmulatorExchange exchange, string name) => exchange.Query(name)?.ToUpperInvariant() is "TRUE" or "T" or "1" or "ON" or "YES" or "Y";

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
    /// <param name="directionByDefault">The direction of an order that names none; null where such an order is none.</param>
    internal static async Task ListAsync<T>(
        EmulatorExchange exchange, IEnumerable<T> items, Func<T, string, bool> matches, bool allTerms, IReadOnlyDictionary<string, Func<T, IComparable?>> keys,
        Func<T, bool, JsonNode> render, bool alwaysPaged = false, bool countsAfterFilter = false, string? directionByDefault = null)
    {
        if (await RefusesAsync(exchange, keys.Keys))
        {
            return;
        }

        var terms = exchange.Query("filter") is { } filter ? Split(filter) : null;
        var (page, size) = (Whole(exchange.Parameter("page")) ?? 1, Whole(exchange.Parameter("per-page")) ?? DefaultPageSize);
        var all = items.ToList();
        var found = terms is not { Count: > 0 } ? all : all.FindAll(item => allTerms ? terms.All(t => matches(item, t)) : terms.Any(t => matches(item, t)));
        if (exchange.Parameter("sort-by") is { } by && keys.TryGetValue(by, out var key) && (exchange.Parameter("sort-dir") ?? directionByDefault) is { } direction)
        {
            // As the database does it: what has no value counts as the highest.
            found = direction == "desc"
                ? [.. found.OrderByDescending(item => key(item) is null).ThenByDescending(key)] : [.. found.OrderBy(item => key(item) is null).ThenBy(key)];
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

    /// <summary>Refuses a list's query that is wrong, with all its faults: pages, order, filter, and the whole numbers and flags that the list takes besides.</summary>
    /// <param name="exchange">The exchange.</param>
    /// <param name="keys">What can be sorted by; none where an order is no parameter.</param>
    /// <param name="numbers">Names of whole numbers; the least that they may be.</param>
    /// <param name="flags">Names of flags.</param>
    internal static async Task<bool> RefusesAsync(
        EmulatorExchange exchange, IEnumerable<string> keys, IEnumerable<(string Name, long Least)>? numbers = null, IEnumerable<string>? flags = null)
    {
        var errors = new JsonObject();
        foreach (var (name, least) in (numbers ?? []).Append(("page", 1)).Append(("per-page", 1)))
        {
            if ((exchange.Parameter(name) ?? (name is "account" or "asset" ? exchange.Query(name + "_id") : null)) is { } text && !(Whole(text) >= least))
            {
                errors[name] = new JsonArray(Whole(text) is null ? "Not a valid integer." : $"Must be greater than or equal to {least}.");
            }
        }

        foreach (var name in (flags ?? []).Where(name => exchange.Query(name) is { } text && !Flags.Contains(text)))
        {
            errors[name] = new JsonArray("Not a valid boolean.");
        }

        if (exchange.Query("filter") is { } filter && Split(filter) is null)
        {
            errors["filter"] = new JsonArray("No closing quotation");
        }

        string[] known = [.. keys];
        if (known.Length > 0 && exchange.Parameter("sort-by") is { } sort && !known.Contains(sort))
        {
            errors["sort-by"] = new JsonArray($"Must be one of: {string.Join(", ", known)}.");
        }

        if (known.Length > 0 && exchange.Parameter("sort-dir") is not (null or "asc" or "desc"))
        {
            errors["sort-dir"] = new JsonArray("Must be one of: asc, desc.");
        }

        if (errors.Count > 0)
        {
            await exchange.InvalidAsync(new JsonObject { ["query"] = errors });
        }

        return errors.Count > 0;
    }

    private static int? Whole(string? text) =>
        int.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture, out var whole)
        ? whole : null;

    // As a shell does: spaces part, quotes group, a backslash takes the next character.
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
