using System.Text.Json;
using System.Text.Json.Serialization;
using NodaTime;

namespace Energy.Clients.OpenCec;

/// <summary>That a listing belongs to a device class. A pair is there at most once.</summary>
public sealed record OpenCecListingDeviceClass : IKeepsUnknownMembers
{
    /// <summary>The id.</summary>
    [JsonRequired]
    public int Id { get; init; }

    /// <summary>The listing.</summary>
    [JsonRequired]
    public int ListingId { get; init; }

    /// <summary>The device class.</summary>
    [JsonRequired]
    public int DeviceClassId { get; init; }

    /// <summary>When the row was created, in the zone of the server's database: see <see cref="OpenCecClient.ToInstant"/>.</summary>
    public LocalDateTime CreatedAt { get; init; }

    /// <inheritdoc/>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? UnknownMembers { get; set; }
}
