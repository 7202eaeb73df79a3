using NodaTime.Text;

namespace Energy.Clients.OpenCec;

/// <summary>Times as the server writes them: without a zone, with six digits behind the second or none.</summary>
internal sealed class OpenCecTime : JsonConverter<LocalDateTime>
{
    private static readonly LocalDateTimePattern Micros = LocalDateTimePattern.CreateWithInvariantCulture("uuuu'-'MM'-'dd'T'HH':'mm':'ss'.'ffffff");

    public static string Format(LocalDateTime time) => (time.NanosecondOfSecond == 0 ? LocalDateTimePattern.GeneralIso : Micros).Format(time);

    public override LocalDateTime Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var text = reader.TokenType == JsonTokenType.String ? reader.GetString()! : throw new JsonException($"Expected a date and time as text, found {reader.TokenType}.");
        return LocalDateTimePattern.ExtendedIso.Parse(text) is { Success: true } result
            ? result.Value
            : throw new JsonException($"'{text}' is not a date and time of the form 2026-01-31T23:59:59.123456 without a zone.");
    }

    public override void Write(Utf8JsonWriter writer, LocalDateTime value, JsonSerializerOptions options) => writer.WriteStringValue(Format(value));
}
