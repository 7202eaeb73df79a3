using System.Buffers;

namespace Energy.Clients.FlexMeasures;

/// <summary>A quantity that may change over time: one value, a sensor that holds it, or values with times.</summary>
[JsonConverter(typeof(FlexMeasuresVariableJsonConverter))]
public sealed record FlexMeasuresVariable
{
    private readonly ByContent<JsonElement> _json;

    private FlexMeasuresVariable(JsonElement json) => _json = new(json);

    /// <summary>One value.</summary>
    /// <param name="quantity">The value.</param>
    [SuppressMessage("Usage", "CA2225:Operator overloads have named alternates", Justification = "FromQuantity is the named alternate.")]
    public static implicit operator FlexMeasuresVariable(FlexMeasuresQuantity quantity) => FromQuantity(quantity);

    /// <summary>One value, written with its unit.</summary>
    /// <param name="quantity">The value.</param>
    /// <returns>The variable.</returns>
    public static FlexMeasuresVariable FromQuantity(FlexMeasuresQuantity quantity) => Written(json => json.WriteStringValue(quantity.ToString()));

    /// <summary>One value, written with its unit.</summary>
    /// <param name="magnitude">The number.</param>
    /// <param name="unit">The unit.</param>
    /// <returns>The variable.</returns>
    public static FlexMeasuresVariable Of(double magnitude, Unit unit) => FromQuantity(new FlexMeasuresQuantity(magnitude, unit));

    /// <summary>A bare number, for members whose unit is implied (state of charge with <c>soc-unit</c>, efficiencies).</summary>
    /// <param name="number">The number.</param>
    /// <returns>The variable.</returns>
    public static FlexMeasuresVariable OfNumber(double number) => Written(json => json.WriteNumberValue(number));

    /// <summary>What a sensor holds.</summary>
    /// <param name="sensorId">The sensor.</param>
    /// <param name="byDefault">What counts where the sensor has no value.</param>
    /// <returns>The variable.</returns>
    public static FlexMeasuresVariable FromSensor(long sensorId, FlexMeasuresQuantity? byDefault = null) => Written(json =>
    {
        json.WriteStartObject();
        json.WriteNumber("sensor", sensorId);
        if (byDefault is { } quantity)
        {
            json.WriteString("default", quantity.ToString());
        }

        json.WriteEndObject();
    });

    /// <summary>Values at times.</summary>
    /// <param name="events">The values.</param>
    /// <returns>The variable.</returns>
    public static FlexMeasuresVariable FromEvents(params IReadOnlyList<FlexMeasuresTimedQuantity> events)
    {
        ArgumentNullException.ThrowIfNull(events);
        return Written(json =>
        {
            json.WriteStartArray();
            foreach (var (quantity, start, end) in events)
            {
                json.WriteStartObject();
                json.WriteString("value", quantity.ToString());
                json.WriteString(end is null ? "datetime" : "start", FlexMeasuresTime.Format(start));
                if (end is { } until)
                {
                    json.WriteString("end", FlexMeasuresTime.Format(until));
                }

                json.WriteEndObject();
            }

            json.WriteEndArray();
        });
    }

    internal static void WriteExtra(Utf8JsonWriter json, IReadOnlyDictionary<string, JsonElement>? extra)
    {
        foreach (var (name, value) in extra ?? new Dictionary<string, JsonElement>(0))
        {
            json.WritePropertyName(name);
            value.WriteTo(json);
        }
    }

    internal static void WriteTo(Utf8JsonWriter json, string name, IReadOnlyList<FlexMeasuresVariable>? variables)
    {
        if (variables is null)
        {
            return;
        }

        json.WriteStartArray(name);
        foreach (var variable in variables)
        {
            variable.WriteTo(json);
        }

        json.WriteEndArray();
    }

    internal void WriteTo(Utf8JsonWriter json, string name)
    {
        json.WritePropertyName(name);
        WriteTo(json);
    }

    internal void WriteTo(Utf8JsonWriter json) => _json.Value.WriteTo(json);

    internal static FlexMeasuresVariable AsGiven(JsonElement json) => new(json);

    private static FlexMeasuresVariable Written(Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            write(json);
        }

        return new FlexMeasuresVariable(JsonElement.Parse(buffer.WrittenSpan));
    }
}
