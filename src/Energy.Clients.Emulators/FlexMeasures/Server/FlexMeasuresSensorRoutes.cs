using System.Text.Json.Nodes;

namespace Energy.Clients.Emulators;

/// <summary>Sensors: list, one, make, change, delete, figures.</summary>
internal sealed class FlexMeasuresSensorRoutes(FlexMeasuresEmulator emulator)
{
    private static readonly string[] Required = ["event_resolution", "generic_asset_id", "name", "unit"];
    private static readonly string[] Writable = ["name", "event_resolution", "unit", "timezone", "attributes"];
    private static readonly Dictionary<string, Func<FlexMeasuresSensorState, IComparable?>> NoKeys = [];

    private FlexMeasuresEmulatorState State => emulator.State;

    internal static JsonObject Render(FlexMeasuresEmulator emulator, EmulatorExchange exchange, FlexMeasuresSensorState sensor) => new()
    {
        ["id"] = sensor.Id,
        ["name"] = sensor.Name,
        ["unit"] = sensor.Unit,
        ["timezone"] = sensor.TimeZone,
        ["event_resolution"] = new IsoDuration(sensor.Resolution).ToString(),
        ["entity_address"] = emulator.Address(exchange, sensor.Id),
        ["attributes"] = FlexMeasuresText.Dumps(sensor.Attributes),
        ["generic_asset_id"] = sensor.AssetId,
    };

