namespace Energy.Clients.IOTile;

/// <summary>Sums of streams over a time. Streams whose sum is 0 are left out.</summary>
/// <param name="Streams">The sums, in the order in which the streams were found first.</param>
/// <param name="Total">The sum of all; a stream that was found twice counts twice. It adds what the units say, so it means something only where they are alike.</param>
/// <param name="Skipped">What was not read, with the reason: sources that are no slug, or that the server refused.</param>
public sealed record IOTileAccumulation(IReadOnlyList<IOTileStreamSum> Streams, double Total, IReadOnlyDictionary<string, string> Skipped);
