namespace Energy.Clients.OpenCec;

/// <summary>Which listing belongs to which device class. Deleting a link leaves the attribute values of the pair.</summary>
public class OpenCecListingDeviceClassOperations : OpenCecResource<OpenCecListingDeviceClass, OpenCecListingDeviceClassQuery, OpenCecNewListingDeviceClass, OpenCecListingDeviceClassUpdate>
{
    internal OpenCecListingDeviceClassOperations(OpenCecConnection connection)
        : base(connection, "ListingDeviceClasses", "listing-device-classes", OpenCecJsonContext.Default.OpenCecListingDeviceClass, static row => row.Id)
    {
    }

    /// <summary>For substitutes in tests.</summary>
    protected OpenCecListingDeviceClassOperations()
    {
    }
}
