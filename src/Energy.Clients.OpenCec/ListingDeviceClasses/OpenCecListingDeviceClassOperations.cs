namespace Energy.Clients.OpenCec;

/// <summary>Which listing belongs to which device class. Deleting a link leaves the attribute values of the pair.</summary>
public class OpenCecListingDeviceClassOperations : OpenCecResource<OpenCecListingDeviceClass, OpenCecListingDeviceClassQuery, OpenCecNewListingDeviceClass, OpenCecListingDeviceClassUpdate>
{
    private static readonly EnergyPath Rows = new("admin/listing-device-classes");
    private static readonly EnergyPath Row = new("admin/listing-device-classes/{id}");

    internal static readonly EnergyEndpoint List = Rows.Get("OpenCec.ListingDeviceClasses.List");
    internal static readonly EnergyEndpoint Get = Rows.Get("OpenCec.ListingDeviceClasses.Get");
    internal static readonly EnergyEndpoint Find = Rows.Get("OpenCec.ListingDeviceClasses.Find");
    internal static readonly EnergyEndpoint Create = Rows.Post("OpenCec.ListingDeviceClasses.Create");
    internal static readonly EnergyEndpoint Update = Row.Put("OpenCec.ListingDeviceClasses.Update");
    internal static readonly EnergyEndpoint Delete = Row.Delete("OpenCec.ListingDeviceClasses.Delete");

    internal OpenCecListingDeviceClassOperations(EnergyTransport<OpenCecClientOptions> transport)
        : base(transport, new OpenCecEndpoints(List, Get, Find, Create, Update, Delete), OpenCecJsonContext.Default.OpenCecListingDeviceClass, static row => row.Id)
    {
    }

    /// <summary>For substitutes in tests.</summary>
    protected OpenCecListingDeviceClassOperations()
    {
    }
}
