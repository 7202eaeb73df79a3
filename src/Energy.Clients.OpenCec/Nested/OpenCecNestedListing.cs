namespace Energy.Clients.OpenCec;

/// <summary>A listing as the server's unfinished nested read gives it. Its shape will change; <see cref="OpenCecListingDetails"/> stays.</summary>
public sealed record OpenCecNestedListing : OpenCecListing
{
    private readonly ByContent<IReadOnlyList<OpenCecNestedLink>> _listingDeviceClasses = new([]);
    private readonly ByContent<IReadOnlyList<OpenCecAttributeValue>> _listingDeviceClassAttributes = new([]);
    private readonly ByContent<IReadOnlyList<OpenCecCertificate>> _certificates = new([]);

    /// <summary>The kind as a row.</summary>
    public OpenCecEntityType? EntityType { get; init; }

    /// <summary>The links to device classes, each with its class.</summary>
    public IReadOnlyList<OpenCecNestedLink> ListingDeviceClasses { get => _listingDeviceClasses.Value; init => _listingDeviceClasses = new(value); }

    /// <summary>The attribute values.</summary>
    public IReadOnlyList<OpenCecAttributeValue> ListingDeviceClassAttributes { get => _listingDeviceClassAttributes.Value; init => _listingDeviceClassAttributes = new(value); }

    /// <summary>The certificates.</summary>
    public IReadOnlyList<OpenCecCertificate> Certificates { get => _certificates.Value; init => _certificates = new(value); }
}
