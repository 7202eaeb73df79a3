namespace Energy.Clients.OpenCec;

/// <summary>Which attributes the device classes have. Deleting a definition leaves the listings' values.</summary>
public class OpenCecAttributeDefinitionOperations : OpenCecResource<OpenCecAttributeDefinition, OpenCecAttributeDefinitionQuery, OpenCecNewAttributeDefinition, OpenCecAttributeDefinitionUpdate>
{
    internal OpenCecAttributeDefinitionOperations(OpenCecConnection connection)
        : base(connection, "AttributeDefinitions", "device-class-attributes", OpenCecJsonContext.Default.OpenCecAttributeDefinition, static row => row.Id)
    {
    }

    /// <summary>For substitutes in tests.</summary>
    protected OpenCecAttributeDefinitionOperations()
    {
    }
}
