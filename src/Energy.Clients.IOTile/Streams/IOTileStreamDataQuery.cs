namespace Energy.Clients.IOTile;

/// <summary>Which data of a stream to read.</summary>
public sealed record IOTileStreamDataQuery
{
    /// <summary>The most that <see cref="LastN"/> takes: beyond it the server answers with more than it was asked for.</summary>
    public const int MaxLastN = 10_000;

    /// <summary>Which instants, the end exclusive; either end may be open. <see langword="null"/> is all.</summary>
    [JsonConverter(typeof(IntervalJsonConverter))]
    public Interval? Range { get; init; }

    /// <summary>The newest so many of the window, still oldest first; 1 to 10,000. <see langword="null"/> reads all.</summary>
    public int? LastN { get; init; }

    /// <summary>How many rows a request asks for; the server gives 5,000 without it and at most 20,000.</summary>
    public int? PageSize { get; init; }

    /// <summary>Which value a reading takes.</summary>
    public IOTileValueKind Value { get; init; }

    /// <summary>The unit of the readings where only the slug of the stream is given; <see langword="null"/> leaves it open. A stream record knows its own.</summary>
    public Unit? Unit { get; init; }

    internal QueryArguments ToQuery()
    {
        IOTileValues.CheckLastN(LastN, MaxLastN);
        IOTileValues.CheckPageSize(PageSize);
        return new QueryArguments().SetRange(Range).Set("page_size", PageSize);
    }
}
