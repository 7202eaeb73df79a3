using System.Text.Json.Nodes;

namespace Energy.Clients.Emulators;

/// <content>Values that are posted, and how they are stored.</content>
internal sealed partial class FlexMeasuresDataRoutes
{
    private static readonly string[] Postable = ["values", "start", "duration", "unit", "horizon", "prior", "type", "id", "sensor"];
    private static readonly string[] RequiredToPost = ["duration", "start", "unit"];
    private static readonly string[] PostTypes = ["PostSensorDataRequest", "PostMeterDataRequest", "PostPrognosisRequest", "PostPriceDataRequest", "PostWeatherDataRequest"];

    private async Task PostAsync(EmulatorExchange exchange, FlexMeasuresSensorState sensor, JsonObject body)
    {
        var errors = new JsonObject();
        foreach (var (name, _) in body.Where(m => !Postable.Contains(m.Key)))
        {
            Add(errors, name, "Unknown field.");
        }

        foreach (var name in RequiredToPost.Where(n => !body.ContainsKey(n)))
        {
            Add(errors, name, "Missing data for required field.");
        }

        foreach (var (name, _) in body.Where(m => m.Value is null && Postable.Contains(m.Key)))
        {
            Add(errors, name, "Field may not be null.");
        }

        var values = Values(body["values"], errors);
        var error = "";
        OffsetDateTime? start = null;
        if (body["start"] is { } startText && (start = FlexMeasuresText.TryTime(startText.ToString(), out error)) is null)
        {
            Add(errors, "start", error);
        }

        IsoDuration? duration = null;
        if (body["duration"] is { } durationText && (duration = FlexMeasuresText.TryDuration(durationText.ToString(), out error)) is null)
        {
            Add(errors, "duration", error);
        }

        IsoDuration? horizon = null;
        if (body["horizon"] is { } horizonText && (horizon = FlexMeasuresText.TryDuration(horizonText.ToString(), out error)) is null)
        {
            Add(errors, "horizon", error);
        }

        OffsetDateTime? prior = null;
        if (body["prior"] is { } priorText && (prior = FlexMeasuresText.TryTime(priorText.ToString(), out error)) is null)
        {
            Add(errors, "prior", error);
        }

        var type = body["type"]?.ToString();
        if (type is not null && !PostTypes.Contains(type))
        {
            Add(errors, "type", $"Must be one of: {string.Join(", ", PostTypes)}.");
        }

        if (errors.Count > 0)
        {
            await exchange.InvalidAsync(new JsonObject { [Place] = errors });
            return;
        }

        if (values is not { Count: > 0 })
        {
            await exchange.PlainAsync(500, "'values'");
            return;
        }

        if (duration!.Value.HasCalendarParts)
        {
            await exchange.PlainAsync(500, "unsupported operand type(s) for /: 'Duration' and 'int'");
            return;
        }

        var unit = body["unit"]!.ToString();
        var step = duration.Value.FixedPart / values.Count;
        if (Check(sensor, type, unit, values.Count, duration.Value.FixedPart, step) is { } problem)
        {
            await exchange.InvalidAsync(Place, "_schema", problem);
            return;
        }

        // The real server loses the minus of a negative horizon.
        var before = horizon is { } h ? h.IsNegative && !options.KeepsNegativeHorizons ? -h.FixedPart : h.FixedPart : (Duration?)null;
        var arrival = WholeSecond(prior?.ToInstant() ?? emulator.Now);
        Instant Believed(Instant at) => before is { } ahead && prior is null ? at + sensor.Resolution - ahead : arrival;
        var first = Floors(sensor) ? Floor(start!.Value, sensor.Resolution).ToInstant() : start!.Value.ToInstant();
        await StoreAsync(exchange, sensor, FlexMeasuresEmulator.UserOf(exchange), () =>
            Prepare(sensor, type, unit, values, first, step, Believed, before is not null && prior is null));
    }

    // Texts carry times to the part that stores, and those have no fractions of a second.
    private static Instant WholeSecond(Instant instant) => Instant.FromUnixTimeSeconds(instant.ToUnixTimeSeconds());

    private static bool Floors(FlexMeasuresSensorState sensor) =>
        sensor.Resolution > Duration.Zero && sensor.Attributes["floor_datetimes_to_resolution"]?.GetValueKind() != JsonValueKind.False;

