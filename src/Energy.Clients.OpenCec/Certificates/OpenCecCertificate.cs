using System.Text.Json;
using System.Text.Json.Serialization;
using NodaTime;

namespace Energy.Clients.OpenCec;

/// <summary>A certificate of a listing. The server does not check its dates.</summary>
public sealed record OpenCecCertificate : IKeepsUnknownMembers
{
    /// <summary>The id.</summary>
    [JsonRequired]
    public int Id { get; init; }

    /// <summary>The listing. A certificate cannot be moved to another one.</summary>
    [JsonRequired]
    public int ListingId { get; init; }

    /// <summary>The last day on which it holds. Old rows may have one before <see cref="CertificationDate"/>.</summary>
    [JsonRequired]
    public LocalDate Expiry { get; init; }

    /// <summary>The first day on which it holds.</summary>
    [JsonRequired]
    public LocalDate CertificationDate { get; init; }

    /// <summary>Who certified, at most 100 characters (code points).</summary>
    [JsonRequired]
    public string CertifyingBody { get; init; } = "";

    /// <summary>The test profiles that were passed; <see langword="null"/> when the server keeps none, which today's database does not allow.</summary>
    public IReadOnlyList<string>? TestProfiles { get; init; }

    /// <inheritdoc/>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? UnknownMembers { get; set; }

    /// <summary>Whether it holds on a date, both ends included. That the day of expiry counts is this package's reading; the server's documents do not say.</summary>
    /// <param name="date">The date.</param>
    /// <returns>Whether the date lies from <see cref="CertificationDate"/> to <see cref="Expiry"/>.</returns>
    public bool IsValidOn(LocalDate date) => CertificationDate <= date && date <= Expiry;

    /// <summary>Whether it names a test profile.</summary>
    /// <param name="testProfile">The profile, compared as it stands.</param>
    /// <returns>Whether it is among <see cref="TestProfiles"/>.</returns>
    public bool HasTestProfile(string testProfile) => TestProfiles?.Contains(testProfile) == true;
}
