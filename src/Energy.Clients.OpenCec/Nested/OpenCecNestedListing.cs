using System.Text.Json;
using System.Text.Json.Serialization;
using NodaTime;

namespace Energy.Clients.OpenCec;

/// <summary>A listing as the server's unfinished nested read gives it. Its shape will change; <see cref="OpenCecListingDetails"/> stays.</summary>
public sealed record OpenCecNestedListing : IKeepsUnknownMembers
{
    /// <summary>The id.</summary>
    [JsonRequired]
    public int Id { get; init; }

    /// <summary>The kind.</summary>
    public int EntityTypeId { get; init; }

    /// <summary>The kind as a row.</summary>
    public OpenCecEntityType? EntityType { get; init; }

    /// <summary>The manufacturer.</summary>
    public string Manufacturer { get; init; } = "";

    /// <summary>The model.</summary>
    public string Model { get; init; } = "";

    /// <summary>The state.</summary>
    public OpenCecListingStatus Status { get; init; }

    /// <summary>When the row was created, in the zone of the server's database.</summary>
    public LocalDateTime CreatedAt { get; init; }

    /// <summary>When the row was last changed, in the zone of the server's database.</summary>
    public LocalDateTime UpdatedAt { get; init; }

    /// <summary>The links to device classes, each with its class.</summary>
    public IReadOnlyList<OpenCecNestedLink> ListingDeviceClasses { get; init; } = [];

    /// <summary>The attribute values.</summary>
    public IReadOnlyList<OpenCecAttributeValue> ListingDeviceClassAttributes { get; init; } = [];

    /// <summary>The certificates.</summary>
    public IReadOnlyList<OpenCecCertificate> Certificates { get; init; } = [];

    /// <inheritdoc/>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? UnknownMembers { get; set; }
}
