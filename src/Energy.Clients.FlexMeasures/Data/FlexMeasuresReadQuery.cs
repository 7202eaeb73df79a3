using NodaTime;

namespace Energy.Clients.FlexMeasures;

/// <summary>Which readings of a sensor to read.</summary>
public sealed record FlexMeasuresReadQuery
{
    /// <summary>The sensor.</summary>
    public required long SensorId { get; init; }

    /// <summary>The first instant. Slots that start from here on are read: a start off the sensor's grid moves to the next slot.</summary>
    public required Instant Start { get; init; }

    /// <summary>The end, exclusive.</summary>
    public required Instant End { get; init; }

    /// <summary>The sensor, when it is known: its unit, grid and sign are then checked and told before the first reading.</summary>
    public FlexMeasuresSensor? Sensor { get; init; }

    /// <summary>The unit of the readings; <see langword="null"/> is the sensor's, which is looked up when the first reading is wanted unless <see cref="Sensor"/> is given.</summary>
    public Unit? Unit { get; init; }

    /// <summary>The length of a slot; <see langword="null"/> is the sensor's. A server averages to coarser slots and repeats into finer ones, which is wrong for amounts: for those only the sensor's own is taken.</summary>
    public Duration? Resolution { get; init; }

    /// <summary>Recorded at least this long before the end of the slot; negative: at most that long after.</summary>
    public FlexMeasuresHorizon? Horizon { get; init; }

    /// <summary>Recorded before this instant.</summary>
    public Instant? Prior { get; init; }

    /// <summary>Recorded by this source.</summary>
    public long? SourceId { get; init; }

    /// <summary>Recorded by sources of this account.</summary>
    public long? SourceAccountId { get; init; }

    /// <summary>Recorded by sources of this type.</summary>
    public string? SourceType { get; init; }
}
