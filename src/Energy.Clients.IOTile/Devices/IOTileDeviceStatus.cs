namespace Energy.Clients.IOTile;

/// <summary>The health of a device.</summary>
public sealed record IOTileDeviceStatus : IOTileModel
{
    private readonly ByContent<IReadOnlyList<string>?> _notificationRecipients;

    /// <summary>The alert: <c>UNK</c>, <c>FAIL</c>, <c>OK</c>, <c>DSBL</c> (not watched); <see langword="null"/> in the answer to a change.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Alert { get; init; }

    /// <summary>When the last report came.</summary>
    [JsonConverter(typeof(InstantJsonConverter))]
    public Instant? LastReportTs { get; init; }

    /// <summary>The highest incremental id known; <see langword="null"/> in the answer to a change.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public long? LastKnownId { get; init; }

    /// <summary>The last known state; <see langword="null"/> in the answer to a change.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? LastKnownState { get; init; }

    /// <summary>Whether the device is watched.</summary>
    public bool HealthCheckEnabled { get; init; }

    /// <summary>How long it may be silent, in seconds.</summary>
    public long HealthCheckPeriod { get; init; }

    /// <summary>Who is told.</summary>
    public IReadOnlyList<string>? NotificationRecipients { get => _notificationRecipients.Value; init => _notificationRecipients = new(value); }
}
