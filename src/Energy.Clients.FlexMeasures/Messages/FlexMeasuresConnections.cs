namespace Energy.Clients.FlexMeasures.Messages;

/// <summary>The connections of the caller.</summary>
public sealed record FlexMeasuresConnections : FlexMeasuresModel
{
    private readonly ByContent<IReadOnlyList<string>> _addresses = new([]);
    private readonly ByContent<IReadOnlyList<string>> _names = new([]);

    /// <summary><c>GetConnectionResponse</c>.</summary>
    public string? Type { get; init; }

    /// <summary>The addresses, newest first.</summary>
    [JsonPropertyName("connections")]
    public IReadOnlyList<string> Addresses { get => _addresses.Value; init => _addresses = new(value); }

    /// <summary>The display names, in the same order.</summary>
    public IReadOnlyList<string> Names { get => _names.Value; init => _names = new(value); }
}
