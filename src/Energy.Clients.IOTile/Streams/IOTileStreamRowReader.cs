using System.Text.Json;
using NodaTime;

namespace Energy.Clients.IOTile;

/// <summary>Reads full rows of stream/{slug}/data/.</summary>
internal readonly struct IOTileStreamRowReader : IRowReader<IOTileStreamRow>
{
    public bool TryRead(ref Utf8JsonReader reader, DriftWatch drift, out IOTileStreamRow row)
    {
        row = default;
        IOTileRows.Begin(ref reader);
        Instant? timestamp = null;
        var type = default(IOTileDataType);
        long? raw = null;
        double? stored = null;
        double? output = null;
        string? display = null;
        long id = 0;
        while (true)
        {
            if (!reader.Read())
            {
                return false;
            }

            if (reader.TokenType == JsonTokenType.EndObject)
            {
                row = new IOTileStreamRow(timestamp ?? throw new JsonException("The member 'timestamp' is missing."), type, raw, stored, output, display, id);
                return true;
            }

            var name = reader;
            if (!reader.Read())
            {
                return false;
            }

            if (name.ValueTextEquals("type"u8))
            {
                type = IOTileDataType.Read(ref reader);
            }
            else if (name.ValueTextEquals("timestamp"u8))
            {
                timestamp = InstantJsonConverter.ReadInstant(ref reader);
            }
            else if (name.ValueTextEquals("int_value"u8))
            {
                raw = IOTileRows.Int64(ref reader);
            }
            else if (name.ValueTextEquals("value"u8))
            {
                stored = IOTileRows.Double(ref reader);
            }
            else if (name.ValueTextEquals("display_value"u8))
            {
                display = IOTileRows.Text(ref reader);
            }
            else if (name.ValueTextEquals("output_value"u8))
            {
                output = IOTileRows.Double(ref reader);
            }
            else if (name.ValueTextEquals("streamer_local_id"u8))
            {
                id = IOTileRows.Int64(ref reader) ?? 0;
            }
            else
            {
                drift.Report("stream data", name.ValueSpan);
                if (!reader.TrySkip())
                {
                    return false;
                }
            }
        }
    }
}
