using NodaTime.Text;

namespace Energy.Clients.Authoring;

/// <summary>Reads and writes an <see cref="Interval"/> as ISO 8601 text: <c>2026-01-31T00:00:00Z/2026-02-01T00:00:00Z</c>; an open end is left out.</summary>
public sealed class IntervalJsonConverter : JsonConverter<Interval>
{
    /// <inheritdoc/>
    public override Interval Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var text = reader.TokenType == JsonTokenType.String ? reader.GetString()! : throw new JsonException($"Expected an interval as text, found {reader.TokenType}.");
        return text.Split('/') is [var first, var last] && TryParse(first, out var start) && TryParse(last, out var end) && (start is null || end is null || start <= end)
            ? new Interval(start, end)
            : throw new JsonException($"'{text}' is not an interval of the form 2026-01-31T00:00:00Z/2026-02-01T00:00:00Z (without the start or the end where it is open).");
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, Interval value, JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.WriteStringValue($"{(value.HasStart ? InstantText.Format(value.Start) : null)}/{(value.HasEnd ? InstantText.Format(value.End) : null)}");
    }

    private static bool TryParse(string text, out Instant? instant)
    {
        instant = null;
        if (text.Length == 0)
        {
            return true;
        }

        var result = InstantPattern.ExtendedIso.Parse(text);
        instant = result.Success ? result.Value : null;
        return result.Success;
    }
}
