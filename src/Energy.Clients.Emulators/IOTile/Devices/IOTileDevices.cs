using System.Text.Json.Nodes;
using NodaTime;

namespace Energy.Clients.Emulators;

/// <summary>Devices and properties.</summary>
internal static class IOTileDevices
{
    private static readonly string[] ValueMembers = ["int_value", "str_value", "bool_value"];

    internal static void Map(IOTileEmulator server)
    {
        server.Map("GET", "device/", List);
        server.Map("POST", "device/", c => throw IOTileRefusal.Error(403, "Restricted Access. Contact Arch"));
        server.Map("POST", "device/claimable/", Claimable);
        server.Map("POST", "device/claim/", Claim);
        server.Map("GET", "device/{slug}/", c => new IOTileReply(200, c.Shown(Get(c).Json)));
        server.Map("PATCH", "device/{slug}/", Change);
        server.Map("DELETE", "device/{slug}/", c => throw IOTileRefusal.Error(403, "Restricted Access. Contact Arch"));
        server.Map("GET", "device/{slug}/extra/", Extra);
        server.Map("GET", "device/{slug}/sg/", c => new IOTileReply(200, c.State.SensorGraphs.TryGetValue((string)Get(c).Json["sg"]!, out var graph) ? graph.DeepClone() : new JsonObject { ["slug"] = Get(c).Json["sg"]!.DeepClone() }));
        server.Map("GET", "sg/{slug}/", c => c.State.SensorGraphs.TryGetValue(c.Route("slug"), out var graph) ? new IOTileReply(200, graph.DeepClone())
            : c.State.Devices.Exists(d => (string?)d.Json["sg"] == c.Route("slug")) ? new IOTileReply(200, new JsonObject { ["slug"] = c.Route("slug") }) : throw IOTileRefusal.NotFound());
        server.Map("GET", "device/{slug}/template/", c => new IOTileReply(200, new JsonObject { ["slug"] = Get(c).Json["template"]!.DeepClone() }));
        server.Map("GET", "device/{slug}/versions/", c => Get(c) is not null ? new IOTileReply(200, new JsonArray()) : throw IOTileRefusal.NotFound());
        server.Map("GET", "device/{slug}/filterlog/", c => Get(c) is not null ? new IOTileReply(200, new JsonArray()) : throw IOTileRefusal.NotFound());
        server.Map("GET", "device/{slug}/streamers/", c => Get(c) is var device ? new IOTileReply(200, new JsonArray([.. c.State.Streamers.Where(s => (string)s["device"]! == device.Slug).Select(s => (JsonNode?)s.DeepClone())])) : throw IOTileRefusal.NotFound());
        server.Map("GET", "device/{slug}/status/", c => new IOTileReply(200, Status(Get(c))));
        server.Map("GET", "device/{slug}/health/", c => new IOTileReply(200, Status(Get(c))));
        server.Map("PATCH", "device/{slug}/health/", Health);
        server.Map("GET", "device/{slug}/properties/", c => Properties(c, Get(c).Slug, Get(c).Org));
        server.Map("POST", "device/{slug}/new_property/", c => SetProperty(c, Get(c).Slug));
        server.Map("GET", "project/{id}/properties/", c => Properties(c, (string)IOTileOrganizations.Project(c)["slug"]!, (string)IOTileOrganizations.Project(c)["org"]!));
        server.Map("POST", "project/{id}/new_property/", c => SetProperty(c, (string)IOTileOrganizations.Project(c)["slug"]!));
        server.Map("GET", "device/{slug}/key/", c => c.Query("type") is { } type
            ? new IOTileReply(200, new JsonObject { ["key"] = server.Tokens.Sign(new JsonObject { ["user"] = Get(c).Json["claimed_by"]?.DeepClone(), ["device"] = Get(c).Slug, ["project"] = Get(c).Project, ["kind"] = type }) })
            : throw new IOTileRefusal(new IOTileReply(400, new JsonObject { ["msg"] = "No type specified" })));
        server.Map("POST", "device/{slug}/unclaim/", Unclaim);
        server.Map("POST", "device/{slug}/reset/", c =>
        {
            var device = Get(c);
            device.HasHistory = false;
            c.State.Data.RemoveAll(r => r.Device == device.Slug);
            c.State.Events.RemoveAll(r => r.Device == device.Slug);
            return new IOTileReply(202, new JsonObject { ["reset"] = "scheduled", ["pid"] = "pid:000000" });
        });
        server.Map("POST", "device/{slug}/trim/", c =>
        {
            var device = Get(c);
            var (start, end) = Window(c);
            device.HasHistory = false;
            c.State.Data.RemoveAll(r => r.Device == device.Slug && ((start is { } s && r.Timestamp < s) || (end is { } e && r.Timestamp >= e)));
            return new IOTileReply(202, new JsonObject { ["trim"] = "scheduled" });
        });
        server.Map("POST", "device/{slug}/upgrade/", c =>
        {
            _ = Get(c);
            return new IOTileReply(202, new JsonObject { ["firmware"] = c.Required("firmware") });
        });
        IOTileMasks.Map(server, "device", static c => Get(c).Slug);
        server.Map("GET", "property/", c => c.Query("target") is { } target ? c.Page(ReadableProperties(c, target)) : throw IOTileRefusal.Detail(406, "target argument (e.g. target=d--0000-0000-0000-1234) is required"));
        server.Map("POST", "property/", CreateProperty);
        server.Map("GET", "property/{id}/", c => new IOTileReply(200, Property(c).DeepClone()));
        server.Map("PATCH", "property/{id}/", c =>
        {
            var property = Property(c);
            (property["value"], property["type"]) = Value(c, "int_value, str_value, or bool_value", asList: true);
            return new IOTileReply(200, new JsonObject { ["target"] = property["target"]!.DeepClone(), ["name"] = property["name"]!.DeepClone(), ["is_system"] = false, ["value"] = property["value"]!.DeepClone() });
        });
        server.Map("DELETE", "property/{id}/", c => c.State.Properties.Remove(Property(c)) ? new IOTileReply(204) : throw IOTileRefusal.NotFound());
    }

