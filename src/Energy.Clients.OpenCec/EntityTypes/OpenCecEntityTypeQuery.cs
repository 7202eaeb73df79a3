namespace Energy.Clients.OpenCec;

/// <summary>Which rows to list: an entity type must meet all conditions that are set.</summary>
public sealed record OpenCecEntityTypeQuery : OpenCecQuery<OpenCecEntityType>
{
    /// <summary>Exactly this name, case-sensitive. <see langword="null"/> keeps all.</summary>
    public string? Name { get; init; }

    internal override QueryArguments ToQuery() => new QueryArguments().AddText("name", Name);
}
