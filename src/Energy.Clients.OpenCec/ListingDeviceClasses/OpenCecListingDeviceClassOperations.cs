namespace Energy.Clients.OpenCec;

/// <summary>Which listing belongs to which device class. Deleting a link leaves the attribute values of the pair.</summary>
/// <example>
/// <code>
/// await cec.Admin.ListingDeviceClasses.CreateAsync(new() { ListingId = 1, DeviceClassId = 2 });
/// </code>
/// </example>
public class OpenCecListingDeviceClassOperations
    : OpenCecResource<OpenCecListingDeviceClass, OpenCecListingDeviceClassQuery, OpenCecNewListingDeviceClass, OpenCecListingDeviceClassUpdate>
{
    internal static readonly OpenCecEndpoints Endpoints = new("ListingDeviceClasses", "listing-device-classes");

    internal OpenCecListingDeviceClassOperations(EnergyTransport<OpenCecClientOptions> transport)
        : base(transport, Endpoints, OpenCecJsonContext.Default.OpenCecListingDeviceClass)
    {
    }

    /// <summary>For substitutes in tests.</summary>
    protected OpenCecListingDeviceClassOperations()
        : this(null!)
    {
    }
}
