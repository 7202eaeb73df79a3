namespace Energy.Clients.IOTile;

/// <summary>A row of a data frame. Frames keep fractions of a second.</summary>
public sealed record IOTileFrameRow : IOTileModel
{
    /// <summary>When.</summary>
    [JsonPropertyName("row")]
    [JsonConverter(typeof(InstantJsonConverter))]
    public Instant Timestamp { get; init; }

    /// <summary>The value; <see langword="null"/> where the stream has no record (see <see cref="IntValue"/>).</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? Value { get; init; }

    /// <summary>The raw number, in frames of streams without a record.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public long? IntValue { get; init; }

    /// <summary>The stream's slug.</summary>
    [JsonPropertyName("stream_slug")]
    public StreamSlug Stream { get; init; }

    /// <summary>The device's own time, in extended frames.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public long? DeviceTimestamp { get; init; }

    /// <summary>The incremental id, in extended frames.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public long? StreamerLocalId { get; init; }

    internal static ulong Fingerprint(IOTileFrameRow row) => StableHash.Add(
        StableHash.Add((ulong)row.Timestamp.ToUnixTimeTicks(), StableHash.Of(row.Stream.ToString())),
        (ulong)BitConverter.DoubleToInt64Bits(row.Value ?? row.IntValue ?? double.NaN));
}
