using System.Text.Json.Nodes;

namespace Energy.Clients.Emulators;

/// <summary>What the IOTile emulator knows. It is changed by requests, and may be loaded before.</summary>
public sealed class IOTileEmulatorState
{
    private readonly TimeProvider _clock;
    private int _guid;

    internal IOTileEmulatorState(TimeProvider clock) => _clock = clock;

    internal Lock Gate { get; } = new();

    internal List<IOTileUser> Users { get; } = [];

    internal List<IOTileOrg> Orgs { get; } = [];

    internal List<JsonObject> Projects { get; } = [];

    internal List<IOTileDeviceState> Devices { get; } = [];

    internal List<JsonObject> Variables { get; } = [];

    internal List<JsonObject> Streams { get; } = [];

    internal List<IOTileRow> Data { get; } = [];

    internal List<IOTileRow> Events { get; } = [];

    internal List<JsonObject> Properties { get; } = [];

    internal List<JsonObject> Notes { get; } = [];

    internal List<JsonObject> Locations { get; } = [];

    internal List<JsonObject> Blocks { get; } = [];

    /// <summary>What is shown of the data of a device or block, by its slug; of one that is not here, everything.</summary>
    internal Dictionary<string, JsonObject> Masks { get; } = new(StringComparer.Ordinal);

    internal List<JsonObject> Fleets { get; } = [];

    internal List<(string Fleet, JsonObject Device)> FleetDevices { get; } = [];

    internal List<JsonObject> Streamers { get; } = [];

    internal List<JsonObject> StreamerReports { get; } = [];

    internal SortedDictionary<string, JsonObject> VariableTypes { get; } = new(StringComparer.Ordinal);

    internal Dictionary<string, JsonNode> SensorGraphs { get; } = new(StringComparer.Ordinal);

    internal long NextDataId { get; set; } = 1;

    internal long NextEventId { get; set; } = 1;

    internal long NextPropertyId { get; set; } = 1;

    internal long NextNoteId { get; set; } = 1;

    internal long NextLocationId { get; set; } = 1;

    internal long NextDeviceId { get; set; } = 1;

    internal long NextProject { get; set; }

    internal int NextFleetId { get; set; } = 1;

    internal int NextStreamerId { get; set; } = 1;

    internal int NextBlockId { get; set; } = 1;

    internal Instant? SimulatedFrom { get; set; }

    internal Instant? SimulatedUntil { get; set; }

    /// <summary>The rows of the simulated world before those that are kept, worked out for a range of time: of the streams that fit, from an instant on and before
    /// another.</summary>
    internal Func<Func<string, bool>, Instant, Instant?, IEnumerable<IOTileRow>>? History { get; set; }

    /// <summary>The streams that a device gets when it is claimed, and what they have in common.</summary>
    internal List<JsonObject> StreamSpecs { get; } = [];

    internal JsonObject StreamDefaults { get; set; } = [];

    internal Instant Now => Instant.FromDateTimeOffset(_clock.GetUtcNow());

    /// <summary>Adds a variable type: the units around a storage unit.</summary>
    /// <param name="slug">Its slug.</param>
    /// <param name="definition">An object with <c>name</c>, <c>available_input_units</c> and <c>available_output_units</c> (each <c>unit_full, unit_short, m, d, o</c>),
    /// <c>storage_units_full</c>, <c>data_type</c>.</param>
    public void LoadVariableType(string slug, JsonElement definition)
    {
        ArgumentException.ThrowIfNullOrEmpty(slug);
        var json = JsonNode.Parse(definition.GetRawText())!.AsObject();
        var type = new JsonObject
        {
            ["name"] = json["name"]?.DeepClone(),
            ["slug"] = slug,
            ["available_input_units"] = Units(json["available_input_units"], "in", slug, output: false),
            ["available_output_units"] = Units(json["available_output_units"], "out", slug, output: true),
            ["stream_data_type"] = json["data_type"]?.DeepClone() ?? "D0",
            ["decoder"] = json["decoder"]?.DeepClone(),
            ["schema"] = json["schema"]?.DeepClone(),
            ["storage_units_full"] = json["storage_units_full"]?.DeepClone() ?? "",
            ["storage_units_short"] = json["storage_units_short"]?.DeepClone() ?? "",
        };
        lock (Gate)
        {
            VariableTypes[slug] = type;
        }
    }

    /// <summary>Loads users, organisations, projects, devices, streams, data and events from one object, the form of a <c>world.json</c>.</summary>
    /// <param name="world">The object. Variable types that it names must have been added.</param>
    public void LoadWorld(JsonElement world)
    {
        var json = JsonNode.Parse(world.GetRawText())!.AsObject();
        lock (Gate)
        {
            IOTileWorldLoader.Load(this, json);
        }
    }

    /// <summary>Sets the time zone that the server shows times in to a user who comes with a cookie.</summary>
    /// <param name="username">The user.</param>
    /// <param name="zone">The zone.</param>
    public void SetTimeZone(string username, DateTimeZone zone)
    {
        lock (Gate)
        {
            Users.Single(u => u.Username == username).Zone = zone;
        }
    }

    /// <summary>Gives an organisation another slug, wherever it is named.</summary>
    internal void RenameOrg(IOTileOrg org, string slug)
    {
        var old = org.Slug;
        org.Json["slug"] = slug;
        foreach (var named in Projects.Concat(Devices.Select(d => d.Json)).Concat(Variables).Concat(Streams).Concat(Blocks).Concat(Fleets).Where(o => (string?)o["org"] == old))
        {
            named["org"] = slug;
        }
    }

    internal string NewGuid() => Noise.StableGuid("iotile", "object", (++_guid).ToString(CultureInfo.InvariantCulture)).ToString();

    internal JsonObject? Stream(string slug) => Streams.Find(s => (string)s["slug"]! == slug);

    internal IOTileDeviceState? Device(string slug) => Devices.Find(d => d.Slug == slug);

    internal JsonObject? ProjectByText(string text) =>
        Projects.Find(p => (string)p["id"]! == text || (string)p["slug"]! == text || (string)p["slug"]! == IOTileSlugs.Pad(text, "p", 2));

    private static JsonArray Units(JsonNode? units, string prefix, string type, bool output)
    {
        var list = new List<JsonObject>();
        foreach (var node in units as JsonArray ?? [])
        {
            var unit = node!.AsObject();
            var made = new JsonObject
            {
                ["slug"] = $"{prefix}--{type}--{IOTileSlugs.Slugify((string)unit["unit_full"]!)}",
                ["unit_full"] = unit["unit_full"]?.DeepClone(),
                ["unit_short"] = unit["unit_short"]?.DeepClone(),
                ["m"] = unit["m"]?.DeepClone() ?? 1,
                ["d"] = unit["d"]?.DeepClone() ?? 1,
                ["o"] = unit["o"]?.DeepClone() ?? 0.0,
            };
            if (output)
            {
                made["decimal_places"] = unit["decimal_places"]?.DeepClone() ?? 0;
                made["derived_units"] = unit["derived_units"]?.DeepClone() ?? new JsonObject();
            }

            list.Add(made);
        }

        return new JsonArray([.. list.OrderBy(u => (string)u["slug"]!, StringComparer.Ordinal)]);
    }
}
