using System.Text.Json.Nodes;

namespace Energy.Clients.Emulators;

/// <content>Data that are posted: power, prices, weather.</content>
internal sealed partial class FlexMeasuresMessageRoutes
{
    private async Task PostAsync(EmulatorExchange exchange, string version, string service, JsonObject message, FlexMeasuresUserState user)
    {
        var (key, kind, quantity) = service switch
        {
            "postPriceData" => ("market", "market", "price"),
            "postWeatherData" => ("sensor", "weather", "weather"),
            _ => ("connection", "asset", "power"),
        };
        var isNew = version == "v2_0";
        if (service == "postPrognosis" && !isNew)
        {
            await exchange.PlainAsync(500, "post_prognosis_response() missing 1 required positional argument: 'rolling'");
            return;
        }

        var unit = message["unit"]?.ToString();
        if (quantity == "power" && unit != "MW")
        {
            await RejectAsync(exchange, service, "INVALID_UNIT", "Data for power should be given in MW.");
            return;
        }

        if (quantity == "price" && unit is not ("EUR/MWh" or "KRW/kWh"))
        {
            await RejectAsync(exchange, service, "INVALID_UNIT", "Data for price should be given in EUR/MWh or KRW/kWh.");
            return;
        }

        if (unit is null)
        {
            await RejectAsync(exchange, service, "INVALID_UNIT", "Data should be given a unit.");
            return;
        }

        var parts = Targets(message, key) is null && message["groups"] is JsonArray list ? list.OfType<JsonObject>().ToList() : [message];
        var groups = new List<(List<string> Targets, List<double> Values)>();
        foreach (var part in parts)
        {
            if (Targets(part, key) is not { } targets)
            {
                await RejectAsync(exchange, service, "UNRECOGNIZED_CONNECTION_GROUP", Unknown);
                return;
            }

            var given = part["value"] ?? part["values"];
            if (given is null)
            {
                await RejectAsync(exchange, service, "PTUS_INCOMPLETE", "Missing values.");
                return;
            }

            var values = new List<double>();
            foreach (var item in given as JsonArray ?? new JsonArray(given.DeepClone()))
            {
                if (item is null)
                {
                    await RejectAsync(exchange, service, "PTUS_INCOMPLETE", "Missing values. Request includes empty or ill-formatted value(s).");
                    return;
                }

                if (!double.TryParse(item.ToString(), NumberStyles.Float, CultureInfo.InvariantCulture, out var number))
                {
                    await exchange.PlainAsync(500, $"could not convert string to float: '{item}'");
                    return;
                }

                values.Add(number);
            }

            groups.Add((targets, values));
        }

        if (Start(message, out var problem) is not { } start
            || message["duration"]?.ToString() is not { } text || !IsoDuration.TryParse(text, out var duration) || duration.Ground(start) <= Duration.Zero)
        {
            await PeriodAsync(exchange, service, problem ?? "INVALID_PERIOD");
            return;
        }

        Duration? horizon = null;
        var rolling = true;
        if (message["horizon"]?.ToString() is { } horizonText)
        {
            if (!TryHorizon(horizonText, out var parsed, out rolling))
            {
                await RejectAsync(exchange, service, "INVALID_HORIZON", NoHorizon);
                return;
            }

            if (isNew && rolling && service != "postMeterData")
            {
                await RejectAsync(exchange, service, "INVALID_HORIZON",
                    NoHorizon + " API versions 2.0 and higher use regular ISO 8601 durations instead of repeating time intervals. For example: R/P1D should be replaced by P1D.");
                return;
            }

            if (!isNew && service == "postMeterData" && parsed > Duration.Zero)
            {
                await RejectAsync(exchange, service, "INVALID_HORIZON", NoHorizon + " Meter data must have a zero or negative horizon to indicate observations after the fact.");
                return;
            }

            horizon = parsed;
        }

        var first = start.ToInstant();
        var whole = duration.Ground(start);
        var prior = isNew && message["prior"]?.ToString() is { } priorText ? FlexMeasuresText.TryTime(priorText, out _)?.ToInstant() : null;
        if (prior is not null && service == "postMeterData" && prior < first + whole)
        {
            await RejectAsync(exchange, service, "INVALID_HORIZON", NoHorizon + " Meter data can only be observed after the fact.");
            return;
        }

        if (isNew && service == "postWeatherData" && horizon is null)
        {
            await exchange.PlainAsync(500, "'<=' not supported between instances of 'NoneType' and 'datetime.timedelta'");
            return;
        }

        var stores = new List<(FlexMeasuresMessageAssetState Asset, Instant At, Instant Believed, double Value)>();
        foreach (var (targets, values) in groups)
        {
            foreach (var target in targets)
            {
                if (!target.StartsWith("ea1.", StringComparison.Ordinal))
                {
                    await exchange.PlainAsync(500, NotAnAddress(target));
                    return;
                }

                if (kind == "market" && target.Split(':') is { Length: > 2 })
                {
                    await exchange.PlainAsync(500, $"Could not parse {target}.");
                    return;
                }

                var asset = Asset(target, kind);
                if (asset is null)
                {
                    await (kind == "weather"
                        ? exchange.PlainAsync(500, "'tuple' object has no attribute 'event_resolution'")
                        : RejectAsync(exchange, service, "UNRECOGNIZED_ASSET", $"Cannot identify asset. Failed to look up asset by {target}", key: null));
                    return;
                }

                if (!MayUse(user, asset))
                {
                    await RejectAsync(exchange, service, "UNRECOGNIZED_CONNECTION_GROUP", Unknown);
                    return;
                }

                if (kind == "market" && unit != asset.Unit)
                {
                    await RejectAsync(exchange, service, "INVALID_UNIT", $"Data for {asset.DisplayName} prices should be given in {asset.Unit}.");
                    return;
                }

                if (kind == "weather" && unit != asset.Unit && !(asset.Type == "temperature" && unit == "0C"))
                {
                    await RejectAsync(exchange, service, "INVALID_UNIT", asset.Type == "temperature"
                        ? "Data for temperature should be given in °C or 0C." : $"Data for {asset.Type.Replace('_', ' ')} should be given in {asset.Unit}.");
                    return;
                }

                if (values.Count == 0)
                {
                    await exchange.PlainAsync(500, "integer division or modulo by zero");
                    return;
                }

                var own = asset.Values.Resolution;
                var slots = whole.BclCompatibleTicks / own.BclCompatibleTicks;
                if (whole.BclCompatibleTicks % own.BclCompatibleTicks != 0 || slots < values.Count || slots % values.Count != 0)
                {
                    await RejectAsync(exchange, service, "INVALID_RESOLUTION", $"Only the following resolutions in the data are supported: {new IsoDuration(own)}");
                    return;
                }

                if (asset.ConsumesOnly && values.Exists(v => v < 0))
                {
                    await RejectAsync(exchange, service, "POWER_VALUE_TOO_SMALL",
                        $"One or more power values are too small. Connection {target} is registered as a pure consumer and can only receive non-negative values.");
                    return;
                }

                if (asset.ProducesOnly && values.Exists(v => v > 0))
                {
                    await RejectAsync(exchange, service, "POWER_VALUE_TOO_BIG",
                        $"One or more power values are too big. Connection {target} is registered as a pure producer and can only receive non-positive values.");
                    return;
                }

                for (long i = 0; i < slots; i++)
                {
                    var at = first + (own * i);
                    stores.Add((asset, at, Believed(kind, at, own, first + whole, isNew, horizon, rolling, prior), values[(int)(i / (slots / values.Count))]));
                }
            }
        }

        bool known;
        lock (State.Gate)
        {
            // A part that is known rolls the whole message back.
            known = stores.Exists(s => s.Asset.Values.Store(s.At, user.SourceId, s.Believed, s.Value, test: true) is FlexMeasuresStoring.Known or FlexMeasuresStoring.Replacement);
            if (!known)
            {
                stores.ForEach(s => s.Asset.Values.Store(s.At, user.SourceId, s.Believed, s.Value, test: false));
            }
        }

        await (known
            ? RejectAsync(exchange, service, "ALREADY_RECEIVED_AND_SUCCESSFULLY_PROCESSED", "Some of the data has already been received and successfully processed.",
                key: "results")
            : DoneAsync(exchange, service));
    }

    private Instant Believed(string kind, Instant at, Duration own, Instant end, bool isNew, Duration? horizon, bool rolling, Instant? prior)
    {
        var paris = DateTimeZoneProviders.Tzdb["Europe/Paris"];
        var knowledge = kind == "market" ? at.InZone(paris).Date.PlusDays(-1).At(new LocalTime(12, 0)).InZoneLeniently(paris).ToInstant() : at + own;
        if (!isNew)
        {
            // Without R/ a horizon counts from the end of the whole period.
            return horizon is { } h ? (rolling ? at + own : end) - h : at + own;
        }

        var byHorizon = horizon is { } given ? knowledge - given : (Instant?)null;
        return (prior, byHorizon) switch
        {
            ({ } p, { } b) => Instant.Min(p, b),
            ({ } p, null) => p,
            (null, { } b) => b,
            _ => emulator.Now,
        };
    }

    private static Task DoneAsync(EmulatorExchange exchange, string service, string text = FlexMeasuresAnswers.Processed) => exchange.NodeAsync(200, new JsonObject
    {
        ["message"] = text,
        ["status"] = "PROCESSED",
        ["type"] = char.ToUpperInvariant(service[0]) + service[1..] + "Response",
    });
}
