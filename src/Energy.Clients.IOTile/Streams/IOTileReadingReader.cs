namespace Energy.Clients.IOTile;

/// <summary>Reads rows of stream data or data as readings: the time and one of the values, nothing else, without allocation.</summary>
internal struct IOTileReadingReader(IOTileValueKind kind) : IRowReader<Reading>
{
    private SameDayTimes _times;

    public bool TryRead(ref Utf8JsonReader reader, DriftWatch drift, out Reading row)
    {
        row = default;
        IOTileRows.Begin(ref reader);
        var timestamp = default(Instant);
        var timed = false;
        double? value = null;
        var seen = false;
        var wanted = kind switch
        {
            IOTileValueKind.Output => "output_value"u8,
            IOTileValueKind.Stored => "value"u8,
            _ => "int_value"u8,
        };
        while (true)
        {
            if (!reader.Read())
            {
                return false;
            }

            if (reader.TokenType == JsonTokenType.EndObject)
            {
                row = !timed ? throw new JsonException("The member 'timestamp' is missing.")
                    : !seen ? throw new JsonException("The member that holds the value is missing.")
                    : new Reading(timestamp, timestamp, value);
                return true;
            }

            var isTime = JsonText.Is(ref reader, "timestamp"u8);
            var isValue = !isTime && JsonText.Is(ref reader, wanted);
            if (!reader.Read())
            {
                return false;
            }

            if (isTime)
            {
                timestamp = _times.Read(ref reader);
                timed = true;
            }
            else if (isValue)
            {
                seen = true;
                value = IOTileRows.Double(ref reader);
            }
            else if (reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray && !reader.TrySkip())
            {
                return false;
            }
        }
    }
}
