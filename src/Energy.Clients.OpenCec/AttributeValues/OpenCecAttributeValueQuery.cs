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

    internal override QueryArguments ToQuery() => new QueryArguments().Add("listing_id", ListingId).Add("device_class_id", DeviceClassId).AddText("attribute_name", AttributeName);
}
