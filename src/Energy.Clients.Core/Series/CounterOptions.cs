namespace Energy.Clients;

/// <summary>How a counter that falls is taken: as rolled over, or as reset.</summary>
public sealed record CounterOptions
{
    /// <summary>The value at which the counter begins at 0 again (1,000,000 for six digits), in the unit of the series; <see langword="null"/>, the default, for one that never
    /// does.</summary>
    /// <value><see langword="null"/>: never.</value>
    public double? RollsOverAt { get; init; }

    /// <summary>
    /// The most that can pass between two readings, in the unit of the series. A fall that a roll-over would explain by no more than this is a roll-over, any other is a reset.
    /// Half of <see cref="RollsOverAt"/> unless set.
    /// </summary>
    /// <value><see langword="null"/>: half of <see cref="RollsOverAt"/>.</value>
    public double? MaxBetweenReadings { get; init; }

    /// <summary>What becomes of the interval in which the counter was reset; missing unless set, as what passed before the reset is not known.</summary>
    /// <value><see cref="CounterReset.Missing"/>.</value>
    public CounterReset Reset { get; init; }

    internal string ToText() => string.Create(CultureInfo.InvariantCulture, $"{RollsOverAt:R} {MaxBetweenReadings:R} {Reset}");
}
