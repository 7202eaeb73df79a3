using System.Text.Json;

namespace Energy.Clients.OpenCec;

/// <summary>What to change of a definition. Only what is set is sent.</summary>
public sealed record OpenCecAttributeDefinitionUpdate : OpenCecWrite
{
    /// <summary>The name, unique in its class, at most 100 characters (code points).</summary>
    public Optional<string> AttributeName { get; init; }

    /// <summary>What the text of a value means.</summary>
    public Optional<OpenCecAttributeType> AttributeType { get; init; }

    /// <summary>What it means, and by custom the unit; <see langword="null"/> when there is none. An explicit <see langword="null"/> removes it.</summary>
    public Optional<string?> Description { get; init; }

    internal override void Check()
    {
        OpenCecText.Check(nameof(OpenCecAttributeDefinitionUpdate), nameof(AttributeName), AttributeName, 100);
        if (AttributeType.IsSet)
        {
            AttributeType.Value.Check(nameof(OpenCecAttributeDefinitionUpdate));
        }
        if (Description is { IsSet: true, Value: { } text })
        {
            OpenCecText.Check(nameof(OpenCecAttributeDefinitionUpdate), nameof(Description), text);
        }
    }

    internal override void Write(Utf8JsonWriter json) => json
        .Add("attribute_name", AttributeName)
        .Add("attribute_type", AttributeType, static (json, value) => json.WriteStringValue(value.Name))
        .Add("description", Description);
}
