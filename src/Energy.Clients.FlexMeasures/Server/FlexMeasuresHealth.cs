namespace Energy.Clients.FlexMeasures;

/// <summary>Whether a server is ready.</summary>
public sealed record FlexMeasuresHealth : FlexMeasuresModel
{
    /// <summary>Whether its database answers.</summary>
    [JsonPropertyName("database_sql")]
    public bool Database { get; init; }

    /// <summary>Whether its queues answer, where it has some.</summary>
    [JsonPropertyName("database_redis")]
    public bool? Queues { get; init; }
}
