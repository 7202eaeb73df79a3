namespace Energy.Clients.Stem;

/// <summary>What clients and sites have in common.</summary>
public abstract record StemListItem : IKeepsUnknownMembers
{
    private ByContent<IDictionary<string, JsonElement>?> _unknownMembers;

    /// <summary>The id; a UUID in practice, declared only as text.</summary>
    public required string Id { get; init; }

    /// <summary>The name, as the owner calls itself or the meter. Not unique; <see langword="null"/> when the server left it out.</summary>
    public string? Name { get; init; }

    /// <summary>The path on the server (<c>/api/v1/…</c>); <see langword="null"/> when the server left it out.</summary>
    public string? Link { get; init; }

    /// <inheritdoc/>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? UnknownMembers { get => _unknownMembers.Value; set => _unknownMembers = new(value); }

    /// <summary>Refuses what the vendor's schema refuses and the lenient reading takes.</summary>
    internal virtual void CheckSchema()
    {
        if (Name is null || Link is null)
        {
            throw new JsonException($"The member '{(Name is null ? "name" : "link")}' is missing.");
        }
    }
}
