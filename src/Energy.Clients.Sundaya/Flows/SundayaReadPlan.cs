namespace Energy.Clients.Sundaya;

/// <summary>How readings of one kind of period are asked for: which periods in a request, and which numbers of the answer.</summary>
/// <param name="Asked">The period in the address.</param>
/// <param name="Taken">The kind whose numbers are taken; added up where it is shorter than what is wanted.</param>
/// <param name="Wanted">The kind of the readings.</param>
/// <remarks>
/// The server has no numbers for a period of its own, only for children and grandchildren. The coarsest period that covers the wanted kind without gap is asked, so that a long
/// range takes few requests: hours come with the month. Taken are its grandchildren, which alone tell what has not begun (a child's number is then a zero like any other). A
/// five-year answer is never used, because the server counts only four months a year in it.
/// </remarks>
internal sealed record SundayaReadPlan(PeriodKind Asked, PeriodKind Taken, PeriodKind Wanted)
{
    public static SundayaReadPlan For(PeriodKind wanted) => wanted.Name switch
    {
        "instant" => new(PeriodKind.Second, PeriodKind.Instant, wanted),
        "second" => new(PeriodKind.Hour, PeriodKind.Second, wanted),
        "minute" or "qtrhour" => new(PeriodKind.Day, PeriodKind.Minute, wanted),
        "hour" => new(PeriodKind.Month, PeriodKind.Hour, wanted),
        "timeofday" or "week" => new(PeriodKind.Week, PeriodKind.TimeOfDay, wanted),
        "day" => new(PeriodKind.Quarter, PeriodKind.Day, wanted),
        _ => new(PeriodKind.Year, PeriodKind.Day, wanted),
    };

    /// <summary>The row of periods to ask for, from the one that contains an instant, as many as the server answers at once and no more than the range needs.</summary>
    public EnergyPeriod BlockFrom(Instant start, Instant end)
    {
        // What is wanted may be longer than what is asked (five years of years): the block then starts with it.
        var first = EnergyPeriod.Containing(Asked < Wanted ? EnergyPeriod.Containing(start, Wanted).Start : start, Asked);
        var needed = 1;
        while (needed < Asked.MaxDuration && EnergyPeriod.Spanning(first.Start, Asked, needed).End < end)
        {
            needed++;
        }

        return EnergyPeriod.Spanning(first.Start, Asked, Asked < Wanted ? Asked.MaxDuration : needed);
    }

    /// <summary>As <see cref="BlockFrom"/>, but the row that ends with the period in which the last instant before the end lies.</summary>
    public EnergyPeriod BlockUpTo(Instant start, Instant end)
    {
        var lastInstant = end - NodaTime.Duration.FromMilliseconds(1);
        if (Asked < Wanted)
        {
            return BlockFrom(lastInstant, end);
        }

        var first = EnergyPeriod.Containing(lastInstant, Asked);
        var count = 1;
        for (; count < Asked.MaxDuration && first.Start > start; count++)
        {
            first = first.Previous;
        }

        return EnergyPeriod.Spanning(first.Start, Asked, count);
    }

    /// <summary>Adds numbers up to the wanted kind, in place and to their own decimals. A sum has the value of the parts that have begun; it is missing when none has.</summary>
    public void Combine(ref RowBuffer<Reading> taken)
    {
        if (Taken == Wanted)
        {
            return;
        }

        var readings = taken.Span;
        var count = 0;
        foreach (var reading in readings)
        {
            var period = EnergyPeriod.Containing(reading.Start, Wanted);
            if (count > 0 && readings[count - 1].Start == period.Start)
            {
                readings[count - 1] = readings[count - 1] with { Value = Sum(readings[count - 1].Value, reading.Value) };
            }
            else
            {
                readings[count++] = new Reading(period.Start, period.End, reading.Value);
            }
        }

        var decimals = Taken == PeriodKind.Minute ? 9 : 3;
        foreach (ref var reading in readings[..count])
        {
            reading = reading with { Value = reading.Value is { } value ? Math.Round(value, decimals) : null };
        }

        taken.Truncate(count);
    }

    private static double? Sum(double? left, double? right) => left is null ? right : right is null ? left : left + right;
}
