namespace Energy.Clients.OpenCec;

/// <summary>A listing with all that belongs to it, to be created as one.</summary>
public sealed record OpenCecNewListingDetails
{
    private readonly ByContent<IReadOnlyList<OpenCecNewListingClass>> _classes = new([]);
    private readonly ByContent<IReadOnlyList<OpenCecNewCertificate>> _certificates = new([]);

    /// <summary>The listing itself.</summary>
    public required OpenCecNewListing Listing { get; init; }

    /// <summary>The device classes it belongs to, with its attributes of each.</summary>
    public IReadOnlyList<OpenCecNewListingClass> Classes { get => _classes.Value; init => _classes = new(value); }

    /// <summary>Its certificates; their <see cref="OpenCecNewCertificate.ListingId"/> is not looked at.</summary>
    public IReadOnlyList<OpenCecNewCertificate> Certificates { get => _certificates.Value; init => _certificates = new(value); }
}
