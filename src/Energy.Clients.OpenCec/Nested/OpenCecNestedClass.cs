namespace Energy.Clients.OpenCec;

/// <summary>A device class of a nested listing.</summary>
public sealed record OpenCecNestedClass : OpenCecDeviceClass
{
    private readonly ByContent<IReadOnlyList<OpenCecAttributeDefinition>> _deviceClassAttributes = new([]);

    /// <summary>The attributes that it defines.</summary>
    public IReadOnlyList<OpenCecAttributeDefinition> DeviceClassAttributes { get => _deviceClassAttributes.Value; init => _deviceClassAttributes = new(value); }
}
