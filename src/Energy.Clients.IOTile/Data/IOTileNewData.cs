namespace Energy.Clients.IOTile;

/// <summary>A row of data to be made.</summary>
public sealed record IOTileNewData
{
    /// <summary>The stream.</summary>
    public required StreamSlug Stream { get; init; }

    /// <summary>When; microseconds are kept.</summary>
    [JsonConverter(typeof(InstantJsonConverter))]
    public required Instant Timestamp { get; init; }

    /// <summary>The raw number; the server works out the value.</summary>
    public required long IntValue { get; init; }

    /// <summary>The type; <see langword="null"/> leaves it to the server.</summary>
    public IOTileDataType? Type { get; init; }
}
