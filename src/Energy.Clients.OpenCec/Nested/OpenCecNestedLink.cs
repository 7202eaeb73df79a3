using System.Text.Json;
using System.Text.Json.Serialization;
using NodaTime;

namespace Energy.Clients.OpenCec;

/// <summary>A link of a nested listing.</summary>
public sealed record OpenCecNestedLink : IKeepsUnknownMembers
{
    /// <summary>The id of the link.</summary>
    [JsonRequired]
    public int Id { get; init; }

    /// <summary>The listing.</summary>
    public int ListingId { get; init; }

    /// <summary>The device class.</summary>
    public int DeviceClassId { get; init; }

    /// <summary>When the link was created, in the zone of the server's database.</summary>
    public LocalDateTime CreatedAt { get; init; }

    /// <summary>The device class with its definitions.</summary>
    public OpenCecNestedClass? DeviceClass { get; init; }

    /// <inheritdoc/>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? UnknownMembers { get; set; }
}
