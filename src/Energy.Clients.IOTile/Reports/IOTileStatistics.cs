namespace Energy.Clients.IOTile;

/// <summary>Statistics of a series.</summary>
/// <param name="Count">Readings with a value.</param>
/// <param name="Missing">Readings without one.</param>
/// <param name="Mean">The mean; <see langword="null"/> without values.</param>
/// <param name="Min">The least value; <see langword="null"/> without values.</param>
/// <param name="Max">The greatest value; <see langword="null"/> without values.</param>
public sealed record IOTileStatistics(long Count, long Missing, double? Mean, double? Min, double? Max);
