using System.Text.Json.Nodes;

namespace Energy.Clients.Emulators;

/// <summary>Devices.</summary>
internal static class IOTileDevices
{
    private const string DefaultLabel = "Device ({id})";

    // Reboots, versions, and the beginnings, ends and pauses of trips.
    private static readonly string[] KeptStreams = ["5c00", "5c08", "5c09", "0e00", "0e01", "0e02"];

    private static readonly IOTileField[] Common =
    [
        IOTileField.Shown("id", "integer"),
        IOTileField.Shown("slug", "slug"),
        IOTileField.Shown("gid"),
        IOTileField.Text("label", 100) with { Blank = true },
        IOTileField.Of("active", IOTileFieldKind.Flag),
        IOTileField.Text("external_id", 24) with { Blank = true },
        IOTileField.Slug("sg", static (c, slug) => c.State.SensorGraphs.ContainsKey(slug) || c.State.Devices.Exists(d => (string?)d.Json["sg"] == slug)),
        IOTileField.Shown("org"),
        IOTileField.Of("project", IOTileFieldKind.Key) with { Nullable = true, Exists = static (c, id) => c.State.Projects.Exists(p => (string)p["id"]! == id) },
        IOTileField.Of("lat", IOTileFieldKind.Degrees) with { Nullable = true },
        IOTileField.Of("lon", IOTileFieldKind.Degrees) with { Nullable = true },
        IOTileField.Shown("busy"),
        IOTileField.Shown("created_on", "datetime", "Created_on"),
        IOTileField.Shown("claimed_on", "datetime", "Claimed_on"),
    ];

    private static readonly IOTileForm Fields = new(
    [
        .. Common,
        IOTileField.Shown("template"),
        IOTileField.Choice("state", ("N0", "Normal - Inactive"), ("N1", "Normal - Active"), ("B0", "Busy - Resetting"), ("B1", "Busy - Archiving"))
            with { Label = "Device State", Blank = true },
        IOTileField.Shown("claimed_by"),
    ]);

    private static readonly IOTileForm StaffFields = new(
    [
        .. Common,
        IOTileField.Slug("template", static (c, slug) => c.State.Devices.Exists(d => (string?)d.Json["template"] == slug)) with { Required = true },
        IOTileField.Slug("claimed_by", static (c, slug) => c.State.Users.Exists(u => u.Username == slug)),
    ]);

    private static readonly IOTileForm ClaimableFields = new(IOTileField.Of("slugs", IOTileFieldKind.List) with { Required = true });

    private static readonly IOTileForm ClaimFields = new(IOTileField.Text("device", 22) with { Required = true }, IOTileField.Text("project", 36) with { Required = true });

    private static readonly IOTileForm UnclaimFields = new(IOTileField.Text("label", 100) with { Default = DefaultLabel }, IOTileField.Of("clean_streams", IOTileFieldKind.Flag));

    private static readonly IOTileForm ResetFields =
        new(IOTileField.Of("full", IOTileFieldKind.Flag), IOTileField.Of("include_properties", IOTileFieldKind.Flag),
            IOTileField.Of("include_notes_and_locations", IOTileFieldKind.Flag));

    private static readonly IOTileForm UpgradeFields = new(IOTileField.Text("firmware", 10) with { Required = true });

    private static readonly IOTileForm HealthFields = new(
        IOTileField.Of("health_check_enabled", IOTileFieldKind.Flag), IOTileField.Of("health_check_period", IOTileFieldKind.Whole) with { Least = 0 },
        IOTileField.Of("notification_recipients", IOTileFieldKind.Texts));

