using System.Text.Json.Nodes;

namespace Energy.Clients.Emulators;

/// <content>Flexibility events and the plans that they lead to.</content>
internal sealed partial class FlexMeasuresMessageRoutes
{
    private async Task PostEventAsync(EmulatorExchange exchange, string version, JsonObject message, FlexMeasuresUserState user)
    {
        const string Service = "postUdiEvent";
        if (Event(message["event"]?.ToString()) is not { } udi)
        {
            await RejectAsync(exchange, Service, "INVALID_DOMAIN", message["event"] is null ? Scheme + " No event identifier sent." : Scheme);
            return;
        }

        var asset = State.MessageAssets.Find(a => a.Kind == "asset" && a.Id == udi.AssetId);
        var problem = Start(message, out var why, "datetime") is not { } at
            ? message["datetime"] is null ? ("INVALID_DATETIME", "Datetime cannot be used. Missing datetime parameter.")
                : why == "INVALID_TIMEZONE" ? (why, "Datetime should explicitly state a timezone.")
                : ("INVALID_DATETIME", $"Datetime cannot be used. Cannot parse datetime string {message["datetime"]} as iso date")
            : ((string Code, string Text)?)null;
        at = Start(message, out _, "datetime") ?? default;
        if (problem is null && (udi.EventType != "soc" && (udi.EventType != "soc-with-targets" || version == "v1_2")))
        {
            problem = ("UNRECOGNIZED_UDI_EVENT", $"The requested UDI event type {udi.EventType} is not known.");
        }

        if (problem is null && (asset is null || !MayUse(user, asset)))
        {
            problem = ("UNRECOGNIZED_CONNECTION_GROUP", Unknown);
        }

        if (problem is null && asset!.Type != "battery" && (version == "v1_2" || asset.Type is not ("one-way_evse" or "two-way_evse")))
        {
            problem = ("INVALID_DOMAIN", $"{Scheme} {NotADevice(version, "UDI events", asset)}");
        }

        var unit = message["unit"]?.ToString();
        if (problem is null && unit is not ("kWh" or "MWh"))
        {
            problem = ("INVALID_UNIT", "Data for State of charge should be given in kWh or MWh.");
        }

        if (problem is null && asset!.ChargeEventId >= udi.EventId)
        {
            problem = ("OUTDATED_UDI_EVENT", $"The requested UDI event (id = {udi.EventId}) is equal or before the latest existing one (id = {asset.ChargeEventId}).");
        }

        if (problem is null && asset!.ChargeAt is { } last && (at.ToInstant() < last || (version == "v1_2" && at.ToInstant() == last)))
        {
            problem = ("INVALID_DATETIME",
                $"Datetime cannot be used. The date of the requested UDI event ({Spaced(at)}) is earlier than the latest known date ({Spaced(last.WithOffset(Offset.Zero))}).");
        }

        var value = 0.0;
        if (problem is null && (message["value"] is null || !double.TryParse(message["value"]!.ToString(), NumberStyles.Float, CultureInfo.InvariantCulture, out value)))
        {
            problem = ("PTUS_INCOMPLETE", message["value"] is null ? "Missing values." : "Missing values. Request includes empty or ill-formatted value(s).");
        }

        if (problem is null && udi.EventType == "soc-with-targets" && message["targets"] is not JsonArray { Count: > 0 })
        {
            problem = ("INCOMPLETE_UDI_EVENT", $"The requested UDI event (id = {udi.EventId}, type = {udi.EventType}) is incomplete.");
        }

        if (problem is null && udi.EventType == "soc-with-targets")
        {
            problem = TargetProblem(message["targets"]!.AsArray(), at);
        }

        if (problem is { } found)
        {
            await RejectAsync(exchange, Service, found.Code, found.Text);
            return;
        }

        var model = new JsonObject
        {
            ["soc-at-start"] = FormattableString.Invariant($"{value} {unit}"),
            ["power-capacity"] = "2 MW",
            ["soc-unit"] = unit,
            ["soc-targets"] = message["targets"]?.DeepClone()
        };
        lock (State.Gate)
        {
            asset!.ChargeEventId = udi.EventId;
            asset.ChargeAt = at.ToInstant();
            asset.Charge = unit == "kWh" ? value / 1000 : value;
            var step = asset.Values.Resolution;
            var plan = FlexMeasuresPlanner.Plan(model, at.ToInstant(), step, (int)(Duration.FromHours(PlanHours).BclCompatibleTicks / step.BclCompatibleTicks), _ =>
                null, new FlexMeasuresFlexConfig(emulator.State).Value)!.Value.Power;
            var wait = version == "v1_2" ? Duration.Zero : Duration.FromTimeSpan(options.JobDuration);
            _plans[message["event"]!.ToString()] = new FlexMeasuresUdiJobState(message["event"]!.ToString(), asset.Id, at, plan, emulator.Now + wait, version != "v1_2");
        }

        await DoneAsync(exchange, Service, version == "v1_2" ? $"{FlexMeasuresAnswers.Processed} {FlexMeasuresAnswers.Processed}" : FlexMeasuresAnswers.Processed);
    }

