namespace Energy.Clients.IOTile;

/// <summary>A named value of a project, device or data block.</summary>
public sealed record IOTileProperty : IOTileModel
{
    private readonly ByContent<JsonElement> _value;

    /// <summary>The number; <see langword="null"/> in the answers to creating and changing one through <see cref="IOTilePropertyOperations"/>.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public long? Id { get; init; }

    /// <summary>The name, once for each target.</summary>
    public string Name { get; init; } = "";

    /// <summary>The value: a whole number, a text or a truth value.</summary>
    public JsonElement Value { get => _value.Value; init => _value = new(value); }

    /// <summary>The type: <c>int</c>, <c>str</c> or <c>bool</c>; <see langword="null"/> where the answer leaves it out.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Type { get; init; }

    /// <summary>Whether the cloud itself set it.</summary>
    public bool IsSystem { get; init; }

    /// <summary>The slug of what it belongs to; <see langword="null"/> where the answer leaves it out.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Target { get; init; }

    internal static ulong Fingerprint(IOTileProperty property) => StableHash.Of(property.Name);
}