    internal static void Map(IOTileEmulator server)
    {
        server.Map("GET", "device/", List);
        server.Map("POST", "device/", Create);
        server.Describe("device/", "Api Device List", "POST", Fields);
        server.Map("POST", "device/claimable/", Claimable);
        server.Map("POST", "device/claim/", Claim);
        server.Map("GET", "device/{slug}/", c => new IOTileReply(200, c.Shown(Get(c).Json)));
        server.Map("PUT", "device/{slug}/", Change);
        server.Map("PATCH", "device/{slug}/", Change);
        server.Map("DELETE", "device/{slug}/", c =>
            !c.AsStaff ? throw IOTileOrganizations.Restricted(403) : c.State.Devices.Remove(Get(c)) ? new IOTileReply(204) : throw IOTileRefusal.NotFound());
        server.Describe("device/{slug}/", "Api Device Instance", "PUT", Fields);
        server.Map("GET", "device/{slug}/extra/", Extra);
        server.Map("GET", "device/{slug}/versions/", c => Get(c) is not null ? new IOTileReply(200, new JsonArray()) : throw IOTileRefusal.NotFound());
        server.Map("GET", "device/{slug}/filterlog/", c =>
            Get(c) is not null ? new IOTileReply(200, new JsonObject { ["device_filter_logs"] = new JsonArray() }) : throw IOTileRefusal.NotFound());
        server.Map("GET", "device/{slug}/streamers/", c =>
            Get(c) is var device ? new IOTileReply(200, new JsonArray([.. c.State.Streamers.Where(s => (string)s["device"]! == device.Slug).Select(s => (JsonNode?)s.DeepClone())]))
            : throw IOTileRefusal.NotFound());
        server.Map("GET", "device/{slug}/status/", c => new IOTileReply(200, Status(Get(c))));
        server.Map("GET", "device/{slug}/health/", c => new IOTileReply(200, Status(Get(c))));
        server.Map("PATCH", "device/{slug}/health/", Health).Breaks = "HEAD";
        server.Map("GET", "device/{slug}/key/", c => Key(server, c));
        server.Map("POST", "device/{slug}/unclaim/", Unclaim);
        server.Map("POST", "device/{slug}/reset/", c =>
        {
            Reset(c, With(c, Get(c), "can_reset_device"));
            return new IOTileReply(202, new JsonObject { ["reset"] = "scheduled", ["pid"] = "pid:000000" });
        });
        server.Map("POST", "device/{slug}/trim/", c =>
        {
            var device = With(c, Get(c), "can_modify_device");
            var (start, end) = IOTileMasks.Window(c);
            Trim(c, device, start, end);
            return new IOTileReply(202, new JsonObject { ["trim"] = "scheduled" });
        });
        server.Map("POST", "device/{slug}/upgrade/", c =>
        {
            var firmware = (string)UpgradeFields.Read(c)["firmware"]!;
            var slug = c.Route("slug");
            var done = $"Device {slug} firmware upgraded to {firmware}";
            IOTileAnnotations.AddNote(c, Get(c).Slug, c.Now, done, IOTileAnnotations.BySystem);
            return new IOTileReply(202, new JsonObject { ["slug"] = slug, ["msg"] = done });
        });
        IOTileMasks.Map(server, "device", static c => (Get(c).Slug, Get(c).Org));
    }

    internal static IOTileDeviceState Get(IOTileCall c)
    {
        var device = c.State.Device(IOTileSlugs.DeviceOfPath(c.Route("slug"))) ?? throw IOTileRefusal.NotFound();
        return IsOpen(c, device) ? device : throw IOTileRefusal.Forbidden();
    }

    /// <summary>Whether a device lets the caller in: members of its organisation; before it is claimed, who made it; staff always.</summary>
    internal static bool IsOpen(IOTileCall c, IOTileDeviceState device) => c.Belongs(device.Org) || (device.Org is null && device.CreatedBy == c.User.Username);

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

    private static IOTileDeviceState With(IOTileCall c, IOTileDeviceState device, string permission) => c.May(device.Org, permission) ? device : throw IOTileRefusal.Forbidden();

