using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using NodaTime;

namespace Energy.Clients.Emulators;

/// <summary>Values of sensors: read, post, upload, delete.</summary>
internal sealed class FlexMeasuresDataRoutes(FlexMeasuresEmulator emulator, FlexMeasuresEmulatorOptions options)
{
    private const string Place = "combined_sensor_data_description";
    private const string UploadPlace = "combined_sensor_data_upload";

    private static readonly string[] Readable = ["start", "duration", "unit", "resolution", "horizon", "prior", "source", "source-account", "source_account", "source-type", "source_type", "type", "auth_token"];
    private static readonly string[] Postable = ["values", "start", "duration", "unit", "horizon", "prior", "type", "id", "sensor"];
    private static readonly string[] RequiredToRead = ["start", "duration", "unit"];
    private static readonly string[] RequiredToPost = ["duration", "start", "unit"];
    private static readonly string[] Extensions = [".csv", ".CSV", ".xlsx", ".XLSX", ".xls", ".XLS", ".xlsm", ".XLSM"];
    private static readonly string[] PostTypes = ["PostSensorDataRequest", "PostMeterDataRequest", "PostPrognosisRequest", "PostPriceDataRequest", "PostWeatherDataRequest"];
    private static readonly string[] FileTypes = ["text/csv", "text/plain", "text/x-csv", "application/vnd.ms-excel", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"];

    private FlexMeasuresEmulatorState State => emulator.State;

    internal async Task ReadByAddressAsync(EmulatorExchange exchange)
    {
        if (await ByAddressAsync(exchange, exchange.Query("sensor"), "query") is { } sensor)
        {
            await ReadAsync(exchange, sensor, "sensor");
        }
    }

    internal async Task PostByAddressAsync(EmulatorExchange exchange)
    {
        if (await emulator.BodyAsync(exchange) is { } body && await ByAddressAsync(exchange, body["sensor"]?.ToString(), "json") is { } sensor)
        {
            await PostAsync(exchange, sensor, body);
        }
    }

    internal async Task ReadAsync(EmulatorExchange exchange)
    {
        if (await SensorAsync(exchange, State.MayRead) is { } sensor)
        {
            await ReadAsync(exchange, sensor, null);
        }
    }

    internal async Task PostAsync(EmulatorExchange exchange)
    {
        if (await emulator.BodyAsync(exchange) is { } body && await SensorAsync(exchange, State.MayWrite) is { } sensor)
        {
            await PostAsync(exchange, sensor, body);
        }
    }

    internal async Task DeleteAsync(EmulatorExchange exchange)
    {
        if (await emulator.BodyAsync(exchange) is not { } body || await SensorAsync(exchange, State.MayAdminister) is not { } sensor)
        {
            return;
        }

        var start = body["start"] is { } from ? FlexMeasuresText.TryTime(from.ToString(), out _)?.ToInstant() : null;
        var until = body["until"] is { } to ? FlexMeasuresText.TryTime(to.ToString(), out _)?.ToInstant() : null;
        var source = body["source"] is { } id ? FlexMeasuresLists.Id(id.ToString()) : null;
        if (source is not null && State.Sources.TrueForAll(s => s.Id != source))
        {
            await exchange.InvalidAsync("json", "source", $"No data source found with id {source}.");
            return;
        }

        if (start is not null && until < start)
        {
            await exchange.InvalidAsync("json", "until", "'until' must not be before 'start'.");
            return;
        }

        if (start is not null && until < start + sensor.Resolution)
        {
            var step = FlexMeasuresText.Delta(sensor.Resolution);
            await exchange.InvalidAsync("json", "until", $"For a sensor with resolution {step}, 'until' must be at least one resolution step ({step}) after 'start'.");
            return;
        }

        lock (State.Gate)
        {
            sensor.Delete((at, belief) => (start is null || at >= start) && (until is null || at + sensor.Resolution <= until) && (source is null || belief.SourceId == source));
        }

        exchange.Response.StatusCode = 204;
        exchange.Response.ContentType = "application/json";
    }

    internal async Task UploadAsync(EmulatorExchange exchange)
    {
        if (await SensorAsync(exchange, State.MayWrite) is not { } sensor)
        {
            return;
        }

        var form = exchange.Context.Request.HasFormContentType ? await exchange.Context.Request.ReadFormAsync(exchange.Aborted) : null;
        if (form is null || form.Files.Count == 0)
        {
            await exchange.PlainAsync(500, "'uploaded_files'");
            return;
        }

        var instantly = form["belief-time-measured-instantly"] is [{ } flag] ? flag : "off";
        if (instantly is not ("on" or "true" or "True" or "1" or "off" or "false" or "False" or "0"))
        {
            await exchange.InvalidAsync(UploadPlace, "belief-time-measured-instantly", "Not a valid boolean.");
            return;
        }

        for (var i = 0; i < form.Files.Count; i++)
        {
            var (name, type) = (form.Files[i].FileName, form.Files[i].ContentType);
            var problem = !Extensions.Any(e => name.EndsWith(e, StringComparison.Ordinal)) ? $"Invalid filename: {name}. Only CSV or Excel files are accepted."
                : !FileTypes.Contains(type) ? $"Invalid content type: {type}. Only the following content types are accepted: {{{string.Join(", ", FileTypes.Select(t => $"'{t}'"))}}}."
                : null;
            if (problem is not null)
            {
                await exchange.InvalidAsync(new JsonObject { [UploadPlace] = new JsonObject { ["uploaded-files"] = FlexMeasuresAnswers.Field(i.ToString(CultureInfo.InvariantCulture), problem) } });
                return;
            }
        }

        var unit = form["unit"] is [{ Length: > 0 } unitText] ? unitText : sensor.Unit;
        if (!Converts(unit, sensor.Unit))
        {
            await exchange.InvalidAsync(UploadPlace, "_schema", $"Provided unit '{unit}' is not convertible to sensor unit '{sensor.Unit}'");
            return;
        }

        var rows = new List<(Instant At, double Value)>();
        for (var i = 0; i < form.Files.Count; i++)
        {
            using var reader = new StreamReader(form.Files[i].OpenReadStream(), Encoding.UTF8);
            if (ReadRows(await reader.ReadToEndAsync(exchange.Aborted), DateTimeZoneProviders.Tzdb[sensor.TimeZone], rows) is { } problem)
            {
                await exchange.PlainAsync(500, $"{{{i}: 'Invalid content in file: {form.Files[i].FileName}. Failed with: {problem}'}}");
                return;
            }
        }

        var user = FlexMeasuresEmulator.UserOf(exchange);
        var sums = Unit.TryParse(sensor.Unit, out var own) && own.IsKnown && (own.Dimension == UnitDimension.Energy || own.Dimension.IsCurrency);
        var step = sensor.Resolution;
        var posted = rows
            .GroupBy(r => step == Duration.Zero ? r.At : Floor(r.At.WithOffset(Offset.Zero), step).ToInstant())
            .Select(g => (g.Key, Value: (double?)Convert(sums ? g.Sum(r => r.Value) : g.Average(r => r.Value), unit, sensor.Unit, step)))
            .ToList();
        await StoreAsync(exchange, sensor, user, posted, instantly is "on" or "true" or "True" or "1" ? at => at + step : _ => emulator.Now, finer: false, failure: null);
    }

    private static string? ReadRows(string text, DateTimeZone zone, List<(Instant At, double Value)> rows)
    {
        var lines = text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (lines.Length == 0)
        {
            return "No columns to parse from file";
        }

        foreach (var line in lines.Skip(1))
        {
            var cells = line.Split(',');
            if (cells.Length < 2 || !double.TryParse(cells[1], NumberStyles.Float, CultureInfo.InvariantCulture, out var value))
            {
                return "event values should be numeric";
            }

            var at = FlexMeasuresText.TryTime(cells[0], out _) is { } time ? time.ToInstant()
                : FlexMeasuresText.TryTime(cells[0] + "Z", out _) is { } naive ? naive.LocalDateTime.InZoneLeniently(zone).ToInstant()
                : (Instant?)null;
            if (at is not { } known)
            {
                return "event starts should be times";
            }

            rows.Add((known, value));
        }

        return null;
    }

    private static OffsetDateTime Floor(OffsetDateTime time, Duration step)
    {
        var ticks = time.LocalDateTime.InUtc().ToInstant().ToUnixTimeTicks();
        var inside = ticks % step.BclCompatibleTicks;
        return Instant.FromUnixTimeTicks(ticks - (inside < 0 ? inside + step.BclCompatibleTicks : inside)).InUtc().LocalDateTime.WithOffset(time.Offset);
    }

    private static bool Converts(string from, string to) =>
        from == to || (Unit.TryParse(from, out var left) && Unit.TryParse(to, out var right) && left.IsKnown && right.IsKnown && (left.IsConvertibleTo(right) || left.IsAmountOf(right)));

    private static double Convert(double value, string from, string to, Duration over)
    {
        if (from == to)
        {
            return value;
        }

        Unit left = Unit.Parse(from), right = Unit.Parse(to);
        return left.IsConvertibleTo(right) ? left.Convert(value, right) : left.Convert(value, right, over);
    }

    private static Duration DefaultStep(Duration duration) =>
        duration <= Duration.FromHours(8) ? Duration.FromMinutes(5)
        : duration <= Duration.FromHours(48) ? Duration.FromMinutes(15)
        : duration <= Duration.FromDays(14) ? Duration.FromHours(1)
        : duration <= Duration.FromDays(112) ? Duration.FromHours(24)
        : Duration.FromHours(168);

    private static void Add(JsonObject errors, string field, string text) => errors[field] = new JsonArray(JsonValue.Create(text));

    private async Task<FlexMeasuresSensorState?> ByAddressAsync(EmulatorExchange exchange, string? text, string place)
    {
        var prefix = emulator.Address(exchange, 0)[..^1];
        if (text?.StartsWith(prefix, StringComparison.Ordinal) != true || FlexMeasuresLists.Id(text[prefix.Length..]) is not { } id)
        {
            await exchange.InvalidAsync(place, "sensor", $"A valid type 1 FlexMeasures entity address starts with '{prefix}', please review {text}");
            return null;
        }

        if (State.Sensor(id) is { } sensor && State.MayRead(FlexMeasuresEmulator.UserOf(exchange), State.Asset(sensor.AssetId)?.AccountId))
        {
            return sensor;
        }

        await exchange.ForbiddenAsync();
        return null;
    }

    private async Task<FlexMeasuresSensorState?> SensorAsync(EmulatorExchange exchange, Func<FlexMeasuresUserState, long?, bool> may)
    {
        if (FlexMeasuresLists.Id(exchange.Route("id")) is not { } id)
        {
            await exchange.InvalidAsync("path", "id", "Not a valid integer.");
            return null;
        }

        if (State.Sensor(id) is not { } sensor)
        {
            await exchange.PlainAsync(404, $"Sensor {id} not found");
            return null;
        }

        if (may(FlexMeasuresEmulator.UserOf(exchange), State.Asset(sensor.AssetId)?.AccountId))
        {
            return sensor;
        }

        await exchange.ForbiddenAsync();
        return null;
    }

    private async Task ReadAsync(EmulatorExchange exchange, FlexMeasuresSensorState sensor, string? alsoKnown)
    {
        var errors = new JsonObject();
        foreach (var name in exchange.Context.Request.Query.Keys.Where(k => !Readable.Contains(k) && k != alsoKnown))
        {
            Add(errors, name, "Unknown field.");
        }

        OffsetDateTime? Time(string name)
        {
            if (exchange.Query(name) is not { } text)
            {
                return null;
            }

            var time = FlexMeasuresText.TryTime(text, out var error);
            if (time is null)
            {
                Add(errors, name, error);
            }

            return time;
        }

        IsoDuration? Span(string name)
        {
            if (exchange.Query(name) is not { } text)
            {
                return null;
            }

            var span = FlexMeasuresText.TryDuration(text, out var error);
            if (span is null)
            {
                Add(errors, name, error);
            }

            return span;
        }

        var (start, duration, resolution, horizon, prior) = (Time("start"), Span("duration"), Span("resolution"), Span("horizon"), Time("prior"));
        var unit = exchange.Query("unit");
        foreach (var name in RequiredToRead.Where(n => exchange.Query(n) is null))
        {
            Add(errors, name, "Missing data for required field.");
        }

        var source = FlexMeasuresLists.Id(exchange.Query("source"));
        if (source is not null && State.Sources.TrueForAll(s => s.Id != source))
        {
            Add(errors, "source", $"No data source found with id {source}.");
        }

        if (errors.Count > 0)
        {
            await exchange.InvalidAsync(new JsonObject { [Place] = errors });
            return;
        }

        if (!Converts(sensor.Unit, unit!) || (Unit.TryParse(unit, out var asked) && Unit.Parse(sensor.Unit) is var own && unit != sensor.Unit && !own.IsConvertibleTo(asked)))
        {
            await exchange.InvalidAsync(Place, "_schema", $"Required unit for this sensor is {sensor.Unit}, got incompatible unit: {unit}");
            return;
        }

        var type = exchange.Parameter("source-type");
        if (type is not null)
        {
            bool any;
            lock (State.Gate)
            {
                any = sensor.Beliefs.Any(b => SourceOf(b.Belief)?.Type == type) || (sensor.Simulated is not null && type == "user");
            }

            if (!any)
            {
                await exchange.InvalidAsync(Place, "source-type", $"No data source with source-type '{type}' has recorded any data on this sensor.");
                return;
            }
        }

        var account = FlexMeasuresLists.Id(exchange.Parameter("source-account"));
        var message = exchange.Query("type");
        var whole = duration!.Value.Ground(start!.Value);
        var instantaneous = sensor.Resolution == Duration.Zero;
        var step = resolution?.FixedPart ?? (instantaneous ? DefaultStep(whole) : sensor.Resolution);
        var slots = whole.BclCompatibleTicks / step.BclCompatibleTicks;
        var first = start.Value.ToInstant();
        var now = emulator.Now;

        double? Newest(Instant at)
        {
            var end = at + sensor.Resolution;
            FlexMeasuresBeliefState? best = null;
            foreach (var belief in sensor.At(at, now))
            {
                if ((prior is { } p && belief.At >= p.ToInstant())
                    || (horizon is { } h && belief.At > end - h.FixedPart)
                    || (source is not null && belief.SourceId != source)
                    || (account is not null && SourceOf(belief)?.AccountId != account)
                    || (type is not null && SourceOf(belief)?.Type != type)
                    || (message == "GetMeterDataRequest" && belief.At < end))
                {
                    continue;
                }

                best = best is null || belief.At > best.At || (belief.At == best.At && belief.SourceId > best.SourceId) ? belief : best;
            }

            return best?.Value;
        }

        double? Slot(Instant at)
        {
            if (instantaneous || step == sensor.Resolution)
            {
                return Newest(at);
            }

            if (step < sensor.Resolution)
            {
                var ticks = (at - first).BclCompatibleTicks;
                return Newest(first + Duration.FromTicks(ticks - (ticks % sensor.Resolution.BclCompatibleTicks)));
            }

            double sum = 0;
            var count = 0;
            for (var part = at; part < at + step; part += sensor.Resolution)
            {
                if (Newest(part) is { } value)
                {
                    sum += value;
                    count++;
                }
            }

            return count == 0 ? null : sum / count;
        }

        await using var body = exchange.BeginJson(200);
        var json = body.Writer;
        json.WriteStartObject();
        json.WriteStartArray("values");
        for (long i = 0; i < slots; i++)
        {
            double? value;
            lock (State.Gate)
            {
                value = Slot(first + (step * i));
            }

            if (value is { } known)
            {
                json.WriteNumberValue(Convert(known, sensor.Unit, unit!, step));
            }
            else
            {
                json.WriteNullValue();
            }

            await body.FlushWhenFullAsync();
        }

        json.WriteEndArray();
        json.WriteString("start", FlexMeasuresText.Time(start.Value));
        json.WriteString("duration", new IsoDuration(duration.Value.FixedPart).ToString(IsoDurationStyle.Hours));
        json.WriteString("unit", unit);
        json.WriteString("resolution", new IsoDuration(instantaneous ? Duration.Zero : step).ToString(IsoDurationStyle.Hours));
        json.WriteString("status", "PROCESSED");
        json.WriteString("message", FlexMeasuresAnswers.Processed);
        json.WriteEndObject();
    }

    private FlexMeasuresSourceState? SourceOf(FlexMeasuresBeliefState belief) => State.Sources.Find(s => s.Id == belief.SourceId);

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
