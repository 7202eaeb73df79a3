using System.Text.Json.Nodes;

namespace Energy.Clients.Emulators;

/// <summary>Fills the state from a world.</summary>
internal static class IOTileWorldLoader
{
    /// <summary>The template that a project gets when none is asked for.</summary>
    internal const string ProjectTemplate = "default-template-v1-0-0";

    // The devices that the server's own set-up makes: for tests, and some of them for demonstrations.
    private const string FactoryTemplate = "internaltestingtemplate-v1-0-0";
    private const int FirstDemo = 0x50;
    private const int LastDemo = 0x6e;

    internal static void Load(IOTileEmulatorState state, JsonObject world)
    {
        // The operator's account is older than all others.
        var users = List(world, "users").OrderByDescending(u => (bool?)u["staff"] == true).ToList();
        foreach (var user in users)
        {
            state.Users.Add(new IOTileUser
            {
                Id = state.Users.Count + 1,
                Username = (string)user["username"]!,
                Email = (string)user["email"]!,
                Password = (string)user["password"]!,
                Name = (string?)user["name"] ?? "",
                Token = (string?)user["drfToken"] ?? "",
                Active = (bool?)user["active"] ?? true,
                Staff = (bool?)user["staff"] ?? false,
                Created = state.Now,
                Updated = state.Now,
            });
        }

        foreach (var org in List(world, "orgs"))
        {
            AddOrg(state, (string)org["slug"]!, (string)org["name"]!, (string?)org["about"] ?? "", (string)org["createdBy"]!,
                org["members"]!.AsObject().ToDictionary(m => m.Key, m => (string)m.Value!));
        }

        foreach (var project in List(world, "projects"))
        {
            var org = state.Orgs.Single(o => o.Slug == (string)project["org"]!);
            AddProject(state, (string)project["id"]!, (string)project["slug"]!, (string)project["name"]!, org.Slug, "", (string)org.Json["created_by"]!);
        }

        var specs = state.StreamSpecs;
        specs.AddRange(List(world, "streamsPerClaimedDevice").Select(s => s.DeepClone().AsObject()));
        var defaults = state.StreamDefaults = (world["streamDefaults"] as JsonObject ?? []).DeepClone().AsObject();
        foreach (var device in List(world, "devices"))
        {
            if ((string?)device["slugs"] is { } range)
            {
                var ends = range.Split(" to ");
                for (var id = Number(ends[0]); id <= Number(ends[1]); id++)
                {
                    var forDemos = id is >= FirstDemo and <= LastDemo;
                    AddDevice(state, IOTileSlugs.Device(id), forDemos ? "Reserved for Demos" : $"InternalDevice{id}", null, null, FactoryTemplate, 0, forDemos,
                        state.Users.Find(u => u.Staff)?.Username);
                }

                state.NextDeviceId = Math.Max(state.NextDeviceId, Number(ends[1]) + 1);
                continue;
            }

            var slug = (string)device["slug"]!;
            var project = (string?)device["project"];
            AddDevice(state, slug, (string)device["label"]!, project, (string?)device["sensorGraph"] ?? "", (string?)world["deviceTemplate"] ?? "",
                (int?)device["reportEngine"] ?? 0, (bool?)device["active"] ?? true, (string?)device["createdBy"]);
            foreach (var spec in project is null ? [] : specs)
            {
                AddStream(state, project!, slug, spec, defaults);
            }
        }

        foreach (var series in List(world, "data"))
        {
            LoadSeries(state, series);
        }

        foreach (var series in List(world, "events"))
        {
            LoadEvents(state, series);
        }
    }

    internal static IOTileOrg AddOrg(IOTileEmulatorState state, string slug, string name, string about, string createdBy, IReadOnlyDictionary<string, string> members)
    {
        var org = new IOTileOrg
        {
            Json = new JsonObject
            {
                ["id"] = state.NewGuid(),
                ["name"] = name,
                ["slug"] = slug,
                ["ot"] = null,
                ["about"] = about,
                ["created_on"] = IOTileTimes.Full(state.Now),
                ["created_by"] = createdBy,
                ["avatar"] = Avatar(slug, 28, 100),
                ["domain_names"] = new JsonArray(),
            },
        };
        foreach (var (user, role) in members)
        {
            org.Members[user] = (role, role, state.Now);
        }

        state.Orgs.Add(org);
        return org;
    }

    internal static JsonObject Avatar(string key, int tiny, int thumbnail, int? medium = null)
    {
        string Address(int size) => $"https://secure.gravatar.com/avatar/{Noise.StableGuid("iotile", "avatar", key):N}?d=identicon&s={size.ToString(CultureInfo.InvariantCulture)}";
        var avatar = new JsonObject { ["tiny"] = Address(tiny), ["thumbnail"] = Address(thumbnail) };
        if (medium is { } size)
        {
            avatar["medium"] = Address(size);
        }

        return avatar;
    }

