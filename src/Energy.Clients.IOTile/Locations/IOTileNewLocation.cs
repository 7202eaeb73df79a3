using NodaTime;

namespace Energy.Clients.IOTile;

/// <summary>A location to be made.</summary>
/// <param name="Target">The slug of what was there; it is sent in canonical form.</param>
/// <param name="Timestamp">When it was there.</param>
/// <param name="Lat">Degrees north; six decimals are sent.</param>
/// <param name="Lon">Degrees east; six decimals are sent.</param>
public sealed record IOTileNewLocation(string Target, Instant Timestamp, decimal Lat, decimal Lon);
