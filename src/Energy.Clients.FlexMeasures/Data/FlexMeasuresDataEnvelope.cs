namespace Energy.Clients.FlexMeasures;

/// <summary>What stands beside the values of an answer: it must be what was asked for, or the slots would be other ones.</summary>
internal sealed class FlexMeasuresDataEnvelope(Instant start, Unit unit) : IEnvelopeReader
{
    public string? RowsMember => "values";

    public void ReadMember(ReadOnlySpan<byte> utf8Name, ref Utf8JsonReader value, DriftWatch drift)
    {
        if (utf8Name.SequenceEqual("start"u8))
        {
            if (value.TokenType != JsonTokenType.String || !FlexMeasuresTime.TryParse(value.GetString(), out var answered) || answered.ToInstant() != start)
            {
                throw new JsonException($"'start' is not {FlexMeasuresTime.Format(start)}, which was asked for.");
            }
        }
        else if (utf8Name.SequenceEqual("unit"u8))
        {
            if (value.TokenType != JsonTokenType.String || !value.ValueTextEquals(unit.Symbol))
            {
                throw new JsonException($"'unit' is not {unit}, which was asked for.");
            }
        }
        else if (!utf8Name.SequenceEqual("duration"u8) && !utf8Name.SequenceEqual("resolution"u8) && !utf8Name.SequenceEqual("status"u8) && !utf8Name.SequenceEqual("message"u8))
        {
            drift.Report("sensor data", utf8Name);
        }
    }

    public void Complete(bool rowsSeen)
    {
        if (!rowsSeen)
        {
            throw new JsonException("The member 'values' is missing.");
        }
    }
}
