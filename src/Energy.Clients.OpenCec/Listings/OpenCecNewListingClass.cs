namespace Energy.Clients.OpenCec;

/// <summary>A device class of a listing that is to be created.</summary>
public sealed record OpenCecNewListingClass
{
    private readonly ByContent<IReadOnlyDictionary<string, string>> _attributes = new(new Dictionary<string, string>());

    /// <summary>The id of the device class.</summary>
    public required int DeviceClassId { get; init; }

    /// <summary>The listing's attributes of this class: name and value, numbers with a point, truth values as <c>true</c> and <c>false</c>.</summary>
    public IReadOnlyDictionary<string, string> Attributes { get => _attributes.Value; init => _attributes = new(value); }
}
