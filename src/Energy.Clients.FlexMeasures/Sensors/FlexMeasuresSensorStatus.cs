namespace Energy.Clients.FlexMeasures;

/// <summary>Whether the data of one sensor are up to date.</summary>
public sealed record FlexMeasuresSensorStatus : FlexMeasuresModel
{
    /// <summary>The sensor.</summary>
    public long Id { get; init; }

    /// <summary>Its name.</summary>
    public string Name { get; init; } = "";

    /// <summary>The name of its asset.</summary>
    public string? AssetName { get; init; }

    /// <summary>Why it is listed, in words.</summary>
    public string? Relation { get; init; }

    /// <summary>Its slot length.</summary>
    public IsoDuration? Resolution { get; init; }

    /// <summary>The type of the source that was looked at.</summary>
    public string? SourceType { get; init; }

    /// <summary>Whether the newest data are too old.</summary>
    [JsonPropertyName("stale")]
    public bool IsStale { get; init; }

    /// <summary>How old they are; <see langword="null"/> when there are none.</summary>
    public IsoDuration? Staleness { get; init; }

    /// <summary>Since when, as the server writes it.</summary>
    public string? StalenessSince { get; init; }

    /// <summary>The verdict in words.</summary>
    public string? Reason { get; init; }
}