    internal static JsonObject AddProject(IOTileEmulatorState state, string id, string slug, string name, string org, string about, string createdBy)
    {
        var project = new JsonObject
        {
            ["id"] = id,
            ["name"] = name,
            ["slug"] = slug,
            ["gid"] = slug[3..],
            ["org"] = org,
            ["about"] = about,
            ["project_template"] = ProjectTemplate,
            ["created_on"] = IOTileTimes.Full(state.Now),
            ["created_by"] = createdBy,
        };
        state.Projects.Add(project);
        return project;
    }

    internal static IOTileDeviceState AddDevice(IOTileEmulatorState state, string slug, string label, string? projectSlug, string? graph, string template, int engine, bool active,
        string? createdBy = null)
    {
        var project = projectSlug is null ? null : state.ProjectByText(projectSlug);
        var org = project is null ? null : state.Orgs.Single(o => o.Slug == (string)project["org"]!);
        var device = new IOTileDeviceState
        {
            Engine = engine,

            // Where nobody is named: who owns the organisation, or else the first customer.
            CreatedBy = createdBy ?? (string?)org?.Json["created_by"] ?? state.Users.Find(u => !u.Staff)?.Username,
            Json = new JsonObject
            {
                ["id"] = Number(slug),
                ["slug"] = slug,
                ["gid"] = slug[3..],
                ["label"] = label,
                ["active"] = active,
                ["external_id"] = "",
                ["sg"] = graph,
                ["template"] = template,
                ["org"] = org?.Slug,
                ["project"] = project?["id"]?.DeepClone(),
                ["lat"] = null,
                ["lon"] = null,
                ["state"] = "N1",
                ["busy"] = false,
                ["created_on"] = IOTileTimes.Full(state.Now),
                ["claimed_by"] = org?.Json["created_by"]?.DeepClone(),
                ["claimed_on"] = org is null ? null : IOTileTimes.Full(state.Now),
            },
        };
        state.Devices.Add(device);
        return device;
    }

    internal static void AddStream(IOTileEmulatorState state, string projectSlug, string device, JsonObject spec, JsonObject defaults)
    {
        var project = state.ProjectByText(projectSlug)!;
        var lid = (string)spec["lid"]!;
        var slug = IOTileSlugs.Variable(projectSlug, lid);
        var variable = state.Variables.Find(v => (string)v["slug"]! == slug);
        if (variable is null)
        {
            variable = NewVariable(state, project, (string)spec["name"]!, Convert.ToInt32(lid, 16), (string?)spec["varType"],
                (string?)spec["inputUnit"] ?? (string?)defaults["inputUnit"], (string?)spec["outputUnit"]);
            state.Variables.Add(variable);
        }

        state.Streams.Add(NewStream(state, project, device, variable, defaults));
    }

    internal static JsonObject NewVariable(IOTileEmulatorState state, JsonObject project, string name, int lid, string? type, string? input, string? output) => new()
    {
        ["id"] = state.NewGuid(),
        ["name"] = name,
        ["lid"] = lid,
        ["var_type"] = type,
        ["input_unit"] = Unit(state, type, "available_input_units", input),
        ["output_unit"] = Unit(state, type, "available_output_units", output),
        ["derived_variable"] = null,
        ["project"] = project["id"]!.DeepClone(),
        ["org"] = project["org"]!.DeepClone(),
        ["about"] = "",
        ["created_on"] = IOTileTimes.Full(state.Now),
        ["raw_value_format"] = "<L",
        ["units"] = "",
        ["multiplication_factor"] = 1,
        ["division_factor"] = 1,
        ["offset"] = 0.0,
        ["decimal_places"] = type is null ? 0 : 2,
        ["mdo_label"] = "",
        ["web_only"] = false,
        ["app_only"] = !((lid & 0xf000) == 0x5000 || type is null),
        ["slug"] = IOTileSlugs.Variable((string)project["slug"]!, (lid & 0xffff).ToString("x4", CultureInfo.InvariantCulture)),
    };

