namespace Energy.Clients.FlexMeasures;

/// <summary>Reads the values of an answer as readings: each value's slot follows from its place.</summary>
internal struct FlexMeasuresValueReader(Instant start, Duration step, bool instantaneous) : IRowReader<Reading>
{
    private Instant _next = start;

    public bool TryRead(ref Utf8JsonReader reader, DriftWatch drift, out Reading row)
    {
        double? value = reader.TokenType switch
        {
            JsonTokenType.Number => JsonNumber.GetDouble(ref reader),
            JsonTokenType.Null => null,
            _ => throw new JsonException($"Expected a number or null, found {reader.TokenType}."),
        };
        var end = _next + step;
        row = new Reading(_next, instantaneous ? _next : end, value);
        _next = end;
        return true;
    }
}
