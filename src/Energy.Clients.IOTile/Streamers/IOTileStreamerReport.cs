namespace Energy.Clients.IOTile;

/// <summary>A report that the server received.</summary>
public sealed record IOTileStreamerReport : IOTileModel
{
    /// <summary>The UUID.</summary>
    public Guid Id { get; init; }

    /// <summary>The lowest reading id in the file.</summary>
    public long? OriginalFirstId { get; init; }

    /// <summary>The highest reading id in the file.</summary>
    public long? OriginalLastId { get; init; }

    /// <summary>The lowest reading id that was new and stored; 0 when nothing was new; <see langword="null"/> until the report is processed.</summary>
    public long? ActualFirstId { get; init; }

    /// <summary>The highest reading id that was new and stored; 0 when nothing was new; <see langword="null"/> until the report is processed.</summary>
    public long? ActualLastId { get; init; }

    /// <summary>The streamer's slug.</summary>
    public StreamerSlug Streamer { get; init; }

    /// <summary>When it was received, as the upload said.</summary>
    [JsonConverter(typeof(InstantJsonConverter))]
    public Instant SentTimestamp { get; init; }

    /// <summary>The device's uptime in seconds when it sent the report.</summary>
    public long? DeviceSentTimestamp { get; init; }

    /// <summary>The report's own id, larger than any reading's in it.</summary>
    public long IncrementalId { get; init; }

    /// <summary>How far times may be off, in seconds.</summary>
    public double? TimeEpsilon { get; init; }

    /// <summary>When the server made the record.</summary>
    [JsonConverter(typeof(InstantJsonConverter))]
    public Instant? CreatedOn { get; init; }

    /// <summary>The slug of the account that uploaded it.</summary>
    public string? CreatedBy { get; init; }

    /// <summary>Whether the server has processed the report.</summary>
    [JsonIgnore]
    public bool IsProcessed => ActualFirstId is not null && ActualLastId is not null;

    internal static ulong Fingerprint(IOTileStreamerReport report) => StableHash.Of(report.Id.ToString());
}
