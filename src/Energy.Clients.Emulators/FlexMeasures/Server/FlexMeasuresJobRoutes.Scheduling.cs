using System.Text.Json.Nodes;

namespace Energy.Clients.Emulators;

/// <content>Schedules: what is refused when they are asked for, and what a worker makes of them.</content>
internal sealed partial class FlexMeasuresJobRoutes
{
    private async Task TriggerAsync(EmulatorExchange exchange, JsonObject body, FlexMeasuresAssetState asset, FlexMeasuresSensorState? only)
    {
        var user = FlexMeasuresEmulator.UserOf(exchange);
        var errors = new JsonObject();
        var (start, duration, resolution) = ReadTrigger(body, only is null, errors);
        var models = only is null ? (body["flex-model"] as JsonArray ?? []).OfType<JsonObject>().ToList() : [body["flex-model"] as JsonObject ?? []];
        if (errors.Count == 0 && only is null && CheckSensors(models, asset) is { } problem)
        {
            errors["_schema"] = new JsonArray(problem);
        }

        if (errors.Count > 0)
        {
            await exchange.InvalidAsync(errors);
            return;
        }

        if (!State.MayWrite(user, asset.AccountId))
        {
            await exchange.ForbiddenAsync();
            return;
        }

        var inModel = models.Select((m, i) => _config.Foreign(m, user) is { } inner ? only is null ? $"{{{i}: {{'sensor_flex_model': {inner}}}}}" : inner : null)
            .FirstOrDefault(found => found is not null);
        var foreign = inModel is not null
            ? $"{{'flex-model': {inModel}}}" : _config.Foreign(body["flex-context"], user) is { } inContext ? $"{{'flex-context': {inContext}}}" : null;
        if (foreign is not null)
        {
            await exchange.RejectAsync(403, "INVALID_SENDER", $"You cannot be authorized for the '{{'json': {foreign}}}' field because it references a sensor you cannot read.");
            return;
        }

        if (only is not null && resolution is { } step && (only.Resolution == Duration.Zero || step.BclCompatibleTicks % only.Resolution.BclCompatibleTicks != 0))
        {
            await exchange.PlainAsync(500, only.Resolution == Duration.Zero ? "integer modulo by zero"
                : $"Resolution of {FlexMeasuresText.Delta(step)} is incompatible with the sensor's required resolution of {FlexMeasuresText.Delta(only.Resolution)}.");
            return;
        }

        var faults = body["flex-context"] is JsonObject context ? _config.CheckContext(context) : [];
        for (var i = 0; i < models.Count && faults.Count == 0; i++)
        {
            faults = _config.CheckModel(models[i]);
        }

        if (faults.Count > 0)
        {
            await exchange.InvalidAsync(new JsonObject { ["json"] = faults });
            return;
        }

        await emulator.TakeTriggerAsync(exchange, accepted: true);
        var force = (body["force-new-job-creation"] ?? body["force_new_job_creation"])?.ToString() == "true";
        body.Remove("force-new-job-creation");
        body.Remove("force_new_job_creation");
        if (body["duration"] is not null)
        {
            // Two spellings of one duration are one request.
            body["duration"] = new IsoDuration(duration).ToString();
        }

        var sequential = body["sequential"]?.ToString() == "true";
        var grid = models.Select(m => only ?? SensorOf(m)).Where(s => s is not null && s.Resolution > Duration.Zero).Select(s => s!.Resolution).DefaultIfEmpty().Min();
        var key = $"{asset.Id}|{only?.Id}|{body.ToJsonString()}";
        var from = grid > Duration.Zero ? FlexMeasuresDataRoutes.Floor(start, grid) : start;
        FlexMeasuresJobState job;
        lock (State.Gate)
        {
            job = State.Jobs.Values.FirstOrDefault(j => !force && j.RequestKey == key && emulator.Now - j.EnqueuedAt < Duration.FromHours(1)) ?? New(only);
            if (job.Work is null && sequential)
            {
                // A job for each device, and one that waits for them, which is the one that is told.
                (job.Breaks, job.Status) = (true, "DEFERRED");
                foreach (var model in models)
                {
                    var device = New(SensorOf(model));
                    device.IsInternal = true;
                    device.Work = now => ScheduleOne(device, model, now);
                    State.Jobs[device.Id] = device;
                }
            }

            job.Work ??= now => Schedule(job, asset, models, only, now);
            State.Jobs[job.Id] = job;
        }

        var answer = new JsonObject
        {
            ["job"] = job.Id,
            ["job-url"] = "/api/v3_0/jobs/" + job.Id,
            ["message"] = "Request has been accepted for processing.",
            ["schedule"] = job.Id,
            ["status"] = "ACCEPTED"
        };
        if (only is not null)
        {
            answer["results-url"] = $"/api/v3_0/sensors/{only.Id}/schedules/{job.Id}";
        }

        await exchange.NodeAsync(202, answer);

        FlexMeasuresJobState New(FlexMeasuresSensorState? sensor) => new(Guid.NewGuid().ToString(), "scheduling", emulator.Now)
        {
            AccountId = asset.AccountId,
            AssetId = sensor is null ? asset.Id : null,
            SensorId = sensor?.Id ?? 0,
            RequestKey = key,
            Request = body,
            Start = from,
            Duration = duration,
        };

        void ScheduleOne(FlexMeasuresJobState device, JsonObject model, Instant now)
        {
            if (resolution is null)
            {
                // A fault of the server: it looks for a resolution that nobody has given.
                device.Fail("TypeError", "unsupported operand type(s) for -: 'Timestamp' and 'NoneType'");
                return;
            }

            Schedule(device, asset, [model], null, now);
        }
    }

