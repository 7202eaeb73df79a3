namespace Energy.Clients.OpenCec;

/// <summary>Which rows to list: a link must meet all conditions that are set.</summary>
public sealed record OpenCecListingDeviceClassQuery : OpenCecQuery<OpenCecListingDeviceClass>
{
    /// <summary>Of this listing. <see langword="null"/> keeps all.</summary>
    public int? ListingId { get; init; }

    /// <summary>Of this device class. <see langword="null"/> keeps all.</summary>
    public int? DeviceClassId { get; init; }

    internal override QueryArguments ToQuery() => new QueryArguments().Add("listing_id", ListingId).Add("device_class_id", DeviceClassId);
}
