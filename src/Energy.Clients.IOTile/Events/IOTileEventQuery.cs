using NodaTime;

namespace Energy.Clients.IOTile;

/// <summary>Which events to list.</summary>
public sealed record IOTileEventQuery : IOTileListQuery
{
    /// <summary>The first instant; <see langword="null"/> is the beginning.</summary>
    public Instant? Start { get; init; }

    /// <summary>The end, exclusive; <see langword="null"/> is the end.</summary>
    public Instant? End { get; init; }

    /// <summary>Keeps the newest so many, 1 to 100,000; <see langword="null"/> keeps all.</summary>
    public int? LastN { get; init; }

    /// <summary>The least incremental id, inclusive.</summary>
    public long? MinStreamerLocalId { get; init; }

    /// <summary>The greatest incremental id, inclusive.</summary>
    public long? MaxStreamerLocalId { get; init; }

    internal override void AddTo(QueryArguments query)
    {
        IOTileValues.CheckRange(Start, End, LastN, IOTileDataQuery.MaxLastN);
        query.Set("start", Start).Set("end", End).Set("lastn", LastN)
            .Set("streamer_id_min", MinStreamerLocalId).Set("streamer_id_max", MaxStreamerLocalId);
    }
}
