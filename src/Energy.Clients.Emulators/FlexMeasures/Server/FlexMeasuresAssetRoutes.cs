using System.Security.Cryptography;
using System.Text.Json.Nodes;

namespace Energy.Clients.Emulators;

/// <summary>Assets: lists, one, make, change, copy, delete.</summary>
internal sealed class FlexMeasuresAssetRoutes(FlexMeasuresEmulator emulator)
{
    private static readonly string[] Fields =
    [
        "id", "name", "account_id", "owner", "latitude", "longitude", "generic_asset_type", "attributes", "parent_asset_id", "child_assets", "sensors", "sensors_to_show",
        "flex_context", "flex_model",
        "external_id", "description", "generic_asset_type_id", "sensors_to_show_as_kpis",
    ];

    private static readonly string[] Required = ["generic_asset_type_id", "name"];
    private static readonly string[] SunsetFields = ["id", "name", "account_id", "generic_asset_type"];

    private static readonly string[] Writable =
    [
        "name", "description", "account_id", "latitude", "longitude", "generic_asset_type_id", "parent_asset_id", "attributes", "flex_context", "flex_model", "sensors_to_show",
        "sensors_to_show_as_kpis",
        "external_id",
    ];

    private static readonly Dictionary<string, Func<FlexMeasuresSensorState, IComparable?>> SensorKeys =
        new() { ["id"] = s => s.Id, ["name"] = s => s.Name, ["resolution"] = s => s.Resolution };

    private FlexMeasuresEmulatorState State => emulator.State;

    internal Task TypesAsync(EmulatorExchange exchange) => exchange.NodeAsync(200, new JsonArray([.. State.AssetTypes.Select(t => new JsonObject
    {
        ["id"] = t.Id,
        ["name"] = t.Name,
        ["description"] = t.Description,
    })]));

    internal Task ListAsync(EmulatorExchange exchange) => ListAsync(exchange, publicOnly: false);

    internal Task PublicAsync(EmulatorExchange exchange) => ListAsync(exchange, publicOnly: true);

    internal async Task GetAsync(EmulatorExchange exchange)
    {
        if (await FindAsync(exchange, State.MayRead) is { } asset)
        {
            await exchange.ObjectAsync(Render(asset, Fields));
        }
    }

    internal async Task CreateAsync(EmulatorExchange exchange)
    {
        if (await emulator.BodyAsync(exchange) is not { } body)
        {
            return;
        }

        var user = FlexMeasuresEmulator.UserOf(exchange);
        var errors = Check(body);
        foreach (var name in Required.Where(n => body[n] is null && !errors.ContainsKey(n)))
        {
            errors[name] = Text("Missing data for required field.");
        }

        var account = Number(body["account_id"]);
        if (account is not null && !State.MayWrite(user, account))
        {
            errors["account_id"] = Text("User is not allowed to create assets for this account.");
        }

        var parent = Number(body["parent_asset_id"]);
        if (errors.Count == 0 && State.Assets.Exists(a => a.Name == body["name"]!.ToString() && a.ParentAssetId == parent && (parent is not null || a.AccountId == account)))
        {
            errors["name"] = Text(parent is { } above
                ? $"An asset with the name '{body["name"]}' already exists under parent asset {above}"
                : $"An asset with the name '{body["name"]}' already exists in this account.");
        }

        if (errors.Count > 0)
        {
            await exchange.InvalidAsync(new JsonObject { ["json"] = errors });
            return;
        }

        if (parent is null && !State.MayAdminister(user, account))
        {
            await exchange.ForbiddenAsync();
            return;
        }

        FlexMeasuresAssetState asset;
        lock (State.Gate)
        {
            asset = new FlexMeasuresAssetState(State.NextId("asset", State.Assets.Select(a => a.Id)), "") { AccountId = account };
            Apply(body, asset);
            State.Assets.Add(asset);
        }

        emulator.NoteAsset(exchange, asset.Id, $"Created asset '{asset.Name}': {asset.Id}");
        await exchange.NodeAsync(201, Render(asset, Fields));
    }

