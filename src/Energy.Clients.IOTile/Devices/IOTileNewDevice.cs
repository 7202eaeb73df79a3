namespace Energy.Clients.IOTile;

/// <summary>A device to be made.</summary>
public sealed record IOTileNewDevice
{
    /// <summary>The slug of the device template, which the server wants for every device.</summary>
    public required string Template { get; init; }

    /// <summary>The label, at most 100 characters; <see langword="null"/> leaves it to the server.</summary>
    public string? Label { get; init; }

    /// <summary>The sensor graph's slug; <see langword="null"/> leaves it to the server.</summary>
    public string? Sg { get; init; }

    /// <summary>An id of your own, at most 24 characters; <see langword="null"/> for none.</summary>
    public string? ExternalId { get; init; }
}
