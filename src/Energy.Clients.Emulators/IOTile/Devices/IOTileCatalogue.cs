using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Energy.Clients.Emulators;

/// <summary>The operator's catalogue, as far as devices name it: sensor graphs with the variables that their devices get, and templates of devices.</summary>
internal static partial class IOTileCatalogue
{
    private const string Operator = "arch-systems";

    internal static void Map(IOTileEmulator server)
    {
        server.Map("GET", "sg/", c =>
            c.Page(c.State.Devices.Select(d => (string?)d.Json["sg"]).OfType<string>().Distinct().Order(StringComparer.Ordinal).Select(slug => Graph(c.State, slug)!)));
        server.Map("GET", "sg/{slug}/", c => new IOTileReply(200, Graph(c.State, c.Route("slug")) ?? throw IOTileRefusal.NotFound()));
        server.Map("GET", "device/{slug}/sg/", c => new IOTileReply(200, (string?)IOTileDevices.Get(c).Json["sg"] is { } slug ? Graph(c.State, slug) : new JsonObject()));
        server.Map("GET", "dt/", c =>
            c.Page(c.State.Devices.Select(d => (string)d.Json["template"]!).Distinct().Order(StringComparer.Ordinal).Select(slug => Template(c.State, slug)!)));
        server.Map("GET", "dt/{slug}/", c => new IOTileReply(200, Template(c.State, c.Route("slug")) ?? throw IOTileRefusal.NotFound()));
        MapWrites(server, "sg/", "Api Sensor Graph", static (c, slug) => Graph(c.State, slug) is not null);
        MapWrites(server, "dt/", "Api Device Template", static (c, slug) => Template(c.State, slug) is not null);
        server.Map("GET", "device/{slug}/template/", c => new IOTileReply(200, Template(c.State, (string)IOTileDevices.Get(c).Json["template"]!)));
    }

    /// <summary>What the server lets its staff write and the emulator nobody, since it follows from what is loaded. What does not exist is absent for staff.</summary>
    internal static void MapWrites(IOTileEmulator server, string path, string name, Func<IOTileCall, string, bool> exists)
    {
        server.Map("POST", path, static c => throw IOTileRefusal.Forbidden());
        foreach (var method in (ReadOnlySpan<string>)["PUT", "PATCH", "DELETE"])
        {
            server.Map(method, path + "{slug}/", c => exists(c, c.Route("slug")) ? throw IOTileRefusal.Forbidden() : throw IOTileRefusal.NotFound());
        }

        server.Describe(path, name + " List").WritesByStaff = true;
        server.Describe(path + "{slug}/", name + " Instance").WritesByStaff = true;
    }

