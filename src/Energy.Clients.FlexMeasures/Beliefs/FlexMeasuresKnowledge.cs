namespace Energy.Clients.FlexMeasures;

/// <summary>When a value can be known: for measurements the end of its slot, for prices of a day-ahead market the gate closure of the day before.</summary>
public sealed class FlexMeasuresKnowledge
{
    private readonly LocalTime _closure;
    private readonly DateTimeZone? _zone;
    private readonly int _daysBefore;

    private FlexMeasuresKnowledge(int daysBefore, LocalTime closure, DateTimeZone? zone)
    {
        _daysBefore = daysBefore;
        _closure = closure;
        _zone = zone;
    }

    /// <summary>At the end of the slot: power, energy, weather.</summary>
    public static FlexMeasuresKnowledge AtEnd { get; } = new(0, default, null);

    /// <summary>At 12:00 in Paris on the day before: the day-ahead market that servers come with.</summary>
    public static FlexMeasuresKnowledge DayAhead { get; } = AtClosure(1, new LocalTime(12, 0), DateTimeZoneProviders.Tzdb["Europe/Paris"]);

    /// <summary>At a time of day, some days before the day of the event.</summary>
    /// <param name="daysBefore">How many days before.</param>
    /// <param name="closure">The time of day.</param>
    /// <param name="zone">The zone of both days.</param>
    /// <returns>The rule.</returns>
    public static FlexMeasuresKnowledge AtClosure(int daysBefore, LocalTime closure, DateTimeZone zone)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(daysBefore);
        ArgumentNullException.ThrowIfNull(zone);
        return new FlexMeasuresKnowledge(daysBefore, closure, zone);
    }

    /// <summary>When the value of a slot can be known.</summary>
    /// <param name="start">The slot's start.</param>
    /// <param name="resolution">The slot's length.</param>
    /// <returns>The instant.</returns>
    public Instant Of(Instant start, Duration resolution) => _zone is null
        ? start + resolution
        : start.InZone(_zone).Date.PlusDays(-_daysBefore).At(_closure).InZoneLeniently(_zone).ToInstant();
}
