namespace Energy.Clients.FlexMeasures.Messages;

/// <summary>Turns the array notation into the notation with times, and back.</summary>
public static class FlexMeasuresTimeseries
{
    /// <summary>Gives each value its slot.</summary>
    /// <param name="values">The values.</param>
    /// <param name="start">The start of the first slot.</param>
    /// <param name="duration">The length of all slots; months and years are counted from the start, in its offset.</param>
    /// <returns>Value <em>i</em> starts at start + <em>i</em> · duration / n.</returns>
    /// <exception cref="ArgumentException">There are no values, or a slot is not a whole number of seconds above zero.</exception>
    public static IReadOnlyList<FlexMeasuresTimedValue> Expand(IReadOnlyList<double> values, OffsetDateTime start, IsoDuration duration)
    {
        ArgumentNullException.ThrowIfNull(values);
        if (values.Count == 0)
        {
            throw new ArgumentException("There are no values. Give at least one.", nameof(values));
        }

        var whole = duration.Ground(start);
        if (whole <= Duration.Zero || whole.BclCompatibleTicks % (values.Count * NodaConstants.TicksPerSecond) != 0)
        {
            throw new ArgumentException($"{values.Count} values over {duration} do not make slots of whole seconds. Send as many values as there are slots.", nameof(values));
        }

        var step = whole / values.Count;

        // One value has the duration as it was written, months included.
        var each = values.Count == 1 ? duration : new IsoDuration(step);
        return [.. values.Select((value, i) => new FlexMeasuresTimedValue(value, (start.ToInstant() + (step * i)).WithOffset(start.Offset), each))];
    }

    /// <summary>Joins slots that follow one another without gaps and are of one length.</summary>
    /// <param name="series">The values with their slots.</param>
    /// <returns>The array notation.</returns>
    /// <exception cref="ArgumentException">There are none, or they leave a gap, overlap, or differ in length.</exception>
    public static (IReadOnlyList<double> Values, OffsetDateTime Start, IsoDuration Duration) Collapse(IReadOnlyList<FlexMeasuresTimedValue> series)
    {
        ArgumentNullException.ThrowIfNull(series);
        if (series.Count == 0)
        {
            throw new ArgumentException("There are no values. Give at least one.", nameof(series));
        }

        if (series.Count == 1)
        {
            return ([series[0].Value], series[0].Start, series[0].Duration);
        }

        var step = series[0].Duration.Ground(series[0].Start);
        for (var i = 1; i < series.Count; i++)
        {
            if (series[i].Duration.Ground(series[i].Start) != step || series[i].Start.ToInstant() != series[i - 1].Start.ToInstant() + step)
            {
                throw new ArgumentException(
                    $"The slot from {FlexMeasuresTime.Format(series[i].Start)} does not follow the one before without a gap, or has another length: the array notation cannot "
                        + $"say that. Send the parts apart.", nameof(series));
            }
        }

        return ([.. series.Select(static v => v.Value)], series[0].Start, new IsoDuration(step * series.Count));
    }
}
