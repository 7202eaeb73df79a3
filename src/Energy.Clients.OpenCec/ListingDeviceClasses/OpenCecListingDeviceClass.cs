namespace Energy.Clients.OpenCec;

/// <summary>That a listing belongs to a device class. A pair is there at most once.</summary>
public record OpenCecListingDeviceClass : OpenCecRow
{
    /// <summary>The listing.</summary>
    public required int ListingId { get; init; }

    /// <summary>The device class.</summary>
    public required int DeviceClassId { get; init; }

    /// <summary>When the row was created, in the zone of the server's database: see <see cref="OpenCecClient.ToInstant"/>.</summary>
    [JsonConverter(typeof(OpenCecTime))]
    public LocalDateTime CreatedAt { get; init; }
}
