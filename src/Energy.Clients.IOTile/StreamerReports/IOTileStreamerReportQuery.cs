using NodaTime;

namespace Energy.Clients.IOTile;

/// <summary>Which reports to list.</summary>
public sealed record IOTileStreamerReportQuery : IOTileListQuery
{
    /// <summary>Keeps the reports of a streamer.</summary>
    public StreamerSlug? Streamer { get; init; }

    /// <summary>Keeps reports that this account uploaded.</summary>
    public string? CreatedBy { get; init; }

    /// <summary>Received at this instant or later.</summary>
    public Instant? Start { get; init; }

    /// <summary>Received before this instant.</summary>
    public Instant? End { get; init; }

    internal override void AddTo(QueryArguments query)
    {
        IOTileValues.CheckRange(Start, End, null);
        query.Set("streamer__slug", Streamer?.ToString()).Set("created_by__slug", CreatedBy).Set("start", Start).Set("end", End);
    }
}
