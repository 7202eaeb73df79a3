using System.Text.Json;
using System.Text.Json.Serialization;

namespace Energy.Clients.OpenCec;

/// <summary>The state of a listing, a lower-case text. Nothing relates it to certificates and their dates.</summary>
/// <remarks>Values that this version does not know are read and written back as they came; one that you make yourself is refused in a body, since the server would refuse it.</remarks>
[JsonConverter(typeof(Converter))]
public readonly record struct OpenCecListingStatus
{
    private readonly string? _name;
    private readonly bool _fromServer;

    /// <summary>Creates a state from its text.</summary>
    /// <param name="name">The text, case-sensitive.</param>
    public OpenCecListingStatus(string name)
        : this(name, false)
    {
    }

    private OpenCecListingStatus(string name, bool fromServer)
    {
        ArgumentNullException.ThrowIfNull(name);
        _name = name;
        _fromServer = fromServer;
    }

    /// <summary>In force; the state of a new listing.</summary>
    public static OpenCecListingStatus Active { get; } = new("active");

    /// <summary>Suspended.</summary>
    public static OpenCecListingStatus Suspended { get; } = new("suspended");

    /// <summary>Expired.</summary>
    public static OpenCecListingStatus Expired { get; } = new("expired");

    /// <summary>The text on the wire.</summary>
    public string Name => _name ?? "";

    /// <summary>Whether this version knows the value.</summary>
    public bool IsKnown => Name is "active" or "suspended" or "expired";

    internal void Check(string owner)
    {
        if (!IsKnown && !_fromServer)
        {
            throw new ArgumentException($"{owner}.Status is '{Name}', which the server refuses. Use Active, Suspended or Expired, or a value that the server gave.");
        }
    }

    /// <inheritdoc/>
    public bool Equals(OpenCecListingStatus other) => Name == other.Name;

    /// <inheritdoc/>
    public override int GetHashCode() => Name.GetHashCode(StringComparison.Ordinal);

    /// <inheritdoc/>
    public override string ToString() => Name;

    internal sealed class Converter : JsonConverter<OpenCecListingStatus>
    {
        public override OpenCecListingStatus Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.TokenType == JsonTokenType.String
            ? new OpenCecListingStatus(reader.GetString()!, fromServer: true)
            : throw new JsonException($"Expected a status as text, found {reader.TokenType}.");

        public override void Write(Utf8JsonWriter writer, OpenCecListingStatus value, JsonSerializerOptions options) => writer.WriteStringValue(value.Name);
    }
}
