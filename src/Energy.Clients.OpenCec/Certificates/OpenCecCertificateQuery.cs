namespace Energy.Clients.OpenCec;

/// <summary>Which certificates to list. All conditions must hold; a condition that is left out keeps all.</summary>
public sealed record OpenCecCertificateQuery : OpenCecQuery<OpenCecCertificate>
{
    /// <summary>Of this listing.</summary>
    public int? ListingId { get; init; }

    /// <summary>What the certifying body contains, in any case.</summary>
    public OpenCecTextFilter? CertifyingBody { get; init; }

    /// <summary>That name this test profile, compared as it stands. Decided here: the server does not filter by it.</summary>
    public string? TestProfile { get; init; }

    /// <summary>That hold on this date, both ends included. Decided here.</summary>
    [JsonConverter(typeof(LocalDateJsonConverter))]
    public LocalDate? ValidOn { get; init; }

    internal override string? LocalFilter =>
        TestProfile is null && ValidOn is null ? null : FormattableString.Invariant($"{TestProfile?.Length}:{TestProfile}|{ValidOn:uuuu-MM-dd}");

    internal override QueryArguments ToQuery() => new QueryArguments().Add("listing_id", ListingId).AddText("certifying_body", CertifyingBody?.WireText);

    internal override bool Keep(OpenCecCertificate row) => (TestProfile is null || row.HasTestProfile(TestProfile)) && (ValidOn is not { } date || row.IsValidOn(date));
}
