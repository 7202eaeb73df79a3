namespace Energy.Clients.IOTile;

/// <summary>An event: something that happened, with data of its own and perhaps a file.</summary>
public sealed record IOTileEvent : IOTileModel
{
    private readonly ByContent<JsonElement?> _extraData;

    /// <summary>The number.</summary>
    public long Id { get; init; }

    /// <summary>The stream's slug.</summary>
    public StreamSlug Stream { get; init; }

    /// <summary>The project's slug; empty for archives.</summary>
    public string? Project { get; init; }

    /// <summary>The slug of the device or block.</summary>
    public string? Device { get; init; }

    /// <summary>The variable's slug.</summary>
    public VariableSlug? Variable { get; init; }

    /// <summary>The storage's bucket.</summary>
    [JsonPropertyName("s3bucket")]
    public string? StorageBucket { get; init; }

    /// <summary>The storage's key; <see langword="null"/> when there is no file.</summary>
    [JsonPropertyName("s3key")]
    public string? StorageKey { get; init; }

    /// <summary>The kind of the file: <c>json</c>, <c>json.gz</c>, <c>csv</c>.</summary>
    public string? Ext { get; init; }

    /// <summary>Whether there is a file: <see cref="IOTileEventOperations.GetDataAsync"/>.</summary>
    public bool HasRawData { get; init; }

    /// <summary>The device's own time; <see langword="null"/> when it gave none.</summary>
    public long? DeviceTimestamp { get; init; }

    /// <summary>When, with fractions of a second.</summary>
    [JsonConverter(typeof(InstantJsonConverter))]
    public Instant Timestamp { get; init; }

    /// <summary>The device's incremental id; 0 when not set.</summary>
    public long StreamerLocalId { get; init; }

    /// <summary>Whether the time is a guess.</summary>
    public bool DirtyTs { get; init; }

    /// <summary>How the time is known: <c>unk</c>, <c>cln</c>, <c>drt</c>, <c>utc</c>.</summary>
    public string? Status { get; init; }

    /// <summary>The event's own data, an object.</summary>
    public JsonElement? ExtraData { get => _extraData.Value; init => _extraData = new(value); }
}
