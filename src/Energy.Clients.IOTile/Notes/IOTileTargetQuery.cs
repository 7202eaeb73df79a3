using NodaTime;

namespace Energy.Clients.IOTile;

/// <summary>Which notes or locations of a target to list.</summary>
public sealed record IOTileTargetQuery : IOTileListQuery
{
    /// <summary>The first instant; <see langword="null"/> is the beginning.</summary>
    public Instant? Start { get; init; }

    /// <summary>The end, exclusive; <see langword="null"/> is the end.</summary>
    public Instant? End { get; init; }

    /// <summary>Keeps the newest so many; <see langword="null"/> keeps all.</summary>
    public int? LastN { get; init; }

    internal override void AddTo(QueryArguments query)
    {
        IOTileValues.CheckRange(Start, End, LastN);
        query.Set("start", Start).Set("end", End).Set("lastn", LastN);
    }
}