    private static (OffsetDateTime Start, Duration Duration, Duration? Resolution) ReadTrigger(JsonObject body, bool ofAsset, JsonObject errors)
    {
        foreach (var (name, value) in body)
        {
            if (!Triggerable.Contains(name) && !(ofAsset && name == "sequential"))
            {
                errors[name] = new JsonArray("Unknown field.");
            }
            else if (value is null)
            {
                errors[name] = new JsonArray("Field may not be null.");
            }
        }

        if (!body.ContainsKey("start"))
        {
            errors["start"] = new JsonArray("Missing data for required field.");
        }

        if (body["flex-context"] is { } context && !(context is JsonObject || (ofAsset && context is JsonArray)))
        {
            errors["flex-context"] = new JsonArray(ofAsset ? "`flex-context` must be an object, or a list of objects." : "Not a valid mapping type.");
        }

        if (body["flex-model"] is { } model && (ofAsset ? model is not JsonArray : model is not JsonObject))
        {
            errors["flex-model"] = new JsonArray(ofAsset ? "Not a valid list." : "Not a valid mapping type.");
        }

        var start = Time("start") ?? default;
        Time("prior");
        return (start, Span("duration") is { } span ? span.Ground(start) : Duration.FromHours(DefaultPlanHours), Span("resolution")?.FixedPart);

        OffsetDateTime? Time(string name)
        {
            if (body[name] is not { } value)
            {
                return null;
            }

            var time = FlexMeasuresText.TryTime(value.ToString(), out var error);
            if (time is null)
            {
                errors[name] = new JsonArray(error);
            }

            return time;
        }

        IsoDuration? Span(string name)
        {
            if (body[name] is not { } value)
            {
                return null;
            }

            var span = FlexMeasuresText.TryDuration(value.ToString(), out var error);
            if (span is null)
            {
                errors[name] = new JsonArray(error);
            }

            return span;
        }
    }

    private string? CheckSensors(List<JsonObject> models, FlexMeasuresAssetState asset)
    {
        var seen = new HashSet<long>();
        foreach (var sensor in models.Select(SensorOf).OfType<FlexMeasuresSensorState>())
        {
            if (!seen.Add(sensor.Id))
            {
                return $"Sensor {sensor.Id} should not occur more than once in the flex-model";
            }

            if (!Upwards(sensor.AssetId).Any(a => a.Id == asset.Id))
            {
                return $"Sensor {sensor.Id} does not belong to asset {asset.Id} (or to one of its offspring)";
            }
        }

        return null;
    }

