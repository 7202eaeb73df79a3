namespace Energy.Clients.OpenCec;

/// <summary>Which attributes the device classes have. Deleting a definition leaves the listings' values.</summary>
/// <example>
/// <code>
/// await foreach (var definition in cec.Admin.AttributeDefinitions.ListAsync())
/// {
///     Console.WriteLine(definition.AttributeName);
/// }
/// </code>
/// </example>
public class OpenCecAttributeDefinitionOperations
    : OpenCecResource<OpenCecAttributeDefinition, OpenCecAttributeDefinitionQuery, OpenCecNewAttributeDefinition, OpenCecAttributeDefinitionUpdate>
{
    internal static readonly OpenCecEndpoints Endpoints = new("AttributeDefinitions", "device-class-attributes");

    internal OpenCecAttributeDefinitionOperations(EnergyTransport<OpenCecClientOptions> transport)
        : base(transport, Endpoints, OpenCecJsonContext.Default.OpenCecAttributeDefinition)
    {
    }

    /// <summary>For substitutes in tests.</summary>
    protected OpenCecAttributeDefinitionOperations()
        : this(null!)
    {
    }
}
