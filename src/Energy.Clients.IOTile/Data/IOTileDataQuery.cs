namespace Energy.Clients.IOTile;

/// <summary>Which rows of data to read.</summary>
public sealed record IOTileDataQuery
{
    /// <summary>The most that <see cref="LastN"/> takes.</summary>
    public const int MaxLastN = 100_000;

    /// <summary>Which instants, the end exclusive; either end may be open. <see langword="null"/> is all.</summary>
    [JsonConverter(typeof(IntervalJsonConverter))]
    public Interval? Range { get; init; }

    /// <summary>The newest so many, ordered by time; 1 to 100,000. <see langword="null"/> reads all, ordered by incremental id.</summary>
    public int? LastN { get; init; }

    /// <summary>The least incremental id, inclusive.</summary>
    public long? MinStreamerLocalId { get; init; }

    /// <summary>The greatest incremental id, inclusive.</summary>
    public long? MaxStreamerLocalId { get; init; }

    /// <summary>The least row id, inclusive.</summary>
    public long? MinId { get; init; }

    /// <summary>The greatest row id, inclusive.</summary>
    public long? MaxId { get; init; }

    /// <summary>The least device time, inclusive.</summary>
    public long? MinDeviceTimestamp { get; init; }

    /// <summary>The greatest device time, inclusive.</summary>
    public long? MaxDeviceTimestamp { get; init; }

    /// <summary>Rows of exactly this instant.</summary>
    [JsonConverter(typeof(InstantJsonConverter))]
    public Instant? At { get; init; }

    /// <summary>Whether the mask of the device or block applies.</summary>
    public bool ApplyMask { get; init; }

    /// <summary>How many rows a request asks for; the server gives 1,000 without it and at most 10,000.</summary>
    public int? PageSize { get; init; }

    internal QueryArguments ToQuery(string filter)
    {
        IOTileValues.CheckLastN(LastN, MaxLastN);
        IOTileValues.CheckPageSize(PageSize);
        return new QueryArguments()
            .Set("filter", filter)
            .SetRange(Range)
            .Set("streamer_id_min", MinStreamerLocalId)
            .Set("streamer_id_max", MaxStreamerLocalId)
            .Set("id_min", MinId)
            .Set("id_max", MaxId)
            .Set("streamer_ts_min", MinDeviceTimestamp)
            .Set("streamer_ts_max", MaxDeviceTimestamp)
            .Set("timestamp", At)
            .SetFlag("mask", ApplyMask)
            .Set("page_size", PageSize);
    }
}
