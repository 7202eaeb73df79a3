using System.Text.Json.Nodes;
using NodaTime;

namespace Energy.Clients.Emulators;

/// <summary>Schedules, forecasts and jobs.</summary>
internal sealed class FlexMeasuresJobRoutes(FlexMeasuresEmulator emulator, FlexMeasuresEmulatorOptions options)
{
    private const string SchedulerName = "StorageScheduler";
    private const int DefaultPlanHours = 48;
    private const int DefaultShownHours = 6;

    private static readonly string[] ModelFields =
    [
        "sensor", "soc-at-start", "soc-unit", "soc-min", "soc-max", "soc-minima", "soc-maxima", "soc-targets", "state-of-charge", "power-capacity", "consumption-capacity", "production-capacity",
        "roundtrip-efficiency", "charging-efficiency", "discharging-efficiency", "storage-efficiency", "soc-gain", "soc-usage", "prefer-charging-sooner", "prefer-curtailing-later", "group",
        "operation-modes", "commodity", "consumption", "production", "coupling",
    ];

    private FlexMeasuresEmulatorState State => emulator.State;

    internal async Task TriggerAssetAsync(EmulatorExchange exchange)
    {
        if (await emulator.BodyAsync(exchange) is not { } body || !await emulator.TakeTriggerAsync(exchange, accepted: false))
        {
            return;
        }

        if (FlexMeasuresLists.Id(exchange.Route("id")) is not { } id || State.Asset(id) is not { } asset)
        {
            await exchange.InvalidAsync(FlexMeasuresAnswers.Field("id", $"No asset found with ID {exchange.Route("id")}."));
            return;
        }

        await TriggerAsync(exchange, body, asset, (body["flex-model"] as JsonArray ?? []).OfType<JsonObject>().ToList(), null);
    }

    internal async Task TriggerSensorAsync(EmulatorExchange exchange)
    {
        if (await emulator.BodyAsync(exchange) is not { } body || !await emulator.TakeTriggerAsync(exchange, accepted: false))
        {
            return;
        }

        if (FlexMeasuresLists.Id(exchange.Route("id")) is not { } id || State.Sensor(id) is not { } sensor || State.Asset(sensor.AssetId) is not { } asset)
        {
            await exchange.InvalidAsync("path", "id", $"No sensor found with ID {exchange.Route("id")}.");
            return;
        }

        await TriggerAsync(exchange, body, asset, body["flex-model"] is JsonObject model ? [model] : [[]], sensor);
    }

