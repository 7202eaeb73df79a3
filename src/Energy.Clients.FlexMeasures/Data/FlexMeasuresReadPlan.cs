namespace Energy.Clients.FlexMeasures;

/// <summary>How a sensor is read: unit, slots, kind and sign, all settled.</summary>
/// <param name="Unit">The unit asked for.</param>
/// <param name="Own">The length of the sensor's slots; of instantaneous values, how far apart they are looked for.</param>
/// <param name="Resolution">The slots that are wanted, where they are not the sensor's own.</param>
/// <param name="IsInstantaneous">Whether readings are instants.</param>
/// <param name="Kind">What values measure.</param>
/// <param name="Positive">What a positive value means.</param>
/// <param name="Zone">The zone of the sensor's days; UTC where the server names one that is not known.</param>
internal sealed record FlexMeasuresReadPlan(Unit Unit, Duration Own, Period? Resolution, bool IsInstantaneous, SeriesKind Kind, PositiveDirection Positive, DateTimeZone Zone)
{
    private static readonly Duration Day = Duration.FromDays(1);
    private static readonly Duration Minute = Duration.FromMinutes(1);

    public static FlexMeasuresReadPlan Of(FlexMeasuresSensor sensor, FlexMeasuresReadQuery query)
    {
        var unit = query.Unit is { } wanted && !FlexMeasuresUnits.IsSame(wanted, sensor.Unit) ? wanted : sensor.Unit;
        var own = sensor.EventResolution.ToDuration();
        var resolution = query.Resolution;
        if (unit != sensor.Unit && unit.IsKnown && sensor.Unit.IsKnown && !sensor.Unit.IsConvertibleTo(unit))
        {
            throw new ArgumentException($"Sensor {sensor.Id} holds {sensor.Unit}, which does not convert to {unit}. Read it in {sensor.Unit} or a unit of the same kind.",
                nameof(query));
        }

        if (resolution is not null)
        {
            CheckStep(resolution);
        }

        var length = resolution is null ? null : LengthOf(resolution);
        if (sensor.IsInstantaneous)
        {
            if (resolution is not null && length is null)
            {
                throw new ArgumentException($"Sensor {sensor.Id} holds instants, which are not looked at every {resolution}. Give hours or minutes.", nameof(query));
            }

            own = length ?? Minute;
            resolution = null;
        }
        else if (length is { } step)
        {
            var (coarse, fine) = step >= own ? (step, own) : (own, step);
            if (coarse.BclCompatibleTicks % fine.BclCompatibleTicks != 0)
            {
                throw new ArgumentException($"Slots of {resolution} do not fit the sensor's {new IsoDuration(own)}: take a multiple or a divisor of it.", nameof(query));
            }

            resolution = step == own ? null : resolution;
        }

        if (resolution is not null && KindOf(sensor.Unit, false) == SeriesKind.Energy)
        {
            throw new ArgumentException(
                $"Sensor {sensor.Id} holds amounts ({sensor.Unit}), of which a mean over {resolution} says nothing. Read it at {new IsoDuration(own)} and resample the readings.",
                nameof(query));
        }

        return new FlexMeasuresReadPlan(
            unit, own, resolution, sensor.IsInstantaneous, KindOf(FlexMeasuresUnits.OfReadings(unit), sensor.IsInstantaneous), PositiveOf(sensor), sensor.Zone);
    }

    /// <summary>The length of every reading; null where days and months make it vary.</summary>
    public Duration? Length => IsInstantaneous ? null : Resolution is { } resolution ? LengthOf(resolution) : Own;

    /// <summary>Whether slots are days, which end with the day by the sensor's clock.</summary>
    public bool IsDaily { get; } = Own >= Day && Own.BclCompatibleTicks % Day.BclCompatibleTicks == 0;

    /// <summary>The first slot from an instant on, where nothing is known of the sensor's slots: where the server puts a post that is written on the sensor's clock.</summary>
    public Instant FirstSlot(Instant from)
    {
        var floor = FlexMeasuresGrid.Floor(from.InZone(Zone).ToOffsetDateTime(), Own).ToInstant();
        return floor == from ? from : Next(floor);
    }

    // From an instant on, counted from a slot on either side.
    private Instant FirstFrom(Instant from, Instant anchor)
    {
        var steps = (int)((from - anchor) / Own);
        while (Next(anchor, steps) >= from)
        {
            steps--;
        }

        while (Next(anchor, steps) < from)
        {
            steps++;
        }

        return Next(anchor, steps);
    }

    private void FillTo(ref Instant slot, Instant end, ref RowBuffer<Reading> rows)
    {
        if (slot >= end)
        {
            return;
        }

        for (var next = Next(slot); next <= end; next = Next(slot))
        {
            rows.Add(new Reading(slot, next, null));
            slot = next;
        }
    }

    // Days end with the day, but where the next one begins 24 hours after this one, as one post of several days leaves them behind a clock change.
    private Instant EndOfDay(Instant start, Instant? next) => next != start + Own ? Next(start) : start + Own;

    /// <summary>The first slot from an instant on that is on one grid with another slot.</summary>
    public Instant FirstSlot(Instant from, Instant anchor) => from + Duration.FromTicks(Remainder(anchor - from));

    /// <summary>Where a slot lies between those of its grid: two are on one grid when it is equal.</summary>
    public long PhaseOf(Instant slot) => Remainder(slot - NodaConstants.UnixEpoch);

