using System.Text.Json.Nodes;

namespace Energy.Clients.Emulators;

/// <summary>Values of sensors: read, post, upload, delete.</summary>
internal sealed partial class FlexMeasuresDataRoutes(FlexMeasuresEmulator emulator, FlexMeasuresEmulatorOptions options)
{
    private const string Place = "combined_sensor_data_description";

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

        emulator.NoteAsset(
            exchange,
            sensor.AssetId,
            $"Deleted data for sensor '{sensor.Name}': {sensor.Id}"
                + (source is null ? "" : $", source: {source}") + (start is null ? "" : $", from: {body["start"]}") + (until is null ? "" : $", until: {body["until"]}"));

        exchange.Response.StatusCode = 204;
        exchange.Response.ContentType = "application/json";
    }

    /// <summary>Cuts a time down to a whole number of steps since 1970, by the clock of its own offset.</summary>
    internal static OffsetDateTime Floor(OffsetDateTime time, Duration step)
    {
        var ticks = time.LocalDateTime.InUtc().ToInstant().ToUnixTimeTicks();
        var inside = ticks % step.BclCompatibleTicks;
        return Instant.FromUnixTimeTicks(ticks - (inside < 0 ? inside + step.BclCompatibleTicks : inside)).InUtc().LocalDateTime.WithOffset(time.Offset);
    }

    // As the server asks: into the same dimension, or an amount into a rate.
    private static bool Converts(string from, string to) =>
        from == to || (Unit.TryFromText(from, out var left)
            && Unit.TryFromText(to, out var right) && left.IsKnown && right.IsKnown && (left.IsConvertibleTo(right) || left.IsAmountOf(right)));

    private static UnitConversion Conversion(string from, string to, Duration over)
    {
        if (from == to)
        {
            return UnitConversion.Identity;
        }

        Unit left = Unit.FromText(from), right = Unit.FromText(to);
        return left.TryGetConversion(right, out var conversion) ? conversion : left.GetConversion(right, over);
    }

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
}
