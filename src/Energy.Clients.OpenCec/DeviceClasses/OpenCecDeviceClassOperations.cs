namespace Energy.Clients.OpenCec;

/// <summary>The classes of devices that a listing can belong to.</summary>
/// <example>
/// <code>
/// await cec.Admin.DeviceClasses.CreateAsync(new() { Name = "Inverter", Description = "Turns direct into alternating current" });
/// </code>
/// </example>
public class OpenCecDeviceClassOperations : OpenCecResource<OpenCecDeviceClass, OpenCecDeviceClassQuery, OpenCecNewDeviceClass, OpenCecDeviceClassUpdate>
{
    internal static readonly OpenCecEndpoints Endpoints = new("DeviceClasses", "device-classes");

    internal OpenCecDeviceClassOperations(EnergyTransport<OpenCecClientOptions> transport)
        : base(transport, Endpoints, OpenCecJsonContext.Default.OpenCecDeviceClass)
    {
    }

    /// <summary>For substitutes in tests.</summary>
    protected OpenCecDeviceClassOperations()
        : this(null!)
    {
    }

    private protected override string? BlockedBy => "listings, attribute definitions or attribute values of that class exist";
}