    private static IOTileReply List(IOTileCall c)
    {
        var (graph, template, org) = (c.Filter("sg"), c.Filter("dt"), c.Filter("org__slug"));
        if ((graph is not null && !c.State.Devices.Exists(d => (string?)d.Json["sg"] == graph))
            || (template is not null && !c.State.Devices.Exists(d => (string?)d.Json["template"] == template)))
        {
            throw IOTileRefusal.NotFound();
        }

        var devices = c.AsStaff ? c.State.Devices : c.State.Devices.Where(d => d.Org is not null && c.Role(d.Org) is not null && (c.Query("all") == "1" || d.Active));
        if (c.Filter("project") is { } project)
        {
            var id = (string?)c.State.ProjectByText(project)?["id"];
            devices = devices.Where(d => id is not null && d.Project == id);
        }

        // Of devices the server asks for properties of projects, and finds none.
        devices = devices.Where(d => (org is null || d.Org == org)
            && (graph is null || (string?)d.Json["sg"] == graph)
            && (template is null || (string?)d.Json["template"] == template)
            && (c.Filter("external_id") is not { } external || (string)d.Json["external_id"]! == external)
            && (c.Flag("claimed") is null || d.Project is not null)
            && c.Filter("property") is null);
        return c.Page(devices.OrderBy(d => (long)d.Json["id"]!).Select(d => d.Json), 1000, 10_000);
    }

    private static IOTileReply Create(IOTileCall c)
    {
        if (!c.AsStaff)
        {
            throw IOTileOrganizations.Restricted(403);
        }

        var values = StaffFields.Read(c);
        var slug = IOTileSlugs.Device(c.State.NextDeviceId++);
        var project = c.State.Projects.Find(p => (string)p["id"]! == (string?)values["project"]);
        var device = IOTileWorldLoader.AddDevice(c.State, slug, (string?)values["label"] ?? "", (string?)project?["slug"], (string?)values["sg"], (string)values["template"]!, 0,
            (bool?)values["active"] ?? true, c.User.Username);
        return new IOTileReply(201, IOTileOrganizations.Merge(device.Json, values, "lat", "lon", "external_id"));
    }

    private static IOTileReply Change(IOTileCall c)
    {
        var device = Get(c);
        var values = (c.AsStaff ? StaffFields : Fields).Read(c, partial: c.Exchange.Request.Method == "PATCH");
        if (device.Org is not null && !c.May(device.Org, "can_modify_device"))
        {
            throw IOTileRefusal.Detail(403, "User is not allowed to modify device");
        }

        // The server takes no state for one and then fails to show it.
        if ((string?)values["state"] == "")
        {
            throw new IOTileRefusal(IOTileReply.Failed());
        }

        if (values["state"] is { } state && !values.ContainsKey("active"))
        {
            values["active"] = (string)state! != "N0";
        }

        if (values.ContainsKey("project"))
        {
            device.Json["org"] = c.State.Projects.Find(p => (string)p["id"]! == (string?)values["project"])?["org"]?.DeepClone();
        }

        return new IOTileReply(200,
            IOTileOrganizations.Merge(device.Json, values, "label", "lat", "lon", "active", "state", "sg", "external_id", "project", "template", "claimed_by"));
    }

    private static IOTileReply Claimable(IOTileCall c)
    {
        var results = new JsonArray();
        foreach (var slug in ClaimableFields.Read(c)["slugs"]!.AsArray())
        {
            if (c.State.Device(IOTilePython.Text(slug)) is { } device)
            {
                results.Add((JsonNode)new JsonObject { ["slug"] = device.Slug, ["claimable"] = device.Org is null });
            }
        }

        return new IOTileReply(202, new JsonObject { ["count"] = results.Count, ["results"] = results });
    }