    private IEnumerable<FlexMeasuresAssetState> Upwards(long assetId)
    {
        for (var asset = State.Asset(assetId); asset is not null; asset = asset.ParentAssetId is { } parent ? State.Asset(parent) : null)
        {
            yield return asset;
        }
    }

    private FlexMeasuresSensorState? SensorOf(JsonObject reference) => FlexMeasuresLists.Id(reference["sensor"]?.ToString()) is { } id ? State.Sensor(id) : null;

    private void Schedule(FlexMeasuresJobState job, FlexMeasuresAssetState asset, List<JsonObject> models, FlexMeasuresSensorState? only, Instant now)
    {
        // What is sent overrides what the asset has, and that what the assets above it have.
        var sent = job.Request?["flex-context"];
        var context = Merge(Upwards(asset.Id).Reverse().Select(a => a.FlexContext).Append(sent as JsonObject));
        var (consumption, production) = (context["consumption-price"], context["production-price"]);
        if (consumption is null && sent is not JsonArray && !context.ContainsKey("commodities"))
        {
            job.Fail("ValueError", "Missing consumption price for commodity 'electricity'.");
            return;
        }

        foreach (var price in new[] { consumption, production }.OfType<JsonObject>())
        {
            if (SensorOf(price) is { } sensor && !sensor.Starts(job.Start.ToInstant(), job.Start.ToInstant() + job.Duration, Instant.MaxValue).Any()
                && _config.Value(price, null, null, job.Start.ToInstant()) is null)
            {
                job.Fail("flexmeasures.data.models.planning.exceptions.UnknownPricesException", $"Prices unknown for planning window. (sensor {sensor.Id})");
                return;
            }
        }

        var source = Source("scheduler", "Seita", SchedulerName, "9");
        var beliefs = 0;
        foreach (var model in models)
        {
            if ((only ?? SensorOf(model)) is not { } sensor || sensor.Resolution == Duration.Zero)
            {
                continue;
            }

            var whole = Merge([State.Asset(sensor.AssetId)?.FlexModel, model]);
            whole["soc-unit"] ??= sensor.Unit is "kW" ? "kWh" : "MWh";
            var plan = FlexMeasuresPlanner.Plan(whole, job.Start.ToInstant(), sensor.Resolution, (int)(job.Duration / sensor.Resolution), at =>
                _config.Value(consumption, null, null, at), _config.Value);
            if (plan is null)
            {
                job.Fail("ValueError", "The input data yields an infeasible problem. Constraint validation has found the following issues: soc-min lies above soc-max");
                return;
            }

            var stored = sensor.Attributes["consumption_is_positive"]?.GetValue<bool>() == true ? 1 : -1;
            beliefs += Store(sensor, Unit.Megawatt, plan.Value.Power.Select(v => v * stored), sensor.Resolution);
            if (whole["state-of-charge"] is JsonObject reference && SensorOf(reference) is { } charge)
            {
                beliefs += Store(charge, Unit.MegawattHour, plan.Value.Charge, sensor.Resolution);
            }
        }

        job.SchedulerInfo ??= new JsonObject { ["scheduler"] = SchedulerName };
        job.Result = new JsonObject { ["num-beliefs"] = beliefs, ["resolved"] = new JsonArray(), ["unresolved"] = new JsonArray() };

        int Store(FlexMeasuresSensorState sensor, Unit from, IEnumerable<double> values, Duration step)
        {
            var conversion = Unit.TryFromText(sensor.Unit, out var to) && from.TryGetConversion(to, out var known) ? known : UnitConversion.Identity;
            var count = 0;
            foreach (var value in values)
            {
                sensor.Store(job.Start.ToInstant() + (step * count++), source.Id, now, conversion.Apply(value), test: false);
            }

            return count;
        }
    }

    private static JsonObject Merge(IEnumerable<JsonObject?> configs)
    {
        var merged = new JsonObject();
        foreach (var (name, value) in configs.OfType<JsonObject>().SelectMany(c => c))
        {
            merged[name] = value?.DeepClone();
        }

        return merged;
    }
}
