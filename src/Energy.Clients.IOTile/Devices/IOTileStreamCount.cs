namespace Energy.Clients.IOTile;

/// <summary>How much a stream holds.</summary>
public sealed record IOTileStreamCount : IOTileModel
{
    /// <summary>Rows of data; <see langword="null"/> for a stream of events only.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public long? DataCnt { get; init; }

    /// <summary>Events; <see langword="null"/> for a stream of data only.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public long? EventCnt { get; init; }

    /// <summary>Whether there is a stream record. Streams without one (system streams) are read through <see cref="IOTileDataOperations"/>.</summary>
    public bool HasStreamid { get; init; }
}
