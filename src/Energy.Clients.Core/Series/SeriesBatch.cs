namespace Energy.Clients;

/// <summary>The part of one series in a write of many (<see cref="ICheckpointedSink.WriteManyAsync"/>).</summary>
/// <param name="series">What is known of the series.</param>
/// <param name="readings">The readings, ascending; none when only the checkpoint moves.</param>
/// <param name="from">The checkpoint that must be stored at present; <see langword="null"/> is none.</param>
/// <param name="to">The one to be stored instead.</param>
public sealed class SeriesBatch(SeriesInfo series, ReadOnlyMemory<Reading> readings, Checkpoint? from, Checkpoint to)
{
    /// <summary>What is known of the series.</summary>
    public SeriesInfo Series => series;

    /// <summary>The readings, ascending; none when only the checkpoint moves.</summary>
    public ReadOnlyMemory<Reading> Readings => readings;

    /// <summary>The checkpoint that must be stored at present; <see langword="null"/> is none.</summary>
    public Checkpoint? From => from;

    /// <summary>The one to be stored instead.</summary>
    public Checkpoint To => to;
}
