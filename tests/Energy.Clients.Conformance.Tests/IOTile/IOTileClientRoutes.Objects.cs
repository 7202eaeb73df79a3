using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Energy.Clients.IOTile;
using NodaTime;

namespace Energy.Clients.Conformance.IOTile;

/// <content>The typed operations on objects.</content>
public static partial class IOTileClientRoutes
{
    private static void Session(RouteTable<IOTileClient> t)
    {
        t.Run("auth.login", async (c, e) => Node(await c.Session.LoginAsync(Text(e, "email"), Text(e, "password"))), e => e.Request.Method == "POST" && Has(e, "email", "password") && Text(e, "email").Contains('@', StringComparison.Ordinal) && e.Request.Header("authorization") is null);
        t.Run("auth.jwt-auth", async (c, e) => new JsonObject { ["token"] = (await c.Session.LoginAsync(Text(e, "username"), Text(e, "password"))).Jwt }, e => Has(e, "username", "password"));
        t.Run("auth.jwt-refresh", async (c, e) => new JsonObject { ["token"] = (await c.Session.RefreshAsync(Text(e, "token"))).Text }, e => Has(e, "token"));
        t.Run("auth.jwt-verify", async (c, e) => new JsonObject { ["token"] = (await c.Session.VerifyAsync(Text(e, "token"))).Text }, e => Has(e, "token"));
        t.Run("auth.logout", async (c, _) =>
        {
            await c.Session.LogoutAsync();
            return null;
        });
        t.Run("auth.token", async (c, _) => Node(await c.Session.GetTokensAsync()));
        t.Run("auth.user-info", async (c, _) => Node(await c.Session.GetAccountAsync()));
        t.Run("auth.password", async (c, e) =>
        {
            await c.Session.ResetPasswordAsync(Text(e, "email"));
            return null;
        });
        t.Run("server", async (c, _) => Node(await c.Server.GetAsync()));
        t.Run("root", async (c, _) => Node(await c.Server.ListResourcesAsync()));
    }

