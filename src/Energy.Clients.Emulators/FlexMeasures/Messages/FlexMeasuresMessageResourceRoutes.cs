using System.Text.Json.Nodes;

namespace Energy.Clients.Emulators;

/// <summary>Assets and users of the last version that speaks messages (v2_0).</summary>
internal sealed class FlexMeasuresMessageResourceRoutes(FlexMeasuresEmulator emulator)
{
    private const string Missing = "Missing data for required field.";
    private const string NotANumber = "Not a valid number.";
    private const string NotAnInteger = "Not a valid integer.";
    private const double LeastCapacity = 0.0001;
    private const int ShortestDisplayName = 4;

    private static readonly string[] Required = ["name", "unit", "capacity_in_mw", "event_resolution", "latitude", "longitude", "asset_type_name", "owner_id", "market_id"];
    private static readonly string[] Optional = ["id", "display_name", "min_soc_in_mwh", "max_soc_in_mwh", "soc_in_mwh", "soc_datetime", "soc_udi_event_id"];

    private FlexMeasuresEmulatorState State => emulator.State;

    internal async Task AssetsAsync(EmulatorExchange exchange)
    {
        var user = FlexMeasuresEmulator.UserOf(exchange);
        long? owner = null;
        if (exchange.Query("owner_id") is { } text && (owner = FlexMeasuresLists.Id(text)) is null)
        {
            await exchange.InvalidAsync("query", "owner_id", NotAnInteger);
            return;
        }

        if (owner is not null && owner != user.Id && !IsAdmin(user))
        {
            await ForbiddenAsync(exchange);
            return;
        }

        owner ??= IsAdmin(user) ? null : user.Id;
        await exchange.NodeAsync(200,
            new JsonArray([.. State.MessageAssets.Where(a => a.Kind == "asset" && (owner is null || a.OwnerId == owner)).OrderByDescending(a => a.Id).Select(Render)]));
    }

    internal async Task AssetAsync(EmulatorExchange exchange)
    {
        if (await FindAssetAsync(exchange, adminsOnly: false) is { } asset)
        {
            await exchange.ObjectAsync(Render(asset));
        }
    }

    internal async Task CreateAssetAsync(EmulatorExchange exchange)
    {
        if (await emulator.BodyAsync(exchange) is not { } body || !await IsValidAsync(exchange, body, null))
        {
            return;
        }

        FlexMeasuresMessageAssetState asset;
        lock (State.Gate)
        {
            asset = new FlexMeasuresMessageAssetState(State.NextId("asset, market, weather sensor (one shared sequence)", State.MessageAssets.Select(a => a.Id)),
                body["name"]!.ToString());
            State.MessageAssets.Add(asset);
        }

        Change(asset, body);
        await exchange.ObjectAsync(Render(asset), 201);
    }

    internal async Task UpdateAssetAsync(EmulatorExchange exchange)
    {
        if (await emulator.BodyAsync(exchange) is not { } body || await FindAssetAsync(exchange, adminsOnly: false) is not { } asset || !await IsValidAsync(exchange, body, asset))
        {
            return;
        }

        Change(asset, body);
        await exchange.ObjectAsync(Render(asset));
    }

    internal async Task DeleteAssetAsync(EmulatorExchange exchange)
    {
        if (await FindAssetAsync(exchange, adminsOnly: true) is { } asset)
        {
            lock (State.Gate)
            {
                State.MessageAssets.Remove(asset);
            }

            exchange.Response.StatusCode = 204;
        }
    }

    internal async Task UsersAsync(EmulatorExchange exchange)
    {
        if (!IsAdmin(FlexMeasuresEmulator.UserOf(exchange)))
        {
            await ForbiddenAsync(exchange);
            return;
        }

        await exchange.NodeAsync(200, new JsonArray([.. State.Users.Where(u => u.Active || exchange.Flag("include_inactive")).OrderBy(u => u.Id).Select(Render)]));
    }

    internal async Task UserAsync(EmulatorExchange exchange)
    {
        if (await FindUserAsync(exchange, adminsOnly: false) is { } user)
        {
            await exchange.ObjectAsync(Render(user));
        }
    }

