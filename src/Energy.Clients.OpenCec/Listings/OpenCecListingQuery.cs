using NodaTime;

namespace Energy.Clients.OpenCec;

/// <summary>Which listings to search for. All conditions must hold; a condition that is left out keeps all.</summary>
public sealed record OpenCecListingQuery : OpenCecQuery<OpenCecListing>
{
    /// <summary>Clients or servers. For other kinds list through <see cref="OpenCecAdmin.Listings"/>.</summary>
    public OpenCecEntityRole? EntityType { get; init; }

    /// <summary>What the manufacturer contains, in any case.</summary>
    public OpenCecTextFilter? Manufacturer { get; init; }

    /// <summary>What the model contains, in any case.</summary>
    public OpenCecTextFilter? Model { get; init; }

    /// <summary>Exactly this state.</summary>
    public OpenCecListingStatus? Status { get; init; }

    /// <summary>Listings with a certificate that names this test profile, compared as it stands. Decided here, at the cost of one more request for all certificates.</summary>
    public string? TestProfile { get; init; }

    /// <summary>
    /// Listings with a certificate that holds on this date (and names <see cref="TestProfile"/>, if that is set too), both ends included. Decided here, at the cost of one more request for all certificates.
    /// </summary>
    public LocalDate? CertifiedOn { get; init; }

    /// <summary>Listings created at this time or later, in the zone of the server's database. Decided here.</summary>
    public LocalDateTime? CreatedSince { get; init; }

    /// <summary>Listings changed at this time or later, in the zone of the server's database. Decided here.</summary>
    public LocalDateTime? UpdatedSince { get; init; }

    internal bool NeedsCertificates => TestProfile is not null || CertifiedOn is not null;

    internal override string? LocalFilter => NeedsCertificates || CreatedSince is not null || UpdatedSince is not null
        ? FormattableString.Invariant($"{TestProfile?.Length}:{TestProfile}|{CertifiedOn:uuuu-MM-dd}|{CreatedSince:o}|{UpdatedSince:o}")
        : null;

    internal override QueryArguments ToQuery() => new QueryArguments()
        .AddText("entity_type", EntityType switch
        {
            null => null,
            OpenCecEntityRole.Client => "client",
            OpenCecEntityRole.Server => "server",
            _ => throw new ArgumentException($"EntityType {(int)EntityType} is none that the public search knows. Use Client or Server, or list through Admin.Listings.", nameof(EntityType)),
        })
        .AddText("manufacturer", Manufacturer?.WireText)
        .AddText("model", Model?.WireText)
        .AddText("status", Status?.Name);

    internal override bool Keep(OpenCecListing row) => (CreatedSince is not { } created || row.CreatedAt >= created) && (UpdatedSince is not { } updated || row.UpdatedAt >= updated);

    internal bool Keep(OpenCecListing row, ILookup<int, OpenCecCertificate> certificates) =>
        Keep(row)
        && (!NeedsCertificates || certificates[row.Id].Any(c => (TestProfile is null || c.HasTestProfile(TestProfile)) && (CertifiedOn is not { } date || c.IsValidOn(date))));
}