    private static void Objects(RouteTable<IOTileClient> t)
    {
        t.Run("account", (c, e) => First(c.Accounts.ListAsync(List(e))), Get);
        t.Run("account.item", async (c, e) => Node(await c.Accounts.GetAsync(V(e, "slug"))), Get);
        t.Run("account.item", async (c, e) => Node(await c.Accounts.UpdateAsync(V(e, "slug"), new IOTileAccountUpdate { Tagline = Text(e, "tagline") })), e => Patches(e, "tagline"));
        t.Run("org", (c, e) => First(c.Organizations.ListAsync(new IOTileOrganizationQuery { Search = Q(e, "search"), PageSize = Size(e), FirstPage = PageOf(e), AsStaff = Q(e, "staff") == "1" })), Listed("search", "staff"));
        t.Run("org", async (c, e) => Node(await c.Organizations.CreateAsync(Text(e, "name"), Maybe(e, "about"))), e => e.Request.Method == "POST" && Has(e, "name"));
        t.Run("org.item", async (c, e) => Node(await c.Organizations.GetAsync(V(e, "slug"))), Get);
        t.Run("org.item", async (c, e) => Node(await c.Organizations.ReplaceAsync(V(e, "slug"), Text(e, "name"), Maybe(e, "about"))), e => e.Request.Method == "PUT" && Has(e, "name"));
        t.Run("org.item", async (c, e) => Node(await c.Organizations.UpdateAsync(V(e, "slug"), new IOTileOrganizationUpdate { About = Text(e, "about") })), e => Patches(e, "about"));
        t.Run("org.item", (c, e) => Done(c.Organizations.DeleteAsync(V(e, "slug"))), Deletes);
        t.Run("org.projects", (c, e) => First(c.Organizations.ListProjectsAsync(V(e, "slug"), List(e))), Get);
        t.Run("org.members", (c, e) => First(c.Organizations.ListMembersAsync(V(e, "slug"), false, List(e))), Get);
        t.Run("org.pending", (c, e) => First(c.Organizations.ListPendingAsync(V(e, "slug"), List(e))), Get);
        t.Run("org.membership", async (c, e) => Node(await c.Organizations.GetMembershipAsync(V(e, "slug"))), Get);
        t.Run("org.extra", async (c, e) => Node(await c.Organizations.GetExtraAsync(V(e, "slug"))), Get);
        t.Run("org.devices", async (c, e) =>
        {
            JsonObject list = (await First(c.Organizations.SearchDevicesAsync(V(e, "slug"))))!.AsObject();
            (list["next_page"], list["prev_page"]) = (null, null);
            return list;
        }, e => Get(e) && Only(e, "page") && PageOf(e) == 1);
        t.Run("project", (c, e) => First(c.Projects.ListAsync(new IOTileProjectQuery { Org = Q(e, "org"), Slug = Q(e, "slug") is { } s ? ProjectSlug.Parse(s) : null, PageSize = Size(e), FirstPage = PageOf(e) })), Listed("org", "slug"));
        t.Run("project", async (c, e) => Node(await c.Projects.CreateAsync(Text(e, "name"), Text(e, "org"), Maybe(e, "about"))), e => e.Request.Method == "POST" && Has(e, "name", "org"));
        t.Run("project.new", async (c, e) => Node(await c.Projects.CreateNewAsync(Text(e, "name"), Text(e, "org"))), e => Has(e, "name", "org"));
        t.Run("project.item", async (c, e) => Node(await c.Projects.GetAsync(Guid.Parse(V(e, "id")))), e => Get(e) && Guid.TryParse(V(e, "id"), out _));
        t.Run("project.item", async (c, e) => Node(await c.Projects.UpdateAsync(Guid.Parse(V(e, "id")), new IOTileProjectUpdate { About = Text(e, "about") })), e => Patches(e, "about"));
        t.Run("project.item", (c, e) => Done(c.Projects.DeleteAsync(Guid.Parse(V(e, "id")))), Deletes);
        t.Run("project.action", async (c, e) => Node(await c.Projects.GetExtraAsync(Guid.Parse(V(e, "id")))), Action("extra"));
        t.Run("project.action", async (c, e) => Node(await c.Projects.GetPropertiesAsync(Guid.Parse(V(e, "id")))), Action("properties"));
        t.Run("project.action", async (c, e) => Node(await c.Projects.SetPropertyAsync(Guid.Parse(V(e, "id")), Text(e, "name"), Value(e)!.Value)), e => V(e, "action") == "new_property" && Value(e) is not null);
        t.Run("device", (c, e) => First(c.Devices.ListAsync(new IOTileDeviceQuery { Project = Q(e, "project"), Org = Q(e, "org__slug"), All = Q(e, "all") == "1", PageSize = Size(e), FirstPage = PageOf(e) })), Listed("project", "org__slug", "all"));
        t.Run("device", async (c, e) => Node(await c.Devices.CreateAsync(Text(e, "label"))), e => e.Request.Method == "POST");
        t.Run("device.claimable", async (c, e) => Node(await c.Devices.GetClaimableAsync([.. e.Request.Body.Json!.Value.GetProperty("slugs").EnumerateArray().Select(s => DeviceSlug.Parse(s.GetString()!))])));
        t.Run("device.claim", async (c, e) => Node(await c.Devices.ClaimAsync(DeviceSlug.Parse(Text(e, "device")), ProjectSlug.Parse(Text(e, "project")))), e => Text(e, "project").StartsWith("p--", StringComparison.Ordinal));
        t.Run("device.item", async (c, e) => Node(await c.Devices.GetAsync(D(e))), e => Get(e) && Canonical<DeviceSlug>(V(e, "slug")));
        t.Run("device.item", async (c, e) => Node(await c.Devices.UpdateAsync(D(e), new IOTileDeviceUpdate { Label = Text(e, "label"), Lat = Degrees(e, "lat"), Lon = Degrees(e, "lon") })), e => Patches(e, "label", "lat", "lon"));
        t.Run("device.item", (c, e) => Done(c.Devices.DeleteAsync(D(e))), Deletes);
        t.Run("device.sg", async (c, e) => Node(await c.Devices.GetSensorGraphAsync(D(e))));
        t.Run("device.template", async (c, e) => Node(await c.Devices.GetTemplateAsync(D(e))));
        t.Run("device.key", async (c, e) => Node(await c.Devices.GetKeyAsync(D(e), Q(e, "type")!)), e => Q(e, "type") is not null);
        t.Run("device.mask", async (c, e) => Node(await c.Devices.GetMaskAsync(D(e))), Get);
        t.Run("device.mask", async (c, e) => Node(await c.Devices.SetMaskAsync(D(e), At(e, "start"), At(e, "end"))), e => e.Request.Method == "PATCH" && (Has(e, "start") || Has(e, "end")) && !(At(e, "start") > At(e, "end")));
        t.Refuse("device.mask", (c, e) => c.Devices.SetMaskAsync(D(e), At(e, "start"), At(e, "end")), Generic, e => e.Request.Method == "PATCH");
        t.Run("device.mask", (c, e) => Done(c.Devices.DeleteMaskAsync(D(e))), Deletes);
        t.Run("device.action", async (c, e) => Node(await c.Devices.GetExtraAsync(D(e))), Action("extra"));
        t.Run("device.action", async (c, e) => Node(await c.Devices.GetVersionsAsync(D(e))), Action("versions"));
        t.Run("device.action", async (c, e) => Node(await c.Devices.GetStreamersAsync(D(e))), Action("streamers"));
        t.Run("device.action", async (c, e) => Node(await c.Devices.GetStatusAsync(D(e))), Action("status"));
        t.Run("device.action", async (c, e) => Node(await c.Devices.GetHealthAsync(D(e))), e => Get(e) && V(e, "action") == "health");
        t.Run("device.action", async (c, e) => Node(await c.Devices.UpdateHealthAsync(D(e), new IOTileDeviceHealthUpdate { HealthCheckEnabled = e.Request.Body.Json!.Value.GetProperty("health_check_enabled").GetBoolean(), HealthCheckPeriod = Duration.FromSeconds(e.Request.Body.Json!.Value.GetProperty("health_check_period").GetInt64()) })), e => V(e, "action") == "health" && Has(e, "health_check_enabled", "health_check_period"));
        t.Run("device.action", async (c, e) => Node(await c.Devices.GetPropertiesAsync(D(e))), Action("properties"));
        t.Run("device.action", async (c, e) => Node(await c.Devices.SetPropertyAsync(D(e), Text(e, "name"), Value(e)!.Value)), e => V(e, "action") == "new_property" && Value(e) is not null);
        t.Refuse("device.action", (c, e) => c.Devices.SetPropertyAsync(D(e), Text(e, "name"), default), Generic, e => V(e, "action") == "new_property");
        t.Run("device.action", async (c, e) => Node(await c.Devices.ResetAsync(D(e))), e => V(e, "action") == "reset" && Members(e) == 0);
        t.Refuse("device.action", (c, e) => c.Devices.TrimAsync(D(e), null, null), Generic, e => V(e, "action") == "trim" && Members(e) == 0);
        t.Run("device.action", async (c, e) => Node(await c.Devices.TrimAsync(D(e), At(e, "start"), At(e, "end"))), e => V(e, "action") == "trim");
        t.Run("device.action", async (c, e) => Node(await c.Devices.UnclaimAsync(D(e), Maybe(e, "label"), e.Request.Body.Json!.Value.GetProperty("clean_streams").GetBoolean())), e => V(e, "action") == "unclaim" && Has(e, "clean_streams"));
        t.Refuse("property", (c, e) => Task.FromResult(c.Properties.ListAsync(Q(e, "target") ?? "")), Generic, e => Get(e) && Q(e, "target") is null);
        t.Run("property", (c, e) => First(c.Properties.ListAsync(Q(e, "target")!)), e => Get(e) && Only(e, "target"));
        t.Run("property", async (c, e) => Node(await c.Properties.CreateAsync(Text(e, "target"), Text(e, "name"), Value(e)!.Value)), e => e.Request.Method == "POST" && Value(e) is not null);
        t.Run("property.item", async (c, e) => Node(await c.Properties.GetAsync(N(e))), Get);
        t.Run("property.item", async (c, e) => Node(await c.Properties.UpdateAsync(N(e), Value(e)!.Value)), e => e.Request.Method == "PATCH");
        t.Run("property.item", (c, e) => Done(c.Properties.DeleteAsync(N(e))), Deletes);
        t.Run("variable", (c, e) => First(c.Variables.ListAsync(new IOTileVariableQuery { Project = Q(e, "project"), PageSize = Size(e), FirstPage = PageOf(e) })), Listed("project"));
        t.Run("variable", async (c, e) => Node(await c.Variables.CreateAsync(Guid.Parse(Text(e, "project")), Text(e, "name"), e.Request.Body.Json!.Value.GetProperty("lid").GetInt32())), e => e.Request.Method == "POST");
        t.Run("variable.item", async (c, e) => Node(await c.Variables.GetAsync(VariableSlug.Parse(V(e, "slug")))), e => Get(e) && Canonical<VariableSlug>(V(e, "slug")));
        t.Run("variable.item", async (c, e) => Node(await c.Variables.UpdateAsync(VariableSlug.Parse(V(e, "slug")), new IOTileVariableUpdate { About = Text(e, "about") })), e => Patches(e, "about"));
        t.Run("variable.item", (c, e) => Done(c.Variables.DeleteAsync(VariableSlug.Parse(V(e, "slug")))), Deletes);
        t.Run("variable.type", async (c, e) => Node(await c.Variables.GetTypeAsync(VariableSlug.Parse(V(e, "slug")))));
        t.Run("vartype", (c, e) => First(c.VariableTypes.ListAsync(List(e))), Get);
        t.Run("vartype.item", async (c, e) => Node(await c.VariableTypes.GetAsync(V(e, "slug"))));
        t.Run("fleet", (c, e) => First(c.Fleets.ListAsync(new IOTileFleetQuery { Device = Q(e, "device") is { } d ? DeviceSlug.Parse(d) : null })), Listed("device"));
        t.Run("fleet", async (c, e) => Node(await c.Fleets.CreateAsync(Text(e, "name"), Text(e, "org"), Flag(e, "is_network"))), e => e.Request.Method == "POST");
        t.Run("fleet.action", (c, e) => First(c.Fleets.ListDevicesAsync(FleetSlug.Parse(V(e, "slug")))), Action("devices"));
        t.Run("fleet.action", async (c, e) => Node(await c.Fleets.RegisterAsync(FleetSlug.Parse(V(e, "slug")), DeviceSlug.Parse(Text(e, "device")), Flag(e, "always_on"), Flag(e, "is_access_point"), Q(e, "staff") == "1")), e => V(e, "action") == "register");
        t.Run("fleet.action", async (c, e) => Node(await c.Fleets.DeregisterAsync(FleetSlug.Parse(V(e, "slug")), DeviceSlug.Parse(Text(e, "device")), Q(e, "staff") == "1")), e => V(e, "action") == "deregister");
        t.Run("datablock", (c, e) => First(c.DataBlocks.ListAsync(new IOTileDataBlockQuery { Org = Q(e, "org") })), Listed("org"));
        t.Run("datablock", async (c, e) => Node(await c.DataBlocks.CreateAsync(DeviceSlug.Parse(Text(e, "device")), Text(e, "title"), Maybe(e, "description"))), e => e.Request.Method == "POST");
        t.Run("datablock.item", async (c, e) => Node(await c.DataBlocks.GetAsync(BlockSlug.Parse(V(e, "slug")))), Get);
        t.Run("datablock.action", async (c, e) => Node(await c.DataBlocks.GetExtraAsync(BlockSlug.Parse(V(e, "slug")))), Action("extra"));
        t.Run("pid", async (c, e) => Node(await c.DataBlocks.GetTaskAsync(Text(e, "pid"))));
        t.Refuse("note", (c, e) => Task.FromResult(c.Notes.ListAsync("")), Generic, e => Get(e) && Q(e, "target") is null);
        t.Run("note", (c, e) => First(c.Notes.ListAsync(Q(e, "target")!, new IOTileTargetQuery { LastN = Whole(e, "lastn"), PageSize = Size(e) })), e => Get(e) && Only(e, "target", "lastn", "page_size"));
        t.Run("note", async (c, e) => e.Request.Body.Json!.Value is { ValueKind: JsonValueKind.Array } many ? Node(await c.Notes.CreateAsync([.. many.EnumerateArray().Select(NewNote)])) : Node(await c.Notes.CreateAsync(NewNote(e.Request.Body.Json!.Value))), e => e.Request.Method == "POST");
        t.Run("note.item", async (c, e) => Node(await c.Notes.GetAsync(N(e))), Get);
        t.Run("note.item", (c, e) => Done(c.Notes.DeleteAsync(N(e))), Deletes);
        t.Refuse("location", (c, e) => Task.FromResult(c.Locations.ListAsync("")), Generic, e => Get(e) && Q(e, "target") is null);
        t.Run("location", (c, e) => First(c.Locations.ListAsync(Q(e, "target")!)), e => Get(e) && Only(e, "target"));
        t.Run("location", async (c, e) => Node(await c.Locations.CreateAsync(new IOTileNewLocation(Text(e, "target"), At(e, "timestamp")!.Value, Degrees(e, "lat").Value!.Value, Degrees(e, "lon").Value!.Value))), e => e.Request.Method == "POST");
    }

