namespace Energy.Clients.OpenCec;

/// <summary>A row as the server keeps it.</summary>
public abstract record OpenCecRow : IKeepsUnknownMembers
{
    private ByContent<IDictionary<string, JsonElement>?> _unknownMembers;

    /// <summary>The id.</summary>
    [JsonPropertyOrder(-1)]
    public required int Id { get; init; }

    /// <inheritdoc/>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? UnknownMembers { get => _unknownMembers.Value; set => _unknownMembers = new(value); }
}
