namespace Energy.Clients.IOTile;

/// <summary>A variable type: the units that values may come in and be shown in, around one storage unit.</summary>
public sealed record IOTileVariableType : IOTileModel
{
    private readonly ByContent<IReadOnlyList<IOTileUnit>> _availableInputUnits = new([]);
    private readonly ByContent<IReadOnlyList<IOTileUnit>> _availableOutputUnits = new([]);
    private readonly ByContent<JsonElement?> _decoder;
    private readonly ByContent<JsonElement?> _schema;

    /// <summary>The name.</summary>
    public string Name { get; init; } = "";

    /// <summary>The slug.</summary>
    public string Slug { get; init; } = "";

    /// <summary>Units that devices may send.</summary>
    public IReadOnlyList<IOTileUnit> AvailableInputUnits { get => _availableInputUnits.Value; init => _availableInputUnits = new(value); }

    /// <summary>Units that people may choose.</summary>
    public IReadOnlyList<IOTileUnit> AvailableOutputUnits { get => _availableOutputUnits.Value; init => _availableOutputUnits = new(value); }

    /// <summary>What its streams hold: <c>00</c>, <c>D0</c> data, <c>E0</c> to <c>E3</c> events.</summary>
    public string? StreamDataType { get; init; }

    /// <summary>How raw events are decoded; <see langword="null"/> when they are not.</summary>
    public JsonElement? Decoder { get => _decoder.Value; init => _decoder = new(value); }

    /// <summary>What the members of an event mean; <see langword="null"/> for data.</summary>
    public JsonElement? Schema { get => _schema.Value; init => _schema = new(value); }

    /// <summary>The name of the storage unit.</summary>
    public string? StorageUnitsFull { get; init; }

    /// <summary>The short name of the storage unit; often empty.</summary>
    public string? StorageUnitsShort { get; init; }
}
