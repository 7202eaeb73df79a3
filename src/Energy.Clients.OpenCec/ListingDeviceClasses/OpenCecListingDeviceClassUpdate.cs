namespace Energy.Clients.OpenCec;

/// <summary>What to change of a link. Only what is set is sent.</summary>
public sealed record OpenCecListingDeviceClassUpdate : OpenCecRowInput
{
    /// <summary>The listing.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public Optional<int> ListingId { get; init; }

    /// <summary>The device class.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public Optional<int> DeviceClassId { get; init; }

    internal override void Write(OpenCecBody body) => body.Add(nameof(ListingId), ListingId).Add(nameof(DeviceClassId), DeviceClassId);
}