    private static IOTileReply Claim(IOTileCall c)
    {
        var values = ClaimFields.Read(c);
        var text = (string)values["project"]!;
        var device = c.State.Device((string)values["device"]!) ?? throw IOTileRefusal.NotFound();
        if (device.Org is not null)
        {
            throw IOTileRefusal.Detail(400, "Device is not claimable");
        }

        var isSlug = text.StartsWith("p--", StringComparison.OrdinalIgnoreCase) && text.Split("--").Length == 2;
        if (!isSlug && !Guid.TryParse(text, out _))
        {
            throw IOTileRefusal.Detail(400, "Project is not a Valid Slug or UUID");
        }

        var project = c.State.Projects.Find(p => (string)p["slug"]! == text || (!isSlug && (string)p["id"]! == Guid.Parse(text).ToString())) ?? throw IOTileRefusal.NotFound();
        if (!c.May((string)project["org"]!, "can_claim_devices"))
        {
            throw IOTileRefusal.Detail(403, "No claim permissions");
        }

        device.Json["org"] = project["org"]!.DeepClone();
        device.Json["project"] = project["id"]!.DeepClone();
        device.Json["claimed_by"] = c.User.Username;
        device.Json["claimed_on"] = IOTileTimes.Full(c.Now);
        foreach (var spec in device.Json["sg"] is null ? [] : c.State.StreamSpecs)
        {
            IOTileWorldLoader.AddStream(c.State, (string)project["slug"]!, device.Slug, spec, c.State.StreamDefaults);
        }

        return new IOTileReply(202,
            new JsonObject { ["claimed"] = true, ["device"] = device.Slug, ["project"] = project["slug"]!.DeepClone(), ["project_id"] = project["id"]!.DeepClone() });
    }

    private static IOTileReply Unclaim(IOTileCall c)
    {
        var values = UnclaimFields.Read(c);
        var device = Get(c);
        if (!c.User.Staff && !c.May(device.Org ?? throw new IOTileRefusal(IOTileReply.Failed()), "can_claim_devices"))
        {
            throw IOTileRefusal.Detail(403, "No unclaim permissions");
        }

        device.Json["label"] = ((string)values["label"]!).Replace("{id}", device.Slug[^4..], StringComparison.Ordinal);
        foreach (var name in (ReadOnlySpan<string>)["org", "project", "claimed_by", "claimed_on"])
        {
            device.Json[name] = null;
        }

        if ((bool?)values["clean_streams"] == true)
        {
            c.State.Streams.RemoveAll(s => (string?)s["device"] == device.Slug && s["block"] is null);
        }

        return new IOTileReply(202, new JsonObject { ["unclaimed"] = device.Slug, ["msg"] = $"Unclaimed task was scheduled for {device.Slug}" });
    }

    private static IOTileReply Extra(IOTileCall c)
    {
        var device = Get(c);
        var json = IOTileOrganizations.Merge([], device.Json, "id", "slug", "project", "label", "active", "created_on", "claimed_by", "claimed_on");
        json["stream_counts"] = Counts(c.State, r => r.Device == device.Slug);
        return new IOTileReply(200, json);
    }

    private static IOTileReply Key(IOTileEmulator server, IOTileCall c)
    {
        if (c.Filter("type") is not { } type)
        {
            throw new IOTileRefusal(new IOTileReply(400, new JsonObject { ["msg"] = "No type specified" }));
        }

        var device = Get(c);
        return device.Active && device.Json["claimed_by"] is { } user && type.Equals("a-jwt", StringComparison.OrdinalIgnoreCase)
            ? new IOTileReply(200,
                new JsonObject
                {
                    ["key"] =
                    server.Tokens.Sign(new JsonObject { ["user"] = user.DeepClone(), ["device"] = device.Slug, ["project"] = device.Project, ["kind"] = type })
                })
            : throw new IOTileRefusal(new IOTileReply(403, new JsonObject { ["msg"] = "No key available" }));
    }