    internal async Task ScheduleAsync(EmulatorExchange exchange)
    {
        if (FlexMeasuresLists.Id(exchange.Route("id")) is not { } id || State.Sensor(id) is not { } sensor)
        {
            await exchange.InvalidAsync("path", "id", $"No sensor found with ID {exchange.Route("id")}.");
            return;
        }

        if (!State.MayRead(FlexMeasuresEmulator.UserOf(exchange), State.Asset(sensor.AssetId)?.AccountId))
        {
            await exchange.ForbiddenAsync();
            return;
        }

        foreach (var name in exchange.Context.Request.Query.Keys.Where(k => k is not ("duration" or "unit" or "sign-convention")))
        {
            await exchange.InvalidAsync(FlexMeasuresAnswers.Field(name, "Unknown field."));
            return;
        }

        var sign = exchange.Query("sign-convention") ?? "consumption-positive";
        if (sign is not ("consumption-positive" or "production-positive" or "wysiwyg"))
        {
            await exchange.InvalidAsync(FlexMeasuresAnswers.Field("sign-convention", "Must be one of: consumption-positive, production-positive, wysiwyg."));
            return;
        }

        var unit = exchange.Query("unit") ?? sensor.Unit;
        if (!(Unit.TryParse(unit, out var wanted) && Unit.Parse(sensor.Unit).TryGetConversion(wanted, out var conversion)))
        {
            await exchange.InvalidAsync(FlexMeasuresAnswers.Field("unit", $"Incompatible units: {sensor.Unit} cannot be converted to {unit}."));
            return;
        }

        var shown = Duration.FromHours(DefaultShownHours);
        if (exchange.Query("duration") is { } text)
        {
            if (FlexMeasuresText.TryDuration(text, out var error) is not { } duration)
            {
                await exchange.InvalidAsync(FlexMeasuresAnswers.Field("duration", error));
                return;
            }

            if (duration.HasCalendarParts)
            {
                await exchange.PlainAsync(500, "'<' not supported between instances of 'datetime.timedelta' and 'Duration'");
                return;
            }

            shown = Duration.Min(duration.FixedPart, Duration.FromHours(DefaultPlanHours));
        }

        var uuid = exchange.Route("uuid");
        FlexMeasuresJobState? job;
        lock (State.Gate)
        {
            job = Look(uuid);
        }

        if (job is null)
        {
            await exchange.RejectAsync(400, "UNRECOGNIZED_UDI_EVENT", $"The requested UDI event (id = {uuid}, type = job) is not known.");
            return;
        }

        if (job.Status is "QUEUED" or "STARTED" or "DEFERRED")
        {
            var words = Words("Scheduling", job);
            await (State.SunsetActive
                ? exchange.NodeAsync(202, new JsonObject { ["message"] = words + "  was used.", ["status"] = job.Status })
                : exchange.RejectAsync(400, "UNKNOWN_SCHEDULE", $"No known schedule for this time period. {words}  was used."));
            return;
        }

        if (job.Status == "FAILED")
        {
            var failure = job.Exception is { } exception ? exception[(exception.LastIndexOf('.', exception.IndexOf(':', StringComparison.Ordinal)) + 1)..] : "Exception: unknown";
            await exchange.RejectAsync(400, "UNKNOWN_SCHEDULE", $"No known schedule for this time period. Scheduling job failed with {failure}. {SchedulerName} was used.");
            return;
        }

        // What the scheduler believes now of the job's span; several jobs may have spoken of it.
        double?[] values;
        lock (State.Gate)
        {
            var count = (int)(Duration.Min(shown, job.Duration).BclCompatibleTicks / sensor.Resolution.BclCompatibleTicks);
            var schedulers = State.Sources.Where(s => s.Type == "scheduler").Select(s => s.Id).ToHashSet();
            values = job.Plans.TryGetValue(id, out var plan)
                ? [.. plan.Take(count).Select(v => (double?)v)]
                : [.. Enumerable.Range(0, count).Select(i => sensor.At(job.Start.ToInstant() + (sensor.Resolution * i), emulator.Now).Where(b => schedulers.Contains(b.SourceId)).MaxBy(b => b.At)?.Value)];
        }

        if (values.Length == 0 || values.Any(v => v is null))
        {
            await exchange.RejectAsync(400, "UNKNOWN_SCHEDULE", $"No known schedule for this time period. A scheduling job has been processed with your job ID, but the schedule was not found in the database. {SchedulerName} was used.");
            return;
        }

        var storesConsumption = sensor.Attributes["consumption_is_positive"]?.GetValue<bool>() == true;
        var flip = sign == "wysiwyg" ? 1 : (sign == "consumption-positive") == storesConsumption ? 1 : -1;
        await exchange.NodeAsync(200, new JsonObject
        {
            ["values"] = new JsonArray([.. values.Select(v => (JsonNode)JsonValue.Create(conversion.Apply(v!.Value) * flip))]),
            ["start"] = FlexMeasuresText.Time(job.Start),
            ["duration"] = new IsoDuration(sensor.Resolution * values.Length).ToString(IsoDurationStyle.Hours),
            ["unit"] = unit,
            ["scheduler_info"] = (job.SchedulerInfo ?? new JsonObject { ["scheduler"] = SchedulerName }).DeepClone(),
            ["status"] = "PROCESSED",
            ["message"] = $"{FlexMeasuresAnswers.Processed} {SchedulerName} was used.",
        });
    }

