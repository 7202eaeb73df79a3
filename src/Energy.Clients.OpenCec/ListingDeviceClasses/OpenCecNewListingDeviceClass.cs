namespace Energy.Clients.OpenCec;

/// <summary>A new row: a link.</summary>
public sealed record OpenCecNewListingDeviceClass : OpenCecRowInput
{
    /// <summary>The listing.</summary>
    public required int ListingId { get; init; }

    /// <summary>The device class.</summary>
    public required int DeviceClassId { get; init; }

    internal override void Write(OpenCecBody body) => body.Add(nameof(ListingId), ListingId).Add(nameof(DeviceClassId), DeviceClassId);
}
