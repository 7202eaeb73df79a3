namespace Energy.Clients.IOTile;

/// <summary>The sum of a stream.</summary>
/// <param name="Stream">The stream.</param>
/// <param name="Sum">The sum of its output values, added from left to right.</param>
/// <param name="Units">The short name of the output unit; empty when there is none.</param>
public sealed record IOTileStreamSum(StreamSlug Stream, double Sum, string Units);