    private static FlexMeasuresArrival Prepare(
        FlexMeasuresSensorState sensor, string? type, string unit, List<double?> values, Instant first, Duration step, Func<Instant, Instant> believed, bool byHorizon)
    {
        var own = sensor.Resolution;
        var repeats = own > Duration.Zero && step > own ? (int)(step.BclCompatibleTicks / own.BclCompatibleTicks) : 1;

        // An amount counts for the slot it is repeated in, as on the real server: 4 kWh of an hour make 16 kW in each quarter.
        var each = repeats > 1 ? own : step;
        if (unit != sensor.Unit && values.Contains(null))
        {
            return FlexMeasuresArrival.Failed("TypeError",
                $"unsupported operand type(s) for *: 'NoneType' and '{(Unit.FromText(unit).Dimension == UnitDimension.TemperatureDimension ? "int" : "float")}'");
        }

        var conversion = Conversion(unit, sensor.Unit, each);
        var slots = values
            .SelectMany(value => Enumerable.Repeat(value, repeats))
            .Select((value, i) => (At: first + (each * i), Value: value is { } number ? conversion.Apply(number) : (double?)null));
        var finer = own > Duration.Zero && step < own;
        if (finer)
        {
            slots = slots.GroupBy(s => first + (own * Math.Floor((s.At - first) / own))).Select(g => (g.Key, g.Average(s => s.Value)));
        }

        var known = slots.Where(s => s.Value is not null).Select(s => (s.At, Believed: believed(s.At), s.Value!.Value)).ToList();
        var untimely = type == "PostMeterDataRequest" && known.Exists(s => s.Believed < s.At + own) ? "Meter data must lie in the past."
            : type == "PostPrognosisRequest" && known.Exists(s => s.Believed > s.At + own) ? "Prognoses must lie in the future."
            : null;

        // With a horizon finer data have several times of belief in a slot, so that they always seem to be partly known.
        return untimely is null
            ? new FlexMeasuresArrival(known, finer && byHorizon) : FlexMeasuresArrival.Failed("marshmallow.exceptions.ValidationError", $"{{'_schema': ['{untimely}']}}");
    }

    private static string? Check(FlexMeasuresSensorState sensor, string? type, string unit, int count, Duration duration, Duration step)
    {
        if (type is "PostMeterDataRequest" or "PostPrognosisRequest" && !Converts(unit, "MW"))
        {
            return $"The unit required for this message type should be convertible to MW, got incompatible unit: {unit}";
        }

        if (type == "PostPriceDataRequest" && !(Unit.TryFromText(unit, out var price) && price.IsKnown && price.Dimension.IsEnergyPrice))
        {
            return $"The unit required for this message type should be convertible to an energy price unit, got incompatible unit: {unit}";
        }

        if (!Converts(unit, sensor.Unit))
        {
            return $"Required unit for this sensor is {sensor.Unit}, got incompatible unit: {unit}";
        }

        if (duration == Duration.Zero)
        {
            return count > 1
                ? "Cannot save multiple instantaneous values that overlap. That is, two values spanning the same moment (a zero duration). Try sending a single value or "
                    + "definining a non-zero duration."
                : sensor.Resolution > Duration.Zero
                    ? $"Cannot infer a non-zero resolution from one value over zero duration. This sensor requires a resolution of {FlexMeasuresText.Delta(sensor.Resolution)}."
                    : null;
        }

        return sensor.Resolution > Duration.Zero
            && step.BclCompatibleTicks % sensor.Resolution.BclCompatibleTicks != 0 && sensor.Resolution.BclCompatibleTicks % step.BclCompatibleTicks != 0
            ? $"Resolution of {FlexMeasuresText.Delta(step)} is incompatible with the sensor's required resolution of {FlexMeasuresText.Delta(sensor.Resolution)}."
            : null;
    }

    private static List<double?>? Values(JsonNode? node, JsonObject errors)
    {
        if (node is null)
        {
            return null;
        }

        var values = new List<double?>();
        var faults = new JsonObject();
        var items = node is JsonArray list ? list : new JsonArray(node.DeepClone());
        for (var i = 0; i < items.Count; i++)
        {
            if (items[i] is null)
            {
                values.Add(null);
            }
            else if (double.TryParse(items[i]!.ToString(), NumberStyles.Float, CultureInfo.InvariantCulture, out var number))
            {
                values.Add(number);
            }
            else
            {
                Add(faults, i.ToString(CultureInfo.InvariantCulture), "Not a valid number.");
            }
        }

        if (faults.Count > 0)
        {
            errors["values"] = faults;
        }

        return values;
    }