    internal async Task TriggerForecastAsync(EmulatorExchange exchange)
    {
        const string Place = "combined_sensor_data_description";
        if (await emulator.BodyAsync(exchange) is not { } body || !await emulator.TakeTriggerAsync(exchange, accepted: false))
        {
            return;
        }

        if (FlexMeasuresLists.Id(exchange.Route("id")) is not { } id || State.Sensor(id) is not { } sensor)
        {
            await exchange.InvalidAsync("path", "id", $"No sensor found with ID {exchange.Route("id")}.");
            return;
        }

        if (!State.MayWrite(FlexMeasuresEmulator.UserOf(exchange), State.Asset(sensor.AssetId)?.AccountId))
        {
            await exchange.ForbiddenAsync();
            return;
        }

        var error = "";
        var start = body["start"] is { } from ? FlexMeasuresText.TryTime(from.ToString(), out error) : null;
        var end = body["end"] is { } to ? FlexMeasuresText.TryTime(to.ToString(), out _) : null;
        var duration = body["duration"] is { } span ? FlexMeasuresText.TryDuration(span.ToString(), out _)?.FixedPart : null;
        var config = body["config"] as JsonObject;
        var problem = body["start"] is not null && start is null ? FlexMeasuresAnswers.Field("start", error)
            : start is { } s && end is { } e && e.ToInstant() <= s.ToInstant() ? FlexMeasuresAnswers.Field("start", "start must be before end")
            : start is not null && end is not null && duration is not null ? FlexMeasuresAnswers.Field("duration", "Provide 'duration' with either 'start' or 'end', but not with both.")
            : null;
        if (problem is null && config?["train-period"] is { } period && IsoDuration.TryParse(period.ToString(), out var train) && train.FixedPart < Duration.FromHours(48))
        {
            problem = new JsonObject { ["config"] = FlexMeasuresAnswers.Field("train-period", "train-period must be at least 2 days (48 hours)") };
        }

        foreach (var list in new[] { "regressors", "future-regressors", "past-regressors" })
        {
            for (var i = 0; problem is null && i < ((config?[list] as JsonArray)?.Count ?? 0); i++)
            {
                if (FlexMeasuresLists.Id(config![list]![i]?.ToString()) is { } regressor && State.Sensor(regressor) is null)
                {
                    problem = new JsonObject { ["config"] = new JsonObject { [list] = FlexMeasuresAnswers.Field(i.ToString(System.Globalization.CultureInfo.InvariantCulture), $"No sensor found with ID {regressor}.") } };
                }
            }
        }

        if (problem is null && body["max-forecast-horizon"] is { } horizonText && IsoDuration.TryParse(horizonText.ToString(), out var horizon)
            && body["forecast-frequency"] is { } frequencyText && IsoDuration.TryParse(frequencyText.ToString(), out var frequency) && horizon.FixedPart > frequency.FixedPart && horizon.FixedPart < duration)
        {
            problem = FlexMeasuresAnswers.Field("max_forecast_horizon", "This combination of parameters will not yield forecasts for the entire prediction window.");
        }

        if (problem is not null)
        {
            await exchange.InvalidAsync(new JsonObject { [Place] = problem });
            return;
        }

        await emulator.TakeTriggerAsync(exchange, accepted: true);
        var first = start ?? emulator.Now.WithOffset(Offset.Zero);
        var job = new FlexMeasuresJobState(Guid.NewGuid().ToString(), "forecasting", emulator.Now)
        {
            AccountId = State.Asset(sensor.AssetId)?.AccountId,
            SensorId = id,
            Start = first,
            Duration = duration ?? (end is { } until ? until.ToInstant() - first.ToInstant() : Duration.FromHours(24)),
        };
        job.Work = now => Forecast(sensor, job, now);
        lock (State.Gate)
        {
            State.Jobs[job.Id] = job;
        }

        await exchange.NodeAsync(202, new JsonObject
        {
            ["forecast"] = job.Id,
            ["job"] = job.Id,
            ["job-url"] = "/api/v3_0/jobs/" + job.Id,
            ["message"] = "Request has been accepted for processing.",
            ["results-url"] = $"/api/v3_0/sensors/{id}/forecasts/{job.Id}",
            ["status"] = "ACCEPTED",
        });
    }

