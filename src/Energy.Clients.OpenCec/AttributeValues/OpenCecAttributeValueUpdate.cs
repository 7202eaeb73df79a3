using System.Text.Json;

namespace Energy.Clients.OpenCec;

/// <summary>What to change of a value. Only what is set is sent.</summary>
public sealed record OpenCecAttributeValueUpdate : OpenCecWrite
{
    /// <summary>The value as text. The server's schema calls it optional, its database requires it.</summary>
    public Optional<string> AttributeValue { get; init; }

    internal override void Check()
    {
        OpenCecText.Check(nameof(OpenCecAttributeValueUpdate), nameof(AttributeValue), AttributeValue);
    }

    internal override void Write(Utf8JsonWriter json) => json.Add("attribute_value", AttributeValue);
}
