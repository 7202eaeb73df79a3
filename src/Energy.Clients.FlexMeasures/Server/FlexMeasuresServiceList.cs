namespace Energy.Clients.FlexMeasures;

/// <summary>The services of a version.</summary>
public sealed record FlexMeasuresServiceList : FlexMeasuresModel
{
    private readonly ByContent<IReadOnlyList<FlexMeasuresService>> _services = new([]);

    /// <summary><c>GetServiceResponse</c>, in 2021.</summary>
    [JsonPropertyName("type")]
    public string? Type { get; init; }

    /// <summary>The version of the interface.</summary>
    [JsonPropertyName("version")]
    public string? Version { get; init; }

    /// <summary>The services.</summary>
    [JsonPropertyName("services")]
    public IReadOnlyList<FlexMeasuresService> Services { get => _services.Value; init => _services = new(value); }

    /// <summary>The answer in words.</summary>
    [JsonPropertyName("message")]
    public string? Message { get; init; }
}
