using NodaTime;

namespace Energy.Clients.IOTile;

/// <summary>A row of data to be made. The server works out the value from the raw number.</summary>
/// <param name="Stream">The stream.</param>
/// <param name="Timestamp">When.</param>
/// <param name="IntValue">The raw number.</param>
public sealed record IOTileNewData(StreamSlug Stream, Instant Timestamp, long IntValue)
{
    /// <summary>The type; <see langword="null"/> leaves it to the server.</summary>
    public IOTileDataType? Type { get; init; }
}
