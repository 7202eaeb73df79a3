namespace Energy.Clients.OpenCec;

/// <summary>A new row: a definition.</summary>
public sealed record OpenCecNewAttributeDefinition : OpenCecRowInput
{
    internal const int MaxCharacters = 100;

    /// <summary>The device class.</summary>
    public required int DeviceClassId { get; init; }

    /// <summary>The name, unique in its class, at most 100 characters (code points).</summary>
    public required string AttributeName { get; init; }

    /// <summary>What the text of a value means.</summary>
    public required OpenCecAttributeType AttributeType { get; init; }

    /// <summary>What it means, and by custom the unit; <see langword="null"/> when there is none.</summary>
    public string? Description { get; init; }

    internal override void Write(OpenCecBody body) => body
        .Add(nameof(DeviceClassId), DeviceClassId)
        .AddText(nameof(AttributeName), AttributeName, MaxCharacters)
        .AddWord<OpenCecAttributeType>(nameof(AttributeType), AttributeType)
        .AddTextOrNull(nameof(Description), Description is null ? default(Optional<string?>) : Description);
}
