using System.Text.Json;

namespace Energy.Clients.OpenCec;

/// <summary>A new row: a value.</summary>
public sealed record OpenCecNewAttributeValue : OpenCecWrite
{
    /// <summary>The listing.</summary>
    public required int ListingId { get; init; }

    /// <summary>The device class that the attribute belongs to.</summary>
    public required int DeviceClassId { get; init; }

    /// <summary>The name, once for each listing and class, at most 100 characters (code points).</summary>
    public required string AttributeName { get; init; }

    /// <summary>The value as text. The server's schema calls it optional, its database requires it.</summary>
    public required string AttributeValue { get; init; }

    internal override void Check()
    {
        OpenCecText.Check(nameof(OpenCecNewAttributeValue), nameof(AttributeName), AttributeName, 100);
        OpenCecText.Check(nameof(OpenCecNewAttributeValue), nameof(AttributeValue), AttributeValue);
    }

    internal override void Write(Utf8JsonWriter json) => json
        .Add("listing_id", ListingId)
        .Add("device_class_id", DeviceClassId)
        .Add("attribute_name", AttributeName)
        .Add("attribute_value", AttributeValue);
}
