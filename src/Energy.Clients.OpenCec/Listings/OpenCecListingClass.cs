namespace Energy.Clients.OpenCec;

/// <summary>A device class of a listing.</summary>
public sealed record OpenCecListingClass
{
    private readonly ByContent<IReadOnlyList<OpenCecListingAttribute>> _attributes = new([]);

    /// <summary>The id of the device class.</summary>
    public required int DeviceClassId { get; init; }

    /// <summary>The name of the device class; <see langword="null"/> when the class went away while it was read.</summary>
    public string? Name { get; init; }

    /// <summary>What the device class means.</summary>
    public string? Description { get; init; }

    /// <summary>The listing's attributes of this class.</summary>
    public IReadOnlyList<OpenCecListingAttribute> Attributes { get => _attributes.Value; init => _attributes = new(value); }
}
