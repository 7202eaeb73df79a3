namespace Energy.Clients.IOTile;

/// <summary>Which events to list.</summary>
public sealed record IOTileEventQuery : IOTileListQuery
{
    /// <summary>Which instants, the end exclusive; either end may be open. <see langword="null"/> is all.</summary>
    [JsonConverter(typeof(IntervalJsonConverter))]
    public Interval? Range { get; init; }

    /// <summary>Keeps the newest so many, 1 to 100,000; <see langword="null"/> keeps all.</summary>
    public int? LastN { get; init; }

    /// <summary>The least incremental id, inclusive.</summary>
    public long? MinStreamerLocalId { get; init; }

    /// <summary>The greatest incremental id, inclusive.</summary>
    public long? MaxStreamerLocalId { get; init; }

    internal override void AddTo(QueryArguments query)
    {
        IOTileValues.CheckLastN(LastN, IOTileDataQuery.MaxLastN);
        query.SetRange(Range).Set("lastn", LastN)
            .Set("streamer_id_min", MinStreamerLocalId).Set("streamer_id_max", MaxStreamerLocalId);
    }
}
