namespace Energy.Clients.IOTile;

/// <summary>What to change of the watch over a device; members left out stay as they are.</summary>
public sealed record IOTileDeviceHealthUpdate
{
    /// <summary>Whether the device is watched.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public Optional<bool> HealthCheckEnabled { get; init; }

    /// <summary>How long it may be silent, in whole seconds.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public Optional<Duration> HealthCheckPeriod { get; init; }
}
