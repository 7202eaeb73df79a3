using System.Text.Json;
using NodaTime;

namespace Energy.Clients.IOTile;

/// <summary>Reads full rows of stream/{slug}/data/.</summary>
internal struct IOTileStreamRowReader : IRowReader<IOTileStreamRow>
{
    private SameDayTimes _times;

    private enum Member
    {
        Unknown,
        Type,
        Timestamp,
        Raw,
        Stored,
        Display,
        Output,
        Id,
    }

    public bool TryRead(ref Utf8JsonReader reader, DriftWatch drift, out IOTileStreamRow row)
    {
        row = default;
        IOTileRows.Begin(ref reader);
        var timestamp = default(Instant);
        var timed = false;
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
                row = new IOTileStreamRow(timed ? timestamp : throw new JsonException("The member 'timestamp' is missing."), type, raw, stored, output, display, id);
                return true;
            }

            var member = Which(ref reader);
            var name = reader.ValueSpan;
            if (!reader.Read())
            {
                return false;
            }

            switch (member)
            {
                case Member.Type:
                    type = IOTileDataType.Read(ref reader);
                    break;
                case Member.Timestamp:
                    timestamp = _times.Read(ref reader);
                    timed = true;
                    break;
                case Member.Raw:
                    raw = IOTileRows.Int64(ref reader);
                    break;
                case Member.Stored:
                    stored = IOTileRows.Double(ref reader);
                    break;
                case Member.Display:
                    display = IOTileRows.Text(ref reader);
                    break;
                case Member.Output:
                    output = IOTileRows.Double(ref reader);
                    break;
                case Member.Id:
                    id = IOTileRows.Int64(ref reader) ?? 0;
                    break;
                default:
                    drift.Report("stream data", name);
                    if (!reader.TrySkip())
                    {
                        return false;
                    }

                    break;
            }
        }
    }

    private static Member Which(ref Utf8JsonReader name) =>
        JsonText.Is(ref name, "type"u8) ? Member.Type
        : JsonText.Is(ref name, "timestamp"u8) ? Member.Timestamp
        : JsonText.Is(ref name, "int_value"u8) ? Member.Raw
        : JsonText.Is(ref name, "value"u8) ? Member.Stored
        : JsonText.Is(ref name, "display_value"u8) ? Member.Display
        : JsonText.Is(ref name, "output_value"u8) ? Member.Output
        : JsonText.Is(ref name, "streamer_local_id"u8) ? Member.Id
        : Member.Unknown;
}
