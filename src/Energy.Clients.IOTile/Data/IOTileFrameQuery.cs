namespace Energy.Clients.IOTile;

/// <summary>Which data frame to get.</summary>
public sealed record IOTileFrameQuery
{
    /// <summary>Which instants, the end exclusive; either end may be open. <see langword="null"/> is all.</summary>
    [JsonConverter(typeof(IntervalJsonConverter))]
    public Interval? Range { get; init; }

    /// <summary>Whether values are in output units; otherwise in storage units.</summary>
    public bool ApplyMdo { get; init; }

    /// <summary>Whether device time and incremental id are added.</summary>
    public bool Extended { get; init; }

    /// <summary>Whether each stream becomes a column.</summary>
    public bool Pivot { get; init; }

    /// <summary>Whether statistics are given instead of rows. The server does so only together with <see cref="Pivot"/> and <see cref="ApplyMdo"/>.</summary>
    public bool Statistics { get; init; }

    /// <summary>Whether the mask applies.</summary>
    public bool ApplyMask { get; init; }

    internal QueryArguments ToQuery(string filter, string format)
    {
        if (Statistics && !(Pivot && ApplyMdo))
        {
            throw new ArgumentException("Statistics needs Pivot and ApplyMdo: without them the server gives plain rows instead, and says nothing. Set all three.");
        }

        return new QueryArguments()
            .Set("filter", filter)
            .Set("format", format)
            .SetRange(Range)
            .SetFlag("apply_mdo", ApplyMdo)
            .SetFlag("extended", Extended)
            .SetFlag("pivot", Pivot)
            .SetFlag("stats", Statistics)
            .SetFlag("mask", ApplyMask);
    }
}
