namespace Energy.Clients.IOTile;

/// <summary>A unit of a variable, with the conversion from or to the storage unit.</summary>
public sealed record IOTileUnit : IOTileModel
{
    private readonly ByContent<JsonElement?> _derivedUnits;

    /// <summary>The slug: <c>in--{variable type}--{unit}</c> or <c>out--…</c>.</summary>
    public string Slug { get; init; } = "";

    /// <summary>The name in full.</summary>
    public string? UnitFull { get; init; }

    /// <summary>The short name, <c>G</c>.</summary>
    public string? UnitShort { get; init; }

    /// <summary>Multiplier, not zero.</summary>
    public long M { get; init; } = 1;

    /// <summary>Divisor, not zero.</summary>
    public long D { get; init; } = 1;

    /// <summary>Offset; none is 0.</summary>
    public double? O { get; init; }

    /// <summary>Decimal places for display; output units only.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? DecimalPlaces { get; init; }

    /// <summary>Further conversions for derived streams, as the server sends them; output units only, and possibly <see langword="null"/> or empty.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public JsonElement? DerivedUnits { get => _derivedUnits.Value; init => _derivedUnits = new(value); }

    /// <summary>The conversion: for an input unit into storage, for an output unit out of it.</summary>
    /// <exception cref="ArgumentException">Multiplier or divisor is 0.</exception>
    [JsonIgnore]
    public Mdo Conversion => new(M, D, O ?? 0);
}
