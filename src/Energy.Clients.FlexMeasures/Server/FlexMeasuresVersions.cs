namespace Energy.Clients.FlexMeasures;

/// <summary>The versions that a server speaks.</summary>
public sealed record FlexMeasuresVersions : FlexMeasuresModel
{
    private readonly ByContent<IReadOnlyList<string>> _versions = new([]);

    /// <summary>Where to go from here, in words.</summary>
    public string? Message { get; init; }

    /// <summary>The versions of the interface: <c>v3_0</c>, or <c>v1</c> to <c>v2_0</c> in 2021.</summary>
    public IReadOnlyList<string> Versions { get => _versions.Value; init => _versions = new(value); }

    /// <summary>The server's own version; may be <c>Unknown</c> or one under development.</summary>
    [JsonPropertyName("flexmeasures_version")]
    public string? ServerVersion { get; init; }
}
