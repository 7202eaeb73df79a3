namespace Energy.Clients.OpenCec;

/// <summary>A certificate of a listing. The server does not check its dates.</summary>
public sealed record OpenCecCertificate : OpenCecRow
{
    private readonly ByContent<IReadOnlyList<string>?> _testProfiles;

    /// <summary>The listing. A certificate cannot be moved to another one.</summary>
    public required int ListingId { get; init; }

    /// <summary>The last day on which it holds. Old rows may have one before <see cref="CertificationDate"/>.</summary>
    [JsonConverter(typeof(LocalDateJsonConverter))]
    public required LocalDate Expiry { get; init; }

    /// <summary>The first day on which it holds.</summary>
    [JsonConverter(typeof(LocalDateJsonConverter))]
    public required LocalDate CertificationDate { get; init; }

    /// <summary>Who certified, at most 100 characters (code points).</summary>
    public required string CertifyingBody { get; init; }

    /// <summary>The test profiles that were passed; <see langword="null"/> when the server keeps none, which today's database does not allow.</summary>
    public IReadOnlyList<string>? TestProfiles { get => _testProfiles.Value; init => _testProfiles = new(value); }

    /// <summary>Whether it holds on a date, both ends included. That the day of expiry counts is this package's reading; the server's documents do not say.</summary>
    /// <param name="date">The date.</param>
    /// <returns>Whether the date lies from <see cref="CertificationDate"/> to <see cref="Expiry"/>.</returns>
    public bool IsValidOn(LocalDate date) => CertificationDate <= date && date <= Expiry;

    /// <summary>Whether it names a test profile.</summary>
    /// <param name="testProfile">The profile, compared as it stands.</param>
    /// <returns>Whether it is among <see cref="TestProfiles"/>.</returns>
    public bool HasTestProfile(string testProfile) => TestProfiles?.Contains(testProfile) == true;
}
