namespace Energy.Clients.FlexMeasures;

/// <summary>The services of a version.</summary>
public sealed record FlexMeasuresServiceList : FlexMeasuresModel
{
    private readonly ByContent<IReadOnlyList<FlexMeasuresService>> _services = new([]);

    /// <summary><c>GetServiceResponse</c>, in 2021.</summary>
    public string? Type { get; init; }

    /// <summary>The version of the interface.</summary>
    public string? Version { get; init; }

    /// <summary>The services.</summary>
    public IReadOnlyList<FlexMeasuresService> Services { get => _services.Value; init => _services = new(value); }

    /// <summary>The answer in words.</summary>
    public string? Message { get; init; }
}
