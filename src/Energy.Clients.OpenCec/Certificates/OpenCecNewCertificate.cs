using NodaTime.Text;

namespace Energy.Clients.OpenCec;

/// <summary>A new certificate.</summary>
public sealed record OpenCecNewCertificate : OpenCecRowInput
{
    private readonly ByContent<IReadOnlyList<string>> _testProfiles = new([]);

    internal const int MaxCharacters = 100;

    /// <summary>The listing. Left out in an <see cref="OpenCecNewListingDetails"/>.</summary>
    public int ListingId { get; init; }

    /// <summary>The last day on which it holds.</summary>
    [JsonConverter(typeof(LocalDateJsonConverter))]
    public required LocalDate Expiry { get; init; }

    /// <summary>The first day on which it holds.</summary>
    [JsonConverter(typeof(LocalDateJsonConverter))]
    public required LocalDate CertificationDate { get; init; }

    /// <summary>Who certified, at most 100 characters (code points).</summary>
    public required string CertifyingBody { get; init; }

    /// <summary>The test profiles that were passed; may be empty. The server's schema calls it optional, its database requires it.</summary>
    public IReadOnlyList<string> TestProfiles { get => _testProfiles.Value; init => _testProfiles = new(value); }

    /// <summary>Whether an expiry before the certification date is sent, to repair or copy old rows.</summary>
    /// <value><see langword="false"/>: it is refused.</value>
    public bool AllowDatesOutOfOrder { get; init; }

    internal static void CheckOrder(string owner, LocalDate certificationDate, LocalDate expiry, bool allowed)
    {
        if (expiry < certificationDate && !allowed)
        {
            throw new ArgumentException(
                $"{owner}.Expiry {LocalDatePattern.Iso.Format(expiry)} lies before CertificationDate {LocalDatePattern.Iso.Format(certificationDate)}, so that the certificate "
                    + $"would never hold. Correct the dates, or set AllowDatesOutOfOrder to repair an old row.");
        }
    }

    internal override void Write(OpenCecBody body)
    {
        if (ListingId == 0)
        {
            throw new ArgumentException($"{nameof(OpenCecNewCertificate)}.{nameof(ListingId)} is not set. Set it to the listing's id.");
        }

        CheckOrder(nameof(OpenCecNewCertificate), CertificationDate, Expiry, AllowDatesOutOfOrder);
        body.Add(nameof(ListingId), ListingId)
            .Add(nameof(Expiry), Expiry)
            .Add(nameof(CertificationDate), CertificationDate)
            .AddText(nameof(CertifyingBody), CertifyingBody, MaxCharacters)
            .AddTexts(nameof(TestProfiles), new Optional<IReadOnlyList<string>>(TestProfiles));
    }
}
