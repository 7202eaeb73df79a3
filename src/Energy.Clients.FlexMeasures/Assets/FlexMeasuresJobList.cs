namespace Energy.Clients.FlexMeasures;

/// <summary>The jobs of an asset.</summary>
public sealed record FlexMeasuresJobList : FlexMeasuresModel
{
    private readonly ByContent<IReadOnlyList<JsonElement>> _jobs = new([]);

    /// <summary>The jobs as the server keeps them.</summary>
    public IReadOnlyList<JsonElement> Jobs { get => _jobs.Value; init => _jobs = new(value); }

    /// <summary>Why the queues could not be read; <see langword="null"/> when they could.</summary>
    [JsonPropertyName("redis_connection_err")]
    public string? ConnectionError { get; init; }
}
