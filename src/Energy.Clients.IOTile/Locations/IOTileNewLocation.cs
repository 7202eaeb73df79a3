namespace Energy.Clients.IOTile;

/// <summary>A location to be made.</summary>
public sealed record IOTileNewLocation
{
    /// <summary>The slug of what was there; it is sent in canonical form.</summary>
    public required string Target { get; init; }

    /// <summary>When it was there.</summary>
    [JsonConverter(typeof(InstantJsonConverter))]
    public required Instant Timestamp { get; init; }

    /// <summary>Degrees north; six decimals are sent.</summary>
    public required decimal Lat { get; init; }

    /// <summary>Degrees east; six decimals are sent.</summary>
    public required decimal Lon { get; init; }
}
