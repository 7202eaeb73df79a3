namespace Energy.Clients.OpenCec;

/// <summary>The values of the listings' attributes.</summary>
/// <example>
/// <code>
/// await foreach (var value in cec.Admin.AttributeValues.ListAsync())
/// {
///     Console.WriteLine(value.AttributeValue);
/// }
/// </code>
/// </example>
public class OpenCecAttributeValueOperations : OpenCecResource<OpenCecAttributeValue, OpenCecAttributeValueQuery, OpenCecNewAttributeValue, OpenCecAttributeValueUpdate>
{
    internal static readonly OpenCecEndpoints Endpoints = new("AttributeValues", "listing-device-class-attributes");

    internal OpenCecAttributeValueOperations(EnergyTransport<OpenCecClientOptions> transport)
        : base(transport, Endpoints, OpenCecJsonContext.Default.OpenCecAttributeValue)
    {
    }

    /// <summary>For substitutes in tests.</summary>
    protected OpenCecAttributeValueOperations()
        : this(null!)
    {
    }
}
