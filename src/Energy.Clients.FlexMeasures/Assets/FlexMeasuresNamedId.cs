namespace Energy.Clients.FlexMeasures;

/// <summary>An id with its name.</summary>
public sealed record FlexMeasuresNamedId : FlexMeasuresModel
{
    /// <summary>The id.</summary>
    public long Id { get; init; }

    /// <summary>The name.</summary>
    public string Name { get; init; } = "";
}