    internal async Task ForecastAsync(EmulatorExchange exchange)
    {
        var uuid = exchange.Route("uuid");
        FlexMeasuresJobState? job;
        lock (State.Gate)
        {
            job = Look(uuid);
        }

        if (job is null)
        {
            await exchange.InvalidAsync(new JsonObject { ["json"] = $"Job {uuid} not found." });
            return;
        }

        if (FlexMeasuresLists.Id(exchange.Route("id")) is not { } id || id != job.SensorId || State.Sensor(id) is not { } sensor)
        {
            await exchange.InvalidAsync(new JsonObject { ["json"] = $"Sensor ID mismatch: job {uuid} is for sensor {job.SensorId}, not sensor {exchange.Route("id")}." });
            return;
        }

        if (job.Status != "FINISHED")
        {
            await exchange.NodeAsync(job.Status == "FAILED" ? 422 : 202, new JsonObject { ["message"] = Words("Forecasting", job), ["status"] = job.Status });
            return;
        }

        double?[] values;
        lock (State.Gate)
        {
            var forecasters = State.Sources.Where(s => s.Type == "forecaster").Select(s => s.Id).ToHashSet();
            values = [.. Enumerable.Range(0, (int)(job.Duration.BclCompatibleTicks / sensor.Resolution.BclCompatibleTicks))
                .Select(i => sensor.At(job.Start.ToInstant() + (sensor.Resolution * i), emulator.Now).Where(b => forecasters.Contains(b.SourceId)).MaxBy(b => b.At)?.Value)];
        }

        await exchange.NodeAsync(200, new JsonObject
        {
            ["values"] = new JsonArray([.. values.Select(v => v is { } value ? JsonValue.Create(value) : null)]),
            ["start"] = FlexMeasuresText.Time(job.Start),
            ["duration"] = new IsoDuration(job.Duration).ToString(),
            ["unit"] = sensor.Unit,
        });
    }

    internal async Task JobAsync(EmulatorExchange exchange)
    {
        var uuid = exchange.Route("uuid");
        FlexMeasuresJobState? job;
        lock (State.Gate)
        {
            job = Look(uuid);
        }

        if (job is null)
        {
            await exchange.NodeAsync(404, new JsonObject { ["status"] = "ERROR", ["message"] = $"Job {uuid} not found." });
            return;
        }

        if (!State.MayRead(FlexMeasuresEmulator.UserOf(exchange), job.AccountId))
        {
            await exchange.ForbiddenAsync();
            return;
        }

        var (word, function) = job.Origin switch
        {
            "scheduling" => ("Scheduling", "flexmeasures.data.services.scheduling.make_schedule"),
            "forecasting" => ("Forecasting", "flexmeasures.data.models.forecasting.pipelines.train_predict.run_train_predict_cycle_job"),
            _ => ("Ingestion", "flexmeasures.data.services.data_ingestion.add_beliefs_to_db_and_enqueue_forecasting_jobs"),
        };
        var answer = new JsonObject { ["status"] = job.Status, ["message"] = Words(word, job), ["result"] = job.Status == "FINISHED" ? job.Result?.DeepClone() : null, ["origin"] = job.Origin };
        (string Name, string? Value)[] members =
        [
            ("func-name", function),
            ("enqueued-at", Utc(job.EnqueuedAt)),
            ("started-at", job.StartedAt is { } started ? Utc(started) : null),
            ("ended-at", job.EndedAt is { } ended ? Utc(ended) : null),
            ("exc-info", job.Exception is { } exception ? "Traceback (most recent call last):\n" + exception : null),
        ];
        foreach (var (name, value) in members)
        {
            answer[name] = value;
            answer[name.Replace('-', '_')] = value;
        }

        await exchange.NodeAsync(job.Status switch { "FINISHED" => 200, "FAILED" or "STOPPED" or "CANCELED" => 422, _ => 202 }, answer);

        static string Utc(Instant instant) => FlexMeasuresText.Time(instant.WithOffset(Offset.Zero));
    }

