namespace Energy.Clients;

/// <summary>One local day of a <see cref="Timeline"/>.</summary>
/// <param name="Date">The day.</param>
/// <param name="Values">The value of each slot in order; <see langword="null"/> where none was added, or a missing one.</param>
/// <param name="Missing">The intervals without a value, adjacent ones joined. Wall-clock times that the day does not have are not missing.</param>
public sealed record TimelineDay(
    [property: JsonConverter(typeof(LocalDateJsonConverter))] LocalDate Date,
    IReadOnlyList<double?> Values,
    IReadOnlyList<Interval> Missing)
{
    private readonly ByContent<IReadOnlyList<double?>> _values = new(Values);
    private readonly ByContent<IReadOnlyList<Interval>> _missing = new(Missing);

    /// <inheritdoc cref="TimelineDay" path="/param[@name='Values']"/>
    public IReadOnlyList<double?> Values { get => _values.Value; init => _values = new(value); }

    /// <inheritdoc cref="TimelineDay" path="/param[@name='Missing']"/>
    [JsonConverter(typeof(IntervalsJsonConverter))]
    public IReadOnlyList<Interval> Missing { get => _missing.Value; init => _missing = new(value); }

    /// <summary>How long after the start of the day its first slot begins: zero, but for readings on a grid of UTC that the zone's midnights are not on (60 minutes in Adelaide:
    /// 30).</summary>
    [JsonConverter(typeof(DurationJsonConverter))]
    public Duration Phase { get; init; }

    /// <summary>How many slots have no value.</summary>
    public int MissingCount => Values.Count(static value => value is null);

    /// <summary>Whether no slot has a value.</summary>
    public bool IsEmpty => MissingCount == Values.Count;

    /// <summary>
    /// The energy of the day for values of average power: the sum of the values times the length of a slot, in hours (kW give kWh). Missing values add
    /// nothing and nothing is filled in: look at <see cref="MissingCount"/> beside it.
    /// </summary>
    /// <param name="resolution">The length of a slot.</param>
    /// <returns>The energy, in the values' unit times hours.</returns>
    /// <remarks>On a fixed-slot day with a clock change the result is off by the hour that the day gains or loses.</remarks>
    public double NetEnergy(Duration resolution) => Values.Sum(static value => value ?? 0.0) * resolution.TotalSeconds / 3600.0;
}
