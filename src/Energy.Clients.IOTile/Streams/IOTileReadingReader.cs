using System.Text.Json;
using NodaTime;

namespace Energy.Clients.IOTile;

/// <summary>Reads rows of stream data or data as readings: the time and one of the values, nothing else, without allocation.</summary>
internal readonly struct IOTileReadingReader(IOTileValueKind kind) : IRowReader<Reading>
{
    public bool TryRead(ref Utf8JsonReader reader, DriftWatch drift, out Reading row)
    {
        row = default;
        IOTileRows.Begin(ref reader);
        Instant? timestamp = null;
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
                var at = timestamp ?? throw new JsonException("The member 'timestamp' is missing.");
                row = seen ? new Reading(at, at, value) : throw new JsonException("The member that holds the value is missing.");
                return true;
            }

            var isTime = reader.ValueTextEquals("timestamp"u8);
            var isValue = !isTime && reader.ValueTextEquals(wanted);
            if (!reader.Read())
            {
                return false;
            }

            if (isTime)
            {
                timestamp = InstantJsonConverter.ReadInstant(ref reader);
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
