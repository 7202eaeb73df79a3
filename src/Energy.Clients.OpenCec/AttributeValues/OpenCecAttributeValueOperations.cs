namespace Energy.Clients.OpenCec;

/// <summary>The values of the listings' attributes.</summary>
public class OpenCecAttributeValueOperations : OpenCecResource<OpenCecAttributeValue, OpenCecAttributeValueQuery, OpenCecNewAttributeValue, OpenCecAttributeValueUpdate>
{
    private static readonly EnergyPath Rows = new("admin/listing-device-class-attributes");
    private static readonly EnergyPath Row = new("admin/listing-device-class-attributes/{id}");

    internal static readonly EnergyEndpoint List = Rows.Get("OpenCec.AttributeValues.List");
    internal static readonly EnergyEndpoint Get = Rows.Get("OpenCec.AttributeValues.Get");
    internal static readonly EnergyEndpoint Find = Rows.Get("OpenCec.AttributeValues.Find");
    internal static readonly EnergyEndpoint Create = Rows.Post("OpenCec.AttributeValues.Create");
    internal static readonly EnergyEndpoint Update = Row.Put("OpenCec.AttributeValues.Update");
    internal static readonly EnergyEndpoint Delete = Row.Delete("OpenCec.AttributeValues.Delete");

    internal OpenCecAttributeValueOperations(EnergyTransport<OpenCecClientOptions> transport)
        : base(transport, new OpenCecEndpoints(List, Get, Find, Create, Update, Delete), OpenCecJsonContext.Default.OpenCecAttributeValue, static row => row.Id)
    {
    }

    /// <summary>For substitutes in tests.</summary>
    protected OpenCecAttributeValueOperations()
    {
    }
}
