namespace Energy.Clients.OpenCec;

/// <summary>The value of an attribute of a listing, always a text. Neither the link nor the definition need exist.</summary>
public sealed record OpenCecAttributeValue : OpenCecRow
{
    /// <summary>The listing.</summary>
    public required int ListingId { get; init; }

    /// <summary>The device class that the attribute belongs to.</summary>
    public required int DeviceClassId { get; init; }

    /// <summary>The name, once for each listing and class, at most 100 characters (code points).</summary>
    public required string AttributeName { get; init; }

    /// <summary>The value as text. The server's schema calls it optional, its database requires it.</summary>
    public string? AttributeValue { get; init; }

    /// <summary>When the row was created, in the zone of the server's database: see <see cref="OpenCecClient.ToInstant"/>.</summary>
    [JsonConverter(typeof(OpenCecTime))]
    public LocalDateTime CreatedAt { get; init; }
}
