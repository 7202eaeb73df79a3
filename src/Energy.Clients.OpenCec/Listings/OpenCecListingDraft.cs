namespace Energy.Clients.OpenCec;

/// <summary>A listing with all that belongs to it, to be created as one.</summary>
public sealed record OpenCecListingDraft
{
    /// <summary>The listing itself.</summary>
    public required OpenCecNewListing Listing { get; init; }

    /// <summary>The device classes it belongs to, with its attributes of each.</summary>
    public IReadOnlyList<OpenCecClassDraft> Classes { get; init; } = [];

    /// <summary>Its certificates; their <see cref="OpenCecNewCertificate.ListingId"/> is not looked at.</summary>
    public IReadOnlyList<OpenCecNewCertificate> Certificates { get; init; } = [];
}
