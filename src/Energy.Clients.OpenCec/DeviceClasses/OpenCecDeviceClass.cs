namespace Energy.Clients.OpenCec;

/// <summary>A class of devices: <c>bess</c>, <c>inverter</c>, <c>evse</c>. A listing may belong to several.</summary>
public record OpenCecDeviceClass : OpenCecRow
{
    /// <summary>The name, unique, at most 100 characters (code points).</summary>
    public required string Name { get; init; }

    /// <summary>What it means. The server's schema calls it optional, its database requires it.</summary>
    public string? Description { get; init; }

    /// <summary>When the row was created, in the zone of the server's database: see <see cref="OpenCecClient.ToInstant"/>.</summary>
    [JsonConverter(typeof(OpenCecTime))]
    public LocalDateTime CreatedAt { get; init; }
}
