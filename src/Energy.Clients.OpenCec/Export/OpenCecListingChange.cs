namespace Energy.Clients.OpenCec;

/// <summary>A difference between two snapshots.</summary>
/// <param name="Kind">How the listing differs.</param>
/// <param name="ListingId">The listing.</param>
/// <param name="Before">As it was; <see langword="null"/> when it was added.</param>
/// <param name="After">As it is; <see langword="null"/> when it was removed.</param>
/// <param name="Members">What changed: <c>entity_type_id</c>, <c>manufacturer</c>, <c>model</c>, <c>status</c>, <c>classes</c>, <c>attributes</c>, <c>certificates</c>, <c>other</c>; empty unless it changed.</param>
public sealed record OpenCecListingChange(OpenCecChangeKind Kind, int ListingId, OpenCecListingDetails? Before, OpenCecListingDetails? After, IReadOnlyList<string> Members);
