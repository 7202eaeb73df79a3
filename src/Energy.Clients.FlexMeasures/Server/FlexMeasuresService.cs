namespace Energy.Clients.FlexMeasures;

/// <summary>A service of a version.</summary>
public sealed record FlexMeasuresService : FlexMeasuresModel
{
    private readonly ByContent<IReadOnlyList<string>?> _access;

    /// <summary>The name.</summary>
    public string Name { get; init; } = "";

    /// <summary>What it does.</summary>
    public string? Description { get; init; }

    /// <summary>Where it is, in v3_0.</summary>
    public string? Url { get; init; }

    /// <summary>The roles that may call it, in 2021; <see langword="null"/> where the server lists none.</summary>
    public IReadOnlyList<string>? Access { get => _access.Value; init => _access = new(value); }
}
