using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace Energy.Clients.Emulators;

/// <summary>The message interface of 2021 (v1 to v2_0): power, prices, weather, flexibility events.</summary>
internal sealed partial class FlexMeasuresMessageRoutes(FlexMeasuresEmulator emulator, FlexMeasuresEmulatorOptions options)
{
    private const string Unknown = "One or more connections in your request were not found in your account.";
    private const string NoHorizon = "The horizon field in your request could not be parsed.";
    private const int PlanHours = 48;

    private const string Scheme =
        "Connections, sensors and markets should be identified using the EA1 addressing scheme recommended by USEF. For example: "
            + "'ea1.2018-06.io.flexmeasures:<owner_id>:<asset_id>' 'ea1.2018-06.io.flexmeasures:temperature:<latitude>:<longitude>' 'ea1.2018-06.io.flexmeasures:<market_name>' "
            + "'ea1.2018-06.io.flexmeasures:<owner_id>:<asset_id>:<event_id>:<event_type>'";

    private static readonly string[] Six = ["Aggregator", "Supplier", "MDC", "DSO", "Prosumer", "ESCo"];
    private static readonly string[] Two = ["Prosumer", "ESCo"];
    private static readonly Duration DefaultShown = Duration.FromHours(6);

    private readonly Dictionary<string, FlexMeasuresUdiJobState> _plans = new(StringComparer.Ordinal);

    private FlexMeasuresEmulatorState State => emulator.State;

    internal static IEnumerable<(string Method, string Version, string Service)> Services()
    {
        foreach (var (version, order) in new[] { ("v1", 0), ("v1_1", 1), ("v1_2", 2), ("v1_3", 3), ("v2_0", 4) })
        {
            yield return ("GET", version, "getService");
            yield return ("GET", version, "getMeterData");
            yield return ("POST", version, "postMeterData");
            if (order == 0)
            {
                yield return ("POST", version, "getMeterData");
                continue;
            }

            yield return ("GET", version, "getConnection");
            yield return ("GET", version, "getPrognosis");
            yield return ("POST", version, "postPrognosis");
            yield return ("POST", version, "postPriceData");
            yield return ("POST", version, "postWeatherData");
            if (order > 1)
            {
                yield return ("GET", version, "getDeviceMessage");
                yield return ("POST", version, "postUdiEvent");
            }
        }
    }

    internal async Task AnswerAsync(EmulatorExchange exchange, string version, string service)
    {
        if (service == "getService")
        {
            await ServiceAsync(exchange, version);
            return;
        }

        var user = FlexMeasuresEmulator.UserOf(exchange);
        var roles = service is "postUdiEvent" or "getDeviceMessage" ? Two : Six;
        if (RoleProblem(user, roles) is { } problem)
        {
            await RejectAsync(exchange, service, "INVALID_SENDER", problem, 403);
            return;
        }

        if (service == "getConnection")
        {
            var mine = State.MessageAssets.Where(a => a.Kind == "asset" && MayUse(user, a)).OrderByDescending(a => a.Id).ToList();
            await exchange.ObjectAsync(new JsonObject
            {
                ["type"] = "GetConnectionResponse",
                ["connections"] = new JsonArray([.. mine.Select(a => (JsonNode)JsonValue.Create($"{emulator.Authority(exchange)}:{a.OwnerId}:{a.Id}")!)]),
                ["names"] = new JsonArray([.. mine.Select(a => (JsonNode)JsonValue.Create(a.DisplayName)!)]),
            });
            return;
        }

        var message = exchange.Context.Request.Method == "GET" ? Query(exchange.Context.Request.Query) : await emulator.BodyAsync(exchange);
        if (message is null)
        {
            return;
        }

        if (exchange.Context.Request.Method == "POST" && exchange.Context.Request.ContentType?.Contains("json", StringComparison.OrdinalIgnoreCase) != true)
        {
            await exchange.NodeAsync(400, new JsonObject { ["description"] = "Not a JSON.", ["status"] = 400 });
            return;
        }

        var type = char.ToUpperInvariant(service[0]) + service[1..] + "Request";
        if (message["type"]?.ToString() != type)
        {
            await (message["type"] is null
                ? RejectAsync(exchange, service, "NO_MESSAGE_TYPE", "Request message should include 'type'.")
                : RejectAsync(exchange, service, "INVALID_MESSAGE_TYPE", $"Request message should specify type '{type}'."));
            return;
        }

        await (service switch
        {
            "getMeterData" or "getPrognosis" => GetAsync(exchange, service, message, user),
            "postUdiEvent" => PostEventAsync(exchange, version, message, user),
            "getDeviceMessage" => GetPlanAsync(exchange, version, message, user),
            _ => PostAsync(exchange, version, service, message, user),
        });
    }

