namespace Energy.Clients.OpenCec;

/// <summary>The values of the listings' attributes.</summary>
public class OpenCecAttributeValueOperations : OpenCecResource<OpenCecAttributeValue, OpenCecAttributeValueQuery, OpenCecNewAttributeValue, OpenCecAttributeValueUpdate>
{
    internal OpenCecAttributeValueOperations(OpenCecConnection connection)
        : base(connection, "AttributeValues", "listing-device-class-attributes", OpenCecJsonContext.Default.OpenCecAttributeValue, static row => row.Id)
    {
    }

    /// <summary>For substitutes in tests.</summary>
    protected OpenCecAttributeValueOperations()
    {
    }
}
