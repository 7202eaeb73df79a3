using NodaTime;

namespace Energy.Clients.IOTile;

/// <summary>Which rows of data to read.</summary>
public sealed record IOTileDataQuery
{
    /// <summary>The most that <see cref="LastN"/> takes.</summary>
    public const int MaxLastN = 100_000;

    /// <summary>The first instant; <see langword="null"/> reads from the beginning.</summary>
    public Instant? Start { get; init; }

    /// <summary>The end, exclusive; <see langword="null"/> reads to the end.</summary>
    public Instant? End { get; init; }

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
    public Instant? At { get; init; }

    /// <summary>Whether the mask of the device or block applies.</summary>
    public bool ApplyMask { get; init; }

    /// <summary>How many rows a request asks for; the server gives 1,000 without it and at most 10,000.</summary>
    public int? PageSize { get; init; }

    internal IOTileQuery ToQuery(string filter)
    {
        IOTileApi.CheckRange(Start, End, LastN, MaxLastN);
        if (PageSize is < 1)
        {
            throw new ArgumentException($"PageSize is {PageSize}. Set it to 1 or more, or leave it out.");
        }

        return new IOTileQuery
        {
            ["filter"] = filter,
            ["start"] = IOTileApi.Time(Start),
            ["end"] = IOTileApi.Time(End),
            ["streamer_id_min"] = IOTileApi.Number(MinStreamerLocalId),
            ["streamer_id_max"] = IOTileApi.Number(MaxStreamerLocalId),
            ["id_min"] = IOTileApi.Number(MinId),
            ["id_max"] = IOTileApi.Number(MaxId),
            ["streamer_ts_min"] = IOTileApi.Number(MinDeviceTimestamp),
            ["streamer_ts_max"] = IOTileApi.Number(MaxDeviceTimestamp),
            ["timestamp"] = IOTileApi.Time(At),
            ["mask"] = ApplyMask ? "1" : null,
            ["page_size"] = IOTileApi.Number(PageSize),
        };
    }
}
