using NodaTime;

namespace Energy.Clients;

/// <summary>One local day of a <see cref="Timeline"/>.</summary>
/// <param name="Date">The day.</param>
/// <param name="Values">The value of each slot in order; <see langword="null"/> where none was added, or a missing one.</param>
/// <param name="Missing">The intervals without a value, adjacent ones joined. Wall-clock times that the day does not have are not missing.</param>
public sealed record TimelineDay(LocalDate Date, IReadOnlyList<double?> Values, IReadOnlyList<Interval> Missing)
{
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
