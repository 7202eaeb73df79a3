namespace Energy.Clients.IOTile;

/// <summary>Reads full rows of data/ and of stream/{slug}/data/. Texts of the row before are used again when they are the same, as they mostly are.</summary>
internal struct IOTileRowReader : IRowReader<IOTileDataRow>, IRowReader<IOTileStreamRow>
{
    // In the server's order, so that the one behind the last found is mostly the next.
    private static readonly (byte[] Name, Setter Set)[] Known =
    [
        ("id"u8.ToArray(), static (ref row, ref json) => row._members.Id = IOTileRows.Int64(ref json) ?? 0),
        ("stream"u8.ToArray(), static (ref row, ref json) => row._members.Stream = IOTileRows.Slug<StreamSlug>(ref json)),
        ("project"u8.ToArray(), static (ref row, ref json) => row._members.Project = Take(ref row._project, ref json)),
        ("device"u8.ToArray(), static (ref row, ref json) => row._members.Device = Take(ref row._device, ref json)),
        ("variable"u8.ToArray(), static (ref row, ref json) => row._members.Variable = IOTileRows.Slug<VariableSlug>(ref json)),
        ("type"u8.ToArray(), static (ref row, ref json) => row._members.Type = IOTileDataType.Read(ref json)),
        ("device_timestamp"u8.ToArray(), static (ref row, ref json) => row._members.DeviceTime = IOTileRows.Int64(ref json)),
        ("timestamp"u8.ToArray(), static (ref row, ref json) => row._members.Time = row._times.Read(ref json)),
        ("int_value"u8.ToArray(), static (ref row, ref json) => row._members.Raw = IOTileRows.Int64(ref json)),
        ("value"u8.ToArray(), static (ref row, ref json) => row._members.Value = IOTileRows.Double(ref json)),
        ("display_value"u8.ToArray(), static (ref row, ref json) => row._members.Display = IOTileRows.Text(ref json)),
        ("output_value"u8.ToArray(), static (ref row, ref json) => row._members.Output = IOTileRows.Double(ref json)),
        ("streamer_local_id"u8.ToArray(), static (ref row, ref json) => row._members.LocalId = IOTileRows.Int64(ref json) ?? 0),
        ("dirty_ts"u8.ToArray(), static (ref row, ref json) => row._members.Dirty = IOTileRows.Flag(ref json)),
        ("status"u8.ToArray(), static (ref row, ref json) => row._members.Status = Take(ref row._status, ref json)),
    ];

    private Members _members;
    private SameDayTimes _times;
    private string? _project;
    private string? _device;
    private string? _status;
    private int _next;

    private delegate void Setter(ref IOTileRowReader row, ref Utf8JsonReader json);

    public bool TryRead(ref Utf8JsonReader reader, DriftWatch drift, out IOTileDataRow row)
    {
        var read = TryRead(ref reader, drift, "data");
        row = !read ? default : new IOTileDataRow
        {
            Id = _members.Id,
            Stream = _members.Stream ?? throw new JsonException("The member 'stream' is missing."),
            Project = _members.Project ?? "",
            Device = _members.Device ?? "",
            Variable = _members.Variable,
            Type = _members.Type,
            DeviceTimestamp = _members.DeviceTime,
            Timestamp = _members.Time!.Value,
            IntValue = _members.Raw,
            Value = _members.Value,
            StreamerLocalId = _members.LocalId,
            DirtyTs = _members.Dirty,
            Status = _members.Status ?? "",
        };
        return read;
    }

    public bool TryRead(ref Utf8JsonReader reader, DriftWatch drift, out IOTileStreamRow row)
    {
        var read = TryRead(ref reader, drift, "stream data");
        row = !read ? default : new IOTileStreamRow
        {
            Timestamp = _members.Time!.Value,
            Type = _members.Type,
            IntValue = _members.Raw,
            Value = _members.Value,
            OutputValue = _members.Output,
            DisplayValue = _members.Display,
            StreamerLocalId = _members.LocalId,
        };
        return read;
    }

    private bool TryRead(ref Utf8JsonReader reader, DriftWatch drift, string owner)
    {
        _members = default;
        IOTileRows.Begin(ref reader);
        while (reader.Read())
        {
            if (reader.TokenType == JsonTokenType.EndObject)
            {
                return _members.Time is null ? throw new JsonException("The member 'timestamp' is missing.") : true;
            }

            var name = reader.ValueIsEscaped ? Encoding.UTF8.GetBytes(reader.GetString()!) : reader.ValueSpan;
            if (!reader.Read())
            {
                return false;
            }

            if (TryFind(name))
            {
                Known[_next].Set(ref this, ref reader);
                _next = (_next + 1) % Known.Length;
                continue;
            }

            drift.Report(owner, name);
            if (!reader.TrySkip())
            {
                return false;
            }
        }

        return false;
    }

    private bool TryFind(ReadOnlySpan<byte> name)
    {
        for (var tried = 0; tried < Known.Length; tried++, _next = (_next + 1) % Known.Length)
        {
            if (name.SequenceEqual(Known[_next].Name))
            {
                return true;
            }
        }

        return false;
    }

    // The text of the row before, where it is the same: no text is made then.
    private static string? Take(ref string? before, ref Utf8JsonReader json)
    {
        if (before is null || json.TokenType != JsonTokenType.String || !json.ValueTextEquals(before))
        {
            before = IOTileRows.Text(ref json);
        }

        return before;
    }

    private struct Members
    {
        public long Id, LocalId;
        public StreamSlug? Stream;
        public VariableSlug? Variable;
        public string? Project, Device, Status, Display;
        public IOTileDataType Type;
        public long? DeviceTime, Raw;
        public Instant? Time;
        public double? Value, Output;
        public bool Dirty;
    }
}
