namespace Energy.Clients.OpenCec;

/// <summary>An attribute that listings of a device class can have. The server does not hold values to it.</summary>
public sealed record OpenCecAttributeDefinition : OpenCecRow
{
    /// <summary>The device class.</summary>
    public required int DeviceClassId { get; init; }

    /// <summary>The name, unique in its class, at most 100 characters (code points).</summary>
    public required string AttributeName { get; init; }

    /// <summary>What the text of a value means.</summary>
    public required OpenCecAttributeType AttributeType { get; init; }

    /// <summary>What it means, and by custom the unit; <see langword="null"/> when there is none.</summary>
    public string? Description { get; init; }
}