    private static JsonObject? Graph(IOTileEmulatorState state, string slug)
    {
        var devices = state.Devices.FindAll(d => (string?)d.Json["sg"] == slug);
        if (state.SensorGraphs.TryGetValue(slug, out var loaded) || devices.Count == 0)
        {
            return loaded?.DeepClone().AsObject();
        }

        var (name, version) = Parts(slug);
        var variables = Variables(state, devices);
        return new JsonObject
        {
            ["id"] = state.Devices.Select(d => (string?)d.Json["sg"]).OfType<string>().Distinct().Order(StringComparer.Ordinal).ToList().IndexOf(slug) + 1,
            ["name"] = CultureInfo.InvariantCulture.TextInfo.ToTitleCase(name.Replace('-', ' ')),
            ["slug"] = slug,
            ["org"] = Operator,
            ["project_template"] = IOTileWorldLoader.ProjectTemplate,
            ["variable_templates"] = new JsonArray([.. variables.Index().Select(v => (JsonNode)new JsonObject
            {
                ["id"] = v.Index + 1,
                ["label"] = v.Item["name"]!.DeepClone(),
                ["lid_hex"] = Lid(v.Item),
                ["derived_lid_hex"] = "",
                ["var_type"] = v.Item["var_type"]?.DeepClone(),
                ["default_input_unit"] = v.Item["input_unit"]?["slug"]?.DeepClone(),
                ["default_output_unit"] = v.Item["output_unit"]?["slug"]?.DeepClone(),
                ["ctype"] = "unsigned int",
                ["m"] = v.Item["multiplication_factor"]!.DeepClone(),
                ["d"] = v.Item["division_factor"]!.DeepClone(),
                ["o"] = v.Item["offset"]!.DeepClone(),
                ["app_only"] = v.Item["app_only"]!.DeepClone(),
                ["web_only"] = v.Item["web_only"]!.DeepClone(),
            })]),
            ["display_widget_templates"] = new JsonArray([.. variables.Where(v => Lid(v)[0] == '5').Index().Select(v => (JsonNode)new JsonObject
            {
                ["id"] = v.Index + 1,
                ["label"] = v.Item["name"]!.DeepClone(),
                ["lid_hex"] = Lid(v.Item),
                ["type"] = "val",
                ["args"] = null,
                ["var_type"] = v.Item["var_type"]?.DeepClone(),
                ["derived_unit_type"] = "rate",
                ["show_in_app"] = false,
                ["show_in_web"] = true,
            })]),
            ["ui_extra"] = new JsonObject(),
            ["report_processing_engine_ver"] = devices[0].Engine,
            ["major_version"] = version[0],
            ["minor_version"] = version[1],
            ["patch_version"] = version[2],
            ["version"] = $"v{version[0]}.{version[1]}.{version[2]}",
            ["app_tag"] = 0,
            ["app_major_version"] = 0,
            ["app_version"] = "v0.0",
            ["created_on"] = devices[0].Json["created_on"]!.DeepClone(),
        };
    }

    private static JsonObject? Template(IOTileEmulatorState state, string slug)
    {
        if (state.Devices.Find(d => (string?)d.Json["template"] == slug) is not { } device)
        {
            return null;
        }

        var (name, version) = Parts(slug);
        return new JsonObject
        {
            ["id"] = Noise.StableGuid("iotile", "template", slug).ToString(),
            ["external_sku"] = name.ToUpperInvariant(),
            ["internal_sku"] = "",
            ["family"] = name.ToUpperInvariant(),
            ["slug"] = slug,
            ["org"] = Operator,
            ["version"] = $"v{version[0]}.{version[1]}.{version[2]}",
            ["os_tag"] = 0,
            ["os_version"] = "v0.0",
            ["hw_tag"] = 0,
            ["hw_version"] = "v0",
            ["slots"] = new JsonArray(),
            ["created_on"] = device.Json["created_on"]!.DeepClone(),
            ["released_on"] = ((string)device.Json["created_on"]!)[..10],
        };
    }

    // What devices of the graph have, or else what they would get when they are claimed.
    private static List<JsonObject> Variables(IOTileEmulatorState state, List<IOTileDeviceState> devices) =>
        [.. state.Streams.Where(s => s["block"] is null && devices.FirstOrDefault(d => d.Project is not null)?.Slug == (string?)s["device"] && s["device"] is not null)
            .Select(s => state.Variables.Find(v => (string)v["slug"]! == (string)s["variable"]!)!).OrderBy(Lid, StringComparer.Ordinal)];

    private static string Lid(JsonObject variable) => (IOTileUnits.Whole(variable["lid"]!) & 0xffff).ToString("x4", CultureInfo.InvariantCulture);

    private static (string Name, int[] Version) Parts(string slug)
    {
        var parts = SlugWithVersion().Match(slug);
        return parts.Success
            ? (parts.Groups[1].Value, [.. parts.Groups.Cast<Group>().Skip(2).Select(g => int.Parse(g.ValueSpan, CultureInfo.InvariantCulture))]) : (slug, [0, 0, 0]);
    }

    [GeneratedRegex(@"^(.+)-v(\d+)-(\d+)-(\d+)$")]
    private static partial Regex SlugWithVersion();
}
