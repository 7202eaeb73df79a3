namespace Energy.Clients.IOTile;

/// <summary>A variable: what the streams of a project's devices with the same local id measure.</summary>
public sealed record IOTileVariable : IOTileModel
{
    private readonly ByContent<JsonElement?> _derivedVariable;

    /// <summary>The UUID.</summary>
    public Guid Id { get; init; }

    /// <summary>The name, at most 30 characters.</summary>
    public string Name { get; init; } = "";

    /// <summary>The local id, a 16-bit number.</summary>
    public int Lid { get; init; }

    /// <summary>The variable type's slug.</summary>
    public string? VarType { get; init; }

    /// <summary>The unit that devices send.</summary>
    public IOTileUnit? InputUnit { get; init; }

    /// <summary>The unit that people see.</summary>
    public IOTileUnit? OutputUnit { get; init; }

    /// <summary>The variable that is worked out of this one.</summary>
    public JsonElement? DerivedVariable { get => _derivedVariable.Value; init => _derivedVariable = new(value); }

    /// <summary>The project's UUID.</summary>
    public Guid? Project { get; init; }

    /// <summary>The organisation's slug.</summary>
    public string? Org { get; init; }

    /// <summary>What it is about.</summary>
    public string? About { get; init; }

    /// <summary>When it was made.</summary>
    [JsonConverter(typeof(InstantJsonConverter))]
    public Instant? CreatedOn { get; init; }

    /// <summary>How the raw 32 bits are read: <c>&lt;L</c> unsigned, <c>&lt;l</c> signed, <c>auto</c> not at all.</summary>
    public string? RawValueFormat { get; init; }

    /// <summary>An old text for the unit.</summary>
    public string? Units { get; init; }

    /// <summary>The variable's own multiplier.</summary>
    public long? MultiplicationFactor { get; init; }

    /// <summary>The variable's own divisor.</summary>
    public long? DivisionFactor { get; init; }

    /// <summary>The variable's own offset.</summary>
    public double? Offset { get; init; }

    /// <summary>Decimal places for display.</summary>
    public int? DecimalPlaces { get; init; }

    /// <summary>A label for the conversion.</summary>
    public string? MdoLabel { get; init; }

    /// <summary>Whether only the web shows it.</summary>
    public bool WebOnly { get; init; }

    /// <summary>Whether only the app shows it.</summary>
    public bool AppOnly { get; init; }

    /// <summary>The slug.</summary>
    public VariableSlug Slug { get; init; }
}
