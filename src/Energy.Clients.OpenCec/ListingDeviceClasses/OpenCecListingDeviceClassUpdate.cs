using System.Text.Json;

namespace Energy.Clients.OpenCec;

/// <summary>What to change of a link. Only what is set is sent.</summary>
public sealed record OpenCecListingDeviceClassUpdate : OpenCecWrite
{
    /// <summary>The listing.</summary>
    public Optional<int> ListingId { get; init; }

    /// <summary>The device class.</summary>
    public Optional<int> DeviceClassId { get; init; }

    internal override void Check()
    {
    }

    internal override void Write(Utf8JsonWriter json) => json.Add("listing_id", ListingId).Add("device_class_id", DeviceClassId);
}
