namespace Energy.Clients.FlexMeasures;

/// <summary>Writes times, spans, truth values and documents as this vendor reads them, in queries and in bodies: what is null or left out is not written.</summary>
internal static class FlexMeasuresWire
{
    public static Instant? StartOf(Interval? range) => range is { HasStart: true } known ? known.Start : null;

    public static Instant? EndOf(Interval? range) => range is { HasEnd: true } known ? known.End : null;

    public static QueryArguments Add(this QueryArguments query, string name, bool? value) => query.Add(name, value is { } flag ? flag ? "true" : "false" : null);

    public static QueryArguments Add(this QueryArguments query, string name, OffsetDateTime? value) => query.Add(name, Text(value));

    public static QueryArguments Add(this QueryArguments query, string name, Instant? value) => query.Add(name, value is { } instant ? FlexMeasuresTime.Format(instant) : null);

    public static QueryArguments Add(this QueryArguments query, string name, IsoDuration? value) => query.Add(name, Text(value));

    public static Utf8JsonWriter Add(this Utf8JsonWriter json, string name, OffsetDateTime? value) => json.Add(name, Text(value));

    public static Utf8JsonWriter Add(this Utf8JsonWriter json, string name, Instant? value) => json.Add(name, value is { } instant ? FlexMeasuresTime.Format(instant) : null);

    public static Utf8JsonWriter Add(this Utf8JsonWriter json, string name, IsoDuration? value) => json.Add(name, Text(value));

    public static Utf8JsonWriter Add(this Utf8JsonWriter json, string name, FlexMeasuresJson? value) =>
        json.Add(name, value is { } document ? document : default(Optional<FlexMeasuresJson>));

    public static Utf8JsonWriter Add(this Utf8JsonWriter json, string name, Optional<FlexMeasuresJson> value) =>
        json.Add(name, value, static (writer, document) => document.WriteTo(writer));

    public static Utf8JsonWriter AddValues<T>(this Utf8JsonWriter json, IReadOnlyList<T> values, Func<T, double?> valueOf)
    {
        json.WriteStartArray("values");
        foreach (var value in values)
        {
            if (valueOf(value) is { } number)
            {
                json.WriteNumberValue(number);
            }
            else
            {
                json.WriteNullValue();
            }
        }

        json.WriteEndArray();
        return json;
    }

    public static EnergyRequest With(this EnergyRequest request, IFlexMeasuresBody body, [CallerArgumentExpression(nameof(body))] string? name = null)
    {
        ArgumentNullException.ThrowIfNull(body, name);
        body.Check();
        return request.WithJson(body.WriteTo);
    }

    private static string? Text(OffsetDateTime? value) => value is { } time ? FlexMeasuresTime.Format(time) : null;

    private static string? Text(IsoDuration? value) => value?.ToString(IsoDurationStyle.Hours);
}