    internal async Task UpdateUserAsync(EmulatorExchange exchange)
    {
        if (await emulator.BodyAsync(exchange) is not { } body || await FindUserAsync(exchange, adminsOnly: false) is not { } user)
        {
            return;
        }

        if (body["timezone"]?.ToString() is { } zone && DateTimeZoneProviders.Tzdb.GetZoneOrNull(zone) is null)
        {
            await exchange.InvalidAsync("json", "timezone", $"Timezone {zone} doesn't exist.");
            return;
        }

        if (user.Id == FlexMeasuresEmulator.UserOf(exchange).Id && (body.ContainsKey("active") || body.ContainsKey("flexmeasures_roles")))
        {
            await ForbiddenAsync(exchange);
            return;
        }

        user.Email = body["email"]?.ToString() ?? user.Email;
        user.Username = body["username"]?.ToString() ?? user.Username;
        user.TimeZone = body["timezone"]?.ToString() ?? user.TimeZone;
        user.Active = body["active"]?.GetValue<bool>() ?? user.Active;
        if (body["flexmeasures_roles"] is JsonArray roles)
        {
            user.Roles = [.. roles.Select(r => State.Roles.Find(known => known.Id == FlexMeasuresLists.Id(r?.ToString())).Name).OfType<string>()];
        }

        await exchange.ObjectAsync(Render(user));
    }

    internal async Task ResetPasswordAsync(EmulatorExchange exchange)
    {
        if (await FindUserAsync(exchange, adminsOnly: true) is { } user)
        {
            emulator.EndTokens(user);
            exchange.Response.StatusCode = 200;
        }
    }

    private static bool IsAdmin(FlexMeasuresUserState user) => user.Roles.Contains("admin");

    private static Task ForbiddenAsync(EmulatorExchange exchange) =>
        exchange.NodeAsync(403, new JsonObject { ["message"] = "You cannot be authorized for this content or functionality.", ["status"] = "FORBIDDEN" });

    private static void Change(FlexMeasuresMessageAssetState asset, JsonObject body)
    {
        asset.Name = body["name"]?.ToString() ?? asset.Name;
        asset.DisplayName = body["display_name"]?.ToString() ?? (asset.DisplayName.Length == 0 ? asset.Name : asset.DisplayName);
        asset.Unit = body["unit"]?.ToString() ?? asset.Unit;
        asset.Type = body["asset_type_name"]?.ToString() ?? asset.Type;
        asset.OwnerId = FlexMeasuresLists.Id(body["owner_id"]?.ToString()) ?? asset.OwnerId;
        asset.MarketId = FlexMeasuresLists.Id(body["market_id"]?.ToString()) ?? asset.MarketId;
        asset.Capacity = Number(body["capacity_in_mw"]) ?? asset.Capacity;
        asset.LeastCharge = Number(body["min_soc_in_mwh"]) ?? asset.LeastCharge;
        asset.MostCharge = Number(body["max_soc_in_mwh"]) ?? asset.MostCharge;
        asset.Latitude = Number(body["latitude"])?.ToString(CultureInfo.InvariantCulture) ?? asset.Latitude;
        asset.Longitude = Number(body["longitude"])?.ToString(CultureInfo.InvariantCulture) ?? asset.Longitude;
        asset.Values.Resolution = Number(body["event_resolution"]) is { } minutes ? Duration.FromMinutes(minutes) : asset.Values.Resolution;
    }

