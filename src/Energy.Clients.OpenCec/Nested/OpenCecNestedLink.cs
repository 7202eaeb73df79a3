namespace Energy.Clients.OpenCec;

/// <summary>A link of a nested listing.</summary>
public sealed record OpenCecNestedLink : OpenCecListingDeviceClass
{
    /// <summary>The device class with its definitions.</summary>
    public OpenCecNestedClass? DeviceClass { get; init; }
}
