namespace Energy.Clients.OpenCec;

/// <summary>A listing with all that belongs to it.</summary>
public sealed record OpenCecListingDetails
{
    private readonly ByContent<IReadOnlyList<OpenCecListingClass>> _classes = new([]);
    private readonly ByContent<IReadOnlyList<OpenCecListingAttribute>> _otherAttributes = new([]);
    private readonly ByContent<IReadOnlyList<OpenCecCertificate>> _certificates = new([]);

    /// <summary>The listing.</summary>
    public required OpenCecListing Listing { get; init; }

    /// <summary>The device classes it belongs to, by id, each with the listing's attributes of that class.</summary>
    public IReadOnlyList<OpenCecListingClass> Classes { get => _classes.Value; init => _classes = new(value); }

    /// <summary>Attributes of device classes that the listing does not belong to: they stay when a link is deleted.</summary>
    public IReadOnlyList<OpenCecListingAttribute> OtherAttributes { get => _otherAttributes.Value; init => _otherAttributes = new(value); }

    /// <summary>The certificates, by id; any number of them may hold at once.</summary>
    public IReadOnlyList<OpenCecCertificate> Certificates { get => _certificates.Value; init => _certificates = new(value); }

    /// <summary>Whether a certificate holds on a date: certified on that day or before, and not expired before it. The day of expiry is taken as still valid; the server's
    /// documents do not say.</summary>
    /// <param name="date">The date.</param>
    /// <returns>Whether at least one certificate holds. The listing's status is not looked at.</returns>
    public bool IsCertifiedOn(LocalDate date) => Certificates.Any(c => c.IsValidOn(date));

    /// <summary>Whether a certificate that names a test profile holds on a date.</summary>
    /// <param name="date">The date.</param>
    /// <param name="testProfile">The profile, compared as it stands.</param>
    /// <returns>Whether at least one such certificate holds.</returns>
    public bool IsCertifiedOn(LocalDate date, string testProfile) => Certificates.Any(c => c.IsValidOn(date) && c.HasTestProfile(testProfile));

    /// <summary>Finds an attribute.</summary>
    /// <param name="deviceClass">The name of the device class, case-sensitive.</param>
    /// <param name="name">The attribute's name, case-sensitive.</param>
    /// <returns>The attribute, or <see langword="null"/>.</returns>
    public OpenCecListingAttribute? FindAttribute(string deviceClass, string name) =>
        Classes.FirstOrDefault(c => c.Name == deviceClass)?.Attributes.FirstOrDefault(a => a.Name == name);
}
