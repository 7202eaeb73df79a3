namespace Energy.Clients.FlexMeasures;

/// <summary>Whether the data of one sensor are up to date.</summary>
public sealed record FlexMeasuresSensorStatus : FlexMeasuresModel
{
    /// <summary>The sensor.</summary>
    [JsonPropertyName("id")]
    public long Id { get; init; }

    /// <summary>Its name.</summary>
    [JsonPropertyName("name")]
    public string Name { get; init; } = "";

    /// <summary>The name of its asset.</summary>
    [JsonPropertyName("asset_name")]
    public string? AssetName { get; init; }

    /// <summary>Why it is listed, in words.</summary>
    [JsonPropertyName("relation")]
    public string? Relation { get; init; }

    /// <summary>Its slot length.</summary>
    [JsonPropertyName("resolution")]
    public IsoDuration? Resolution { get; init; }

    /// <summary>The type of the source that was looked at.</summary>
    [JsonPropertyName("source_type")]
    public string? SourceType { get; init; }

    /// <summary>Whether the newest data are too old.</summary>
    [JsonPropertyName("stale")]
    public bool IsStale { get; init; }

    /// <summary>How old they are; <see langword="null"/> when there are none.</summary>
    [JsonPropertyName("staleness")]
    public IsoDuration? Staleness { get; init; }

    /// <summary>Since when, as the server writes it.</summary>
    [JsonPropertyName("staleness_since")]
    public string? StalenessSince { get; init; }

    /// <summary>The verdict in words.</summary>
    [JsonPropertyName("reason")]
    public string? Reason { get; init; }
}
