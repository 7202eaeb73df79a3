namespace Energy.Clients.IOTile;

/// <summary>A row of data of any stream, with its id.</summary>
public readonly record struct IOTileDataRow
{
    /// <summary>The row's id, unique in the cloud.</summary>
    public long Id { get; init; }

    /// <summary>The stream; of an archive, a stream of the block without a project.</summary>
    public StreamSlug Stream { get; init; }

    /// <summary>The project's slug; empty for archives.</summary>
    public string Project { get; init; }

    /// <summary>The slug of the device or, for archives, of the block.</summary>
    public string Device { get; init; }

    /// <summary>The variable, for archives with the old project; <see langword="null"/> where the server tells none.</summary>
    public VariableSlug? Variable { get; init; }

    /// <summary>The type.</summary>
    public IOTileDataType Type { get; init; }

    /// <summary>The device's own time, see <see cref="IOTileDeviceTime"/>; <see langword="null"/> when it gave none.</summary>
    public long? DeviceTimestamp { get; init; }

    /// <summary>When; the server cuts it to whole seconds.</summary>
    [JsonConverter(typeof(InstantJsonConverter))]
    public Instant Timestamp { get; init; }

    /// <summary>The device's raw number.</summary>
    public long? IntValue { get; init; }

    /// <summary>The value in the storage unit.</summary>
    public double? Value { get; init; }

    /// <summary>The device's incremental id; 0 when not set.</summary>
    public long StreamerLocalId { get; init; }

    /// <summary>Whether the time is a guess.</summary>
    public bool DirtyTs { get; init; }

    /// <summary>How the time is known: <c>unk</c>, <c>cln</c>, <c>drt</c>, <c>utc</c>.</summary>
    public string Status { get; init; }
}
