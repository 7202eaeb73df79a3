using System.Text.Json;
using System.Text.Json.Serialization;
using NodaTime;

namespace Energy.Clients.OpenCec;

/// <summary>A device class of a nested listing.</summary>
public sealed record OpenCecNestedClass : IKeepsUnknownMembers
{
    /// <summary>The id.</summary>
    [JsonRequired]
    public int Id { get; init; }

    /// <summary>The name.</summary>
    public string Name { get; init; } = "";

    /// <summary>What it means.</summary>
    public string? Description { get; init; }

    /// <summary>When the class was created, in the zone of the server's database.</summary>
    public LocalDateTime CreatedAt { get; init; }

    /// <summary>The attributes that it defines.</summary>
    public IReadOnlyList<OpenCecAttributeDefinition> DeviceClassAttributes { get; init; } = [];

    /// <inheritdoc/>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? UnknownMembers { get; set; }
}