    internal static IOTileDeviceState Get(IOTileCall c)
    {
        var device = c.State.Device(IOTileSlugs.DeviceOfPath(c.Route("slug"))) ?? throw IOTileRefusal.NotFound();
        return device.Org is null || c.IsMember(device.Org) ? device : throw IOTileRefusal.Forbidden();
    }

    internal static (Instant? Start, Instant? End) Window(IOTileCall c)
    {
        var (start, end) = ((string?)c.Object["start"], (string?)c.Object["end"]);
        if (start is null && end is null)
        {
            throw IOTileRefusal.Field("non_field_errors", "At least one of start/end should be defined");
        }

        var window = (Start: start is null ? null : IOTileTimes.Strict(start), End: end is null ? null : IOTileTimes.Strict(end));
        return window is { Start: { } s, End: { } e } && s > e ? throw IOTileRefusal.Field("non_field_errors", "Start is after end") : window;
    }

    internal static IOTileReply Properties(IOTileCall c, string target, string? org)
    {
        if (!c.May(org, "can_read_device_properties"))
        {
            throw IOTileRefusal.Detail(403, "User has no access to read properties");
        }

        return new IOTileReply(200, new JsonArray([.. Of(c, target).Select(p =>
        {
            var copy = p.DeepClone().AsObject();
            copy.Remove("target");
            return (JsonNode?)copy;
        })]));
    }

    internal static IOTileReply SetProperty(IOTileCall c, string target)
    {
        var name = c.Required("name");
        var (value, type) = Value(c, "int_value,str_value,bool_value", asList: false);
        var property = c.State.Properties.Find(p => (string)p["target"]! == target && (string)p["name"]! == name);
        if (property is null)
        {
            property = NewProperty(c, target, name);
        }

        (property["value"], property["type"]) = (value, type);
        var copy = property.DeepClone().AsObject();
        copy.Remove("target");
        return new IOTileReply(201, copy);
    }