    internal async Task UpdateAsync(EmulatorExchange exchange)
    {
        if (await emulator.BodyAsync(exchange) is not { } body || await FindAsync(exchange, State.MayWrite) is not { } asset)
        {
            return;
        }

        var errors = Check(body);
        if (body["account_id"] is not null)
        {
            errors["account_id"] = Text("User is not allowed to create assets for this account.");
        }

        if (errors.Count > 0)
        {
            await exchange.InvalidAsync(new JsonObject { ["json"] = errors });
            return;
        }

        var before = Render(asset, Fields);
        lock (State.Gate)
        {
            Apply(body, asset);
        }

        var after = Render(asset, Fields);
        foreach (var entry in body.Where(m => before[m.Key]?.ToJsonString() != after[m.Key]?.ToJsonString())
            .SelectMany(m => FlexMeasuresChanges.Of(m.Key, before[m.Key], after[m.Key])))
        {
            emulator.NoteAsset(exchange, asset.Id, entry);
        }

        await exchange.ObjectAsync(Render(asset, Fields));
    }

    internal async Task DeleteAsync(EmulatorExchange exchange)
    {
        if (await FindAsync(exchange, State.MayAdminister) is not { } asset)
        {
            return;
        }

        lock (State.Gate)
        {
            State.Assets.Remove(asset);
            State.Sensors.RemoveAll(s => s.AssetId == asset.Id);
        }

        exchange.Response.StatusCode = 204;
        exchange.Response.ContentType = "application/json";
    }

    internal async Task SensorsAsync(EmulatorExchange exchange)
    {
        if (await FindAsync(exchange, State.MayRead) is not { } asset)
        {
            return;
        }

        List<FlexMeasuresSensorState> sensors;
        lock (State.Gate)
        {
            sensors = [.. State.Sensors.Where(s => s.AssetId == asset.Id).OrderBy(s => s.Id)];
        }

        await FlexMeasuresLists.ListAsync(
            exchange, sensors, (s, term) => s.Name.Contains(term, StringComparison.OrdinalIgnoreCase), allTerms: false, SensorKeys, (s, _) =>
                FlexMeasuresSensorRoutes.Render(emulator, exchange, s), alwaysPaged: true, directionByDefault: "asc");
    }

    internal async Task CopyAsync(EmulatorExchange exchange)
    {
        if (await FindAsync(exchange, State.MayRead) is not { } asset)
        {
            return;
        }

        var parent = FlexMeasuresLists.Id(exchange.Query("parent")) ?? asset.ParentAssetId;
        FlexMeasuresAssetState copy;
        lock (State.Gate)
        {
            copy = new FlexMeasuresAssetState(State.NextId("asset", State.Assets.Select(a => a.Id)), asset.Name + " (Copy)")
            {
                AccountId = FlexMeasuresLists.Id(exchange.Query("account")) ?? asset.AccountId,
                ParentAssetId = parent,
                AssetTypeId = asset.AssetTypeId,
                Latitude = asset.Latitude,
                Longitude = asset.Longitude,
                Attributes = asset.Attributes.DeepClone().AsObject(),
                FlexModel = asset.FlexModel.DeepClone().AsObject(),
                FlexContext = asset.FlexContext.DeepClone().AsObject(),
            };
            State.Assets.Add(copy);
            foreach (var sensor in State.Sensors.Where(s => s.AssetId == asset.Id).ToList())
            {
                State.Sensors.Add(
                    new FlexMeasuresSensorState(State.NextId("sensor", State.Sensors.Select(s => s.Id)), sensor.Name)
                    {
                        AssetId = copy.Id,
                        Unit = sensor.Unit,
                        TimeZone = sensor.TimeZone,
                        Resolution = sensor.Resolution
                    });
            }
        }

        await exchange.ObjectAsync(new JsonObject { ["asset"] = copy.Id, ["message"] = $"Successfully copied asset {asset.Id} to parent asset {parent}." }, 201);
    }

    internal async Task JobsAsync(EmulatorExchange exchange)
    {
        if (await FindAsync(exchange, State.MayRead) is not { } asset)
        {
            return;
        }

        // Those asked of the asset itself, then those of its sensors; ingestion is not told here.
        JsonObject[] jobs;
        lock (State.Gate)
        {
            foreach (var job in State.Jobs.Values)
            {
                emulator.Progress(job);
            }

            var sensors = State.Sensors.Where(s => s.AssetId == asset.Id).ToDictionary(s => s.Id, s => s.Name);
            jobs = [.. State.Jobs.Values.Where(j => j.AssetId == asset.Id).Select(j => Render(j, "asset", asset.Id, asset.Name)),
                .. State.Jobs.Values.Where(j => j.AssetId is null && j.Origin != "ingestion" && sensors.ContainsKey(j.SensorId))
                    .Select(j => Render(j, "sensor", j.SensorId, sensors[j.SensorId]))];
        }

        await exchange.ObjectAsync(new JsonObject { ["jobs"] = new JsonArray([.. jobs]), ["redis_connection_err"] = null });
    }

