using System.Text.Json;
using NodaTime;

namespace Energy.Clients.IOTile;

/// <summary>Reads full rows of data/. The slugs of the row before are used again when they are the same, as they mostly are.</summary>
internal struct IOTileDataRowReader : IRowReader<IOTileDataRow>
{
    private string? _stream;
    private string? _project;
    private string? _device;
    private string? _variable;
    private string? _status;

    public bool TryRead(ref Utf8JsonReader reader, DriftWatch drift, out IOTileDataRow row)
    {
        row = default;
        IOTileRows.Begin(ref reader);
        Instant? timestamp = null;
        long id = 0;
        var type = default(IOTileDataType);
        long? deviceTime = null;
        long? raw = null;
        double? value = null;
        long streamerId = 0;
        var dirty = false;
        while (true)
        {
            if (!reader.Read())
            {
                return false;
            }

            if (reader.TokenType == JsonTokenType.EndObject)
            {
                row = new IOTileDataRow(
                    id, _stream ?? "", _project ?? "", _device ?? "", _variable ?? "", type, deviceTime, timestamp ?? throw new JsonException("The member 'timestamp' is missing."), raw, value, streamerId, dirty, _status ?? "");
                return true;
            }

            var name = reader;
            if (!reader.Read())
            {
                return false;
            }

            if (name.ValueTextEquals("id"u8))
            {
                id = IOTileRows.Int64(ref reader) ?? 0;
            }
            else if (name.ValueTextEquals("stream"u8))
            {
                Take(ref _stream, ref reader);
            }
            else if (name.ValueTextEquals("project"u8))
            {
                Take(ref _project, ref reader);
            }
            else if (name.ValueTextEquals("device"u8))
            {
                Take(ref _device, ref reader);
            }
            else if (name.ValueTextEquals("variable"u8))
            {
                Take(ref _variable, ref reader);
            }
            else if (name.ValueTextEquals("type"u8))
            {
                type = IOTileDataType.Read(ref reader);
            }
            else if (name.ValueTextEquals("device_timestamp"u8))
            {
                deviceTime = IOTileRows.Int64(ref reader);
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
                value = IOTileRows.Double(ref reader);
            }
            else if (name.ValueTextEquals("streamer_local_id"u8))
            {
                streamerId = IOTileRows.Int64(ref reader) ?? 0;
            }
            else if (name.ValueTextEquals("dirty_ts"u8))
            {
                dirty = IOTileRows.Flag(ref reader);
            }
            else if (name.ValueTextEquals("status"u8))
            {
                Take(ref _status, ref reader);
            }
            else
            {
                drift.Report("data", name.ValueSpan);
                if (!reader.TrySkip())
                {
                    return false;
                }
            }
        }
    }

    private static void Take(ref string? text, ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.String || text is null || !reader.ValueTextEquals(text))
        {
            text = IOTileRows.Text(ref reader);
        }
    }
}
