namespace Energy.Clients.IOTile;

/// <summary>The sum of a stream.</summary>
public sealed record IOTileStreamSum
{
    /// <summary>The stream.</summary>
    public required StreamSlug Stream { get; init; }

    /// <summary>The sum of its output values, added from left to right.</summary>
    public required double Sum { get; init; }

    /// <summary>The short name of the output unit; empty when there is none.</summary>
    public required string Units { get; init; }
}
