using System.Text.Json;
using System.Text.Json.Serialization;
using NodaTime;

namespace Energy.Clients.OpenCec;

/// <summary>The value of an attribute of a listing, always a text. Neither the link nor the definition need exist.</summary>
public sealed record OpenCecAttributeValue : IKeepsUnknownMembers
{
    /// <summary>The id.</summary>
    [JsonRequired]
    public int Id { get; init; }

    /// <summary>The listing.</summary>
    [JsonRequired]
    public int ListingId { get; init; }

    /// <summary>The device class that the attribute belongs to.</summary>
    [JsonRequired]
    public int DeviceClassId { get; init; }

    /// <summary>The name, once for each listing and class, at most 100 characters (code points).</summary>
    [JsonRequired]
    public string AttributeName { get; init; } = "";

    /// <summary>The value as text. The server's schema calls it optional, its database requires it.</summary>
    public string? AttributeValue { get; init; }

    /// <summary>When the row was created, in the zone of the server's database: see <see cref="OpenCecClient.ToInstant"/>.</summary>
    public LocalDateTime CreatedAt { get; init; }

    /// <inheritdoc/>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? UnknownMembers { get; set; }
}