    // What the real server queues is done at once. Unless all is to go, data without a stream of the device's own stay.
    private static void Reset(IOTileCall c, IOTileDeviceState device)
    {
        var values = ResetFields.Read(c);
        var all = (bool?)values["full"] ?? true;
        bool Goes(IOTileRow row) => row.Device == device.Slug && (all || c.State.Stream(row.Stream) is not null);
        device.HasHistory = false;
        c.State.Data.RemoveAll(Goes);
        c.State.Events.RemoveAll(Goes);
        IOTileMasks.Clear(c.State, device.Slug);
        c.State.StreamerReports.RemoveAll(r => IOTileStreamers.DeviceOf(r) == device.Slug);
        if (all)
        {
            c.State.Streamers.RemoveAll(s => (string)s["device"]! == device.Slug);
        }

        if ((bool?)values["include_properties"] ?? true)
        {
            c.State.Properties.RemoveAll(p => (string)p["target"]! == device.Slug && !(bool)p["is_system"]!);
        }

        if ((bool?)values["include_notes_and_locations"] ?? true)
        {
            var streams = c.State.Streams.Where(s => (string?)s["device"] == device.Slug && s["block"] is null).Select(s => (string)s["slug"]!).Append(device.Slug).ToHashSet();
            c.State.Notes.RemoveAll(n => streams.Contains((string)n["target"]!) && (string)n["type"]! == IOTileAnnotations.ByUser);
            c.State.Locations.RemoveAll(l => (string)l["target"]! == device.Slug);
        }

        var owner = c.State.Orgs.Find(o => o.Slug == device.Org)!.Members.FirstOrDefault(m => m.Value.Role == "a0").Key;
        IOTileAnnotations.AddNote(c, device.Slug, c.Now, "Device data was cleared", IOTileAnnotations.BySystem, owner);
        device.Json["state"] = "N1";
    }

    // Both ends of what is kept are kept; so are the system's own streams, and data without a stream of the device's own.
    private static void Trim(IOTileCall c, IOTileDeviceState device, Instant? start, Instant? end)
    {
        bool IsTrimmed(IOTileRow row) => row.Device == device.Slug && c.State.Stream(row.Stream) is { } stream && !KeptStreams.Contains(row.Stream[^4..])
            && c.State.Variables.Find(v => (string)v["slug"]! == (string)stream["variable"]!) is { } variable && (bool?)variable["app_only"] != true;
        var log = new List<string>();
        void Remove(string what, List<IOTileRow> rows, string side, Instant? limit, Func<IOTileRow, bool> beyond)
        {
            if (limit is { } at && rows.RemoveAll(row => IsTrimmed(row) && beyond(row)) is > 0 and var count)
            {
                log.Add($"\n- {count} {what} row(s) {side} {IOTileFrames.Time(at)} deleted");
            }
        }

        device.HasHistory = false;
        Remove("data", c.State.Data, "before", start, row => row.Timestamp < start);
        Remove("event", c.State.Events, "before", start, row => row.Timestamp < start);
        Remove("data", c.State.Data, "after", end, row => row.Timestamp > end);
        Remove("event", c.State.Events, "after", end, row => row.Timestamp > end);
        var window = (start is { } s ? " start: " + IOTileFrames.Time(s) : "") + (end is { } e ? " end: " + IOTileFrames.Time(e) : "");
        IOTileAnnotations.AddNote(c, device.Slug, c.Now,
            $"Device data trim task executed ({window} )" + (log.Count == 0 ? "\n- No data deleted" : string.Concat(log)));
    }

    private static JsonObject Status(IOTileDeviceState device) => new()
    {
        ["alert"] = device.HealthEnabled ? "UNK" : "DSBL",
        ["last_report_ts"] = device.LastReport is { } at ? IOTileTimes.Full(at) : null,
        ["last_known_id"] = device.LastKnownId,
        ["last_known_state"] = "UNK",
        ["health_check_enabled"] = device.HealthEnabled,
        ["health_check_period"] = device.HealthPeriod,
        ["notification_recipients"] = device.Recipients.DeepClone(),
    };

    private static IOTileReply Health(IOTileCall c)
    {
        var device = Get(c);
        var values = HealthFields.Read(c);
        device.HealthEnabled = (bool?)values["health_check_enabled"] ?? device.HealthEnabled;
        device.HealthPeriod = (long?)values["health_check_period"] ?? device.HealthPeriod;
        device.Recipients = values["notification_recipients"]?.DeepClone().AsArray() ?? device.Recipients;
        return new IOTileReply(200, IOTileOrganizations.Merge([], Status(device), "health_check_enabled", "health_check_period", "notification_recipients"));
    }
}