    internal static JsonObject NewStream(IOTileEmulatorState state, JsonObject project, string? device, JsonObject variable, JsonObject defaults) => new()
    {
        ["id"] = state.NewGuid(),
        ["project_id"] = project["id"]!.DeepClone(),
        ["project"] = project["slug"]!.DeepClone(),
        ["device"] = device,
        ["block"] = null,
        ["data_label"] = "",
        ["variable"] = variable["slug"]!.DeepClone(),
        ["var_type"] = variable["var_type"]?.DeepClone(),
        ["data_type"] = (string?)defaults["data_type"] ?? "D0",
        ["var_name"] = variable["name"]!.DeepClone(),
        ["var_lid"] = variable["lid"]!.DeepClone(),
        ["input_unit"] = variable["input_unit"]?.DeepClone(),
        ["output_unit"] = variable["output_unit"]?.DeepClone(),
        ["derived_stream"] = null,
        ["raw_value_format"] = (string?)defaults["raw_value_format"] ?? "<L",
        ["mdo_type"] = (string?)defaults["mdo_type"] ?? "S",
        ["mdo_label"] = "",
        ["multiplication_factor"] = (long?)defaults["multiplication_factor"] ?? 1,
        ["division_factor"] = (long?)defaults["division_factor"] ?? 1,
        ["offset"] = (double?)defaults["offset"] ?? 0.0,
        ["org"] = project["org"]!.DeepClone(),
        ["created_on"] = IOTileTimes.Full(state.Now),
        ["slug"] = IOTileSlugs.Stream((string)project["slug"]!, device ?? "d--0000-0000-0000-0000",
            (IOTileUnits.Whole(variable["lid"]!) & 0xffff).ToString("x4", CultureInfo.InvariantCulture)),
        ["enabled"] = true,
    };

    internal static JsonNode? Unit(IOTileEmulatorState state, string? type, string list, string? nameOrSlug) =>
        type is null || nameOrSlug is null || !state.VariableTypes.TryGetValue(type, out var found) ? null
        : found[list]!.AsArray().FirstOrDefault(u => (string)u!["unit_full"]! == nameOrSlug || (string)u["slug"]! == nameOrSlug)?.DeepClone();

    internal static JsonNode? UnitOfAnyType(IOTileEmulatorState state, string list, string slug) =>
        state.VariableTypes.Values.SelectMany(type => type[list]!.AsArray()).FirstOrDefault(u => (string)u!["slug"]! == slug)?.DeepClone();

    internal static IOTileRow NewRow(IOTileEmulatorState state, string stream, Instant at, long? raw, long localId, long? deviceTime, string status, long? id = null)
    {
        var record = state.Stream(stream);
        var terms = stream.Split("--");
        return new IOTileRow
        {
            Id = id ?? state.NextDataId++,
            Stream = stream,
            Project = "p--" + terms[1],
            Device = "d--" + terms[2],
            Variable = $"v--{terms[1]}--{terms[3]}",
            Type = record is null ? "Num" : "ITR",
            DeviceTimestamp = deviceTime,
            Timestamp = at,
            IntValue = raw,
            Value = IOTileUnits.Stored(record, raw),
            LocalId = localId,
            Status = status,
        };
    }

    private static void LoadSeries(IOTileEmulatorState state, JsonObject series)
    {
        var first = IOTileTimes.Strict((string)series["first"]!)!.Value;
        var step = (long)series["stepSeconds"]!;
        var id = (long)series["firstStreamerLocalId"]!;
        var values = series["intValues"]!.AsArray();
        for (var i = 0; i < values.Count; i++)
        {
            state.Data.Add(NewRow(state, (string)series["stream"]!, first + Duration.FromSeconds(step * i), (long)values[i]!, id + i, step * i, "cln"));
        }
    }

    private static void LoadEvents(IOTileEmulatorState state, JsonObject series)
    {
        var first = IOTileTimes.Strict((string)series["first"]!)!.Value;
        var step = (long)series["stepSeconds"]!;
        var id = (long)series["firstStreamerLocalId"]!;
        var noTime = series.ContainsKey("deviceTimestamp") && series["deviceTimestamp"] is null;
        var extra = series["extraData"]!.AsArray();
        for (var i = 0; i < extra.Count; i++)
        {
            state.Events.Add(
                NewEvent(state, (string)series["stream"]!, first + Duration.FromSeconds(step * i), extra[i]!.DeepClone().AsObject(), id + i, noTime ? null : step * i, "cln"));
        }
    }

    internal static IOTileRow NewEvent(IOTileEmulatorState state, string stream, Instant at, JsonObject? extra, long localId, long? deviceTime, string status,
        string? extension = "json", byte[]? file = null)
    {
        var terms = stream.Split("--");
        return new IOTileRow
        {
            Id = state.NextEventId++,
            Stream = stream,
            Project = "p--" + terms[1],
            Device = "d--" + terms[2],
            Variable = $"v--{terms[1]}--{terms[3]}",
            DeviceTimestamp = deviceTime,
            Timestamp = at,
            LocalId = localId,
            Status = status,
            Extra = extra,
            Extension = extension,
            File = file,
        };
    }

    private static long Number(string slug) => Convert.ToInt64(slug[3..].Replace("-", "", StringComparison.Ordinal), 16);

    private static IEnumerable<JsonObject> List(JsonObject world, string name) => (world[name] as JsonArray ?? []).Select(n => n!.AsObject());
}
