using NodaTime;

namespace Energy.Clients.IOTile;

/// <summary>A row of a stream's data. Rows have no id of their own.</summary>
/// <param name="Timestamp">When; the server cuts it to whole seconds.</param>
/// <param name="Type">The type: <c>ITR</c> converted, <c>Num</c> as it came, <c>P-0</c>, <c>P-E</c>, <c>P-1</c> packets.</param>
/// <param name="IntValue">The device's raw number.</param>
/// <param name="Value">The value in the storage unit.</param>
/// <param name="OutputValue">The value in the output unit.</param>
/// <param name="DisplayValue">The output value as text with the variable's decimal places.</param>
/// <param name="StreamerLocalId">The device's incremental id; 0 when not set.</param>
public readonly record struct IOTileStreamRow(
    Instant Timestamp, IOTileDataType Type, long? IntValue, double? Value, double? OutputValue, string? DisplayValue, long StreamerLocalId)
{
    internal ulong Fingerprint() => StableHash.Add(
        StableHash.Add((ulong)Timestamp.ToUnixTimeTicks(), (ulong)StreamerLocalId), StableHash.Add((ulong)(IntValue ?? -1), (ulong)BitConverter.DoubleToInt64Bits(Value ?? double.NaN)));
}
