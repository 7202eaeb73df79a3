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
    private SameDayTimes _times;

    private enum Member
    {
        Unknown,
        Id,
        Stream,
        Project,
        Device,
        Variable,
        Type,
        DeviceTime,
        Timestamp,
        Raw,
        Value,
        StreamerId,
        Dirty,
        Status,
    }

    public bool TryRead(ref Utf8JsonReader reader, DriftWatch drift, out IOTileDataRow row)
    {
        row = default;
        IOTileRows.Begin(ref reader);
        var timestamp = default(Instant);
        var timed = false;
        long id = 0;
        var type = default(IOTileDataType);
        long? deviceTime = null;
        long? raw = null;
        double? value = null;
        long streamerId = 0;
        var dirty = false;
        string? stream = null, project = null, device = null, variable = null, status = null;
        while (true)
        {
            if (!reader.Read())
            {
                return false;
            }

            if (reader.TokenType == JsonTokenType.EndObject)
            {
                row = new IOTileDataRow(
                    id, stream ?? "", project ?? "", device ?? "", variable ?? "", type, deviceTime, timed ? timestamp : throw new JsonException("The member 'timestamp' is missing."), raw, value, streamerId, dirty, status ?? "");
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
                case Member.Id:
                    id = IOTileRows.Int64(ref reader) ?? 0;
                    break;
                case Member.Stream:
                    stream = Take(ref _stream, ref reader);
                    break;
                case Member.Project:
                    project = Take(ref _project, ref reader);
                    break;
                case Member.Device:
                    device = Take(ref _device, ref reader);
                    break;
                case Member.Variable:
                    variable = Take(ref _variable, ref reader);
                    break;
                case Member.Type:
                    type = IOTileDataType.Read(ref reader);
                    break;
                case Member.DeviceTime:
                    deviceTime = IOTileRows.Int64(ref reader);
                    break;
                case Member.Timestamp:
                    timestamp = _times.Read(ref reader);
                    timed = true;
                    break;
                case Member.Raw:
                    raw = IOTileRows.Int64(ref reader);
                    break;
                case Member.Value:
                    value = IOTileRows.Double(ref reader);
                    break;
                case Member.StreamerId:
                    streamerId = IOTileRows.Int64(ref reader) ?? 0;
                    break;
                case Member.Dirty:
                    dirty = IOTileRows.Flag(ref reader);
                    break;
                case Member.Status:
                    status = Take(ref _status, ref reader);
                    break;
                default:
                    drift.Report("data", name);
                    if (!reader.TrySkip())
                    {
                        return false;
                    }

                    break;
            }
        }
    }

    private static Member Which(ref Utf8JsonReader name) =>
        JsonText.Is(ref name, "id"u8) ? Member.Id
        : JsonText.Is(ref name, "stream"u8) ? Member.Stream
        : JsonText.Is(ref name, "project"u8) ? Member.Project
        : JsonText.Is(ref name, "device"u8) ? Member.Device
        : JsonText.Is(ref name, "variable"u8) ? Member.Variable
        : JsonText.Is(ref name, "type"u8) ? Member.Type
        : JsonText.Is(ref name, "device_timestamp"u8) ? Member.DeviceTime
        : JsonText.Is(ref name, "timestamp"u8) ? Member.Timestamp
        : JsonText.Is(ref name, "int_value"u8) ? Member.Raw
        : JsonText.Is(ref name, "value"u8) ? Member.Value
        : JsonText.Is(ref name, "streamer_local_id"u8) ? Member.StreamerId
        : JsonText.Is(ref name, "dirty_ts"u8) ? Member.Dirty
        : JsonText.Is(ref name, "status"u8) ? Member.Status
        : Member.Unknown;

    // The text of the row before, where it is the same: no text is made then.
    private static string? Take(ref string? before, ref Utf8JsonReader reader)
    {
        if (before is null || reader.TokenType != JsonTokenType.String || !reader.ValueTextEquals(before))
        {
            before = IOTileRows.Text(ref reader);
        }

        return before;
    }
}
