using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using NodaTime;

namespace Energy.Clients.Emulators;

/// <content>Values that are posted, and how they are stored.</content>
internal sealed partial class FlexMeasuresDataRoutes
{
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
        var problem = Check(sensor, type, unit, values.Count, duration.Value.FixedPart, step);
        if (problem is not null)
        {
            await exchange.InvalidAsync(Place, "_schema", problem);
            return;
        }

        var end = start!.Value.ToInstant() + duration.Value.FixedPart;
        var untimely = type == "PostMeterDataRequest" && end > emulator.Now ? "{'_schema': ['Meter data must lie in the past.']}"
            : type == "PostPrognosisRequest" && start.Value.ToInstant() < emulator.Now ? "{'_schema': ['Prognoses must lie in the future.']}"
            : null;
        if (untimely is not null && !State.StoresLater)
        {
            await exchange.PlainAsync(500, untimely);
            return;
        }

        var own = sensor.Resolution;
        var from = sensor.Attributes["floor_datetimes_to_resolution"]?.GetValueKind() == JsonValueKind.False || own == Duration.Zero ? start.Value : Floor(start.Value, own);
        var first = from.ToInstant();
        var slots = new List<(Instant At, double? Value)>();
        for (var i = 0; i < values.Count; i++)
        {
            var value = values[i] is { } number ? Convert(number, unit, sensor.Unit, step) : (double?)null;
            var repeats = own == Duration.Zero || step <= own ? 1 : (int)(step.BclCompatibleTicks / own.BclCompatibleTicks);
            for (var r = 0; r < repeats; r++)
            {
                slots.Add((first + (step * i) + (own * r), value));
            }
        }

        var finer = own > Duration.Zero && step < own;
        if (finer)
        {
            slots = [.. slots.GroupBy(s => Floor(s.At.WithOffset(from.Offset), own).ToInstant()).Select(g => (g.Key, g.Average(s => s.Value)))];
        }

        // The real server loses the minus of a negative horizon.
        var before = horizon is { } h ? h.IsNegative && !options.KeepsNegativeHorizons ? -h.FixedPart : h.FixedPart : (Duration?)null;
        var arrival = emulator.Now;
        await StoreAsync(exchange, sensor, FlexMeasuresEmulator.UserOf(exchange), slots, at => prior?.ToInstant() ?? (before is { } b ? at + own - b : arrival), finer, untimely);
    }

    private static string? Check(FlexMeasuresSensorState sensor, string? type, string unit, int count, Duration duration, Duration step)
    {
        if (type == "PostPriceDataRequest" && !(Unit.TryParse(unit, out var price) && price.IsKnown && price.Dimension.IsEnergyPrice))
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
                ? "Cannot save multiple instantaneous values that overlap. That is, two values spanning the same moment (a zero duration). Try sending a single value or definining a non-zero duration."
                : sensor.Resolution > Duration.Zero
                    ? $"Cannot infer a non-zero resolution from one value over zero duration. This sensor requires a resolution of {FlexMeasuresText.Delta(sensor.Resolution)}."
                    : null;
        }

        return sensor.Resolution > Duration.Zero && step.BclCompatibleTicks % sensor.Resolution.BclCompatibleTicks != 0 && sensor.Resolution.BclCompatibleTicks % step.BclCompatibleTicks != 0
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

    private async Task StoreAsync(
        EmulatorExchange exchange, FlexMeasuresSensorState sensor, FlexMeasuresUserState user, List<(Instant At, double? Value)> slots, Func<Instant, Instant> believed, bool finer, string? failure)
    {
        if (State.StoresLater)
        {
            var job = new FlexMeasuresJobState(Guid.NewGuid().ToString(), "ingestion", emulator.Now) { AccountId = State.Asset(sensor.AssetId)?.AccountId, SensorId = sensor.Id };
            job.Work = _ =>
            {
                if (failure is not null)
                {
                    job.Status = "FAILED";
                    job.Exception = "marshmallow.exceptions.ValidationError: " + failure;
                    return;
                }

                Store(test: false);
                job.Result = JsonValue.Create("success");
            };
            lock (State.Gate)
            {
                State.Jobs[job.Id] = job;
            }

            await exchange.NodeAsync(202, new JsonObject { ["job"] = job.Id, ["job-url"] = "/api/v3_0/jobs/" + job.Id, ["message"] = "Sensor data has been accepted for processing.", ["status"] = "ACCEPTED" });
            return;
        }

        bool replaces, known;
        lock (State.Gate)
        {
            (replaces, known) = Store(test: true);
            if (!replaces)
            {
                Store(test: false);
            }
        }

        if (replaces)
        {
            await exchange.RejectAsync(
                403,
                "INVALID_REPLACEMENT",
                "Some of the data represents a replacement: existing values would be changed for the same sensor, source, event timestamp and belief time. This is reserved for customized servers. If you are hosting FlexMeasures, you can enable replacements by setting FLEXMEASURES_ALLOW_DATA_OVERWRITE=True in the configuration settings. Alternatively, submit the data with a different prior, or check whether the same file was already uploaded with different values.",
                "results");
            return;
        }

        // Finer data are counted before they are averaged, so that they always seem to be partly known.
        await exchange.NodeAsync(200, known || finer
            ? new JsonObject { ["message"] = "Some of the data has already been received and successfully processed.", ["results"] = "PROCESSED", ["status"] = "ALREADY_RECEIVED_AND_SUCCESSFULLY_PROCESSED" }
            : new JsonObject { ["message"] = FlexMeasuresAnswers.Processed, ["status"] = "PROCESSED" });

        (bool Replaces, bool Known) Store(bool test)
        {
            var results = slots.Where(s => s.Value is not null).Select(s => sensor.Store(s.At, user.SourceId, believed(s.At), s.Value!.Value, test)).ToList();
            return (
                results.Contains(FlexMeasuresStoring.Replacement),
                results.Contains(FlexMeasuresStoring.Known) || (results.Count > 0 && !results.Contains(FlexMeasuresStoring.New)));
        }
    }
}
