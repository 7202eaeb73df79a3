using System.Text.Json.Nodes;

namespace Energy.Clients.Emulators;

/// <summary>Flex-models and flex-contexts: what the scheduler refuses of them at the trigger. What it does not look at fails the job, or nothing.</summary>
internal sealed class FlexMeasuresFlexConfig(FlexMeasuresEmulatorState state)
{
    private static readonly Field Any = new(null);
    private static readonly Field Energy = new("MWh", TakesNumbers: true);
    private static readonly Field Power = new("MW");
    private static readonly Field PositivePower = new("MW", Least: 0, Fault: "Must be greater than or equal to 0.");
    private static readonly Field Powers = new("MW", IsList: true);
    private static readonly Field Efficiency = new("%", TakesNumbers: true);

    // What is left of a price is not looked at, except its currency.
    private static readonly Field EnergyPrice = new("/MWh");
    private static readonly Field PowerPrice = new("/MW");

    private static readonly Dictionary<string, Field> Model = new()
    {
        ["sensor"] = Any,
        ["asset"] = Any,
        ["soc-at-start"] = Energy,
        ["soc-unit"] = Any,
        ["soc-min"] = Energy with { Least = 0, Fault = "Must be greater than or equal to 0 MWh." },
        ["soc-max"] = Energy,
        ["soc-minima"] = Energy,
        ["soc-maxima"] = Energy,
        ["soc-targets"] = Energy,
        ["state-of-charge"] = new("MWh", AlsoPercent: true),
        ["power-capacity"] = Power,
        ["consumption-capacity"] = Power,
        ["production-capacity"] = Power,
        ["roundtrip-efficiency"] = Efficiency with { Least = double.Epsilon, Most = 100, Fault = "Must be greater than 0 % and less than or equal to 100 %." },
        ["charging-efficiency"] = Efficiency,
        ["discharging-efficiency"] = Efficiency,
        ["storage-efficiency"] = Efficiency,
        ["soc-gain"] = Powers,
        ["soc-usage"] = Powers,
        ["prefer-charging-sooner"] = Any,
        ["prefer-curtailing-later"] = Any,
        ["group"] = Any,
        ["operation-modes"] = Any,
        ["commodity"] = Any,
        ["consumption"] = Any,
        ["production"] = Any,
        ["coupling"] = Any,
        ["coupling-coefficient"] = Any,
        ["inflexible-consumption"] = Any,
        ["inflexible-production"] = Any,
    };

    private static readonly Dictionary<string, Field> Context = new()
    {
        ["consumption-price"] = EnergyPrice,
        ["production-price"] = EnergyPrice,
        ["site-power-capacity"] = PositivePower,
        ["site-consumption-capacity"] = PositivePower,
        ["site-production-capacity"] = PositivePower,
        ["site-consumption-breach-price"] = PowerPrice,
        ["site-production-breach-price"] = PowerPrice,
        ["site-peak-consumption"] = PositivePower,
        ["site-peak-consumption-price"] = PowerPrice,
        ["site-peak-production"] = PositivePower,
        ["site-peak-production-price"] = PowerPrice,
        ["consumption-breach-price"] = PowerPrice,
        ["production-breach-price"] = PowerPrice,
        ["soc-minima-breach-price"] = EnergyPrice,
        ["soc-maxima-breach-price"] = EnergyPrice,
        ["relax-constraints"] = Any,
        ["relax-soc-constraints"] = Any,
        ["relax-capacity-constraints"] = Any,
        ["relax-site-capacity-constraints"] = Any,
        ["commitments"] = Any,
        ["inflexible-device-sensors"] = Any,
        ["inflexible-consumption"] = Any,
        ["inflexible-production"] = Any,
        ["aggregate-consumption"] = Any,
        ["aggregate-production"] = Any,
        ["aggregate-power"] = Any,
        ["commodity"] = Any,
        ["commodities"] = Any,
        ["consumption-price-sensor"] = Any,
        ["production-price-sensor"] = Any,
    };

    /// <summary>Where a flex-model or a flex-context names a sensor that the user may not read, as the server's language writes it; null when nowhere.</summary>
    internal string? Foreign(JsonNode? node, FlexMeasuresUserState user)
    {
        switch (node)
        {
            case JsonObject members:
                foreach (var (name, value) in members)
                {
                    var isReference = name.EndsWith("sensor", StringComparison.Ordinal) || name.EndsWith("sensors", StringComparison.Ordinal);
                    if (isReference && (value is JsonArray ids ? ids.Any(id => IsForeign(id, user)) : IsForeign(value, user)))
                    {
                        return $"'{name}'";
                    }

                    if (!isReference && Foreign(value, user) is { } inner)
                    {
                        return $"{{'{name}': {inner}}}";
                    }
                }

                return null;
            case JsonArray items:
                return items.Select((item, i) => Foreign(item, user) is { } inner ? $"{{{i}: {inner}}}" : null).FirstOrDefault(found => found is not null);
            default:
                return null;
        }
    }

