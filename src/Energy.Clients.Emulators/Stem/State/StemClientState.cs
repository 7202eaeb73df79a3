namespace Energy.Clients.Emulators;

/// <summary>A client (a customer) that the Stem emulator knows.</summary>
public sealed record StemClientState
{
    /// <summary>Any text; vendors use UUIDs.</summary>
    public required string Id { get; init; }

    /// <summary>Any text.</summary>
    public required string Name { get; init; }

    /// <summary>The path of the client.</summary>
    /// <value>Default <see langword="null"/>: <c>/api/v1/clients/</c> and the escaped id.</value>
    public string? Link { get; init; }

    /// <summary>Further members that the answer carries, by name.</summary>
    /// <value>Default: none.</value>
    public IReadOnlyDictionary<string, JsonElement> Extra { get; init; } = new Dictionary<string, JsonElement>();
}
