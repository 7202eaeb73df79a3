namespace Energy.Clients.OpenCec;

/// <summary>What to change of a certificate. Only what is set is sent.</summary>
public sealed record OpenCecCertificateUpdate : OpenCecRowInput
{
    /// <summary>The last day on which it holds.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public Optional<LocalDate> Expiry { get; init; }

    /// <summary>The first day on which it holds.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public Optional<LocalDate> CertificationDate { get; init; }

    /// <summary>Who certified, at most 100 characters (code points).</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public Optional<string> CertifyingBody { get; init; }

    /// <summary>The test profiles, as a whole.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public OptionalList<string> TestProfiles { get; init; }

    /// <summary>Whether an expiry before the certification date is sent, to repair old rows. Looked at where both dates are set; one alone is not compared with the row.</summary>
    /// <value><see langword="false"/>: it is refused.</value>
    public bool AllowDatesOutOfOrder { get; init; }

    internal override void Write(OpenCecBody body)
    {
        if (Expiry.IsSet && CertificationDate.IsSet)
        {
            OpenCecNewCertificate.CheckOrder(nameof(OpenCecCertificateUpdate), CertificationDate.Value, Expiry.Value, AllowDatesOutOfOrder);
        }

        body.Add(nameof(Expiry), Expiry)
            .Add(nameof(CertificationDate), CertificationDate)
            .AddText(nameof(CertifyingBody), CertifyingBody, OpenCecNewCertificate.MaxCharacters)
            .AddTexts(nameof(TestProfiles), TestProfiles);
    }
}
