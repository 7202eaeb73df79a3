namespace Energy.Clients.OpenCec;

/// <summary>Which rows to list: a value must meet all conditions that are set.</summary>
public sealed record OpenCecAttributeValueQuery : OpenCecQuery<OpenCecAttributeValue>
{
    /// <summary>Of this listing. <see langword="null"/> keeps all.</summary>
    public int? ListingId { get; init; }

    /// <summary>Of this device class. <see langword="null"/> keeps all.</summary>
    public int? DeviceClassId { get; init; }

    /// <summary>Exactly this name, case-sensitive. <see langword="null"/> keeps all.</summary>
    public string? AttributeName { get; init; }

    internal override IEnumerable<KeyValuePair<string, string>?> Parameters() =>
        [OpenCecText.Parameter("listing_id", ListingId), OpenCecText.Parameter("device_class_id", DeviceClassId), OpenCecText.Parameter("attribute_name", AttributeName)];
}