    private static string Words(string kind, FlexMeasuresJobState job) => job.Status switch
    {
        "QUEUED" => kind + " job waiting to be processed.",
        "STARTED" => kind + " job in progress.",
        "FINISHED" => kind + " job has finished.",
        "FAILED" when job.Exception is { } exception && job.Origin == "ingestion" => $"{kind} job failed with {exception}.",
        "FAILED" when job.Exception is { } exception => $"{kind} job failed with {exception[(exception.LastIndexOf('.', exception.IndexOf(':', StringComparison.Ordinal)) + 1)..]}.",
        "FAILED" => kind + " job failed, but no exception information was stored.",
        _ => kind + " job has an unknown status.",
    };

    private async Task TriggerAsync(EmulatorExchange exchange, JsonObject body, FlexMeasuresAssetState asset, List<JsonObject> models, FlexMeasuresSensorState? only)
    {
        var user = FlexMeasuresEmulator.UserOf(exchange);
        if (!State.MayWrite(user, asset.AccountId))
        {
            await exchange.ForbiddenAsync();
            return;
        }

        if (body["start"] is null || FlexMeasuresText.TryTime(body["start"]!.ToString(), out var error) is not { } start)
        {
            await exchange.InvalidAsync(FlexMeasuresAnswers.Field("start", body["start"] is null ? "Missing data for required field." : "Not a valid datetime."));
            return;
        }

        if (models.SelectMany(m => m).FirstOrDefault(m => !ModelFields.Contains(m.Key)) is { Key: { } unknown })
        {
            await exchange.InvalidAsync("json", unknown, "Unknown field.");
            return;
        }

        foreach (var (field, value) in body["flex-context"] as JsonObject ?? [])
        {
            if (value is JsonObject reference && FlexMeasuresLists.Id(reference["sensor"]?.ToString()) is { } referred
                && State.Sensor(referred) is { } other && !State.MayRead(user, State.Asset(other.AssetId)?.AccountId))
            {
                await exchange.RejectAsync(403, "INVALID_SENDER", $"You cannot be authorized for the '{{'json': {{'flex-context': {{'{field}': 'sensor'}}}}}}' field because it references a sensor you cannot read.");
                return;
            }
        }

        var duration = body["duration"] is { } text && FlexMeasuresText.TryDuration(text.ToString(), out error) is { } span ? span.FixedPart : Duration.FromHours(DefaultPlanHours);
        if (only is not null && body["resolution"] is { } asked && IsoDuration.TryParse(asked.ToString(), out var resolution) && resolution.FixedPart.BclCompatibleTicks % only.Resolution.BclCompatibleTicks != 0)
        {
            await exchange.PlainAsync(500, $"Resolution of {FlexMeasuresText.Delta(resolution.FixedPart)} is incompatible with the sensor's required resolution of {FlexMeasuresText.Delta(only.Resolution)}.");
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

        var key = $"{asset.Id}|{only?.Id}|{body.ToJsonString()}";
        FlexMeasuresJobState job;
        lock (State.Gate)
        {
            job = State.Jobs.Values.FirstOrDefault(j => !force && j.RequestKey == key && emulator.Now - j.EnqueuedAt < Duration.FromHours(1)) ?? new FlexMeasuresJobState(Guid.NewGuid().ToString(), "scheduling", emulator.Now)
            {
                AccountId = asset.AccountId,
                RequestKey = key,
                Start = start,
                Duration = duration,
            };
            job.Work ??= now => Schedule(job, body, models, only);
            State.Jobs[job.Id] = job;
        }

        var answer = new JsonObject { ["job"] = job.Id, ["job-url"] = "/api/v3_0/jobs/" + job.Id, ["message"] = "Request has been accepted for processing.", ["schedule"] = job.Id, ["status"] = "ACCEPTED" };
        if (only is not null)
        {
            answer["results-url"] = $"/api/v3_0/sensors/{only.Id}/schedules/{job.Id}";
        }

        await exchange.NodeAsync(202, answer);
    }

    // The job as it is by now: unless held, it is done when its time has passed.
    private FlexMeasuresJobState? Look(string uuid)
    {
        if (!State.Jobs.TryGetValue(uuid, out var job))
        {
            return null;
        }

        var half = job.EnqueuedAt + (Duration.FromTimeSpan(options.JobDuration) / 2);
        var end = job.EnqueuedAt + Duration.FromTimeSpan(options.JobDuration);
        if (!State.HoldsJobs && job.Status is "QUEUED" or "STARTED" && emulator.Now >= half)
        {
            job.Status = "STARTED";
            job.StartedAt = half;
            if (emulator.Now >= end)
            {
                job.Status = "FINISHED";
                job.EndedAt = end;
                job.Work?.Invoke(end);
            }
        }

        return job;
    }

    private void Schedule(FlexMeasuresJobState job, JsonObject body, List<JsonObject> models, FlexMeasuresSensorState? only)
    {
        var priceSensor = body["flex-context"]?["consumption-price"] is JsonObject reference && FlexMeasuresLists.Id(reference["sensor"]?.ToString()) is { } id ? State.Sensor(id) : null;
        double? Price(Instant at)
        {
            if (priceSensor is null || priceSensor.Resolution == Duration.Zero)
            {
                return null;
            }

            var ticks = at.ToUnixTimeTicks();
            return priceSensor.At(Instant.FromUnixTimeTicks(ticks - (ticks % priceSensor.Resolution.BclCompatibleTicks)), Instant.MaxValue).MaxBy(b => b.At)?.Value;
        }

        if (priceSensor is not null && Price(job.Start.ToInstant()) is null)
        {
            job.Status = "FAILED";
            job.Exception = $"flexmeasures.data.models.planning.exceptions.UnknownPricesException: Prices unknown for planning window. (sensor {priceSensor.Id})";
            return;
        }

        var beliefs = 0;
        foreach (var model in models)
        {
            var sensor = only ?? (FlexMeasuresLists.Id(model["sensor"]?.ToString()) is { } modelled ? State.Sensor(modelled) : null);
            if (sensor is null || sensor.Resolution == Duration.Zero)
            {
                continue;
            }

            var plan = FlexMeasuresPlanner.Plan(model, job.Start, sensor.Resolution, (int)(job.Duration.BclCompatibleTicks / sensor.Resolution.BclCompatibleTicks), Price);
            var stored = sensor.Attributes["consumption_is_positive"]?.GetValue<bool>() == true ? 1 : -1;
            var toSensor = Unit.Megawatt.TryGetConversion(Unit.Parse(sensor.Unit), out var conversion) ? conversion : UnitConversion.Identity;
            job.Plans[sensor.Id] = [.. plan.Select(v => toSensor.Apply(v) * stored)];
            beliefs += plan.Length;
        }

        job.Result = new JsonObject { ["num-beliefs"] = beliefs, ["resolved"] = new JsonArray(), ["unresolved"] = new JsonArray() };
    }

    // Tomorrow is as the day before.
    private void Forecast(FlexMeasuresSensorState sensor, FlexMeasuresJobState job, Instant now)
    {
        var source = State.Sources.Find(s => s.Type == "forecaster");
        if (source is null)
        {
            source = new FlexMeasuresSourceState(State.NextId("dataSource", State.Sources.Select(s => s.Id)), "FlexMeasures") { Type = "forecaster", Model = "TrainPredictPipeline" };
            State.Sources.Add(source);
        }

        var slots = (int)(job.Duration.BclCompatibleTicks / Math.Max(1, sensor.Resolution.BclCompatibleTicks));
        for (var i = 0; i < slots; i++)
        {
            var at = job.Start.ToInstant() + (sensor.Resolution * i);
            if (sensor.At(at - Duration.FromDays(1), now).MaxBy(b => b.At)?.Value is { } value)
            {
                sensor.Store(at, source.Id, Instant.Min(now, at), value, test: false);
            }
        }
    }
}
