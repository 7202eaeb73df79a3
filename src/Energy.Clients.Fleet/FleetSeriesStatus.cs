using Energy.Clients.Authoring;

namespace Energy.Clients.Fleet;

/// <summary>How one series of a fleet stands.</summary>
public sealed record FleetSeriesStatus
{
    /// <summary>What is to be read.</summary>
    public required FleetSeries Series { get; init; }

    /// <summary>The group of series with which it is read.</summary>
    public required string Shard { get; init; }

    /// <summary>How it stands.</summary>
    public required FleetState State { get; init; }

    /// <summary>When its group was last read to the end; <see langword="null"/> before the first time.</summary>
    [JsonConverter(typeof(InstantJsonConverter))]
    public Instant? LastRun { get; init; }

    /// <summary>The end of the last reading stored; <see langword="null"/> before the first, and where the sink is not the fleet's own.</summary>
    [JsonConverter(typeof(InstantJsonConverter))]
    public Instant? Through { get; init; }

    /// <summary>How often in a row its read failed.</summary>
    public int Failures { get; init; }

    /// <summary>When it is tried again, where its read failed.</summary>
    [JsonConverter(typeof(InstantJsonConverter))]
    public Instant? RetryAt { get; init; }

    /// <summary>What is wrong, as one sentence or two that say what to do; <see langword="null"/> when nothing is.</summary>
    public string? Remark { get; init; }
}
