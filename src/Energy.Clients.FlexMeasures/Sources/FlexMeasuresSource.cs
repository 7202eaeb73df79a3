namespace Energy.Clients.FlexMeasures;

/// <summary>Who (or what) recorded data.</summary>
public sealed record FlexMeasuresSource : FlexMeasuresModel
{
    /// <summary>The id, a filter for reads.</summary>
    public long Id { get; init; }

    /// <summary>The name.</summary>
    public string Name { get; init; } = "";

    /// <summary><c>user</c>, <c>scheduler</c>, <c>forecaster</c>, <c>reporter</c>, …</summary>
    public string Type { get; init; } = "";

    /// <summary>Name, model and version in words.</summary>
    public string? Description { get; init; }

    /// <summary>The model, of a scheduler or forecaster.</summary>
    public string? Model { get; init; }

    /// <summary>Its version.</summary>
    public string? Version { get; init; }

    /// <summary>The account of a user.</summary>
    public long? AccountId { get; init; }

    /// <summary>The user.</summary>
    public long? UserId { get; init; }
}
