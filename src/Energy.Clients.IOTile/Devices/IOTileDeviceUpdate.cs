namespace Energy.Clients.IOTile;

/// <summary>What to change of a device; members left out stay as they are.</summary>
public sealed record IOTileDeviceUpdate
{
    /// <summary>The label.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public Optional<string> Label { get; init; }

    /// <summary>Degrees north: at most nine digits, six decimals.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public Optional<decimal?> Lat { get; init; }

    /// <summary>Degrees east: at most nine digits, six decimals.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public Optional<decimal?> Lon { get; init; }

    /// <summary>Whether it is in use.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public Optional<bool> Active { get; init; }

    /// <summary>The state.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public Optional<string> State { get; init; }

    /// <summary>The sensor graph's slug.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public Optional<string> Sg { get; init; }

    /// <summary>An id of your own, at most 24 characters.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public Optional<string> ExternalId { get; init; }
}
