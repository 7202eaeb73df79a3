using System.Text.Json.Nodes;

namespace Energy.Clients.Emulators;

/// <content>Values that are read: the slots asked for, and what is seen in them.</content>
internal sealed partial class FlexMeasuresDataRoutes
{
    private static readonly string[] Readable =
        ["start", "duration", "unit", "resolution", "horizon", "prior", "source", "source-account", "source_account", "source-type", "source_type", "type", "auth_token"];
    private static readonly string[] RequiredToRead = ["start", "duration", "unit"];
    private static readonly string[] ReadTypes = ["GetSensorDataRequest", "GetMeterDataRequest", "GetPrognosisRequest", "GetPriceDataRequest"];

    private static Duration DefaultStep(Duration duration) =>
        duration <= Duration.FromHours(8) ? Duration.FromMinutes(5)
        : duration <= Duration.FromHours(48) ? Duration.FromMinutes(15)
        : duration <= Duration.FromDays(14) ? Duration.FromHours(1)
        : duration <= Duration.FromDays(112) ? Duration.FromHours(24)
        : Duration.FromHours(168);

    private static bool IsMultiple(Duration length, Duration step) => length.BclCompatibleTicks % step.BclCompatibleTicks == 0;

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

        var message = exchange.Query("type");
        if (message is not null && !ReadTypes.Contains(message))
        {
            Add(errors, "type", $"Must be one of: {string.Join(", ", ReadTypes)}.");
        }

        if (errors.Count > 0)
        {
            await exchange.InvalidAsync(new JsonObject { [Place] = errors });
            return;
        }

        if (!Converts(unit!, sensor.Unit))
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

        if (resolution is { HasCalendarParts: true })
        {
            await exchange.PlainAsync(500, "'>' not supported between instances of 'Duration' and 'datetime.timedelta'");
            return;
        }

        var whole = duration!.Value.Ground(start!.Value);
        var instantaneous = sensor.Resolution == Duration.Zero;
        var step = resolution?.FixedPart ?? (instantaneous ? DefaultStep(whole) : sensor.Resolution);
        if (step == Duration.Zero)
        {
            await exchange.PlainAsync(500, "integer division or modulo by zero");
            return;
        }

        var account = FlexMeasuresLists.Id(exchange.Parameter("source-account"));
        var first = start.Value.ToInstant();
        var end = first + whole;
        var now = emulator.Now;
        Instant? anchor;
        lock (State.Gate)
        {
            anchor = Events(first, end).Select(e => (Instant?)e.Start).FirstOrDefault();
        }

        var zone = DateTimeZoneProviders.Tzdb[sensor.TimeZone];
        var conversion = Conversion(sensor.Unit, unit!, step);
        await using var body = exchange.BeginJson(200);
        var json = body.Writer;
        json.WriteStartObject();
        json.WriteStartArray("values");
        for (var at = first; at < end; at += step)
        {
            double? value;
            lock (State.Gate)
            {
                value = Slot(at);
            }

            if (value is { } known)
            {
                json.WriteNumberValue(conversion.Apply(known));
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

        double? Slot(Instant at)
        {
            if (anchor is not { } origin)
            {
                return null;
            }

            if (instantaneous)
            {
                // The grid begins with the day of the first event, by the sensor's clock as it stands in the slot.
                var offset = zone.GetUtcOffset(at);
                return IsMultiple(at - origin.WithOffset(offset).Date.AtMidnight().WithOffset(offset).ToInstant(), step) ? Newest(at) : null;
            }

            if (step > sensor.Resolution)
            {
                // Bins begin at the first event found, wherever the slots lie.
                return IsMultiple(at - origin, step) ? Events(at, Instant.Min(at + step, end)).Average(e => (double?)e.Value) : null;
            }

            // An event is repeated from its own start on, as often as the step fits into it.
            return Events(Instant.Max(at - sensor.Resolution + Duration.Epsilon, first), at + Duration.Epsilon)
                .Where(e => IsMultiple(at - e.Start, step))
                .Select(e => (double?)e.Value)
                .LastOrDefault();
        }

        IEnumerable<(Instant Start, double Value)> Events(Instant from, Instant to)
        {
            foreach (var at in sensor.Starts(from, to, now))
            {
                if (Newest(at) is { } value)
                {
                    yield return (at, value);
                }
            }
        }

        double? Newest(Instant at)
        {
            var over = at + sensor.Resolution;
            FlexMeasuresBeliefState? best = null;
            foreach (var belief in sensor.At(at, now))
            {
                if ((prior is { } p && belief.At >= p.ToInstant())
                    || (horizon is { } h && belief.At > over - h.FixedPart)
                    || (source is not null && belief.SourceId != source)
                    || (account is not null && SourceOf(belief)?.AccountId != account)
                    || (type is not null && SourceOf(belief)?.Type != type)
                    || (message == "GetMeterDataRequest" && belief.At < over)
                    || (message == "GetPrognosisRequest" && belief.At > over))
                {
                    continue;
                }

                best = best is null || belief.At > best.At || (belief.At == best.At && belief.SourceId > best.SourceId) ? belief : best;
            }

            return best?.Value;
        }
    }

    private FlexMeasuresSourceState? SourceOf(FlexMeasuresBeliefState belief) => State.Sources.Find(s => s.Id == belief.SourceId);
}
