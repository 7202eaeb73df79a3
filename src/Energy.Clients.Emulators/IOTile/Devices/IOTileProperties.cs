using System.Text.Json.Nodes;

namespace Energy.Clients.Emulators;

/// <summary>Properties of devices, data blocks and projects.</summary>
internal static class IOTileProperties
{
    private const string OnlyOne = "Only one of int_value, str_value, or bool_value can be used";

    private static readonly string[] ValueMembers = ["int_value", "str_value", "bool_value"];

    private static readonly IOTileField[] Values =
    [
        Unshown(IOTileField.Of("int_value", IOTileFieldKind.Whole)), Unshown(IOTileField.Text("str_value", 256) with { Blank = true }),
        Unshown(IOTileField.Of("bool_value", IOTileFieldKind.Flag)),
    ];

    private static readonly IOTileForm Fields = new(
    [
        IOTileField.Shown("id", "integer", "ID"),
        IOTileField.Text("name", 40) with { Required = true },
        IOTileField.Shown("value"),
        IOTileField.Shown("type", "choice"),
        IOTileField.Of("is_system", IOTileFieldKind.Flag),
        IOTileField.Of("target", IOTileFieldKind.SlugText) with { Required = true, Length = 42, Type = "slug" },
        .. Values,
    ])
    {
        Together = static (c, values) => ValueMembers.Count(values.ContainsKey) != 1 ? OnlyOne
            : c.Exchange.Request.Method == "POST" && c.State.Properties.Exists(p => IsOf(p, (string)values["target"]!, (string)values["name"]!))
            ? "The fields target, name must make a unique set." : null,
    };

    private static readonly IOTileForm TargetFields = new([IOTileField.Text("name") with { Required = true }, .. Values, IOTileField.Of("is_system", IOTileFieldKind.Flag)]);

    internal static void Map(IOTileEmulator server)
    {
        OfTarget(server, "device/{slug}/", static c => IOTileDevices.Get(c) is var device ? (device.Slug, device.Org) : default);
        OfTarget(server, "project/{id}/", static c => IOTileOrganizations.Project(c) is var project ? ((string)project["slug"]!, (string?)project["org"]) : default);
        OfTarget(server, "datablock/{slug}/", static c => IOTileBlocks.Block(c) is var block ? ((string)block["slug"]!, (string?)block["org"]) : default);
        server.Map("GET", "property/", c => c.Page(Listed(c)));
        server.Map("POST", "property/", c =>
        {
            var values = Fields.Read(c);
            var target = (string)values["target"]!;
            if (!IsKnown(c, target))
            {
                throw new IOTileRefusal(IOTileReply.Failed());
            }

            return IsOpen(c, target) ? new IOTileReply(201, Written(Set(New(c, target, values), values))) : throw IOTileRefusal.Forbidden();
        });
        server.Describe("property/", "Api Generic Property List", "POST", Fields);
        server.Map("GET", "property/{id}/", c => new IOTileReply(200, Get(c).DeepClone()));
        server.Map("PUT", "property/{id}/", c => Get(c) is var property ? new IOTileReply(200, Written(Set(property, Fields.Read(c)))) : throw IOTileRefusal.NotFound());
        server.Map("PATCH", "property/{id}/", c =>
            Get(c) is var property ? new IOTileReply(200, Written(Set(property, Fields.Read(c, partial: true)))) : throw IOTileRefusal.NotFound());
        server.Map("DELETE", "property/{id}/", c => c.State.Properties.Remove(Get(c)) ? new IOTileReply(204) : throw IOTileRefusal.NotFound());
        server.Describe("property/{id}/", "Api Generic Property Instance", "PUT", Fields);
    }

    // Its own description does not show these.
    private static IOTileField Unshown(IOTileField field) => field with { Type = "" };

    private static bool IsOf(JsonObject property, string target, string name) => (string)property["target"]! == target && (string)property["name"]! == name;

    private static void OfTarget(IOTileEmulator server, string path, Func<IOTileCall, (string Slug, string? Org)> target)
    {
        server.Map("GET", path + "properties/", c => target(c) is var (slug, org) && c.May(org, "can_read_device_properties")
            ? new IOTileReply(200, new JsonArray([.. Of(c, slug).Select(p => (JsonNode?)Short(p))]))
            : throw IOTileRefusal.Detail(403, "User has no access to read properties"));
        server.Map("POST", path + "new_property/", c =>
        {
            var (slug, org) = target(c);
            if (org is not null && !c.May(org, "can_modify_device_properties"))
            {
                throw IOTileRefusal.Detail(403, "User has no access to create/modify properties");
            }

            var values = TargetFields.Read(c);
            return ValueMembers.Count(values.ContainsKey) == 1
                ? new IOTileReply(201, Short(Set(c.State.Properties.Find(p => IsOf(p, slug, (string)values["name"]!)) ?? New(c, slug, values), values)))
                : throw new IOTileRefusal(new IOTileReply(400, "Only one of int_value,str_value,bool_value can be used"));
        });
    }

    private static JsonObject Short(JsonObject property) => IOTileOrganizations.Merge([], property, "id", "name", "value", "type", "is_system");

    private static JsonObject Written(JsonObject property) => IOTileOrganizations.Merge([], property, "target", "name", "is_system", "value");

    private static IEnumerable<JsonObject> Of(IOTileCall c, string target) =>
        c.State.Properties.Where(p => (string)p["target"]! == target).OrderBy(p => (string)p["name"]!, StringComparer.Ordinal);

    private static IEnumerable<JsonObject> Listed(IOTileCall c) => c.Filter("target") is { } target && target.Split("--")[0] is "p" or "d" or "b"
        ? IsOpen(c, target) ? Of(c, target) : throw IOTileRefusal.Forbidden()
        : throw IOTileRefusal.Detail(406, "target argument (e.g. target=d--0000-0000-0000-1234) is required");

    private static JsonObject Get(IOTileCall c)
    {
        var property = c.State.Properties.Find(p => p["id"]!.ToString() == c.Route("id")) ?? throw IOTileRefusal.NotFound();
        return IsOpen(c, (string)property["target"]!) ? property : throw IOTileRefusal.Forbidden();
    }

    private static bool IsKnown(IOTileCall c, string target) => c.State.Device(target) is not null || OrgOf(c, target) is not null;

    // A variable may have properties too, though no list shows them.
    private static string? OrgOf(IOTileCall c, string target) => target[0] == 'p' ? (string?)c.State.Projects.Find(p => (string)p["slug"]! == target)?["org"]
        : IOTileAnnotations.OrgOf(c.State, target) ?? (string?)c.State.Variables.Find(v => (string)v["slug"]! == target)?["org"];

    private static bool IsOpen(IOTileCall c, string target) =>
        c.State.Device(target) is { } device ? IOTileDevices.IsOpen(c, device) : OrgOf(c, target) is { } org && c.Belongs(org);

    private static JsonObject New(IOTileCall c, string target, JsonObject values)
    {
        var property =
            new JsonObject
            {
                ["id"] = c.State.NextPropertyId++,
                ["name"] = values["name"]!.DeepClone(),
                ["value"] = null,
                ["type"] = null,
                ["is_system"] = (bool?)values["is_system"] ?? false,
                ["target"] = target
            };
        c.State.Properties.Add(property);
        return property;
    }

    // Whether it is the system's own is said when it is made, and kept.
    private static JsonObject Set(JsonObject property, JsonObject values)
    {
        var member = ValueMembers.Single(values.ContainsKey);
        property["value"] = values[member]?.DeepClone();
        property["type"] = member.Split('_')[0];
        return property;
    }
}
