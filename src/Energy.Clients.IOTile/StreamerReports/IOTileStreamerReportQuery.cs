namespace Energy.Clients.IOTile;

/// <summary>Which reports to list.</summary>
public sealed record IOTileStreamerReportQuery : IOTileListQuery
{
    /// <summary>Keeps the reports of a streamer.</summary>
    public StreamerSlug? Streamer { get; init; }

    /// <summary>Keeps reports that this account uploaded.</summary>
    public string? CreatedBy { get; init; }

    /// <summary>Which instants, the end exclusive; either end may be open. <see langword="null"/> is all.</summary>
    [JsonConverter(typeof(IntervalJsonConverter))]
    public Interval? Range { get; init; }

    internal override void AddTo(QueryArguments query) => query.Set("streamer__slug", Streamer?.ToString()).Set("created_by__slug", CreatedBy).SetRange(Range);
}
