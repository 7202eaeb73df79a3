namespace Energy.Clients.OpenCec;

/// <summary>The classes of devices that a listing can belong to.</summary>
public class OpenCecDeviceClassOperations : OpenCecResource<OpenCecDeviceClass, OpenCecDeviceClassQuery, OpenCecNewDeviceClass, OpenCecDeviceClassUpdate>
{
    private static readonly EnergyPath Rows = new("admin/device-classes");
    private static readonly EnergyPath Row = new("admin/device-classes/{id}");

    internal static readonly EnergyEndpoint List = Rows.Get("OpenCec.DeviceClasses.List");
    internal static readonly EnergyEndpoint Get = Rows.Get("OpenCec.DeviceClasses.Get");
    internal static readonly EnergyEndpoint Find = Rows.Get("OpenCec.DeviceClasses.Find");
    internal static readonly EnergyEndpoint Create = Rows.Post("OpenCec.DeviceClasses.Create");
    internal static readonly EnergyEndpoint Update = Row.Put("OpenCec.DeviceClasses.Update");
    internal static readonly EnergyEndpoint Delete = Row.Delete("OpenCec.DeviceClasses.Delete");

    internal OpenCecDeviceClassOperations(EnergyTransport<OpenCecClientOptions> transport)
        : base(transport, new OpenCecEndpoints(List, Get, Find, Create, Update, Delete), OpenCecJsonContext.Default.OpenCecDeviceClass, static row => row.Id)
    {
    }

    /// <summary>For substitutes in tests.</summary>
    protected OpenCecDeviceClassOperations()
    {
    }

    private protected override string? BlockedBy => "listings, attribute definitions or attribute values of that class exist";
}