    // Indicators are reports that a site sets up; here are none.
    internal async Task KpisAsync(EmulatorExchange exchange)
    {
        if (await FindAsync(exchange, State.MayRead) is not null)
        {
            await exchange.NodeAsync(200, new JsonObject { ["data"] = new JsonArray() });
        }
    }

    private static JsonObject Render(FlexMeasuresJobState job, string kind, long id, string name)
    {
        var metadata = new JsonObject
        {
            ["asset_or_sensor"] = new JsonObject { ["id"] = id, ["class"] = kind == "asset" ? "Asset" : "Sensor" },
            ["scheduler_kwargs"] = job.Request?.DeepClone(),
            ["scheduler_info"] = job.SchedulerInfo?.DeepClone(),
            ["job_id"] = job.Id,
        }.ToJsonString();
        return new JsonObject
        {
            ["job_id"] = job.Id,
            ["queue"] = job.Origin,
            ["asset_or_sensor_type"] = kind,
            ["entity"] = $"{kind}: {name} (Id: {id})",
            ["status"] = job.Status.ToLowerInvariant(),
            ["err"] = job.Status == "FAILED" && job.Exception is not null ? "Scheduling job failed with " + job.Reason : null,
            ["enqueued_at"] = job.Status == "DEFERRED" ? null : job.EnqueuedAt.ToDateTimeUtc().ToString("R", System.Globalization.CultureInfo.InvariantCulture),
            ["metadata"] = metadata,
            ["metadata_hash"] = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(metadata))),
        };
    }

    private static JsonArray Text(string text) => new(JsonValue.Create(text));

    private static long? Number(JsonNode? node) => node is JsonValue value && value.TryGetValue<long>(out var number) ? number : null;

    private static double? Real(JsonNode? node) => node is JsonValue value && value.TryGetValue<double>(out var number) ? number : null;

    private static string? Coordinate(JsonNode? node, string name, int most)
    {
        if (Real(node) is not { } value)
        {
            return null;
        }

        var text = value == Math.Floor(value)
            ? value.ToString("F1", System.Globalization.CultureInfo.InvariantCulture) : value.ToString("R", System.Globalization.CultureInfo.InvariantCulture);
        return value > most ? $"{char.ToUpperInvariant(name[0])}{name[1..]} {text} exceeds the maximum {name} of {most} degrees."
            : value < -most ? $"{char.ToUpperInvariant(name[0])}{name[1..]} {text} exceeds the minimum {name} of -{most} degrees."
            : Math.Round(value, 7) != value ? "Latitudes and longitudes are limited to 7 decimal places."
            : null;
    }

    private async Task ListAsync(EmulatorExchange exchange, bool publicOnly)
    {
        var fields = exchange.Query("fields")?.Split('|', StringSplitOptions.RemoveEmptyEntries) ?? (State.SunsetActive && !publicOnly ? SunsetFields : Fields);
        if (Array.Find(fields, f => !Fields.Contains(f)) is { } unknown)
        {
            await exchange.InvalidAsync("query", "fields", $"Parameter '{unknown}' is not a valid asset field.");
            return;
        }

        if (!publicOnly && await FlexMeasuresLists.RefusesAsync(
            exchange,
            ["id", "name", "owner"],
            [("account", long.MinValue), ("root", long.MinValue), ("depth", 0), ("asset_type", long.MinValue)],
            ["all_accessible", "include_public"]))
        {
            return;
        }

        var user = FlexMeasuresEmulator.UserOf(exchange);
        var type = FlexMeasuresLists.Id(exchange.Query("asset_type"));
        if (type is not null && State.AssetTypes.TrueForAll(t => t.Id != type))
        {
            await exchange.InvalidAsync("query", "asset_type", $"No generic asset type found with id {type}.");
            return;
        }

        var account = FlexMeasuresLists.Id(exchange.Query("account") ?? exchange.Query("account_id"));
        if (account is not null && State.Accounts.TrueForAll(a => a.Id != account))
        {
            await exchange.PlainAsync(404, $"Account {account} not found");
            return;
        }

        if (account is not null && !State.MayRead(user, account))
        {
            await exchange.ForbiddenAsync();
            return;
        }

        var root = FlexMeasuresLists.Id(exchange.Query("root"));
        if (root is { } above && State.Asset(above) is null)
        {
            await exchange.InvalidAsync("query", "root", $"No asset found with ID {root}.");
            return;
        }

        var depth = FlexMeasuresLists.Id(exchange.Query("depth"));
        List<FlexMeasuresAssetState> assets;
        lock (State.Gate)
        {
            assets = [.. State.Assets.Where(Mine).OrderBy(a => a.ParentAssetId is not null).ThenBy(a => a.Id)];
        }

        var keys = new Dictionary<string, Func<FlexMeasuresAssetState, IComparable?>>
        {
            ["id"] = a => a.Id,
            ["name"] = a => a.Name,
            ["owner"] = a => State.Accounts.Find(o => o.Id == a.AccountId)?.Name,
        };
        await FlexMeasuresLists.ListAsync(exchange, assets, Matches, allTerms: true, keys, (a, _) => Render(a, fields));

        bool Matches(FlexMeasuresAssetState asset, string term) =>
            asset.Name.Contains(term, StringComparison.OrdinalIgnoreCase)
            || State.Accounts.Find(o => o.Id == asset.AccountId)?.Name.Contains(term, StringComparison.OrdinalIgnoreCase) == true
            || (term.All(char.IsAsciiDigit) && asset.Id.ToString(System.Globalization.CultureInfo.InvariantCulture).StartsWith(term, StringComparison.Ordinal));

        bool Mine(FlexMeasuresAssetState asset)
        {
            if (publicOnly)
            {
                return asset.AccountId is null;
            }

            if (type is not null && asset.AssetTypeId != type)
            {
                return false;
            }

            if (root is not null || depth is not null)
            {
                var level = Level(asset, root);
                if (level is null || level > (depth ?? int.MaxValue))
                {
                    return false;
                }
            }

            return exchange.Flag("all_accessible") ? State.MayRead(user, asset.AccountId)
                : asset.AccountId is null ? exchange.Flag("include_public") || root is not null
                : asset.AccountId == (account ?? user.AccountId);
        }

        int? Level(FlexMeasuresAssetState asset, long? top)
        {
            for (var (level, at) = (0, asset); at is not null; level++, at = at.ParentAssetId is { } parent ? State.Asset(parent) : null)
            {
                if (top is null ? at.ParentAssetId is null : at.Id == top)
                {
                    return level;
                }
            }

            return null;
        }
    }

    private async Task<FlexMeasuresAssetState?> FindAsync(EmulatorExchange exchange, Func<FlexMeasuresUserState, long?, bool> may)
    {
        if (FlexMeasuresLists.Id(exchange.Route("id")) is not { } id)
        {
            await exchange.InvalidAsync("path", "id", "Not a valid integer.");
            return null;
        }

        if (State.Asset(id) is not { } asset)
        {
            await exchange.PlainAsync(404, $"No asset found with ID {id}.");
            return null;
        }

        if (may(FlexMeasuresEmulator.UserOf(exchange), asset.AccountId))
        {
            return asset;
        }

        await exchange.ForbiddenAsync();
        return null;
    }

    private JsonObject Check(JsonObject body)
    {
        var errors = new JsonObject();
        foreach (var (name, _) in body.Where(m => !Writable.Contains(m.Key)))
        {
            errors[name] = Text("Unknown field.");
        }

        FlexMeasuresText.CheckKinds(body, errors, [("name", 0), ("external_id", 0)], [("generic_asset_type_id", false), ("account_id", true), ("parent_asset_id", true)]);
        if (Number(body["generic_asset_type_id"]) is { } type && State.AssetTypes.TrueForAll(t => t.Id != type))
        {
            errors["generic_asset_type_id"] = Text($"GenericAssetType with id {type} doesn't exist.");
        }

        if (Number(body["parent_asset_id"]) is { } parent && State.Asset(parent) is null)
        {
            errors["parent_asset_id"] = Text($"Parent GenericAsset with id {parent} doesn't exist.");
        }

        foreach (var (name, most) in new[] { ("latitude", 90), ("longitude", 180) })
        {
            if (Coordinate(body[name], name, most) is { } problem)
            {
                errors[name] = Text(problem);
            }
        }

        foreach (var name in new[] { "attributes", "flex_context", "flex_model", "sensors_to_show" })
        {
            if (body[name] is { } document && FlexMeasuresSensorRoutes.Document(document) is null)
            {
                errors[name] = Text("Not a valid JSON string.");
            }
        }

        if (FlexMeasuresSensorRoutes.Document(body["flex_context"]) is JsonObject context)
        {
            foreach (var (name, value) in context)
            {
                if (value is JsonValue
                    && value.GetValueKind() == JsonValueKind.String && value.ToString().Split(' ') is [_, var unit] && !(Unit.TryFromText(unit, out var known) && known.IsKnown))
                {
                    errors[name] = Text($"Cannot convert value '{value}' to a valid quantity. '{unit}' is not defined in the unit registry");
                }
            }
        }

        return errors;
    }

    private static void Apply(JsonObject body, FlexMeasuresAssetState asset)
    {
        asset.Name = body["name"]?.ToString() ?? asset.Name;
        asset.Description = body.ContainsKey("description") ? body["description"]?.ToString() : asset.Description;
        asset.Latitude = body.ContainsKey("latitude") ? Real(body["latitude"]) : asset.Latitude;
        asset.Longitude = body.ContainsKey("longitude") ? Real(body["longitude"]) : asset.Longitude;
        asset.AssetTypeId = Number(body["generic_asset_type_id"]) ?? asset.AssetTypeId;
        asset.ParentAssetId = body.ContainsKey("parent_asset_id") ? Number(body["parent_asset_id"]) : asset.ParentAssetId;
        asset.ExternalId = body.ContainsKey("external_id") ? body["external_id"]?.ToString() : asset.ExternalId;
        asset.FlexContext = FlexMeasuresSensorRoutes.Document(body["flex_context"]) as JsonObject ?? asset.FlexContext;
        asset.FlexModel = FlexMeasuresSensorRoutes.Document(body["flex_model"]) as JsonObject ?? asset.FlexModel;
        asset.SensorsToShow = FlexMeasuresSensorRoutes.Document(body["sensors_to_show"]) ?? asset.SensorsToShow;
        if (FlexMeasuresSensorRoutes.Document(body["attributes"]) is JsonObject attributes)
        {
            // What used to be an attribute moves to the flex-model.
            if (Real(attributes["capacity_in_mw"]) is { } capacity)
            {
                attributes.Remove("capacity_in_mw");
                asset.FlexModel["power-capacity"] = string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{capacity * 1000} kW");
            }

            asset.Attributes = attributes;
        }
    }

    private JsonObject Render(FlexMeasuresAssetState asset, IReadOnlyList<string> fields)
    {
        var type = State.AssetTypes.Find(t => t.Id == asset.AssetTypeId);
        var owner = State.Accounts.Find(a => a.Id == asset.AccountId);
        return new JsonObject(fields.Select(f => KeyValuePair.Create(f, f switch
        {
            "id" => (JsonNode?)asset.Id,
            "name" => asset.Name,
            "description" => asset.Description,
            "account_id" => asset.AccountId,
            "owner" => owner is null ? null : new JsonObject { ["id"] = owner.Id, ["name"] = owner.Name },
            "latitude" => asset.Latitude,
            "longitude" => asset.Longitude,
            "generic_asset_type_id" => asset.AssetTypeId,
            "generic_asset_type" => new JsonObject { ["id"] = type.Id, ["name"] = type.Name },
            "parent_asset_id" => asset.ParentAssetId,
            "child_assets" => new JsonArray([.. State.Assets.Where(a => a.ParentAssetId == asset.Id).OrderBy(a => a.Id).Select(a => new JsonObject
            {
                ["id"] = a.Id,
                ["name"] = a.Name,
                ["account_id"] = a.AccountId,
                ["generic_asset_type"] = new JsonObject { ["id"] = a.AssetTypeId, ["name"] = State.AssetTypes.Find(t => t.Id == a.AssetTypeId).Name },
            })]),
            "sensors" => new JsonArray([.. State.Sensors.Where(s => s.AssetId == asset.Id).OrderBy(s => s.Id).Select(s => new JsonObject { ["id"] = s.Id, ["name"] = s.Name })]),
            "attributes" => FlexMeasuresText.Dumps(asset.Attributes),
            "flex_context" => FlexMeasuresText.Dumps(FlexMeasuresText.AsStored(asset.FlexContext)),
            "flex_model" => FlexMeasuresText.Dumps(FlexMeasuresText.AsStored(asset.FlexModel)),
            "sensors_to_show" => FlexMeasuresText.Dumps(asset.SensorsToShow),
            "sensors_to_show_as_kpis" => FlexMeasuresText.Dumps(asset.SensorsToShowAsKpis),
            _ => asset.ExternalId,
        })));
    }
}
