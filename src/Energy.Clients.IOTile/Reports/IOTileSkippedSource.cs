namespace Energy.Clients.IOTile;

/// <summary>A source that an accumulation left out.</summary>
public sealed record IOTileSkippedSource
{
    /// <summary>The source as it was given.</summary>
    public required string Source { get; init; }

    /// <summary>Why, as a sentence: it is no slug of such a kind, the server refused it, or the server lists no stream for it.</summary>
    public required string Reason { get; init; }
}