    private static string? RoleProblem(FlexMeasuresUserState user, string[] roles)
    {
        if (user.Roles.Contains("anonymous"))
        {
            return "You don't have the right role to access this service. You are an anonymous user while this service is reserved for non-anonymous users.";
        }

        if (user.Roles.Contains("admin") || user.Roles.Exists(roles.Contains))
        {
            return null;
        }

        var plural = roles.Select(r => r + "s").ToArray();
        var reserved = plural.Length == 2 ? string.Join(" and ", plural) : string.Join(", ", plural[..^1]) + ", and " + plural[^1];
        var own = user.Roles.Count == 0 ? "You have no role" : $"You are a {string.Join(" and ", user.Roles)}";
        return $"You don't have the right role to access this service. {own} while this service is reserved for {reserved}.";
    }

    private static bool MayUse(FlexMeasuresUserState user, FlexMeasuresMessageAssetState asset) =>
        asset.Kind != "asset" || asset.OwnerId == user.Id || user.Roles.Contains("admin");

    private static Task RejectAsync(EmulatorExchange exchange, string service, string code, string text, int status = 400, string? key = "result")
    {
        var body = new JsonObject { ["message"] = text, ["status"] = code, ["type"] = char.ToUpperInvariant(service[0]) + service[1..] + "Response" };
        if (key is not null)
        {
            body[key] = "Rejected";
        }

        return exchange.NodeAsync(status, body);
    }

    // Repeated keys and lists written as JSON are lists, everything else is text.
    internal static JsonObject Query(IQueryCollection query)
    {
        var message = new JsonObject();
        foreach (var (name, values) in query)
        {
            var items = new JsonArray();
            foreach (var value in values)
            {
                if (value?.StartsWith('[') == true && List(value) is { } list)
                {
                    foreach (var item in list)
                    {
                        items.Add(item?.DeepClone());
                    }
                }
                else
                {
                    items.Add((JsonNode?)JsonValue.Create(value));
                }
            }

            message[name] = items.Count == 1 ? items[0]?.DeepClone() : items;
        }

        return message;
    }