    /// <summary>Reads a document that came as such or inside a text; null when it is none.</summary>
    internal static JsonNode? Document(JsonNode? value)
    {
        if (value is not JsonValue text || !text.TryGetValue<string>(out var json))
        {
            return value?.DeepClone();
        }

        try
        {
            return JsonNode.Parse(json);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    internal async Task ListAsync(EmulatorExchange exchange)
    {
        if (await FlexMeasuresLists.RefusesAsync(exchange, [], [("account", long.MinValue), ("asset", long.MinValue)], ["include_consultancy_clients", "include_public_assets"]))
        {
            return;
        }

        var user = FlexMeasuresEmulator.UserOf(exchange);
        var account = FlexMeasuresLists.Id(exchange.Query("account") ?? exchange.Query("account_id"));
        var assetId = FlexMeasuresLists.Id(exchange.Query("asset") ?? exchange.Query("asset_id"));
        if (account is { } id && State.Accounts.TrueForAll(a => a.Id != id))
        {
            await exchange.PlainAsync(404, $"Account {id} not found");
            return;
        }

        if (account is not null && !State.MayRead(user, account))
        {
            await exchange.ForbiddenAsync();
            return;
        }

        if (account is not null && assetId is not null && State.Asset(assetId.Value)?.AccountId != account)
        {
            await exchange.PlainAsync(422, "Please provide either an account or an asset ID, not both");
            return;
        }

        if (exchange.Query("unit") is { } unit && !(Unit.TryFromText(unit, out var known) && known.IsKnown))
        {
            await exchange.InvalidAsync("query", "unit", $"Invalid unit: {unit}");
            return;
        }

        List<FlexMeasuresSensorState> sensors;
        lock (State.Gate)
        {
            sensors = [.. State.Sensors.Where(s => Mine(s, State.Asset(s.AssetId)))];
        }

        await FlexMeasuresLists.ListAsync(
            exchange,
            sensors.OrderBy(s => s.Id),
            Matches,
            allTerms: false,
            NoKeys,
            (s, _) => Render(emulator, exchange, s),
            countsAfterFilter: true);

        bool Matches(FlexMeasuresSensorState sensor, string term)
        {
            var asset = State.Asset(sensor.AssetId);
            string?[] names = [sensor.Name, asset?.Name, State.Accounts.Find(a => a.Id == asset?.AccountId)?.Name];
            return names.Any(name => name?.Contains(term, StringComparison.OrdinalIgnoreCase) == true)
                || (term.All(char.IsAsciiDigit) && sensor.Id.ToString(CultureInfo.InvariantCulture).StartsWith(term, StringComparison.Ordinal));
        }

        bool Mine(FlexMeasuresSensorState sensor, FlexMeasuresAssetState? asset)
        {
            if (asset is null || (exchange.Query("unit") is { } wanted && sensor.Unit != wanted))
            {
                return false;
            }

            if (assetId is { } root)
            {
                return State.MayRead(user, asset.AccountId) && IsBelow(asset, root);
            }

            return asset.AccountId == (account ?? user.AccountId) || (asset.AccountId is null && exchange.Flag("include_public_assets"));
        }

        bool IsBelow(FlexMeasuresAssetState? asset, long root)
        {
            for (; asset is not null; asset = asset.ParentAssetId is { } parent ? State.Asset(parent) : null)
            {
                if (asset.Id == root)
                {
                    return true;
                }
            }

            return false;
        }
    }

    internal async Task GetAsync(EmulatorExchange exchange)
    {
        if (await FindAsync(exchange, (user, account) => State.MayRead(user, account)) is { } sensor)
        {
            await exchange.ObjectAsync(Render(emulator, exchange, sensor));
        }
    }

    internal async Task CreateAsync(EmulatorExchange exchange)
    {
        if (await emulator.BodyAsync(exchange) is not { } body)
        {
            return;
        }

        var errors = new JsonObject();
        foreach (var name in Required.Where(name => !body.ContainsKey(name)))
        {
            errors[name] = new JsonArray(JsonValue.Create("Missing data for required field."));
        }

        foreach (var (name, _) in body.Where(m => !Required.Contains(m.Key) && !Writable.Contains(m.Key)))
        {
            errors[name] = new JsonArray(JsonValue.Create("Unknown field."));
        }

        Check(body, errors);
        var assetId = body["generic_asset_id"] is JsonValue value ? value.TryGetValue<long>(out var given) ? given : FlexMeasuresLists.Id(value.ToString()) ?? 0 : 0;
        FlexMeasuresText.CheckKinds(body, errors, [], [("generic_asset_id", false)]);
        if (body["generic_asset_id"] is not null && !errors.ContainsKey("generic_asset_id") && State.Asset(assetId) is null)
        {
            errors["generic_asset_id"] = new JsonArray(JsonValue.Create($"Generic asset with id {assetId} doesn't exist."));
        }

        if (errors.Count > 0)
        {
            await exchange.InvalidAsync(new JsonObject { ["json"] = errors });
            return;
        }

        if (!State.MayWrite(FlexMeasuresEmulator.UserOf(exchange), State.Asset(assetId)!.AccountId))
        {
            await exchange.ForbiddenAsync();
            return;
        }

        if (body["event_resolution"] is { } length && IsoDuration.TryParse(length.ToString(), out var resolution) && resolution.HasCalendarParts)
        {
            // It does not even come to a row, so that no number is used up.
            await exchange.PlainAsync(500, "(psycopg2.ProgrammingError) can't adapt type 'Duration'");
            return;
        }

        FlexMeasuresSensorState? sensor = null;
        lock (State.Gate)
        {
            var id = State.NextId("sensor", State.Sensors.Select(s => s.Id));
            if (State.Sensors.TrueForAll(s => s.AssetId != assetId || s.Name != body["name"]!.ToString()))
            {
                sensor = new FlexMeasuresSensorState(id, "") { AssetId = assetId, TimeZone = State.TimeZone };
                Apply(body, sensor);
                State.Sensors.Add(sensor);
            }
        }

        if (sensor is null)
        {
            // The number of the refused row is used up, as in a database.
            await exchange.PlainAsync(500,
                $"(psycopg2.errors.UniqueViolation) duplicate key value violates unique constraint \"sensor_name_generic_asset_id_key\"\nDETAIL:  Key (name, "
                    + $"generic_asset_id)=({body["name"]}, {assetId}) already exists.");
            return;
        }

        emulator.NoteAsset(exchange, assetId, $"Created sensor '{sensor.Name}': {sensor.Id}");
        await exchange.NodeAsync(201, Render(emulator, exchange, sensor));
    }

    internal async Task UpdateAsync(EmulatorExchange exchange)
    {
        if (await emulator.BodyAsync(exchange) is not { } body || await FindAsync(exchange, null) is not { } sensor)
        {
            return;
        }

        var errors = new JsonObject();
        foreach (var (name, _) in body.Where(m => !Writable.Contains(m.Key)))
        {
            errors[name] = new JsonArray(JsonValue.Create("Unknown field."));
        }

        Check(body, errors);
        if (errors.Count > 0)
        {
            await exchange.InvalidAsync(new JsonObject { ["json"] = errors });
            return;
        }

        if (!State.MayAdminister(FlexMeasuresEmulator.UserOf(exchange), State.Asset(sensor.AssetId)?.AccountId))
        {
            await exchange.ForbiddenAsync();
            return;
        }

        var before = Render(emulator, exchange, sensor);
        lock (State.Gate)
        {
            Apply(body, sensor);
        }

        var after = Render(emulator, exchange, sensor);
        var changes =
            body.Where(m => before[m.Key]?.ToString() != after[m.Key]?.ToString()).Select(m => $"Field name: {m.Key}, Old value: {before[m.Key]}, New value: {after[m.Key]}");
        emulator.NoteAsset(exchange, sensor.AssetId, $"Updated sensor '{before["name"]}': {sensor.Id}. Updated fields: {string.Join("; ", changes)}");
        await exchange.ObjectAsync(after);
    }

    internal async Task DeleteAsync(EmulatorExchange exchange)
    {
        if (await FindAsync(exchange, State.MayAdminister) is not { } sensor)
        {
            return;
        }

        lock (State.Gate)
        {
            State.Sensors.Remove(sensor);
        }

        emulator.NoteAsset(exchange, sensor.AssetId, $"Deleted sensor '{sensor.Name}': {sensor.Id}");

        exchange.Response.StatusCode = 204;
        exchange.Response.ContentType = "application/json";
    }

    internal async Task StatusAsync(EmulatorExchange exchange)
    {
        if (await FindAsync(exchange, (user, account) => State.MayRead(user, account)) is not { } sensor)
        {
            return;
        }

        Instant? newest;
        lock (State.Gate)
        {
            newest = sensor.Simulated is not null ? emulator.Now : sensor.Beliefs.Select(b => (Instant?)(b.Start + sensor.Resolution)).Max();
        }

        var longest = sensor.Resolution * 2;
        var age = newest is { } at ? emulator.Now - at : (Duration?)null;
        var stale = age is null || age > longest;
        await exchange.ObjectAsync(new JsonObject
        {
            ["sensors_data"] = new JsonArray([new JsonObject
            {
                ["id"] = sensor.Id,
                ["name"] = sensor.Name,
                ["asset_name"] = State.Asset(sensor.AssetId)?.Name,
                ["relation"] = "sensor belongs to this asset",
                ["resolution"] = new IsoDuration(sensor.Resolution).ToString(),
                ["source_type"] = "user",
                ["stale"] = stale,
                ["staleness"] = age is { } old ? new IsoDuration(old).ToString() : null,
                ["staleness_since"] = newest is { } since ? FlexMeasuresText.Time(since.InZone(DateTimeZoneProviders.Tzdb[sensor.TimeZone]).ToOffsetDateTime()) : null,
                ["reason"] = age is { } known
                    ? $"most recent data is {(int)known.TotalMinutes} minutes old{(stale ? ", but" : " and")} should not be more than {(int)longest.TotalMinutes} minutes old"
                    : "no data recorded",
            }]),
        });
    }

    internal async Task StatsAsync(EmulatorExchange exchange)
    {
        if (await FindAsync(exchange, (user, account) => State.MayRead(user, account)) is not { } sensor)
        {
            return;
        }

        var from = exchange.Query("event_start_time") is { } start ? FlexMeasuresText.TryTime(start, out _)?.ToInstant() : null;
        var until = exchange.Query("event_end_time") is { } end ? FlexMeasuresText.TryTime(end, out _)?.ToInstant() : null;
        var zone = DateTimeZoneProviders.Tzdb[sensor.TimeZone];
        var answer = new JsonObject();
        lock (State.Gate)
        {
            var newest = sensor.Beliefs
                .Where(b => (from is null || b.Start >= from) && (until is null || b.Start + sensor.Resolution <= until))
                .GroupBy(b => (b.Start, b.Belief.SourceId))
                .Select(g => g.MaxBy(b => b.Belief.At));
            foreach (var group in newest.GroupBy(b => b.Belief.SourceId).OrderBy(g => g.Key))
            {
                var values = group.Select(b => b.Belief.Value).ToList();
                (string Name, JsonNode Value)[] figures =
                [
                    ("First event start", Local(group.Min(b => b.Start))),
                    ("Last event end", Local(group.Max(b => b.Start) + sensor.Resolution)),
                    ("Last recorded", Local(group.Max(b => b.Belief.At))),
                    ("Min value", values.Min()),
                    ("Max value", values.Max()),
                    ("Mean value", values.Average()),
                    ("Sum over values", values.Sum()),
                    ("Number of values", values.Count),
                ];
                answer[$"{State.Sources.Find(s => s.Id == group.Key)?.Name} (ID: {group.Key})"] = exchange.Query("sort")?.ToUpperInvariant() is "FALSE"
                    ? new JsonArray([.. figures.Select(f => new JsonArray(JsonValue.Create(f.Name), f.Value))])
                    : new JsonObject(figures.Select(f => KeyValuePair.Create(f.Name, (JsonNode?)f.Value)));
            }
        }

        await exchange.ObjectAsync(answer);

        JsonNode Local(Instant instant) => JsonValue.Create(FlexMeasuresText.Time(instant.InZone(zone).ToOffsetDateTime()))!;
    }

    /// <summary>The sensor of the path, or null when there is none or it is not for the caller; the answer has then been written.</summary>
    internal async Task<FlexMeasuresSensorState?> FindAsync(EmulatorExchange exchange, Func<FlexMeasuresUserState, long?, bool>? may)
    {
        var text = exchange.Route("id");
        if (FlexMeasuresLists.Id(text) is not { } id)
        {
            await exchange.InvalidAsync("path", "id", "Not a valid integer.");
            return null;
        }

        if (State.Sensor(id) is not { } sensor)
        {
            await exchange.InvalidAsync("path", "id", $"No sensor found with ID {id}.");
            return null;
        }

        if (may is not null && !may(FlexMeasuresEmulator.UserOf(exchange), State.Asset(sensor.AssetId)?.AccountId))
        {
            await exchange.ForbiddenAsync();
            return null;
        }

        return sensor;
    }

    private static void Check(JsonObject body, JsonObject errors)
    {
        FlexMeasuresText.CheckKinds(body, errors, [("name", 120), ("unit", 80), ("timezone", 80)], []);
        if (body.ContainsKey("event_resolution") && body["event_resolution"] is null)
        {
            errors["event_resolution"] = new JsonArray(JsonValue.Create("Field may not be null."));
        }
        else if (body["event_resolution"]?.ToString() is { } resolution && FlexMeasuresText.TryDuration(resolution, out var error) is null)
        {
            errors["event_resolution"] = new JsonArray(JsonValue.Create(error));
        }

        if (!errors.ContainsKey("unit") && body["unit"]?.ToString() is { } unit && !(Unit.TryFromText(unit, out var known) && known.IsKnown))
        {
            errors["unit"] = new JsonArray(JsonValue.Create($"Unit '{unit}' cannot be handled."));
        }

        if (!errors.ContainsKey("timezone") && body["timezone"]?.ToString() is { Length: > 0 } zone && DateTimeZoneProviders.Tzdb.GetZoneOrNull(zone) is null)
        {
            var near = DateTimeZoneProviders.Tzdb.Ids.MinBy(known => Distance(known, zone));
            errors["timezone"] = new JsonArray(JsonValue.Create($"Invalid timezone '{zone}'. Did you mean '{near}'?"));
        }
    }

    // How many letters differ, letter by letter and by length: enough to find a typing error.
    private static int Distance(string left, string right) => Math.Abs(left.Length - right.Length) + left.Zip(right).Count(pair => pair.First != pair.Second);

    private static void Apply(JsonObject body, FlexMeasuresSensorState sensor)
    {
        sensor.Name = body["name"]?.ToString() ?? sensor.Name;
        sensor.Unit = body["unit"]?.ToString() ?? sensor.Unit;
        sensor.TimeZone = body["timezone"]?.ToString() is { Length: > 0 } zone ? zone : sensor.TimeZone;
        sensor.Attributes = Document(body["attributes"]) as JsonObject ?? sensor.Attributes;
        if (body["event_resolution"]?.ToString() is { } resolution)
        {
            sensor.Resolution = IsoDuration.Parse(resolution).FixedPart;
        }
    }
}
