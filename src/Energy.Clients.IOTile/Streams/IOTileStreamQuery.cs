namespace Energy.Clients.IOTile;

/// <summary>Which streams to list. Without more, the streams of active devices that are not archived.</summary>
public sealed record IOTileStreamQuery : IOTileListQuery
{
    /// <summary>Keeps the streams of a device, active or not.</summary>
    public DeviceSlug? Device { get; init; }

    /// <summary>Keeps the streams of a data block.</summary>
    public BlockSlug? Block { get; init; }

    /// <summary>Keeps the streams of a project.</summary>
    public ProjectSlug? Project { get; init; }

    /// <summary>Keeps the streams of an organisation, by slug.</summary>
    public string? Org { get; init; }

    /// <summary>Keeps the streams of a variable.</summary>
    public VariableSlug? Variable { get; init; }

    /// <summary>Keeps streams in use, or those that are not.</summary>
    public bool? Enabled { get; init; }

    /// <summary>Lists virtual streams.</summary>
    public bool Virtual { get; init; }

    /// <summary>Lists archived streams.</summary>
    public bool Archived { get; init; }

    /// <summary>Lists the streams of inactive devices too.</summary>
    public bool All { get; init; }

    internal override void AddTo(QueryArguments query) => query
        .Set("device", Device?.ToString()).Set("block", Block?.ToString()).Set("project", Project?.ToString()).Set("org", Org).Set("variable", Variable?.ToString())
        .Set("enabled", Enabled).SetFlag("virtual", Virtual).SetFlag("archived", Archived).SetFlag("all", All);
}
