namespace Energy.Clients.IOTile;

/// <summary>A stream: the data of one variable of one device, of an archive, or of none (virtual).</summary>
public sealed record IOTileStream : IOTileModel
{
    private readonly ByContent<JsonElement?> _derivedStream;

    /// <summary>The UUID.</summary>
    public Guid Id { get; init; }

    /// <summary>The project's UUID; <see langword="null"/> for archives.</summary>
    public Guid? ProjectId { get; init; }

    /// <summary>The project; number 0 for archives.</summary>
    public ProjectSlug? Project { get; init; }

    /// <summary>The device; <see langword="null"/> for a virtual stream.</summary>
    public DeviceSlug? Device { get; init; }

    /// <summary>The data block, for archives.</summary>
    public BlockSlug? Block { get; init; }

    /// <summary>A label; may be empty, and then the variable's name counts.</summary>
    public string? DataLabel { get; init; }

    /// <summary>The variable.</summary>
    public VariableSlug? Variable { get; init; }

    /// <summary>The variable type's slug.</summary>
    public string? VarType { get; init; }

    /// <summary>What it holds: <c>00</c>, <c>D0</c> data, <c>E0</c> to <c>E3</c> events.</summary>
    public string? DataType { get; init; }

    /// <summary>The variable's name.</summary>
    public string? VarName { get; init; }

    /// <summary>The variable's local id.</summary>
    public int? VarLid { get; init; }

    /// <summary>The unit that the device sends.</summary>
    public IOTileUnit? InputUnit { get; init; }

    /// <summary>The unit of <see cref="IOTileStreamRow.OutputValue"/>.</summary>
    public IOTileUnit? OutputUnit { get; init; }

    /// <summary>The stream that this one is worked out of.</summary>
    public JsonElement? DerivedStream { get => _derivedStream.Value; init => _derivedStream = new(value); }

    /// <summary>How the raw 32 bits are read: <c>&lt;L</c> unsigned, <c>&lt;l</c> signed, <c>auto</c> not at all.</summary>
    public string? RawValueFormat { get; init; }

    /// <summary>Whose conversion is used first: <c>S</c> the stream's, <c>V</c> the variable's.</summary>
    public string? MdoType { get; init; }

    /// <summary>A label for the conversion.</summary>
    public string? MdoLabel { get; init; }

    /// <summary>The stream's multiplier; none is 1.</summary>
    public long? MultiplicationFactor { get; init; }

    /// <summary>The stream's divisor; none is 1.</summary>
    public long? DivisionFactor { get; init; }

    /// <summary>The stream's offset; none is 0.</summary>
    public double? Offset { get; init; }

    /// <summary>The organisation's slug.</summary>
    public string? Org { get; init; }

    /// <summary>When it was made.</summary>
    [JsonConverter(typeof(InstantJsonConverter))]
    public Instant? CreatedOn { get; init; }

    /// <summary>The slug.</summary>
    public StreamSlug Slug { get; init; }

    /// <summary>Whether it is in use; <see langword="null"/> in the answer to making one.</summary>
    public bool? Enabled { get; init; }

    /// <summary>The stream's own conversion, the first step from the raw number where <see cref="MdoType"/> is <c>S</c>.</summary>
    [JsonIgnore]
    public Mdo OwnConversion => new(MultiplicationFactor ?? 1, DivisionFactor ?? 1, Offset ?? 0);

    /// <summary>Converts a raw number as the server does: bits read, the own conversion, then the input unit into storage.</summary>
    /// <param name="raw">The raw number.</param>
    /// <param name="own">The first conversion; <see langword="null"/> takes <see cref="OwnConversion"/>, right where <see cref="MdoType"/> is <c>S</c>.</param>
    /// <returns>The stored value.</returns>
    public double ToStored(long raw, Mdo? own = null)
    {
        var bits = RawValueFormat == "<l" ? unchecked((int)raw) : raw;
        double value = Math.Clamp(bits, -int.MaxValue, int.MaxValue);
        value = (own ?? OwnConversion).Apply(value);
        return InputUnit is { } unit ? unit.Conversion.Apply(value) : value;
    }

    /// <summary>Converts a stored value into the output unit.</summary>
    /// <param name="stored">The stored value.</param>
    /// <returns>The value that people see; the stored one where there is no output unit.</returns>
    public double ToOutput(double stored) => OutputUnit is { } unit ? unit.Conversion.Apply(stored) : stored;
}
