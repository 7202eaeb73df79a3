using System.Text.Json;
using NodaTime;
using NodaTime.Text;

namespace Energy.Clients.OpenCec;

/// <summary>What to change of a certificate. Only what is set is sent.</summary>
public sealed record OpenCecCertificateUpdate : OpenCecWrite
{
    /// <summary>The last day on which it holds.</summary>
    public Optional<LocalDate> Expiry { get; init; }

    /// <summary>The first day on which it holds.</summary>
    public Optional<LocalDate> CertificationDate { get; init; }

    /// <summary>Who certified, at most 100 characters (code points).</summary>
    public Optional<string> CertifyingBody { get; init; }

    /// <summary>The test profiles, as a whole.</summary>
    public Optional<IReadOnlyList<string>> TestProfiles { get; init; }

    /// <summary>Whether an expiry before the certification date is sent, to repair old rows. Looked at where both dates are set; one alone is not compared with the row.</summary>
    /// <value><see langword="false"/>: it is refused.</value>
    public bool AllowDatesOutOfOrder { get; init; }

    internal override void Check()
    {
        OpenCecText.Check(nameof(OpenCecCertificateUpdate), nameof(CertifyingBody), CertifyingBody, OpenCecNewCertificate.MostCharacters);
        if (TestProfiles.IsSet)
        {
            OpenCecNewCertificate.CheckProfiles(nameof(OpenCecCertificateUpdate), TestProfiles.Value);
        }

        if (Expiry.IsSet && CertificationDate.IsSet)
        {
            OpenCecNewCertificate.CheckOrder(nameof(OpenCecCertificateUpdate), CertificationDate.Value, Expiry.Value, AllowDatesOutOfOrder);
        }
    }

    internal override void Write(Utf8JsonWriter json) => json
        .Add("expiry", Expiry, static (json, date) => json.WriteStringValue(LocalDatePattern.Iso.Format(date)))
        .Add("certification_date", CertificationDate, static (json, date) => json.WriteStringValue(LocalDatePattern.Iso.Format(date)))
        .Add("certifying_body", CertifyingBody)
        .Add("test_profiles", TestProfiles);
}
