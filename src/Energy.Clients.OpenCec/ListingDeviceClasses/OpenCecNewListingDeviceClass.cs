using System.Text.Json;

namespace Energy.Clients.OpenCec;

/// <summary>A new row: a link.</summary>
public sealed record OpenCecNewListingDeviceClass : OpenCecWrite
{
    /// <summary>The listing.</summary>
    public required int ListingId { get; init; }

    /// <summary>The device class.</summary>
    public required int DeviceClassId { get; init; }

    internal override void Check()
    {
    }

    internal override void Write(Utf8JsonWriter json) => json.Add("listing_id", ListingId).Add("device_class_id", DeviceClassId);
}