    /// <summary>The start of the next slot: a day later by the sensor's clock where slots are days.</summary>
    public Instant Next(Instant slot) => IsDaily ? Next(slot, 1) : slot + Own;

    /// <summary>The start of a slot some steps later, or earlier.</summary>
    public Instant Next(Instant slot, int steps)
    {
        var step = Own * steps;
        return IsDaily ? FlexMeasuresGrid.LocalOf(slot, Zone).PlusDays((int)step.TotalDays).InZoneLeniently(Zone).ToInstant() : slot + step;
    }

    /// <summary>The start of a slot that is counted from the start of the range.</summary>
    public Instant At(Instant start, int index) => Resolution is not { } period ? Next(start, index)
        : LengthOf(period) is { } fixedLength ? start + (fixedLength * index)
        : FlexMeasuresGrid.LocalOf(start, Zone).Plus(Times(period, index)).InZoneLeniently(Zone).ToInstant();

    /// <summary>Writes readings with those of empty slots between them.</summary>
    /// <param name="held">What the sensor holds in the window, in order.</param>
    /// <param name="window">The window.</param>
    /// <param name="anchor">A slot of the grid that an empty window is filled by.</param>
    /// <param name="rows">Where to.</param>
    public void Fill(ReadOnlySpan<Reading> held, Interval window, Instant anchor, ref RowBuffer<Reading> rows)
    {
        if (IsInstantaneous)
        {
            // An instant without a value is no slot that misses one.
            foreach (ref readonly var reading in held)
            {
                rows.Add(reading);
            }

            return;
        }

        var slot = held.IsEmpty ? FirstFrom(window.Start, anchor) : FirstFrom(window.Start, held[0].Start);
        for (var i = 0; i < held.Length; i++)
        {
            ref readonly var reading = ref held[i];
            FillTo(ref slot, reading.Start, ref rows);
            slot = Instant.Max(slot, IsDaily ? EndOfDay(reading.Start, i + 1 < held.Length ? held[i + 1].Start : null) : reading.End);
            rows.Add(IsDaily ? reading with { End = slot } : reading);
        }

        while (slot < window.End)
        {
            FillTo(ref slot, Next(slot), ref rows);
        }
    }

    /// <summary>Writes readings of slots that are not the sensor's own: the mean of the values that begin in each, or of the one that covers it where slots are finer.</summary>
    /// <param name="held">What the sensor holds from one of its slots before the first on, in order.</param>
    /// <param name="slots">The starts of the slots, and the end of the last.</param>
    /// <param name="rows">Where to.</param>
    public void Resample(ReadOnlySpan<Reading> held, List<Instant> slots, ref RowBuffer<Reading> rows)
    {
        var at = 0;
        for (var i = 0; i + 1 < slots.Count; i++)
        {
            var (start, end) = (slots[i], slots[i + 1]);
            var isFine = end - start < Own;
            var (sum, count) = (0.0, 0);
            while (at < held.Length && (isFine ? held[at].End <= start : held[at].Start < start))
            {
                at++;
            }

            for (var j = at; j < held.Length && (isFine ? held[j].Start <= start : held[j].Start < end); j++)
            {
                (sum, count) = isFine ? (held[j].Value!.Value, 1) : (sum + held[j].Value!.Value, count + 1);
            }

            rows.Add(new Reading(start, end, count == 0 ? null : sum / count));
        }
    }

    public static void CheckStep(Period step)
    {
        var length = LengthOf(step);
        if (length is { } fixedLength ? fixedLength <= Duration.Zero || fixedLength.BclCompatibleTicks % Minute.BclCompatibleTicks != 0
            : step.HasTimeComponent || new LocalDateTime(2000, 1, 1, 0, 0).Plus(step) <= new LocalDateTime(2000, 1, 1, 0, 0))
        {
            throw new ArgumentException($"Slots of {step} cannot be asked for: they are whole minutes from one on, or days, weeks, months and years alone.");
        }
    }

    public static SeriesKind KindOf(Unit unit, bool instantaneous) =>
        instantaneous ? SeriesKind.Instantaneous
        : unit.Dimension == UnitDimension.Power ? SeriesKind.AveragePower
        : unit.Dimension == UnitDimension.Energy ? SeriesKind.Energy
        : unit.IsKnown ? SeriesKind.Level
        : SeriesKind.Unknown;

    public static PositiveDirection PositiveOf(FlexMeasuresSensor sensor) => sensor.Flag("consumption_is_positive") switch
    {
        true => PositiveDirection.Consumption,
        false => PositiveDirection.Production,
        null => PositiveDirection.None,
    };

    /// <summary>The length of a period of hours, minutes and so on; null of one that a calendar counts.</summary>
    public static Duration? LengthOf(Period period) => period.HasDateComponent ? null : period.ToDuration();

    private static Period Times(Period period, int count) =>
        new PeriodBuilder { Years = period.Years * count, Months = period.Months * count, Weeks = period.Weeks * count, Days = period.Days * count }.Build();

    // Never negative.
    private long Remainder(Duration span)
    {
        var remainder = span.BclCompatibleTicks % Own.BclCompatibleTicks;
        return remainder < 0 ? remainder + Own.BclCompatibleTicks : remainder;
    }
}
