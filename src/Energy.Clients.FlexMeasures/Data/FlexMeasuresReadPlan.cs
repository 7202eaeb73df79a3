using NodaTime;

namespace Energy.Clients.FlexMeasures;

/// <summary>How a sensor is read: unit, grid, kind and sign, all settled.</summary>
internal sealed record FlexMeasuresReadPlan(Unit Unit, Duration Step, bool IsInstantaneous, SeriesKind Kind, PositiveDirection Positive, DateTimeZone? Zone)
{
    private static readonly Duration Hour = Duration.FromHours(1);

    public static FlexMeasuresReadPlan Of(FlexMeasuresSensor sensor, FlexMeasuresReadQuery query)
    {
        var unit = query.Unit ?? sensor.Unit;
        var own = sensor.EventResolution.ToDuration();
        var step = query.Resolution ?? (sensor.IsInstantaneous ? FlexMeasuresGrid.DefaultResolution(query.End - query.Start) : own);
        if (unit != sensor.Unit && unit.IsKnown && sensor.Unit.IsKnown && !sensor.Unit.IsConvertibleTo(unit))
        {
            throw new ArgumentException($"Sensor {sensor.Id} holds {sensor.Unit}, which does not convert to {unit}. Read it in {sensor.Unit} or a unit of the same kind.", nameof(query));
        }

        CheckStep(step);
        if (!sensor.IsInstantaneous)
        {
            var (coarse, fine) = step >= own ? (step, own) : (own, step);
            if (coarse.BclCompatibleTicks % fine.BclCompatibleTicks != 0)
            {
                throw new ArgumentException($"Slots of {new IsoDuration(step)} do not fit the sensor's {new IsoDuration(own)}: take a multiple or a divisor of it.", nameof(query));
            }

            if (step != own && KindOf(sensor.Unit, false) == SeriesKind.Energy)
            {
                throw new ArgumentException($"Sensor {sensor.Id} holds amounts ({sensor.Unit}), which the server would average over {new IsoDuration(step)}. Read it at {new IsoDuration(own)} and resample the readings.", nameof(query));
            }
        }

        return new FlexMeasuresReadPlan(
            unit, step, sensor.IsInstantaneous, KindOf(unit, sensor.IsInstantaneous), PositiveOf(sensor), DateTimeZoneProviders.Tzdb.GetZoneOrNull(sensor.TimeZone));
    }

    /// <summary>The first slot that does not start before an instant.</summary>
    public Instant AlignUp(Instant start)
    {
        // Slots of up to an hour fall together in every zone of today; longer ones begin on the sensor's own clock.
        var offset = Step > Hour && Zone is { } zone ? zone.GetUtcOffset(start) : Offset.Zero;
        var floor = FlexMeasuresGrid.Floor(start.WithOffset(offset), Step).ToInstant();
        return floor == start ? start : floor + Step;
    }

    public static void CheckStep(Duration step)
    {
        if (step <= Duration.Zero || !new IsoDuration(step).IsMultipleOf(Duration.FromMinutes(1)))
        {
            throw new ArgumentException($"Slots of {new IsoDuration(step)} cannot be asked for: servers take whole minutes, from one on.");
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
}