    /// <summary>What is wrong with a device's flex-model, by field; empty when nothing is.</summary>
    internal JsonObject CheckModel(JsonObject model)
    {
        var errors = Check(model, Model);
        if (errors.Count == 0 && model["state-of-charge"] is JsonObject charge && SensorOf(charge) is { } sensor && sensor.Resolution != Duration.Zero)
        {
            errors["state-of-charge"] = Texts("The field `state-of-charge` points to a sensor with a non-instantaneous event resolution. Please, use an instantaneous sensor.");
        }

        if (errors.Count == 0 && model.ContainsKey("roundtrip-efficiency") && Array.Find(["charging", "discharging"], way => model.ContainsKey(way + "-efficiency")) is { } way)
        {
            errors["_schema"] = Texts($"Fields `{way}_efficiency` and `roundtrip_efficiency` are mutually exclusive.");
        }

        return errors;
    }

    /// <summary>What is wrong with a flex-context, by field; empty when nothing is.</summary>
    internal JsonObject CheckContext(JsonObject context)
    {
        var errors = Check(context, Context);
        (string Name, string Currency)? first = null;
        foreach (var (name, field) in Context.Where(f => errors.Count == 0 && f.Value.Unit?[0] == '/' && context.ContainsKey(f.Key)))
        {
            var unit = UnitOf(context[name]);
            var currency = Currency(unit);
            first ??= (name, currency);
            if (currency != first.Value.Currency)
            {
                // Two checks find it.
                var text = $"Invalid unit. A valid unit would be, for example, '{first.Value.Currency}{field.Unit}' (this example uses '{first.Value.Currency}', because "
                    + $"'{first.Value.Name}' used that currency). "
                    + $"However, you passed an incompatible price ('{unit}') for the '{name}' field. Also note that all prices in the flex-context must share the same "
                    + $"currency unit (in this case: '{first.Value.Currency}').";
                errors[name] = new JsonArray(text, text);
            }
        }

        return errors;
    }

    /// <summary>What a quantity that may vary is at an instant: in the unit asked for (bare numbers are in the other one), or just its number.</summary>
    internal double? Value(JsonNode? quantity, string? unit, string? bare, Instant at)
    {
        switch (quantity)
        {
            case null:
                return null;
            case JsonObject reference:
                var belief = SensorOf(reference) is { } sensor
                    ? sensor.Starts(sensor.Resolution == Duration.Zero ? at : at - sensor.Resolution + Duration.Epsilon, at + Duration.Epsilon, Instant.MaxValue)
                        .Select(start => sensor.At(start, Instant.MaxValue).MaxBy(b => b.At)).LastOrDefault()
                    : null;
                return belief is null ? Value(reference["default"], unit, bare, at) : To(belief.Value, SensorOf(reference)!.Unit);
            case JsonArray events:
                return events.OfType<JsonObject>().Where(e => Covers(e, at)).Select(e => Value(e["value"], unit, bare, at)).LastOrDefault();
            default:
                return TryRead(quantity.ToString(), out var number, out var written) ? To(number, written.Length > 0 ? written : bare) : null;
        }

        double To(double value, string? from) =>
            unit is not null && from is not null && Unit.TryFromText(from, out var known) && known.TryConvert(value, Unit.FromText(unit), out var converted) ? converted : value;

        static bool Covers(JsonObject item, Instant at) => Span(item) is { } span && (span.Start == span.End ? at == span.Start : at >= span.Start && at < span.End);
    }

    /// <summary>When an event of a list holds; null when it does not say.</summary>
    internal static (Instant Start, Instant End)? Span(JsonObject item)
    {
        Instant? Time(string name) => item[name] is { } text ? FlexMeasuresText.TryTime(text.ToString(), out _)?.ToInstant() : null;
        var length = item["duration"] is { } text && IsoDuration.TryParse(text.ToString(), out var duration) ? duration.FixedPart : Duration.Zero;
        var (start, end) = Time("datetime") is { } instant ? (instant, instant) : (Time("start"), Time("end"));
        return (start ?? end - length) is { } from ? (from, end ?? from + length) : null;
    }

    /// <summary>A text with a number and a unit, taken apart; the number is 1 where there is none.</summary>
    internal static bool TryRead(string text, out double number, out string unit)
    {
        var trimmed = text.Trim();
        var length = trimmed.TakeWhile((c, i) => char.IsAsciiDigit(c)
            || c is '.' or '-' or '+' || (c is 'e' or 'E' && i > 0 && i + 1 < trimmed.Length && (char.IsAsciiDigit(trimmed[i + 1]) || trimmed[i + 1] == '-'))).Count();
        unit = trimmed[length..].Trim();
        number = 1;
        return length == 0 ? unit.Length > 0 : double.TryParse(trimmed.AsSpan(0, length), NumberStyles.Float, CultureInfo.InvariantCulture, out number);
    }

    private static JsonArray Texts(string text) => new(JsonValue.Create(text));

    private static JsonObject? Items(JsonArray items, Func<JsonNode?, JsonNode?> check)
    {
        var errors = new JsonObject(items.Select((item, i) => KeyValuePair.Create(i.ToString(CultureInfo.InvariantCulture), check(item))).Where(e => e.Value is not null));
        return errors.Count == 0 ? null : errors;
    }