    private async Task GetPlanAsync(EmulatorExchange exchange, string version, JsonObject message, FlexMeasuresUserState user)
    {
        const string Service = "getDeviceMessage";
        var shown = DefaultShown;
        if (message["duration"]?.ToString() is { } text)
        {
            if (!IsoDuration.TryParse(text, out var duration) || duration.HasCalendarParts)
            {
                await exchange.InvalidAsync("args_and_json", "duration", $"Cannot parse {text} as ISO8601 duration: Unable to parse duration string '{text}'");
                return;
            }

            shown = Duration.Min(duration.FixedPart, Duration.FromHours(PlanHours));
        }

        var groups = new List<(string Name, List<double> Values)>();
        OffsetDateTime? start = null;
        foreach (var name in Targets(message, "event") ?? [])
        {
            if (Event(name) is not { } udi)
            {
                await RejectAsync(exchange, Service, "INVALID_DOMAIN", Scheme);
                return;
            }

            if (udi.EventType is not ("soc" or "soc-with-targets"))
            {
                await RejectAsync(exchange, Service, "UNRECOGNIZED_UDI_EVENT", $"The requested UDI event type {udi.EventType} is not known.");
                return;
            }

            var asset = State.MessageAssets.Find(a => a.Kind == "asset" && a.Id == udi.AssetId);
            if (asset is null || !MayUse(user, asset))
            {
                await RejectAsync(exchange, Service, "UNRECOGNIZED_CONNECTION_GROUP", Unknown);
                return;
            }

            if (asset.Type is not ("battery" or "one-way_evse" or "two-way_evse"))
            {
                await RejectAsync(exchange, Service, "INVALID_DOMAIN", $"{Scheme} {NotADevice(version, "device messages", asset)}");
                return;
            }

            FlexMeasuresUdiJobState? plan;
            lock (State.Gate)
            {
                plan = _plans.GetValueOrDefault(name);
            }

            if (plan is null)
            {
                await RejectAsync(exchange, Service, "UNRECOGNIZED_UDI_EVENT", $"The requested UDI event (id = {udi.EventId}, type = {udi.EventType}) is not known.");
                return;
            }

            var status = State.HoldsJobs && plan.IsQueued
                ? State.UdiJobs.GetValueOrDefault((udi.AssetId, udi.EventId), "queued") : emulator.Now < plan.DoneAt ? "queued" : "finished";
            if (status != "finished")
            {
                await RejectAsync(exchange, Service, "UNKNOWN_SCHEDULE",
                    $"No known schedule for this time period. Scheduling job {(status == "started" ? "in progress" : "waiting to be processed")}.");
                return;
            }

            start ??= plan.Start;
            var count = (int)(shown.BclCompatibleTicks / asset.Values.Resolution.BclCompatibleTicks);
            groups.Add((name, State.HoldsJobs && plan.IsQueued ? Planned(asset, plan, count) : [.. plan.Plan.Take(count)]));
        }

        await exchange.NodeAsync(200, Grouped("events", groups, new JsonObject
        {
            ["type"] = "GetDeviceMessageResponse",
            ["start"] = FlexMeasuresText.Time(start ?? emulator.Now.WithOffset(Offset.Zero)),
            ["duration"] = new IsoDuration(shown).ToString(),
            ["unit"] = "MW",
            ["status"] = "PROCESSED",
            ["message"] = FlexMeasuresAnswers.Processed,
        }));
    }

    // Where jobs are held, a plan is what the scheduler's source was said to believe.
    private List<double> Planned(FlexMeasuresMessageAssetState asset, FlexMeasuresUdiJobState plan, int count)
    {
        lock (State.Gate)
        {
            var schedulers = State.Sources.Where(s => s.Type == "scheduling script").Select(s => s.Id).ToHashSet();
            return [.. Enumerable.Range(0, count)
                .Select(i => asset.Values.At(plan.Start.ToInstant() + (asset.Values.Resolution * i), emulator.Now).LastOrDefault(b => schedulers.Contains(b.SourceId))?.Value)
                .OfType<double>()];
        }
    }

    private static string NotADevice(string version, string what, FlexMeasuresMessageAssetState asset) => version == "v1_2"
        ? $"API version 1.2 only supports {what} for batteries. Asset ID:{asset.Id} is not a battery, but a {asset.TypeName}."
        : $"API version 1.3 only supports {what} for batteries and Electric Vehicle Supply Equipment (EVSE). Asset ID:{asset.Id} is not a battery or EVSE, but a {asset.TypeName}.";

    private static string NotAnAddress(string target) => $"A valid type 1 USEF entity address starts with 'ea1', please review {target}";

    private static string Spaced(OffsetDateTime time) => FlexMeasuresText.Time(time).Replace('T', ' ');

    private static (string Code, string Text)? TargetProblem(JsonArray targets, OffsetDateTime at)
    {
        var latest = at.ToInstant() + Duration.FromHours(PlanHours);
        foreach (var target in targets.OfType<JsonObject>())
        {
            if (target["value"] is null)
            {
                return ("PTUS_INCOMPLETE", "Missing values. Target missing value parameter.");
            }

            if (Start(target, out var why, "datetime") is not { } due)
            {
                return why == "INVALID_TIMEZONE"
                    ? (why, "Target datetime should explicitly state a timezone.") : ("INVALID_DATETIME", "Datetime cannot be used. Target missing datetime parameter.");
            }

            if (due.ToInstant() > latest)
            {
                return ("INVALID_DATETIME",
                    $"Datetime cannot be used. Target datetime exceeds {Spaced(latest.WithOffset(at.Offset))}. Maximum scheduling horizon is 2 days, 0:00:00.");
            }
        }

        return null;
    }

    private static EventAddress? Event(string? text) =>
        EntityAddress.TryParse(text, out var address) && address.TryGetEvent(out var udi, EntityAddressScheme.Plain) ? udi : null;
}
