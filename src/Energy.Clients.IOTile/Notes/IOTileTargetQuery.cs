namespace Energy.Clients.IOTile;

/// <summary>Which notes or locations of a target to list.</summary>
public sealed record IOTileTargetQuery : IOTileListQuery
{
    /// <summary>Which instants, the end exclusive; either end may be open. <see langword="null"/> is all.</summary>
    [JsonConverter(typeof(IntervalJsonConverter))]
    public Interval? Range { get; init; }

    /// <summary>Keeps the newest so many; <see langword="null"/> keeps all.</summary>
    public int? LastN { get; init; }

    internal override void AddTo(QueryArguments query)
    {
        IOTileValues.CheckLastN(LastN);
        query.SetRange(Range).Set("lastn", LastN);
    }
}
