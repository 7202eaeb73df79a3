using System.Text.Json;
using System.Text.Json.Serialization;

namespace Energy.Clients.OpenCec;

/// <summary>An attribute that listings of a device class can have. The server does not hold values to it.</summary>
public sealed record OpenCecAttributeDefinition : IKeepsUnknownMembers
{
    /// <summary>The id.</summary>
    [JsonRequired]
    public int Id { get; init; }

    /// <summary>The device class.</summary>
    [JsonRequired]
    public int DeviceClassId { get; init; }

    /// <summary>The name, unique in its class, at most 100 characters (code points).</summary>
    [JsonRequired]
    public string AttributeName { get; init; } = "";

    /// <summary>What the text of a value means.</summary>
    [JsonRequired]
    public OpenCecAttributeType AttributeType { get; init; }

    /// <summary>What it means, and by custom the unit; <see langword="null"/> when there is none.</summary>
    public string? Description { get; init; }

    /// <inheritdoc/>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? UnknownMembers { get; set; }
}
