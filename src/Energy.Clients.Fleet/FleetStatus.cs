using Energy.Clients.Authoring;

namespace Energy.Clients.Fleet;

/// <summary>How a fleet stands.</summary>
public sealed record FleetStatus
{
    private readonly ByContent<IReadOnlyList<FleetProcessStatus>> _processes = new([]);
    private readonly ByContent<IReadOnlyList<FleetSeriesStatus>> _series = new([]);

    /// <summary>When that was.</summary>
    [JsonConverter(typeof(InstantJsonConverter))]
    public required Instant At { get; init; }

    /// <summary>The processes that have checked in lately.</summary>
    public required IReadOnlyList<FleetProcessStatus> Processes { get => _processes.Value; init => _processes = new(value); }

    /// <summary>All series, by address.</summary>
    public required IReadOnlyList<FleetSeriesStatus> Series { get => _series.Value; init => _series = new(value); }
}
