namespace Energy.Clients.OpenCec;

/// <summary>Which attributes the device classes have. Deleting a definition leaves the listings' values.</summary>
public class OpenCecAttributeDefinitionOperations : OpenCecResource<OpenCecAttributeDefinition, OpenCecAttributeDefinitionQuery, OpenCecNewAttributeDefinition, OpenCecAttributeDefinitionUpdate>
{
    private static readonly EnergyPath Rows = new("admin/device-class-attributes");
    private static readonly EnergyPath Row = new("admin/device-class-attributes/{id}");

    internal static readonly EnergyEndpoint List = Rows.Get("OpenCec.AttributeDefinitions.List");
    internal static readonly EnergyEndpoint Get = Rows.Get("OpenCec.AttributeDefinitions.Get");
    internal static readonly EnergyEndpoint Find = Rows.Get("OpenCec.AttributeDefinitions.Find");
    internal static readonly EnergyEndpoint Create = Rows.Post("OpenCec.AttributeDefinitions.Create");
    internal static readonly EnergyEndpoint Update = Row.Put("OpenCec.AttributeDefinitions.Update");
    internal static readonly EnergyEndpoint Delete = Row.Delete("OpenCec.AttributeDefinitions.Delete");

    internal OpenCecAttributeDefinitionOperations(EnergyTransport<OpenCecClientOptions> transport)
        : base(transport, new OpenCecEndpoints(List, Get, Find, Create, Update, Delete), OpenCecJsonContext.Default.OpenCecAttributeDefinition, static row => row.Id)
    {
    }

    /// <summary>For substitutes in tests.</summary>
    protected OpenCecAttributeDefinitionOperations()
    {
    }
}
