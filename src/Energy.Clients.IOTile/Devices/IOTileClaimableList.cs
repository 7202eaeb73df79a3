namespace Energy.Clients.IOTile;

/// <summary>The devices that were asked about; unknown ones are left out.</summary>
public sealed record IOTileClaimableList : IOTileModel
{
    private readonly ByContent<IReadOnlyList<IOTileClaimable>> _results = new([]);

    /// <summary>How many there are.</summary>
    public int Count { get; init; }

    /// <summary>The devices.</summary>
    public IReadOnlyList<IOTileClaimable> Results { get => _results.Value; init => _results = new(value); }
}
