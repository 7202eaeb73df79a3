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

    /// <summary>
    /// Listings of this device class, by its name, case-sensitive (<c>bess</c>, <c>inverter</c>). Decided here, at the cost of two more requests: for the class and for its links.
    /// Where the server has no such class nothing is listed, and a warning is logged.
    /// </summary>
    public string? DeviceClass { get; init; }

    /// <summary>Listings with a certificate that names this test profile, compared as it stands. Decided here, at the cost of one more request for all certificates.</summary>
    public string? TestProfile { get; init; }

    /// <summary>
    /// Listings with a certificate that holds on this date (and names <see cref="TestProfile"/>, if that is set too), both ends included. Decided here, at the cost of one more
    /// request for all certificates.
    /// </summary>
    [JsonConverter(typeof(LocalDateJsonConverter))]
    public LocalDate? CertifiedOn { get; init; }

    /// <summary>Listings created at this time or later, in the zone of the server's database. Decided here.</summary>
    [JsonConverter(typeof(OpenCecTime))]
    public LocalDateTime? CreatedSince { get; init; }

    /// <summary>Listings changed at this time or later, in the zone of the server's database. Decided here.</summary>
    [JsonConverter(typeof(OpenCecTime))]
    public LocalDateTime? UpdatedSince { get; init; }

    internal bool NeedsCertificates => TestProfile is not null || CertifiedOn is not null;

    internal override string? LocalFilter => DeviceClass is not null || NeedsCertificates || CreatedSince is not null || UpdatedSince is not null
        ? FormattableString.Invariant(
            $"{TestProfile?.Length}:{TestProfile}|{CertifiedOn:uuuu-MM-dd}|{CreatedSince:o}|{UpdatedSince:o}{(DeviceClass is null ? "" : $"|{DeviceClass}")}")
        : null;

    internal override QueryArguments ToQuery()
    {
        if (DeviceClass is not null)
        {
            OpenCecText.Check("the query", nameof(DeviceClass), DeviceClass);
        }

        return new QueryArguments()
            .AddText("entity_type", EntityType switch
            {
                null => null,
                OpenCecEntityRole.Client => "client",
                OpenCecEntityRole.Server => "server",
                _ => throw new ArgumentException($"EntityType {(int)EntityType} is none that the public search knows. Use Client or Server, or list through Admin.Listings.",
                    nameof(EntityType)),
            })
            .AddText("manufacturer", Manufacturer?.WireText)
            .AddText("model", Model?.WireText)
            .AddText("status", Status?.Name);
    }

    internal override bool Keep(OpenCecListing row) =>
        (CreatedSince is not { } created || row.CreatedAt >= created) && (UpdatedSince is not { } updated || row.UpdatedAt >= updated);

    /// <summary>Decides with what the filters need to know; of a filter that is not set nothing need be known.</summary>
    internal bool Keep(OpenCecListing row, ILookup<int, OpenCecCertificate>? certificates, IReadOnlySet<int>? ofClass) =>
        Keep(row)
        && (DeviceClass is null || ofClass?.Contains(row.Id) == true)
        && (!NeedsCertificates || certificates![row.Id].Any(c => (TestProfile is null || c.HasTestProfile(TestProfile)) && (CertifiedOn is not { } date || c.IsValidOn(date))));
}
