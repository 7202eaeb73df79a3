using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using NodaTime;

namespace Energy.Clients.Emulators;

/// <summary>A request on its way through a handler: who asks, with what body; and the ways to page and to refuse.</summary>
internal sealed class IOTileCall(EmulatorExchange exchange, IOTileEmulatorState state, IOTileUser? user, bool byCookie)
{
    internal EmulatorExchange Exchange => exchange;

    internal IOTileEmulatorState State => state;

    internal IOTileUser User => user ?? throw IOTileRefusal.Detail(401, "Authentication credentials were not provided.");

    internal bool IsAnonymous => user is null;

    /// <summary>The zone that times are shown in: the account's for a cookie, which is the server's defect.</summary>
    internal DateTimeZone Zone => byCookie && user is not null ? user.Zone : DateTimeZone.Utc;

    internal byte[] RawBody { get; set; } = [];

    internal JsonNode? Body { get; set; }

    internal Dictionary<string, string> Form { get; } = new(StringComparer.Ordinal);

    internal (string Name, byte[] Bytes)? File { get; set; }

    internal Instant Now => exchange.Now;

    internal bool AsStaff => User.Staff && Query("staff") == "1";

    internal string Route(string name) => exchange.Route(name);

    internal string? Query(string name) => exchange.Query(name);

    internal JsonObject Object => Body as JsonObject ?? [];

    internal string Required(string name)
    {
        var value = Object[name];
        return value is null ? throw IOTileRefusal.Field(name, "This field is required.") : value.GetValueKind() == JsonValueKind.String ? (string)value! : value.ToJsonString();
    }

    internal string? Role(string? org) => org is null ? null : state.Orgs.Find(o => o.Slug == org)?.Members.TryGetValue(User.Username, out var member) == true ? member.Role : null;

    internal bool IsMember(string? org) => Role(org) is not null || AsStaff;

    /// <summary>What roles lack; everything else they may do.</summary>
    internal bool May(string? org, string permission) => Role(org) is { } role ? IOTileRoles.Has(role, permission) : AsStaff;

    internal IOTileReply Page(IReadOnlyList<Func<JsonNode>> rows, int byDefault, int most)
    {
        var size = int.TryParse(Query("page_size"), NumberStyles.None, CultureInfo.InvariantCulture, out var asked) && asked > 0 ? Math.Min(asked, most) : byDefault;
        var total = Math.Max(0, rows.Count - exchange.ListFault.VanishedRows);
        var pages = Math.Max(1, (total + size - 1) / size);
        var text = Query("page") ?? "1";
        int number;
        if (text == "last")
        {
            number = pages;
        }
        else if (!int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number) || number < 1 || number > pages)
        {
            throw IOTileRefusal.Detail(404, "Invalid page.");
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
        var pairs = exchange.Context.Request.Query.SelectMany(q => q.Value.Select(v => (q.Key, Value: v ?? ""))).Where(q => q.Key != "page").ToList();
        if (page > 1)
        {
            pairs.Add(("page", page.ToString(CultureInfo.InvariantCulture)));
        }

        var query = string.Join('&', pairs.OrderBy(p => p.Key, StringComparer.Ordinal).Select(p => Uri.EscapeDataString(p.Key) + "=" + Uri.EscapeDataString(p.Value).Replace("%20", "+", StringComparison.Ordinal)));
        return exchange.Vendor.BaseAddress.GetLeftPart(UriPartial.Authority) + exchange.Request.Path + (query.Length > 0 ? "?" + query : "");
    }
}
