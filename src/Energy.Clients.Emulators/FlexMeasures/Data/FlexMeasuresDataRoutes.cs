using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using NodaTime;

namespace Energy.Clients.Emulators;

/// <summary>Values of sensors: read, post, upload, delete.</summary>
internal sealed partial class FlexMeasuresDataRoutes(FlexMeasuresEmulator emulator, FlexMeasuresEmulatorOptions options)
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
}
