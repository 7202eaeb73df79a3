namespace Energy.Clients.OpenCec;

/// <summary>The classes of devices that a listing can belong to.</summary>
public class OpenCecDeviceClassOperations : OpenCecResource<OpenCecDeviceClass, OpenCecDeviceClassQuery, OpenCecNewDeviceClass, OpenCecDeviceClassUpdate>
{
    internal OpenCecDeviceClassOperations(OpenCecConnection connection)
        : base(connection, "DeviceClasses", "device-classes", OpenCecJsonContext.Default.OpenCecDeviceClass, static row => row.Id)
    {
    }

    /// <summary>For substitutes in tests.</summary>
    protected OpenCecDeviceClassOperations()
    {
    }

    private protected override string? BlockedBy => "listings, attribute definitions or attribute values of that class exist";
}
