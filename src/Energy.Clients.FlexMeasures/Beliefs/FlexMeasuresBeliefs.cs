namespace Energy.Clients.FlexMeasures;

/// <summary>Works out when each value of a message is believed, by version.</summary>
public static class FlexMeasuresBeliefs
{
    /// <summary>
    /// The documented rule, which version 2.0 follows: a prior is the belief time of all values, a horizon counts for each value from when it can be known, and with both, the
    /// earlier one is taken for each value.
    /// </summary>
    /// <param name="start">The start of the first slot.</param>
    /// <param name="resolution">The length of a slot.</param>
    /// <param name="count">How many values there are.</param>
    /// <param name="prior">When they were recorded.</param>
    /// <param name="horizon">How long before the fact they were recorded.</param>
    /// <param name="knowledge">When a value can be known; <see langword="null"/> is the end of its slot.</param>
    /// <returns>A belief for each value.</returns>
    /// <exception cref="ArgumentException">Neither prior nor horizon is given: the belief time is then the server's, when the message arrives.</exception>
    public static IReadOnlyList<FlexMeasuresBelief> Of(
        Instant start, Duration resolution, int count, Instant? prior, FlexMeasuresHorizon? horizon, FlexMeasuresKnowledge? knowledge = null)
    {
        if (prior is null && horizon is null)
        {
            throw new ArgumentException("Neither prior nor horizon is given: when the values are believed is then known to the server only. Give one of them.", nameof(prior));
        }

        var rule = knowledge ?? FlexMeasuresKnowledge.AtEnd;
        var beliefs = new FlexMeasuresBelief[count];
        for (var i = 0; i < count; i++)
        {
            var slot = start + (resolution * i);
            var known = rule.Of(slot, resolution);
            var before = horizon is { } h ? h.Duration.Ground(known, DateTimeZone.Utc) : (Duration?)null;
            beliefs[i] = new FlexMeasuresBelief(slot, known, (prior, before) switch
            {
                ({ } p, { } b) => Duration.Max(known - p, b),
                ({ } p, null) => known - p,
                _ => before!.Value,
            });
        }

        return beliefs;
    }

    /// <summary>What versions 1 to 1.3 make of a horizon: it counts from the end of the whole period, unless it is written with <c>R/</c>.</summary>
    /// <param name="start">The start of the message.</param>
    /// <param name="duration">The duration of the message.</param>
    /// <param name="count">How many values it has.</param>
    /// <param name="horizon">The horizon as it is on the wire; <see langword="null"/> counts zero from the end of each slot.</param>
    /// <returns>A belief for each value.</returns>
    public static IReadOnlyList<FlexMeasuresBelief> OfVersion1(Instant start, Duration duration, int count, FlexMeasuresHorizon? horizon)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        var resolution = duration / count;
        if (horizon is not { IsRolling: false } whole)
        {
            return Of(start, resolution, count, null, horizon ?? default(FlexMeasuresHorizon));
        }

        var end = start + duration;
        return Of(start, resolution, count, end - whole.Duration.Ground(end, DateTimeZone.Utc), null);
    }
}