    private static IOTileReply List(IOTileCall c)
    {
        var devices = c.State.Devices.Where(d => d.Org is not null && c.IsMember(d.Org) && (c.Query("all") == "1" || d.Active));
        if (c.Query("project") is { } project)
        {
            var id = (string?)c.State.ProjectByText(project)?["id"];
            devices = devices.Where(d => id is not null && d.Project == id);
        }

        if (c.Query("sg") is { } graph && !c.State.Devices.Exists(d => (string?)d.Json["sg"] == graph))
        {
            throw IOTileRefusal.NotFound();
        }

        devices = devices.Where(d => (c.Query("org__slug") is not { } org || d.Org == org)
            && (c.Query("sg") is not { } sg || (string)d.Json["sg"]! == sg)
            && (c.Query("dt") is not { } dt || (string)d.Json["template"]! == dt)
            && (c.Query("external_id") is not { } external || (string)d.Json["external_id"]! == external)
            && c.Query("property") is null);
        return c.Page(devices.OrderBy(d => (long)d.Json["id"]!).Select(d => d.Json), 1000, 10_000);
    }

    private static IOTileReply Change(IOTileCall c)
    {
        var device = Get(c);
        foreach (var name in (ReadOnlySpan<string>)["lat", "lon"])
        {
            if (c.Object[name] is { } degrees && degrees.ToString().Count(char.IsAsciiDigit) > 9)
            {
                throw IOTileRefusal.Field(name, "Ensure that there are no more than 9 digits in total.");
            }
        }

        return c.May(device.Org, "can_modify_device")
            ? new IOTileReply(200, IOTileOrganizations.Merge(device.Json, c.Object, "label", "lat", "lon", "active", "state", "sg", "external_id"))
            : throw IOTileRefusal.Forbidden();
    }

    private static IOTileReply Claimable(IOTileCall c)
    {
        var results = new JsonArray();
        foreach (var slug in c.Object["slugs"]!.AsArray())
        {
            if (c.State.Device((string)slug!) is { } device)
            {
                results.Add((JsonNode)new JsonObject { ["slug"] = device.Slug, ["claimable"] = device.Org is null });
            }
        }

        return new IOTileReply(202, new JsonObject { ["count"] = results.Count, ["results"] = results });
    }

    private static IOTileReply Claim(IOTileCall c)
    {
        var text = c.Required("project");
        var device = c.State.Device(c.Required("device")) ?? throw IOTileRefusal.NotFound();
        if (!text.StartsWith("p--", StringComparison.Ordinal) && !Guid.TryParse(text, out _))
        {
            throw IOTileRefusal.Detail(400, "Project is not a Valid Slug or UUID");
        }

        var project = c.State.ProjectByText(text) ?? throw IOTileRefusal.NotFound();
        if (!c.May((string)project["org"]!, "can_claim_devices"))
        {
            throw IOTileRefusal.Detail(403, "No claim permissions");
        }

        if (device.Org is not null)
        {
            throw IOTileRefusal.Detail(400, "Device is not claimable");
        }

        device.Json["org"] = project["org"]!.DeepClone();
        device.Json["project"] = project["id"]!.DeepClone();
        device.Json["claimed_by"] = c.User.Username;
        device.Json["claimed_on"] = IOTileTimes.Full(c.Now);
        foreach (var spec in c.State.StreamSpecs)
        {
            IOTileWorldLoader.AddStream(c.State, (string)project["slug"]!, device.Slug, spec, c.State.StreamDefaults);
        }

        return new IOTileReply(202, new JsonObject { ["claimed"] = true, ["device"] = device.Slug, ["project"] = project["slug"]!.DeepClone(), ["project_id"] = project["id"]!.DeepClone() });
    }

    private static IOTileReply Unclaim(IOTileCall c)
    {
        var device = Get(c);
        device.Json["label"] = c.Object["label"]?.DeepClone() ?? device.Json["label"]!.DeepClone();
        foreach (var name in (ReadOnlySpan<string>)["org", "project", "claimed_by", "claimed_on"])
        {
            device.Json[name] = null;
        }

        c.State.Streams.RemoveAll(s => (string?)s["device"] == device.Slug && s["block"] is null);
        return new IOTileReply(202, new JsonObject { ["unclaimed"] = device.Slug, ["msg"] = $"Unclaimed task was scheduled for {device.Slug}" });
    }

    private static IOTileReply Extra(IOTileCall c)
    {
        var device = Get(c);
        var json = IOTileOrganizations.Merge([], device.Json, "id", "slug", "project", "label", "active", "created_on", "claimed_by", "claimed_on");
        json["stream_counts"] = Counts(c.State, r => r.Device == device.Slug);
        return new IOTileReply(200, json);
    }

