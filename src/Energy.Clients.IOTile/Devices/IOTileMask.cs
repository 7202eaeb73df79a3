using NodaTime;

namespace Energy.Clients.IOTile;

/// <summary>The window outside which the data of a device or block are hidden from stream reads.</summary>
public sealed record IOTileMask : IOTileModel
{
    /// <summary>The first instant that is shown; <see langword="null"/> is without limit.</summary>
    public Instant? Start { get; init; }

    /// <summary>The first instant that is hidden again; <see langword="null"/> is without limit.</summary>
    public Instant? End { get; init; }
}
