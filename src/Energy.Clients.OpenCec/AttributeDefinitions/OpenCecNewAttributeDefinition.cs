using System.Text.Json;

namespace Energy.Clients.OpenCec;

/// <summary>A new row: a definition.</summary>
public sealed record OpenCecNewAttributeDefinition : OpenCecWrite
{
    /// <summary>The device class.</summary>
    public required int DeviceClassId { get; init; }

    /// <summary>The name, unique in its class, at most 100 characters (code points).</summary>
    public required string AttributeName { get; init; }

    /// <summary>What the text of a value means.</summary>
    public required OpenCecAttributeType AttributeType { get; init; }

    /// <summary>What it means, and by custom the unit; <see langword="null"/> when there is none.</summary>
    public string? Description { get; init; }

    internal override void Check()
    {
        OpenCecText.Check(nameof(OpenCecNewAttributeDefinition), nameof(AttributeName), AttributeName, 100);
        AttributeType.Check(nameof(OpenCecNewAttributeDefinition));
        if (Description is not null)
        {
            OpenCecText.Check(nameof(OpenCecNewAttributeDefinition), nameof(Description), Description);
        }
    }

    internal override void Write(Utf8JsonWriter json) => json
        .Add("device_class_id", DeviceClassId)
        .Add("attribute_name", AttributeName)
        .Add("attribute_type", AttributeType.Name)
        .Add("description", Description);
}
