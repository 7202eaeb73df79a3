using NodaTime.Text;

namespace Energy.Clients.Authoring;

/// <summary>
/// Reads and writes a <see cref="TimeStep"/> as an ISO 8601 repeating interval: <c>R/1970-01-01T00:00:00Z/PT15M</c>, and with the zone in brackets for calendar steps:
/// <c>R/0001-01-01T00:00:00[Europe/Amsterdam]/P1D</c>.
/// </summary>
/// <remarks>Already attached to the type.</remarks>
public sealed class TimeStepJsonConverter : JsonConverter<TimeStep>
{
    /// <inheritdoc/>
    public override TimeStep Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var text = reader.TokenType == JsonTokenType.String ? reader.GetString()! : throw new JsonException($"Expected a repeating interval as text, found {reader.TokenType}.");
        var last = text.LastIndexOf('/');
        if (text.StartsWith("R/", StringComparison.Ordinal) && last > 2)
        {
            var (start, length) = (text[2..last], text[(last + 1)..]);
            var bracket = start.IndexOf('[', StringComparison.Ordinal);
            if (bracket < 0 && InstantPattern.ExtendedIso.Parse(start) is { Success: true } epoch
                && IsoDuration.TryParse(length, out var duration) && duration.TryGetDuration(out var fixedLength))
            {
                return TimeStep.Of(fixedLength, epoch.Value);
            }

            if (bracket > 0 && start.EndsWith(']') && LocalDateTimePattern.ExtendedIso.Parse(start[..bracket]) is { Success: true } anchor
                && DateTimeZoneProviders.Tzdb.GetZoneOrNull(start[(bracket + 1)..^1]) is { } zone && PeriodPattern.Roundtrip.Parse(length) is { Success: true } period)
            {
                return TimeStep.Of(period.Value, zone, anchor.Value);
            }
        }

        throw new JsonException($"'{text}' is not a repeating interval of the form R/1970-01-01T00:00:00Z/PT15M or R/0001-01-01T00:00:00[Europe/Amsterdam]/P1D.");
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, TimeStep value, JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(value);
        writer.WriteStringValue(value is { Period: { } period, Zone: { } zone }
            ? $"R/{LocalDateTimePattern.ExtendedIso.Format(value.Anchor)}[{zone.Id}]/{PeriodPattern.Roundtrip.Format(period)}"
            : $"R/{InstantText.Format(value.Epoch)}/{new IsoDuration(value.Length!.Value)}");
    }
}
