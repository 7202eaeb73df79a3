using System.Text.Json.Nodes;

namespace Energy.Clients.Emulators;

/// <summary>Schedules, forecasts and jobs.</summary>
internal sealed partial class FlexMeasuresJobRoutes(FlexMeasuresEmulator emulator)
{
    private const string SchedulerName = "StorageScheduler";
    private const int DefaultPlanHours = 48;
    private const int DefaultShownHours = 6;

    private static readonly string[] Triggerable = ["start", "duration", "prior", "resolution", "flex-model", "flex-context", "force-new-job-creation", "force_new_job_creation"];

    private readonly FlexMeasuresFlexConfig _config = new(emulator.State);

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

        await TriggerAsync(exchange, body, asset, null);
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

        await TriggerAsync(exchange, body, asset, sensor);
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
        var instantaneous = sensor.Resolution == Duration.Zero;
        var (own, conversion) = (Unit.TryFromText(sensor.Unit, out var stored) ? stored : Unit.None, UnitConversion.Identity);
        if (unit != sensor.Unit
            && !(Unit.TryFromText(unit, out var wanted)
                && (instantaneous || !own.IsAmountOf(wanted) ? own.TryGetConversion(wanted, out conversion) : own.TryGetConversion(wanted, sensor.Resolution, out conversion))))
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

        if (job.Breaks)
        {
            await BreakAsync(exchange);
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
            await exchange.RejectAsync(400, "UNKNOWN_SCHEDULE", $"No known schedule for this time period. {Words("Scheduling", job)} {SchedulerName} was used.");
            return;
        }

        // What the scheduler believes now of the span that is asked for; several jobs may have spoken of it. An instant is shown at both ends.
        List<(Instant At, double Value)> values;
        lock (State.Gate)
        {
            var schedulers = State.Sources.Where(s => s.Type == "scheduler").Select(s => s.Id).ToHashSet();
            var first = job.Start.ToInstant();
            values = [.. sensor.Starts(first, first + shown + (instantaneous ? Duration.Epsilon : Duration.Zero), emulator.Now)
                .Select(at => (At: at, Belief: sensor.At(at, emulator.Now).Where(b => schedulers.Contains(b.SourceId)).MaxBy(b => b.At)))
                .Where(v => v.Belief is not null && (instantaneous || v.At + sensor.Resolution <= first + shown))
                .Select(v => (v.At, v.Belief!.Value))];
        }

        if (values.Count == 0)
        {
            await exchange.RejectAsync(400, "UNKNOWN_SCHEDULE",
                $"No known schedule for this time period. A scheduling job has been processed with your job ID, but the schedule was not found in the database. "
                    + $"{SchedulerName} was used.");
            return;
        }

        var storesConsumption = sensor.Attributes["consumption_is_positive"]?.GetValue<bool>() == true;
        var flip = sign == "wysiwyg" || own.Dimension != UnitDimension.Power ? 1 : (sign == "consumption-positive") == storesConsumption ? 1 : -1;
        await exchange.NodeAsync(200, new JsonObject
        {
            ["values"] = new JsonArray([.. values.Select(v => (JsonNode)JsonValue.Create(conversion.Apply(v.Value) * flip))]),
            ["start"] = FlexMeasuresText.Time(values[0].At.InZone(DateTimeZoneProviders.Tzdb[sensor.TimeZone]).ToOffsetDateTime()),
            ["duration"] = new IsoDuration(values[^1].At + sensor.Resolution - values[0].At).ToString(IsoDurationStyle.Hours),
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
            : start is not null && end is not null && duration is not null
            ? FlexMeasuresAnswers.Field("duration", "Provide 'duration' with either 'start' or 'end', but not with both.")
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
                    problem = new JsonObject
                    {
                        ["config"] =
                        new JsonObject
                        {
                            [list] =
                            FlexMeasuresAnswers.Field(i.ToString(System.Globalization.CultureInfo.InvariantCulture), $"No sensor found with ID {regressor}.")
                        }
                    };
                }
            }
        }

        if (problem is null && body["max-forecast-horizon"] is { } horizonText && IsoDuration.TryParse(horizonText.ToString(), out var horizon)
            && body["forecast-frequency"] is { } frequencyText
                && IsoDuration.TryParse(frequencyText.ToString(), out var frequency) && horizon.FixedPart > frequency.FixedPart && horizon.FixedPart < duration)
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

        if (job.Breaks)
        {
            await BreakAsync(exchange);
            return;
        }

        var (word, function) = job.Origin switch
        {
            "scheduling" => ("Scheduling", "flexmeasures.data.services.scheduling.make_schedule"),
            "forecasting" => ("Forecasting", "flexmeasures.data.models.forecasting.pipelines.train_predict.run_train_predict_cycle_job"),
            _ => ("Ingestion", "flexmeasures.data.services.data_ingestion.add_beliefs_to_db_and_enqueue_forecasting_jobs"),
        };
        var answer = new JsonObject
        {
            ["status"] = job.Status,
            ["message"] = Words(word, job),
            ["result"] = job.Status == "FINISHED" ? job.Result?.DeepClone() : null,
            ["origin"] = job.Origin
        };
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
        "FAILED" when job.Exception is not null => $"{kind} job failed with {job.Reason.TrimEnd('.')}.",
        "FAILED" => kind + " job failed, but no exception information was stored.",
        _ => kind + " job has an unknown status.",
    };

    // Polling a sequential schedule meets a fault of the server.
    private static Task BreakAsync(EmulatorExchange exchange) => exchange.PlainAsync(500, "'Job' object has no attribute 'status'");

    private FlexMeasuresJobState? Look(string uuid)
    {
        if (State.Jobs.TryGetValue(uuid, out var job) && !job.IsInternal)
        {
            emulator.Progress(job);
            return job;
        }

        return null;
    }

    // Tomorrow is as the day before.
    private void Forecast(FlexMeasuresSensorState sensor, FlexMeasuresJobState job, Instant now)
    {
        var source = Source("forecaster", "FlexMeasures", "TrainPredictPipeline", null);
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

    private FlexMeasuresSourceState Source(string type, string name, string model, string? version)
    {
        var source = State.Sources.Find(s => s.Type == type);
        if (source is null)
        {
            source = new FlexMeasuresSourceState(State.NextId("dataSource", State.Sources.Select(s => s.Id)), name) { Type = type, Model = model, Version = version };
            State.Sources.Add(source);
        }

        return source;
    }
}
