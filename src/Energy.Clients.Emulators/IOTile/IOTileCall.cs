using System.Numerics;
using System.Text.Json.Nodes;

namespace Energy.Clients.Emulators;

/// <summary>A request on its way through a handler: who asks, with what body; and the ways to page and to refuse.</summary>
internal sealed class IOTileCall(EmulatorExchange exchange, IOTileEmulatorState state, IOTileUser? user, bool byCookie)
{
    private JsonNode? _body;
    private bool _isRead;

    internal EmulatorExchange Exchange => exchange;

    internal IOTileEmulatorState State => state;

    internal IOTileUser User => user ?? throw IOTileRefusal.Detail(401, "Authentication credentials were not provided.");

    internal bool IsAnonymous => user is null;

    /// <summary>The zone that times are shown in: the account's for a cookie, which is the server's defect.</summary>
    internal DateTimeZone Zone => byCookie && user is not null ? user.Zone : DateTimeZone.Utc;

    internal byte[] RawBody { get; set; } = [];

    /// <summary>The media types of bodies that are taken here.</summary>
    internal IReadOnlyList<string> Parses { get; init; } = [];

    /// <summary>The form that the answer is asked in.</summary>
    internal string Format { get; init; } = "json";

    /// <summary>What the body says; read when it is first asked for, as the server does.</summary>
    /// <exception cref="IOTileRefusal">It cannot be read.</exception>
    internal JsonNode? Body
    {
        get
        {
            if (!_isRead)
            {
                _isRead = true;
                IOTileBodies.Read(this);
            }

            return _body;
        }

        set => (_body, _isRead) = (value, true);
    }

    internal (string Name, byte[] Bytes)? File { get; set; }

    internal Instant Now => exchange.Now;

    /// <summary>Whether the operator's staff asks to see what is not its own.</summary>
    internal bool AsStaff => User.Staff && Query("staff") == "1";

    internal string Route(string name) => exchange.Route(name);

    /// <summary>A query parameter; of one that is given several times the last.</summary>
    internal string? Query(string name) => exchange.Context.Request.Query.TryGetValue(name, out var values) && values.Count > 0 ? values[^1] : null;

    /// <summary>A filter's value; one of nothing is none.</summary>
    internal string? Filter(string name) => Query(name) is { Length: > 0 } text ? text : null;

    /// <summary>Whether a name has every word that is searched for.</summary>
    internal bool IsSearched(string name) =>
        (Query("search") ?? "").Split([',', ' ', '\t', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries).All(word => name.Contains(word, StringComparison.OrdinalIgnoreCase));

    internal JsonObject Object => Body as JsonObject ?? [];

    internal string? Role(string? org) =>
        org is null ? null : state.Orgs.Find(o => o.Slug == org)?.Members.TryGetValue(User.Username, out var member) == true ? member.Rights : null;

    /// <summary>Whether lists and look-ups of an organisation show it: to its members, and to staff that asks for it.</summary>
    internal bool Sees(string? org) => Role(org) is not null || AsStaff;

    /// <summary>Whether an object of an organisation lets the caller in: its members, and staff.</summary>
    internal bool Belongs(string? org) => User.Staff || Role(org) is not null;

    /// <summary>Whether the caller has a right in an organisation; staff has all.</summary>
    internal bool May(string? org, string permission) => org is not null && (User.Staff || (Role(org) is { } role && IOTileRoles.Has(role, permission)));

    /// <summary>The account that a filter names by its number.</summary>
    /// <exception cref="IOTileRefusal">There is none.</exception>
    internal string? Creator() => Filter("created_by") is not { } text ? null
        : state.Users.Find(u => u.Id.ToString(CultureInfo.InvariantCulture) == text)?.Username
            ?? throw IOTileRefusal.Field("created_by", "Select a valid choice. That choice is not one of the available choices.");

    /// <summary>A filter that is true or false; null for anything else, which the server ignores.</summary>
    internal bool? Flag(string name) => Query(name)?.ToLowerInvariant() switch { "true" or "1" => true, "false" or "0" => false, _ => null };

    internal IOTileReply Page(IReadOnlyList<Func<JsonNode>> rows, int byDefault, int most)
    {
        var size = IOTilePython.TryWhole(Query("page_size") ?? "", out var asked) && asked > 0 ? (int)BigInteger.Min(asked, most) : byDefault;
        var total = Math.Max(0, rows.Count - exchange.ListFault.VanishedRows);
        var pages = Math.Max(1, (total + size - 1) / size);
        var text = Query("page") ?? "1";
        int number;
        if (text == "last")
        {
            number = pages;
        }
        else
        {
            number = IOTilePython.TryWhole(text, out var named) && named >= 1 && named <= pages ? (int)named : throw IOTileRefusal.Detail(404, "Invalid page.");
        }

        var page = ListPage.Of(exchange, rows.Count, number, size);
        var results = new JsonArray();
        for (var i = 0; i < page.Count; i++)
        {
            results.Add(rows[page.Start + i]());
        }

        return new IOTileReply(200, new JsonObject
        {
            ["count"] = page.Total,
            ["next"] = number < pages ? Link(number + 1) : null,
            ["previous"] = number > 1 ? Link(number - 1) : null,
            ["results"] = results,
        });
    }

    internal IOTileReply Page(IEnumerable<JsonObject> rows, int byDefault = 100, int most = 1000) =>
        Page([.. rows.Select(r => (Func<JsonNode>)(() => Shown(r)))], byDefault, most);

    /// <summary>An object as this caller sees it: in the account's zone for a cookie.</summary>
    internal JsonObject Shown(JsonObject json)
    {
        var copy = json.DeepClone().AsObject();
        if (Zone != DateTimeZone.Utc && (string?)copy["created_on"] is { } text && IOTileTimes.Strict(text) is { } at)
        {
            var local = at.InZone(Zone);
            var offset = local.Offset.ToString("+HH:mm", CultureInfo.InvariantCulture);
            copy["created_on"] = IOTileTimes.Format(local.LocalDateTime) + offset;
        }

        return copy;
    }

    private string Link(int page)
    {
        var pairs = exchange.Context.Request.Query.Where(q => q.Key != "page").Select(q => (q.Key, Value: q.Value[^1] ?? "")).ToList();
        if (page > 1)
        {
            pairs.Add(("page", page.ToString(CultureInfo.InvariantCulture)));
        }

        var query = string.Join('&', pairs.OrderBy(p => p.Key, StringComparer.Ordinal)
            .Select(p => Uri.EscapeDataString(p.Key) + "=" + Uri.EscapeDataString(p.Value).Replace("%20", "+", StringComparison.Ordinal)));
        return exchange.Vendor.BaseAddress.GetLeftPart(UriPartial.Authority) + exchange.Request.Path + (query.Length > 0 ? "?" + query : "");
    }
}
