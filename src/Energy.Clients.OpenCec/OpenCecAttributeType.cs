using System.Text.Json;
using System.Text.Json.Serialization;

namespace Energy.Clients.OpenCec;

/// <summary>What the text of an attribute means, a lower-case text. The server does not check values against it.</summary>
/// <remarks>Values that this version does not know are read and written back as they came; one that you make yourself is refused in a body, since the server would refuse it.</remarks>
[JsonConverter(typeof(Converter))]
public readonly record struct OpenCecAttributeType
{
    private readonly string? _name;
    private readonly bool _fromServer;

    /// <summary>Creates a type from its text.</summary>
    /// <param name="name">The text, case-sensitive.</param>
    public OpenCecAttributeType(string name)
        : this(name, false)
    {
    }

    private OpenCecAttributeType(string name, bool fromServer)
    {
        ArgumentNullException.ThrowIfNull(name);
        _name = name;
        _fromServer = fromServer;
    }

    /// <summary>Any text.</summary>
    public static OpenCecAttributeType Text { get; } = new("string");

    /// <summary>A number; its unit stands in the definition's description.</summary>
    public static OpenCecAttributeType Number { get; } = new("number");

    /// <summary><c>true</c> or <c>false</c>.</summary>
    public static OpenCecAttributeType Boolean { get; } = new("boolean");

    /// <summary>One of a set of texts, which is written down nowhere but perhaps in the description.</summary>
    public static OpenCecAttributeType Choice { get; } = new("enum");

    /// <summary>The text on the wire.</summary>
    public string Name => _name ?? "";

    /// <summary>Whether this version knows the value.</summary>
    public bool IsKnown => Name is "string" or "number" or "boolean" or "enum";

    internal void Check(string owner)
    {
        if (!IsKnown && !_fromServer)
        {
            throw new ArgumentException($"{owner}.AttributeType is '{Name}', which the server refuses. Use Text, Number, Boolean or Choice, or a value that the server gave.");
        }
    }

    /// <inheritdoc/>
    public bool Equals(OpenCecAttributeType other) => Name == other.Name;

    /// <inheritdoc/>
    public override int GetHashCode() => Name.GetHashCode(StringComparison.Ordinal);

    /// <inheritdoc/>
    public override string ToString() => Name;

    internal sealed class Converter : JsonConverter<OpenCecAttributeType>
    {
        public override OpenCecAttributeType Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.TokenType == JsonTokenType.String
            ? new OpenCecAttributeType(reader.GetString()!, fromServer: true)
            : throw new JsonException($"Expected an attribute type as text, found {reader.TokenType}.");

        public override void Write(Utf8JsonWriter writer, OpenCecAttributeType value, JsonSerializerOptions options) => writer.WriteStringValue(value.Name);
    }
}