    internal static JsonObject Counts(IOTileEmulatorState state, Predicate<IOTileRow> of)
    {
        var counts = new JsonObject();
        foreach (var group in state.Data.Where(r => of(r)).GroupBy(r => r.Stream))
        {
            counts[group.Key] = new JsonObject { ["data_cnt"] = group.Count(), ["has_streamid"] = state.Stream(group.Key) is not null };
        }

        foreach (var group in state.Events.Where(r => of(r)).GroupBy(r => r.Stream))
        {
            var count = counts[group.Key] as JsonObject ?? new JsonObject { ["has_streamid"] = state.Stream(group.Key) is not null };
            count["event_cnt"] = group.Count();
            counts[group.Key] = count.Parent is null ? count : count.DeepClone();
        }

        return counts;
    }

    private static JsonObject Status(IOTileDeviceState device) => new()
    {
        ["alert"] = device.HealthEnabled ? "UNK" : "DSBL",
        ["last_report_ts"] = device.LastReport is { } at ? IOTileTimes.Full(at) : null,
        ["last_known_id"] = device.LastKnownId,
        ["last_known_state"] = "UNK",
        ["health_check_enabled"] = device.HealthEnabled,
        ["health_check_period"] = device.HealthPeriod,
        ["notification_recipients"] = new JsonArray(),
    };

    private static IOTileReply Health(IOTileCall c)
    {
        var device = Get(c);
        device.HealthEnabled = (bool?)c.Object["health_check_enabled"] ?? device.HealthEnabled;
        device.HealthPeriod = (long?)c.Object["health_check_period"] ?? device.HealthPeriod;
        return new IOTileReply(200, IOTileOrganizations.Merge([], Status(device), "health_check_enabled", "health_check_period", "notification_recipients"));
    }

    private static IEnumerable<JsonObject> Of(IOTileCall c, string target) => c.State.Properties.Where(p => (string)p["target"]! == target).OrderBy(p => (string)p["name"]!, StringComparer.Ordinal);

    private static IEnumerable<JsonObject> ReadableProperties(IOTileCall c, string target)
    {
        var org = c.State.Device(target)?.Org ?? (string?)c.State.ProjectByText(target)?["org"] ?? (string?)c.State.Blocks.Find(b => (string)b["slug"]! == target)?["org"];
        return c.May(org, "can_read_device_properties") ? Of(c, target) : throw IOTileRefusal.Forbidden();
    }

    private static JsonObject Property(IOTileCall c) => c.State.Properties.Find(p => p["id"]!.ToString() == c.Route("id")) ?? throw IOTileRefusal.NotFound();

    private static JsonObject NewProperty(IOTileCall c, string target, string name)
    {
        var property = new JsonObject { ["id"] = c.State.NextPropertyId++, ["name"] = name, ["value"] = null, ["type"] = null, ["is_system"] = false, ["target"] = target };
        c.State.Properties.Add(property);
        return property;
    }

    private static IOTileReply CreateProperty(IOTileCall c)
    {
        var (target, name) = (c.Required("target"), c.Required("name"));
        var (value, type) = Value(c, "int_value, str_value, or bool_value", asList: true);
        if (c.State.Properties.Exists(p => (string)p["target"]! == target && (string)p["name"]! == name))
        {
            throw IOTileRefusal.Field("non_field_errors", "The fields target, name must make a unique set.");
        }

        var property = NewProperty(c, target, name);
        (property["value"], property["type"]) = (value, type);
        return new IOTileReply(201, new JsonObject { ["target"] = target, ["name"] = name, ["is_system"] = false, ["value"] = value!.DeepClone() });
    }

    private static (JsonNode? Value, JsonNode? Type) Value(IOTileCall c, string names, bool asList)
    {
        var given = ValueMembers.Where(n => c.Object[n] is not null).ToList();
        return given.Count == 1 ? (c.Object[given[0]]!.DeepClone(), JsonValue.Create(given[0].Split('_')[0]))
            : asList ? throw IOTileRefusal.Field("non_field_errors", $"Only one of {names} can be used")
            : throw new IOTileRefusal(new IOTileReply(400, $"Only one of {names} can be used"));
    }
}
