using System.Text.Json;
using NodaTime;

namespace Energy.Clients.FlexMeasures;

/// <summary>Writes times, spans, truth values and documents as this vendor reads them, in queries and in bodies: what is null or left out is not written.</summary>
internal static class FlexMeasuresWire
{
    public static QueryArguments Add(this QueryArguments query, string name, bool? value) => query.Add(name, value is { } flag ? flag ? "true" : "false" : null);

    public static QueryArguments Add(this QueryArguments query, string name, OffsetDateTime? value) => query.Add(name, Text(value));

    public static QueryArguments Add(this QueryArguments query, string name, Instant? value) => query.Add(name, value is { } instant ? FlexMeasuresTime.Format(instant) : null);

    public static QueryArguments Add(this QueryArguments query, string name, IsoDuration? value) => query.Add(name, Text(value));

    public static Utf8JsonWriter Add(this Utf8JsonWriter json, string name, OffsetDateTime? value) => json.Add(name, Text(value));

    public static Utf8JsonWriter Add(this Utf8JsonWriter json, string name, IsoDuration? value) => json.Add(name, Text(value));

    public static Utf8JsonWriter Add(this Utf8JsonWriter json, string name, FlexMeasuresJson? value) => json.Add(name, value is { } document ? document : default(Optional<FlexMeasuresJson>));

    public static Utf8JsonWriter Add(this Utf8JsonWriter json, string name, Optional<FlexMeasuresJson> value) => json.Add(name, value, static (writer, document) => document.WriteTo(writer));

    private static string? Text(OffsetDateTime? value) => value is { } time ? FlexMeasuresTime.Format(time) : null;

    private static string? Text(IsoDuration? value) => value?.ToString(IsoDurationStyle.Hours);
}
