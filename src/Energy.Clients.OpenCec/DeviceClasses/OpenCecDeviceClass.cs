using System.Text.Json;
using System.Text.Json.Serialization;
using NodaTime;

namespace Energy.Clients.OpenCec;

/// <summary>A class of devices: <c>bess</c>, <c>inverter</c>, <c>evse</c>. A listing may belong to several.</summary>
public sealed record OpenCecDeviceClass : IKeepsUnknownMembers
{
    /// <summary>The id.</summary>
    [JsonRequired]
    public int Id { get; init; }

    /// <summary>The name, unique, at most 100 characters (code points).</summary>
    [JsonRequired]
    public string Name { get; init; } = "";

    /// <summary>What it means. The server's schema calls it optional, its database requires it.</summary>
    public string? Description { get; init; }

    /// <summary>When the row was created, in the zone of the server's database: see <see cref="OpenCecClient.ToInstant"/>.</summary>
    public LocalDateTime CreatedAt { get; init; }

    /// <inheritdoc/>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? UnknownMembers { get; set; }
}