    private static double? Number(JsonNode? node) =>
        node is JsonValue value && double.TryParse(value.ToString(), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null;

    // All faulty fields are told at once; the limits of the charge only once none is.
    private async Task<bool> IsValidAsync(EmulatorExchange exchange, JsonObject body, FlexMeasuresMessageAssetState? known)
    {
        var faults = new JsonObject();
        foreach (var (name, value) in body)
        {
            if (Fault(name, value, known) is { } fault)
            {
                faults[name] = new JsonArray(JsonValue.Create(fault));
            }
        }

        foreach (var name in Required.Where(n => known is null && !body.ContainsKey(n)))
        {
            faults[name] = new JsonArray(JsonValue.Create(Missing));
        }

        if (faults.Count == 0 && (Number(body["max_soc_in_mwh"]) ?? known?.MostCharge) < (Number(body["min_soc_in_mwh"]) ?? known?.LeastCharge))
        {
            faults["max_soc_in_mwh"] = "This value must be equal or higher than the minimum soc.";
        }

        if (faults.Count == 0)
        {
            return true;
        }

        await exchange.InvalidAsync(new JsonObject { ["json"] = faults });
        return false;
    }

    private string? Fault(string name, JsonNode? value, FlexMeasuresMessageAssetState? known) => name switch
    {
        _ when !Required.Contains(name) && !Optional.Contains(name) => "Unknown field.",
        "name" => State.MessageAssets.Exists(a => a.Kind == "asset" && a.Name == value?.ToString() && a != known) ? $"An asset with the name {value} already exists." : null,
        "display_name" => value?.ToString().Length < ShortestDisplayName ? $"Shorter than minimum length {ShortestDisplayName}." : null,
        "capacity_in_mw" => Number(value) is not { } capacity ? NotANumber : capacity < LeastCapacity ? "Must be greater than or equal to 0.0001." : null,
        "latitude" => Coordinate(value, 90),
        "longitude" => Coordinate(value, 180),
        "event_resolution" => Number(value) is null ? "Not a valid period of time." : null,
        "min_soc_in_mwh" or "max_soc_in_mwh" or "soc_in_mwh" => value is not null && Number(value) is null ? NotANumber : null,
        "asset_type_name" => State.MessageAssetTypes.ContainsKey(value?.ToString() ?? "") ? null : $"Asset type {value} doesn't exist.",
        "market_id" => FlexMeasuresLists.Id(value?.ToString()) is not { } market
        ? NotAnInteger : State.MessageAssets.Exists(a => a.Kind == "market" && a.Id == market) ? null : $"Market with id {market} doesn't exist.",
        "owner_id" => FlexMeasuresLists.Id(value?.ToString()) is not { } owner ? NotAnInteger
            : State.Users.Find(u => u.Id == owner) is not { } user ? $"Owner with id {owner} doesn't exist."
            : user.Roles.Contains("Prosumer") ? null : "Asset owner must have role 'Prosumer'.",
        _ => null,
    };

    private static string? Coordinate(JsonNode? value, int most) =>
        Number(value) is not { } degrees ? NotANumber : Math.Abs(degrees) > most ? $"Must be greater than or equal to -{most} and less than or equal to {most}." : null;

    private async Task<FlexMeasuresMessageAssetState?> FindAssetAsync(EmulatorExchange exchange, bool adminsOnly)
    {
        if (await IdAsync(exchange) is not { } id)
        {
            return null;
        }

        if (State.MessageAssets.Find(a => a.Kind == "asset" && a.Id == id) is not { } asset)
        {
            await exchange.PlainAsync(404, $"Asset {id} not found");
            return null;
        }

        var user = FlexMeasuresEmulator.UserOf(exchange);
        if (IsAdmin(user) || (!adminsOnly && asset.OwnerId == user.Id))
        {
            return asset;
        }

        await ForbiddenAsync(exchange);
        return null;
    }

    private async Task<FlexMeasuresUserState?> FindUserAsync(EmulatorExchange exchange, bool adminsOnly)
    {
        if (await IdAsync(exchange) is not { } id)
        {
            return null;
        }

        if (State.Users.Find(u => u.Id == id) is not { } user)
        {
            await exchange.PlainAsync(404, $"User {id} not found");
            return null;
        }

        var caller = FlexMeasuresEmulator.UserOf(exchange);
        if (IsAdmin(caller) || (!adminsOnly && caller.Id == id))
        {
            return user;
        }

        await ForbiddenAsync(exchange);
        return null;
    }

    private static async Task<long?> IdAsync(EmulatorExchange exchange)
    {
        if (FlexMeasuresLists.Id(exchange.Route("id")) is { } id)
        {
            return id;
        }

        await exchange.RejectAsync(400, "REQUIRED_INFO_MISSING",
            "Missing fields: Some of the required information is missing from the request. ['id'] Cannot parse ID arg as int. - ", "results");
        return null;
    }

    private JsonObject Render(FlexMeasuresMessageAssetState asset) => new()
    {
        ["id"] = asset.Id,
        ["name"] = asset.Name,
        ["display_name"] = asset.DisplayName,
        ["asset_type_name"] = asset.Type,
        ["owner_id"] = asset.OwnerId,
        ["market_id"] = asset.MarketId,
        ["capacity_in_mw"] = asset.Capacity,
        ["latitude"] = Degrees(asset.Latitude),
        ["longitude"] = Degrees(asset.Longitude),
        ["timezone"] = asset.Values.TimeZone,
        ["event_resolution"] = (long)asset.Values.Resolution.TotalMinutes,
        ["unit"] = asset.Unit,
        ["min_soc_in_mwh"] = asset.LeastCharge,
        ["max_soc_in_mwh"] = asset.MostCharge,
        ["soc_in_mwh"] = asset.Charge,
        ["soc_datetime"] = asset.ChargeAt is { } at ? FlexMeasuresText.Time(at.WithOffset(Offset.Zero)) : null,
        ["soc_udi_event_id"] = asset.ChargeEventId == 0 ? null : asset.ChargeEventId,
    };

    private static JsonNode? Degrees(string text) => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var degrees) ? degrees : null;

    private JsonObject Render(FlexMeasuresUserState user) => new()
    {
        ["id"] = user.Id,
        ["email"] = user.Email,
        ["username"] = user.Username,
        ["active"] = user.Active,
        ["timezone"] = user.TimeZone,
        ["flexmeasures_roles"] = new JsonArray([.. user.Roles.Select(r => (JsonNode)JsonValue.Create(State.Roles.Find(known => known.Name == r).Id))]),
    };
}
