namespace Energy.Clients.Emulators;

/// <summary>A site that the Stem emulator knows.</summary>
public sealed record StemSiteState
{
    /// <summary>Any text; vendors use UUIDs.</summary>
    public required string Id { get; init; }

    /// <summary>Any text.</summary>
    public required string Name { get; init; }

    /// <summary>The path of the site.</summary>
    /// <value>Default <see langword="null"/>: <c>/api/v1/sites/</c> and the escaped id.</value>
    public string? Link { get; init; }

    /// <summary>When each stream begins, by stream type, as the text (or other JSON) that the answer carries.</summary>
    /// <value>Default: none. It informs the client only; it does not hold back intervals.</value>
    public IReadOnlyDictionary<string, JsonElement> StreamStartTimes { get; init; } = new Dictionary<string, JsonElement>();

    /// <summary>Further members that the answer carries, by name.</summary>
    /// <value>Default: none.</value>
    public IReadOnlyDictionary<string, JsonElement> Extra { get; init; } = new Dictionary<string, JsonElement>();
}
