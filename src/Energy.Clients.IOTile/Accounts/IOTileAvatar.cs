namespace Energy.Clients.IOTile;

/// <summary>Addresses of a picture in several sizes.</summary>
public sealed record IOTileAvatar : IOTileModel
{
    /// <summary>The address of the 28 pixel picture; <see langword="null"/> when there is none.</summary>
    public string? Tiny { get; init; }

    /// <summary>The address of the 80 or 100 pixel picture; <see langword="null"/> when there is none.</summary>
    public string? Thumbnail { get; init; }

    /// <summary>The address of the 170 pixel picture; only accounts have one.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Medium { get; init; }
}
