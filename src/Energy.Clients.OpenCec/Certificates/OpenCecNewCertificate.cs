using System.Text.Json;
using NodaTime;
using NodaTime.Text;

namespace Energy.Clients.OpenCec;

/// <summary>A new certificate.</summary>
public sealed record OpenCecNewCertificate : OpenCecWrite
{
    internal const int MostCharacters = 100;

    /// <summary>The listing. Left out in an <see cref="OpenCecListingDraft"/>.</summary>
    public int ListingId { get; init; }

    /// <summary>The last day on which it holds.</summary>
    public required LocalDate Expiry { get; init; }

    /// <summary>The first day on which it holds.</summary>
    public required LocalDate CertificationDate { get; init; }

    /// <summary>Who certified, at most 100 characters (code points).</summary>
    public required string CertifyingBody { get; init; }

    /// <summary>The test profiles that were passed; may be empty. The server's schema calls it optional, its database requires it.</summary>
    public IReadOnlyList<string> TestProfiles { get; init; } = [];

    /// <summary>Whether an expiry before the certification date is sent, to repair or copy old rows.</summary>
    /// <value><see langword="false"/>: it is refused.</value>
    public bool AllowDatesOutOfOrder { get; init; }

    internal static void CheckOrder(string owner, LocalDate certificationDate, LocalDate expiry, bool allowed)
    {
        if (expiry < certificationDate && !allowed)
        {
            throw new ArgumentException(
                $"{owner}.Expiry {LocalDatePattern.Iso.Format(expiry)} lies before CertificationDate {LocalDatePattern.Iso.Format(certificationDate)}, so that the certificate would never hold. Correct the dates, or set AllowDatesOutOfOrder to repair an old row.");
        }
    }

    internal static void CheckProfiles(string owner, IReadOnlyList<string>? profiles)
    {
        if (profiles is null)
        {
            throw new ArgumentException($"{owner}.TestProfiles is null. Set it: the database requires a list (an empty one is allowed).");
        }

        foreach (var profile in profiles)
        {
            OpenCecText.Check(owner, nameof(TestProfiles), profile);
        }
    }

    internal override void Check()
    {
        if (ListingId == 0)
        {
            throw new ArgumentException($"{nameof(OpenCecNewCertificate)}.{nameof(ListingId)} is not set. Set it to the listing's id.");
        }

        OpenCecText.Check(nameof(OpenCecNewCertificate), nameof(CertifyingBody), CertifyingBody, MostCharacters);
        CheckProfiles(nameof(OpenCecNewCertificate), TestProfiles);
        CheckOrder(nameof(OpenCecNewCertificate), CertificationDate, Expiry, AllowDatesOutOfOrder);
    }

    internal override void Write(Utf8JsonWriter json) => json
        .Add("listing_id", ListingId)
        .Add("expiry", LocalDatePattern.Iso.Format(Expiry))
        .Add("certification_date", LocalDatePattern.Iso.Format(CertificationDate))
        .Add("certifying_body", CertifyingBody)
        .Add("test_profiles", TestProfiles);
}