    private static JsonArray? Quantity(string text, Field field)
    {
        var target = field.Unit!;
        // The server works expressions out ("3 * 230 V * 16 A"); they are not looked into here.
        if (text.Contains('*', StringComparison.Ordinal))
        {
            return null;
        }

        if (!TryRead(text, out var number, out var written))
        {
            return Texts($"Cannot convert value '{text}' to a valid quantity. '{text}' is not defined in the unit registry");
        }

        var unit = Unit.Dimensionless;
        if (written.Length > 0 && !(Unit.TryFromText(written, out unit) && unit.IsKnown))
        {
            return Texts($"Cannot convert value '{text}' to a valid quantity. '{written}' is not defined in the unit registry");
        }

        return target[0] == '/' ? null
            : !unit.TryConvert(number, Unit.FromText(target), out var converted) ? Texts($"Cannot convert value `{text}` to '{target}'")
            : converted >= field.Least && converted <= field.Most ? null
            : Texts(field.Fault!);
    }

    private static string Currency(string unit)
    {
        var name = unit.Split('/')[0];
        return Unit.TryFromText(name, out var known) && known.IsKnown && known.Dimension.IsCurrency && name.Length > 3 ? name[^3..] : name;
    }

    private JsonObject Check(JsonObject config, Dictionary<string, Field> fields)
    {
        var errors = new JsonObject();
        foreach (var (name, value) in config)
        {
            var error = !fields.TryGetValue(name, out var field) ? Texts("Unknown field.")
                : field.Unit is null ? null
                : value is null ? Texts("Field may not be null.")
                : !field.IsList ? Check(value, field)
                : value is not JsonArray items ? Texts("Not a valid list.")
                : items.Count == 0 ? Texts("Shorter than minimum length 1.")
                : Items(items, item => Check(item, field));
            if (error is not null)
            {
                errors[name] = error;
            }
        }

        return errors;
    }

    // A quantity that may vary: a text, a sensor, or events with values; a number where the unit goes without saying.
    private JsonNode? Check(JsonNode? value, Field field) => value switch
    {
        null => Texts("Field may not be null."),
        JsonObject reference => Reference(reference, field),
        JsonArray events => Items(events, item => item is not JsonObject timed ? new JsonObject { ["_schema"] = Texts("Invalid input type.") }
            : timed["value"] is not { } part ? FlexMeasuresAnswers.Field("value", "Missing data for required field.")
            : Check(part, field) is { } error ? new JsonObject { ["value"] = error } : null),
        _ when value.GetValueKind() == JsonValueKind.String => Quantity(value.ToString(), field),
        _ when field.TakesNumbers && value.GetValueKind() == JsonValueKind.Number => Quantity($"{value} {(field.Unit == "%" ? "" : field.Unit)}", field),
        _ => Texts($"Unsupported value type. `<class '{(value.GetValueKind() != JsonValueKind.Number ? "bool" : value.AsValue().TryGetValue<long>(out _) ? "int" : "float")}"
            + $"'>` was provided but only dict, list, str, pint Quantity, tuple, and numeric values with a default source unit are supported."),
    };

    private JsonArray? Reference(JsonObject reference, Field field)
    {
        if (!reference.ContainsKey("sensor"))
        {
            return Texts("Dictionary provided but `sensor` key not found.");
        }

        if (SensorOf(reference) is not { } sensor)
        {
            return Texts(FlexMeasuresLists.Id(reference["sensor"]?.ToString()) is { } id ? $"No sensor found with ID {id}." : "Not a valid integer.");
        }

        if (field.Unit![0] == '/' || (field.AlsoPercent && sensor.Unit == "%"))
        {
            return null;
        }

        return Unit.TryFromText(sensor.Unit, out var unit) && unit.IsKnown && Unit.FromText(field.Unit) is var target && (unit.IsConvertibleTo(target) || unit.IsAmountOf(target))
            ? null
            : Texts($"Cannot convert {sensor.Unit} to {field.Unit}");
    }

    private string UnitOf(JsonNode? value) => value switch
    {
        JsonObject reference => SensorOf(reference)?.Unit ?? "",
        JsonArray events => UnitOf((events.FirstOrDefault() as JsonObject)?["value"]),
        _ => TryRead(value?.ToString() ?? "", out _, out var unit) ? unit : "",
    };

    private FlexMeasuresSensorState? SensorOf(JsonObject reference) => FlexMeasuresLists.Id(reference["sensor"]?.ToString()) is { } id ? state.Sensor(id) : null;

    private bool IsForeign(JsonNode? node, FlexMeasuresUserState user) =>
        FlexMeasuresLists.Id(node?.ToString()) is { } id && state.Sensor(id) is { } sensor && !state.MayRead(user, state.Asset(sensor.AssetId)?.AccountId);

    private sealed record Field(string? Unit, bool TakesNumbers = false, bool IsList = false, bool AlsoPercent = false, double Least = double.NegativeInfinity,
        double Most = double.PositiveInfinity, string? Fault = null);
}
