namespace Energy.Clients;

// The operators that change what a value is said in.
public partial class ReadingSeries
{
    /// <summary>The same readings in another unit of the same dimension.</summary>
    /// <param name="unit">The unit.</param>
    /// <returns>The series, with tokens of its own; nothing is read again on resuming.</returns>
    /// <exception cref="UnitConversionException">The units do not convert. Energy and power take <see cref="ToEnergy"/> and <see cref="ToPower"/>.</exception>
    public ReadingSeries ToUnit(Unit unit)
    {
        if (Info.Unit == unit)
        {
            return this;
        }

        if (Info.Unit.IsAmountOf(unit) || unit.IsAmountOf(Info.Unit))
        {
            throw new UnitConversionException(Info.Unit, unit,
                $"one is an amount and the other its rate; {(unit.IsAmountOf(Info.Unit) ? "ToEnergy" : "ToPower")} does that by the length of each reading");
        }

        var conversion = Info.Unit.GetConversion(unit);
        return Mapped($"to unit {unit}", Info with { Unit = unit }, conversion.Apply);
    }

    /// <summary>The energy of average power: each value times the length of its interval.</summary>
    /// <param name="unit">The unit of the energy; the amount that the series' unit makes in an hour (kWh for kW) unless given.</param>
    /// <returns>The series, with tokens of its own. A series of energy is only converted.</returns>
    /// <exception cref="ArgumentException">The series is neither average power nor energy. Instantaneous values and counters take
    /// <see cref="Resample(TimeStep, ResampleOptions?)"/> or <see cref="Difference"/> first.</exception>
    /// <exception cref="UnitConversionException">The unit is not the amount of the series' unit.</exception>
    public ReadingSeries ToEnergy(Unit? unit = null) => Info.Kind switch
    {
        SeriesKind.Energy => ToUnit(unit ?? Info.Unit),
        SeriesKind.AveragePower => ByLength("to energy", SeriesKind.Energy, unit ?? Info.Unit.PerHourToAmount()),
        _ => throw new ArgumentException(
            $"{Info.Identity} is {Info.Kind}, and energy is made of average power. "
                + $"{(Info.Kind == SeriesKind.Cumulative ? "Use Difference." : Info.Kind == SeriesKind.Instantaneous ? "Resample it first, and say by WithInfo that the result "
                + "is average power." : "Say what it is by WithInfo.")}"),
    };

    /// <summary>The average power of energy: each value over the length of its interval.</summary>
    /// <param name="unit">The unit of the power; the rate that the series' unit has in an hour (kW for kWh) unless given.</param>
    /// <returns>The series, with tokens of its own. A series of average power is only converted.</returns>
    /// <exception cref="ArgumentException">The series is neither energy nor average power. Counters take <see cref="Difference"/> first.</exception>
    /// <exception cref="UnitConversionException">The unit is not the rate of the series' unit.</exception>
    public ReadingSeries ToPower(Unit? unit = null) => Info.Kind switch
    {
        SeriesKind.AveragePower => ToUnit(unit ?? Info.Unit),
        SeriesKind.Energy => ByLength("to power", SeriesKind.AveragePower, unit ?? Info.Unit.AmountToPerHour()),
        _ => throw new ArgumentException(
            $"{Info.Identity} is {Info.Kind}, and average power is made of energy. {(Info.Kind == SeriesKind.Cumulative ? "Use Difference first." : "Say what it is by "
                + "WithInfo.")}"),
    };

    /// <summary>The same flow with a sign that means what is asked: the values are negated where the series counts the other way.</summary>
    /// <param name="positive">What a positive value is to mean.</param>
    /// <returns>The series, with tokens of its own.</returns>
    /// <exception cref="ArgumentException">The series does not say what positive means, or counts another flow.</exception>
    public ReadingSeries WithSign(PositiveDirection positive) =>
        Info.Positive == positive ? this
        : Info.Positive.Opposite == positive ? Mapped("with sign " + positive, Info with { Positive = positive }, static v => -v)
        : throw new ArgumentException(Info.Positive == PositiveDirection.None
            ? $"{Info.Identity} does not say what a positive value means. Tell it: WithInfo(series.Info with {{ Positive = … }})."
            : $"Positive is {Info.Positive} in {Info.Identity}, which is another flow than "
                + $"{positive}.{(Info.Positive.Opposite is { } other ? $" What fits is {Info.Positive} or {other}." : "")}", nameof(positive));

    /// <summary>Negates every value, and with it what positive means.</summary>
    /// <param name="series">The series.</param>
    /// <returns>The series, with tokens of its own.</returns>
    public static ReadingSeries operator -(ReadingSeries series)
    {
        ArgumentNullException.ThrowIfNull(series);
        return series.Scaled("negated", static v => -v, isNegated: true);
    }

    /// <summary>Multiplies every value.</summary>
    /// <param name="series">The series.</param>
    /// <param name="factor">A plain number. A negative one turns what positive means.</param>
    /// <returns>The series, in the same unit, with tokens of its own.</returns>
    public static ReadingSeries operator *(ReadingSeries series, double factor)
    {
        ArgumentNullException.ThrowIfNull(series);
        return series.Scaled(FormattableString.Invariant($"times {factor:R}"), v => v * factor, factor < 0);
    }

    /// <inheritdoc cref="op_Multiply(ReadingSeries, double)"/>
    public static ReadingSeries operator *(double factor, ReadingSeries series) => series * factor;

    /// <summary>Divides every value.</summary>
    /// <param name="series">The series.</param>
    /// <param name="divisor">A plain number other than 0. A negative one turns what positive means.</param>
    /// <returns>The series, in the same unit, with tokens of its own.</returns>
    /// <exception cref="DivideByZeroException"><paramref name="divisor"/> is 0.</exception>
    public static ReadingSeries operator /(ReadingSeries series, double divisor)
    {
        ArgumentNullException.ThrowIfNull(series);
        return divisor == 0 ? throw new DivideByZeroException($"{series.Info.Identity} was to be divided by 0.")
            : series.Scaled(FormattableString.Invariant($"by {divisor:R}"), v => v / divisor, divisor < 0);
    }

    /// <summary>Adds a number to every value.</summary>
    /// <param name="series">The series.</param>
    /// <param name="number">The number, in the unit of the series.</param>
    /// <returns>The series, with tokens of its own.</returns>
    public static ReadingSeries operator +(ReadingSeries series, double number)
    {
        ArgumentNullException.ThrowIfNull(series);
        return series.Mapped(FormattableString.Invariant($"plus {number:R}"), series.Info, v => v + number);
    }

    /// <summary>Takes a number from every value.</summary>
    /// <param name="series">The series.</param>
    /// <param name="number">The number, in the unit of the series.</param>
    /// <returns>The series, with tokens of its own.</returns>
    public static ReadingSeries operator -(ReadingSeries series, double number) => series + -number;

    /// <summary>Multiplies every value by a quantity, such as one price for all time.</summary>
    /// <param name="quantity">The number.</param>
    /// <param name="unit">Its unit.</param>
    /// <returns>The series in the unit of the product, the simplest that is known (EUR for kWh times EUR/MWh), with tokens of its own.</returns>
    /// <exception cref="UnitConversionException">A unit is unknown, or the product cannot be written.</exception>
    public ReadingSeries Times(double quantity, Unit unit)
    {
        var product = UnitAlgebra.Multiply(Info.Unit, unit);
        return Mapped(
            FormattableString.Invariant($"times {quantity:R} {unit}"),
            Info with { Identity = FormattableString.Invariant($"{Info.Identity} * {quantity:R} {unit}"), Unit = product.Unit },
            v => product.Conversion.Apply(v * quantity));
    }

    private ReadingSeries Scaled(string query, Func<double, double> map, bool isNegated) =>
        Mapped(query, isNegated && Info.Positive.Opposite is { } opposite ? Info with { Positive = opposite } : Info, map);

    private ReadingSeries Mapped(string query, SeriesInfo info, Func<double, double> map) => Then(query, info, _ => new ValueStep(Info.Identity, map));

    private ReadingSeries ByLength(string query, SeriesKind kind, Unit unit)
    {
        // Refuses at the call what does not convert.
        Info.Unit.GetConversion(unit, Duration.FromHours(1));
        return Then($"{query} {unit}", Info with { Kind = kind, Unit = unit }, _ => new ByLengthStep(Info, unit));
    }

    private sealed class ValueStep(string series, Func<double, double> map) : ReadingStep(series)
    {
        protected override bool TryMap(in Reading reading, out Reading result)
        {
            result = reading.Value is { } value ? reading with { Value = map(value) } : reading;
            return true;
        }
    }

    private sealed class ByLengthStep(SeriesInfo info, Unit unit) : ReadingStep(info.Identity)
    {
        private Duration _length;
        private UnitConversion _conversion;

        protected override bool TryMap(in Reading reading, out Reading result)
        {
            result = reading;
            if (reading.Value is not { } value)
            {
                return true;
            }

            var length = reading.Length;
            if (length <= Duration.Zero)
            {
                throw new SeriesException(info.Identity, $"{ReadingOrder.Show(reading)} has no length, so there is nothing between its energy and its power.", reading);
            }

            if (length != _length)
            {
                (_length, _conversion) = (length, info.Unit.GetConversion(unit, length));
            }

            result = reading with { Value = _conversion.Apply(value) };
            return true;
        }
    }
}
