namespace Energy.Clients.FlexMeasures;

/// <summary>Who (or what) recorded data.</summary>
public sealed record FlexMeasuresSource : FlexMeasuresModel
{
    /// <summary>The id, a filter for reads.</summary>
    [JsonPropertyName("id")]
    public long Id { get; init; }

    /// <summary>The name.</summary>
    [JsonPropertyName("name")]
    public string Name { get; init; } = "";

    /// <summary><c>user</c>, <c>scheduler</c>, <c>forecaster</c>, <c>reporter</c>, …</summary>
    [JsonPropertyName("type")]
    public string Type { get; init; } = "";

    /// <summary>Name, model and version in words.</summary>
    [JsonPropertyName("description")]
    public string? Description { get; init; }

    /// <summary>The model, of a scheduler or forecaster.</summary>
    [JsonPropertyName("model")]
    public string? Model { get; init; }

    /// <summary>Its version.</summary>
    [JsonPropertyName("version")]
    public string? Version { get; init; }

    /// <summary>The account of a user.</summary>
    [JsonPropertyName("account_id")]
    public long? AccountId { get; init; }

    /// <summary>The user.</summary>
    [JsonPropertyName("user_id")]
    public long? UserId { get; init; }
}
