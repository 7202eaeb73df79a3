namespace Energy.Clients.IOTile;

/// <summary>A row of a stream's data. Rows have no id of their own.</summary>
public readonly record struct IOTileStreamRow
{
    /// <summary>When; the server cuts it to whole seconds.</summary>
    [JsonConverter(typeof(InstantJsonConverter))]
    public Instant Timestamp { get; init; }

    /// <summary>The type: <c>ITR</c> converted, <c>Num</c> as it came, <c>P-0</c>, <c>P-E</c>, <c>P-1</c> packets.</summary>
    public IOTileDataType Type { get; init; }

    /// <summary>The device's raw number.</summary>
    public long? IntValue { get; init; }

    /// <summary>The value in the storage unit.</summary>
    public double? Value { get; init; }

    /// <summary>The value in the output unit.</summary>
    public double? OutputValue { get; init; }

    /// <summary>The output value as text with the variable's decimal places.</summary>
    public string? DisplayValue { get; init; }

    /// <summary>The device's incremental id; 0 when not set.</summary>
    public long StreamerLocalId { get; init; }

    internal ulong Fingerprint() => StableHash.Add(
        StableHash.Add((ulong)Timestamp.ToUnixTimeTicks(), (ulong)StreamerLocalId),
        StableHash.Add((ulong)(IntValue ?? -1), (ulong)BitConverter.DoubleToInt64Bits(Value ?? double.NaN)));
}