    // Answers; true when the data were stored at once, or were known.
    private async Task<bool> StoreAsync(EmulatorExchange exchange, FlexMeasuresSensorState sensor, FlexMeasuresUserState user, Func<FlexMeasuresArrival> prepare)
    {
        if (State.StoresLater)
        {
            var job = new FlexMeasuresJobState(Guid.NewGuid().ToString(), "ingestion", emulator.Now)
            {
                AccountId = State.Asset(sensor.AssetId)?.AccountId,
                SensorId = sensor.Id,
                ExceptionShownAs = "str"
            };
            job.Work = _ =>
            {
                var (arrival, kind) = Store();
                if (arrival.Failure is not null || kind == FlexMeasuresStoring.Replacement)
                {
                    var (type, text) = arrival.Failure
                        ?? ("sqlalchemy.exc.IntegrityError", "(psycopg2.errors.UniqueViolation) duplicate key value violates unique constraint \"timed_belief_pkey\"");
                    job.Fail(type, text);
                    return;
                }

                job.Result = kind switch
                {
                    FlexMeasuresStoring.New =>
                    "success",
                    FlexMeasuresStoring.Known => "success_with_unchanged_beliefs_skipped",
                    _ => "success_but_nothing_new"
                };
            };
            lock (State.Gate)
            {
                State.Jobs[job.Id] = job;
            }

            await exchange.NodeAsync(202,
                new JsonObject
                {
                    ["job"] = job.Id,
                    ["job-url"] = "/api/v3_0/jobs/" + job.Id,
                    ["message"] = "Sensor data has been accepted for processing.",
                    ["status"] = "ACCEPTED"
                });
            return false;
        }

        FlexMeasuresArrival stored;
        FlexMeasuresStoring outcome;
        lock (State.Gate)
        {
            (stored, outcome) = Store();
        }

        if (stored.Failure is { } failure)
        {
            await exchange.PlainAsync(500, failure.Text);
            return false;
        }

        if (outcome == FlexMeasuresStoring.Replacement)
        {
            await exchange.RejectAsync(
                403,
                "INVALID_REPLACEMENT",
                "Some of the data represents a replacement: existing values would be changed for the same sensor, source, event timestamp and belief time. This is reserved for "
                    + "customized servers. If you are hosting FlexMeasures, you can enable replacements by setting FLEXMEASURES_ALLOW_DATA_OVERWRITE=True in the configuration "
                    + "settings. Alternatively, submit the data with a different prior, or check whether the same file was already uploaded with different values.",
                "results");
            return false;
        }

        await exchange.NodeAsync(200, outcome != FlexMeasuresStoring.New || stored.SeemsKnown
            ? new JsonObject
            {
                ["message"] = "Some of the data has already been received and successfully processed.",
                ["results"] = "PROCESSED",
                ["status"] = "ALREADY_RECEIVED_AND_SUCCESSFULLY_PROCESSED"
            }
            : new JsonObject { ["message"] = FlexMeasuresAnswers.Processed, ["status"] = "PROCESSED" });
        return true;

        // All or nothing: one replacement refuses the whole. Known: part of it was; unchanged: all of it, or there was nothing.
        (FlexMeasuresArrival Arrival, FlexMeasuresStoring Outcome) Store()
        {
            var arrival = prepare();
            var results = Results(test: true);
            if (results.Contains(FlexMeasuresStoring.Replacement))
            {
                return (arrival, FlexMeasuresStoring.Replacement);
            }

            Results(test: false);
            var added = results.Count(r => r == FlexMeasuresStoring.New);
            return (arrival, added == 0 ? FlexMeasuresStoring.Unchanged : added < results.Count ? FlexMeasuresStoring.Known : FlexMeasuresStoring.New);

            List<FlexMeasuresStoring> Results(bool test) => arrival.Values.Select(v => sensor.Store(v.At, user.SourceId, v.Believed, v.Value, test)).ToList();
        }
    }
}
