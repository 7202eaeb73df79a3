namespace Energy.Clients.IOTile;

/// <summary>A project with its counts.</summary>
public sealed record IOTileProjectExtra : IOTileProject
{
    private readonly ByContent<IReadOnlyDictionary<string, long>?> _counts;

    /// <summary>Counts by kind: active_devices, inactive_devices, variables, streams.</summary>
    public IReadOnlyDictionary<string, long>? Counts { get => _counts.Value; init => _counts = new(value); }
}
