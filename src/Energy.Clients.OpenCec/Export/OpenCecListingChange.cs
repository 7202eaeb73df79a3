namespace Energy.Clients.OpenCec;

/// <summary>A difference between two snapshots.</summary>
public sealed record OpenCecListingChange
{
    private readonly ByContent<IReadOnlyList<string>> _members = new([]);

    /// <summary>How the listing differs.</summary>
    public required OpenCecChangeKind Kind { get; init; }

    /// <summary>The listing.</summary>
    public required int ListingId { get; init; }

    /// <summary>As it was; <see langword="null"/> when it was added.</summary>
    public OpenCecListingDetails? Before { get; init; }

    /// <summary>As it is; <see langword="null"/> when it was removed.</summary>
    public OpenCecListingDetails? After { get; init; }

    /// <summary>What changed: <c>entity_type_id</c>, <c>manufacturer</c>, <c>model</c>, <c>status</c>, <c>classes</c>, <c>attributes</c>, <c>certificates</c>, <c>other</c>; empty
    /// unless it changed.</summary>
    public IReadOnlyList<string> Members { get => _members.Value; init => _members = new(value); }
}
