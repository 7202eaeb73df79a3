namespace Energy.Clients.OpenCec;

/// <summary>A new row: a value.</summary>
public sealed record OpenCecNewAttributeValue : OpenCecRowInput
{
    /// <summary>The listing.</summary>
    public required int ListingId { get; init; }

    /// <summary>The device class that the attribute belongs to.</summary>
    public required int DeviceClassId { get; init; }

    /// <summary>The name, once for each listing and class, at most 100 characters (code points).</summary>
    public required string AttributeName { get; init; }

    /// <summary>The value as text. The server's schema calls it optional, its database requires it.</summary>
    public required string AttributeValue { get; init; }

    internal override void Write(OpenCecBody body) => body
        .Add(nameof(ListingId), ListingId)
        .Add(nameof(DeviceClassId), DeviceClassId)
        .AddText(nameof(AttributeName), AttributeName, OpenCecNewAttributeDefinition.MaxCharacters)
        .AddText(nameof(AttributeValue), AttributeValue);
}