    private static IOTileNewNote NewNote(JsonElement json) => new(json.GetProperty("target").GetString()!, Time(json.GetProperty("timestamp").GetString()!)!.Value, json.GetProperty("note").GetString()!);

    private static bool Get(RecordedExchange e) => e.Request.Method == "GET";

    private static bool Deletes(RecordedExchange e) => e.Request.Method == "DELETE";

    private static Func<RecordedExchange, bool> Action(string name) => e => Get(e) && V(e, "action") == name;

    private static Func<RecordedExchange, bool> Listed(params string[] names) => e => Get(e) && Only(e, [.. names, "page_size", "page"]) && (Q(e, "page") is null || PageOf(e) is > 0) && (Q(e, "page_size") is null || Size(e) is > 0)
        && (PageOf(e) is null or 1 || e.Response.Status == 200);

    private static bool Patches(RecordedExchange e, params string[] members) => e.Request.Method == "PATCH" && Has(e, members) && Members(e) == members.Length;

    private static bool Only(RecordedExchange e, params string[] names) => e.Request.Query.All(q => names.Contains(q.Key));

    private static string? Q(RecordedExchange e, string name) => e.Request.Parameter(name);

    private static int? Whole(RecordedExchange e, string name) => int.TryParse(Q(e, name), NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : null;

    private static int? Size(RecordedExchange e) => Whole(e, "page_size");

    private static int? PageOf(RecordedExchange e) => Whole(e, "page");

    private static IOTileListQuery List(RecordedExchange e) => new() { PageSize = Size(e), FirstPage = PageOf(e) };

    private static string V(RecordedExchange e, string name) => IOTileOperationTable.Values(e)[name];

    private static DeviceSlug D(RecordedExchange e) => DeviceSlug.Parse(V(e, "slug"));

    private static long N(RecordedExchange e) => long.Parse(V(e, "id"), CultureInfo.InvariantCulture);

    private static bool Has(RecordedExchange e, params string[] members) => e.Request.Body.Json is { ValueKind: JsonValueKind.Object } json && members.All(m => json.TryGetProperty(m, out _));

    private static int Members(RecordedExchange e) => e.Request.Body.Json is { ValueKind: JsonValueKind.Object } json ? json.EnumerateObject().Count() : -1;

    private static string Text(RecordedExchange e, string member) => e.Request.Body.Json!.Value.GetProperty(member).GetString()!;

    private static string? Maybe(RecordedExchange e, string member) => Has(e, member) ? Text(e, member) : null;

    private static bool? Flag(RecordedExchange e, string member) => Has(e, member) ? e.Request.Body.Json!.Value.GetProperty(member).GetBoolean() : null;

    private static Instant? At(RecordedExchange e, string member) => Has(e, member) ? Time(Text(e, member)) : null;

    private static Instant? Time(string text) => InstantText.TryParse(Encoding.UTF8.GetBytes(text), out Instant at) ? at : null;

    private static Optional<decimal?> Degrees(RecordedExchange e, string member) => decimal.Parse(Text(e, member), CultureInfo.InvariantCulture);

    private static bool Canonical<T>(string text)
        where T : struct, IParsable<T> => T.TryParse(text, CultureInfo.InvariantCulture, out T slug) && slug.ToString() == text;

    private static IOTilePropertyValue? Value(RecordedExchange e)
    {
        string[] given = [.. new[] { "int_value", "str_value", "bool_value" }.Where(m => Has(e, m))];
        return given is not [var member] ? null : member switch
        {
            "int_value" => e.Request.Body.Json!.Value.GetProperty(member).GetInt32(),
            "str_value" => Text(e, member),
            _ => e.Request.Body.Json!.Value.GetProperty(member).GetBoolean(),
        };
    }

    private static async Task<JsonNode?> Done(Task task)
    {
        await task;
        return null;
    }
}