    // Null of a text that only begins like a list.
    private static JsonArray? List(string text)
    {
        try
        {
            return JsonNode.Parse(text) as JsonArray;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static List<string>? Targets(JsonObject part, string key) => (part[key] ?? part[key + "s"]) switch
    {
        JsonArray list when list.All(i => i?.ToString() is { Length: > 0 }) => [.. list.Select(i => i!.ToString())],
        JsonValue value when value.ToString().Length > 0 => [value.ToString()],
        _ => null,
    };

    private static OffsetDateTime? Start(JsonObject message, out string? problem, string name = "start")
    {
        problem = "INVALID_PERIOD";
        if (message[name]?.ToString() is not { } text)
        {
            return null;
        }

        var time = FlexMeasuresText.TryTime(text, out var why);
        if (time is null || text.Contains(' ', StringComparison.Ordinal))
        {
            problem = why == "Not a valid aware datetime." || (time is not null && text.Contains(' ', StringComparison.Ordinal)) ? "INVALID_TIMEZONE" : problem;
            return null;
        }

        problem = null;
        return time;
    }

    private static bool TryHorizon(string text, out Duration horizon, out bool rolling)
    {
        horizon = Duration.Zero;
        rolling = false;
        var negative = text.StartsWith('-');
        var rest = negative ? text[1..] : text;
        if (rest.StartsWith('R'))
        {
            var parts = rest.Split('/');
            if (parts.Length < 2 || parts[0].Skip(1).Any(c => !char.IsAsciiDigit(c)))
            {
                return false;
            }

            rolling = true;
            rest = parts[1];
        }

        if (!IsoDuration.TryParse(rest, out var duration))
        {
            return false;
        }

        horizon = negative ? -duration.FixedPart : duration.FixedPart;
        return true;
    }

    private static Task PeriodAsync(EmulatorExchange exchange, string service, string problem) => problem == "INVALID_TIMEZONE"
        ? RejectAsync(exchange, service, problem, "Start time should explicitly state a timezone.")
        : RejectAsync(exchange, service, "INVALID_PERIOD", "A time period in your request doesn't seem right.");

    private static async Task ServiceAsync(EmulatorExchange exchange, string version)
    {
        var number = version[1..].Replace('_', '.');
        number = number.Contains('.', StringComparison.Ordinal) ? number : number + ".0";
        var access = exchange.Query("access");
        if (access is not null && version == "v2_0")
        {
            // Services without roles make the real server stumble.
            await exchange.PlainAsync(500, "'access'");
            return;
        }

        if (access is not null && !Six.Contains(access))
        {
            await RejectAsync(exchange, "getService", "INVALID_ROLE", $"No known services for specified role {access}.");
            return;
        }

        await exchange.NodeAsync(200, new JsonObject
        {
            ["type"] = "GetServiceResponse",
            ["version"] = number,
            ["services"] =
                new JsonArray(
                    [.. Services().Where(s => s.Version == version && s.Service != "getService" && (s.Service != "getMeterData" || s.Method == "GET")).Select(s => new JsonObject
            {
                ["name"] = s.Service,
                ["access"] = new JsonArray([.. (s.Service is "postUdiEvent" or "getDeviceMessage" ? Two : Six).Select(r => (JsonNode)JsonValue.Create(r)!)]),
                ["description"] = s.Service,
            })]),
            ["status"] = "PROCESSED",
            ["message"] = FlexMeasuresAnswers.Processed,
        });
    }

    private async Task GetAsync(EmulatorExchange exchange, string service, JsonObject message, FlexMeasuresUserState user)
    {
        if (message["unit"]?.ToString() != "MW")
        {
            await RejectAsync(exchange, service, "INVALID_UNIT", "Data for power should be given in MW.");
            return;
        }

        if (Targets(message, "connection") is not { } targets)
        {
            await RejectAsync(exchange, service, "UNRECOGNIZED_CONNECTION_GROUP", Unknown);
            return;
        }

        if (Start(message, out var problem) is not { } start
            || message["duration"]?.ToString() is not { } text || !IsoDuration.TryParse(text, out var duration) || duration.Ground(start) <= Duration.Zero)
        {
            await PeriodAsync(exchange, service, problem ?? "INVALID_PERIOD");
            return;
        }

        var whole = duration.Ground(start);
        var first = start.ToInstant();
        Duration? horizon = null;
        if (message["horizon"]?.ToString() is { } horizonText)
        {
            if (!TryHorizon(horizonText, out var parsed, out _))
            {
                await RejectAsync(exchange, service, "INVALID_HORIZON", NoHorizon);
                return;
            }

            if (service == "getMeterData" && parsed > Duration.Zero)
            {
                await RejectAsync(exchange, service, "INVALID_HORIZON", NoHorizon + " Meter data must have a zero or negative horizon to indicate observations after the fact.");
                return;
            }

            horizon = parsed;
        }

        Instant? prior = null;
        if (message["prior"]?.ToString() is { } priorText)
        {
            prior = FlexMeasuresText.TryTime(priorText, out _)?.ToInstant();
            if (prior is null)
            {
                await exchange.PlainAsync(500, "'<' not supported between instances of 'NoneType' and 'datetime.datetime'");
                return;
            }

            if (service == "getMeterData" && prior < first + whole)
            {
                await RejectAsync(exchange, service, "INVALID_HORIZON", NoHorizon + " Meter data can only be observed after the fact.");
                return;
            }
        }

        var groups = new List<(string Name, List<double> Values)>();
        foreach (var target in targets)
        {
            if (!EntityAddress.TryParse(target, out var address) && !target.StartsWith("ea1.", StringComparison.Ordinal))
            {
                await RejectAsync(exchange, service, "INVALID_DOMAIN", $"{Scheme} {NotAnAddress(target)}");
                return;
            }

            var asset = Asset(target, "asset");
            if (asset is null || !MayUse(user, asset))
            {
                await RejectAsync(exchange, service, "UNRECOGNIZED_CONNECTION_GROUP", Unknown);
                return;
            }

            var step = asset.Values.Resolution;
            var shown = step;
            if (message["resolution"]?.ToString() is { } resolutionText)
            {
                if (!IsoDuration.TryParse(resolutionText, out var resolution))
                {
                    await RejectAsync(exchange, service, "INVALID_RESOLUTION", $"The resolution string cannot be parsed as ISO8601 duration: {resolutionText}");
                    return;
                }

                if (resolution.HasCalendarParts)
                {
                    await exchange.PlainAsync(500, "unsupported operand type(s) for %: 'Duration' and 'datetime.timedelta'");
                    return;
                }

                shown = resolution.FixedPart;
                if (shown <= Duration.Zero || shown.BclCompatibleTicks % step.BclCompatibleTicks != 0)
                {
                    await RejectAsync(exchange, service, "INVALID_RESOLUTION",
                        $"Only the following resolutions in the data are supported: {new IsoDuration(step)} or a multiple hereof.");
                    return;
                }
            }

            groups.Add((asset.Name, Read(asset, first, whole, shown, horizon, prior)));
        }

        await exchange.NodeAsync(200, Grouped("connections", groups, new JsonObject
        {
            ["type"] = char.ToUpperInvariant(service[0]) + service[1..] + "Response",
            ["start"] = message["start"]!.ToString(),
            ["duration"] = duration.ToString(),
            ["unit"] = "MW",
            ["status"] = "PROCESSED",
            ["message"] = FlexMeasuresAnswers.Processed,
        }));
    }

    // Slots without a value are left out.
    private List<double> Read(FlexMeasuresMessageAssetState asset, Instant first, Duration whole, Duration shown, Duration? horizon, Instant? prior)
    {
        var values = new List<double>();
        lock (State.Gate)
        {
            for (var slot = first; slot < first + whole; slot += shown)
            {
                var parts = new List<double>();
                for (var at = slot; at < slot + shown; at += asset.Values.Resolution)
                {
                    var end = at + asset.Values.Resolution;
                    if (asset.Values.At(at, emulator.Now).Where(b => (prior is null || b.At < prior) && (horizon is null || b.At <= end - horizon)).MaxBy(b => b.At) is { } belief)
                    {
                        parts.Add(belief.Value);
                    }
                }

                if (parts.Count > 0)
                {
                    values.Add(parts.Average());
                }
            }
        }

        return values;
    }

    // Equal values are merged, a single group is flattened, and a single target is a text under the plural key.
    internal static JsonObject Grouped(string key, List<(string Name, List<double> Values)> groups, JsonObject answer)
    {
        var merged = new List<(List<string> Names, List<double> Values)>();
        foreach (var (name, values) in groups)
        {
            var same = merged.FindIndex(m => m.Values.SequenceEqual(values));
            if (same < 0)
            {
                merged.Add(([name], values));
            }
            else
            {
                merged[same].Names.Add(name);
            }
        }

        if (merged.Count == 1)
        {
            Write(answer, merged[0]);
        }
        else
        {
            answer["groups"] = new JsonArray([.. merged.Select(m => Write([], m))]);
        }

        return answer;

        JsonObject Write(JsonObject owner, (List<string> Names, List<double> Values) group)
        {
            owner[key] = group.Names.Count == 1 ? group.Names[0] : new JsonArray([.. group.Names.Select(n => (JsonNode)JsonValue.Create(n)!)]);
            owner["values"] = new JsonArray([.. group.Values.Select(v => (JsonNode)JsonValue.Create(v))]);
            return owner;
        }
    }

    private FlexMeasuresMessageAssetState? Asset(string target, string kind)
    {
        var local = target[(target.LastIndexOf(':', kind == "weather" ? Math.Max(0, target.IndexOf(':', StringComparison.Ordinal)) : target.Length - 1) + 1)..];
        return kind switch
        {
            "asset" => long.TryParse(local, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? State.MessageAssets.Find(a => a.Kind == kind && a.Id == id) : null,
            "market" => State.MessageAssets.Find(a => a.Kind == kind && a.Name == local),
            _ => local.Split(':') is [var type, var latitude, var longitude]
            ? State.MessageAssets.Find(a => a.Kind == kind && a.Type == type && a.Latitude == latitude && a.Longitude == longitude) : null,
        };
    }
}
