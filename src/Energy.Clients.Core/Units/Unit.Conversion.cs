namespace Energy.Clients;

public readonly partial struct Unit
{
    private const double NanosecondsPerSecond = 1e9;

    /// <summary>Whether both mean the same: equal dimension, scale and zero. <c>degC</c> is equivalent to <c>°C</c>, <c>kW*h</c> to <c>kWh</c>.</summary>
    /// <param name="other">The other unit. An unknown unit is equivalent to itself only.</param>
    /// <returns>Whether a value needs no conversion between the two.</returns>
    public bool IsEquivalentTo(Unit other) => Equals(other) || (TryGetConversion(other, out var conversion) && conversion.IsIdentity);

    /// <summary>Whether values convert without a duration: both are known and of the same dimension.</summary>
    /// <param name="to">The unit to convert to.</param>
    /// <returns>False also when either is unknown, unless the texts are equal.</returns>
    public bool IsConvertibleTo(Unit to) => TryGetConversion(to, out _);

    /// <summary>Whether this is an amount that <paramref name="rate"/> is the rate of: energy and power, m³ and m³/h, EUR and EUR/h.</summary>
    /// <param name="rate">The unit per time.</param>
    /// <returns>Whether a value of this unit, spread over a duration, is a value of the other.</returns>
    public bool IsAmountOf(Unit rate) => _definition is { IsKnown: true } amount && rate._definition is { IsKnown: true } other
        && amount.Apparent == other.Apparent && Dimension.TryMultiply(UnitDimension.TimeDimension, -1, out var perTime) && perTime == rate.Dimension;

    /// <summary>Finds the way from this unit to another.</summary>
    /// <param name="to">The unit to convert to.</param>
    /// <param name="conversion">What to do with each value; the identity when there is no way.</param>
    /// <returns>Whether there is a way. A unit always converts to itself, even an unknown one.</returns>
    public bool TryGetConversion(Unit to, out UnitConversion conversion)
    {
        conversion = UnitConversion.Identity;
        if (Equals(to))
        {
            return true;
        }

        if (_definition is not { IsKnown: true } source
            || to._definition is not { IsKnown: true } target || source.Dimension != target.Dimension || source.Apparent != target.Apparent)
        {
            return false;
        }

        var (multiplier, divisor) = source.Scale.Divide(target.Scale).ToFactors();
        conversion = new UnitConversion(multiplier, divisor, (source.Offset * multiplier / divisor) - target.Offset);
        return true;
    }

    /// <summary>Finds the way from an amount to its rate, or back, over a duration: kWh over a quarter of an hour to kW.</summary>
    /// <param name="to">The unit to convert to. When it has the same dimension the duration plays no part.</param>
    /// <param name="over">How long the amount takes, or the rate lasts.</param>
    /// <param name="conversion">What to do with each value; the identity when there is no way.</param>
    /// <returns>Whether there is a way.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="over"/> is zero or negative.</exception>
    public bool TryGetConversion(Unit to, Duration over, out UnitConversion conversion)
    {
        var nanoseconds = over.ToBigIntegerNanoseconds();
        if (nanoseconds.Sign <= 0)
        {
            throw new ArgumentOutOfRangeException(nameof(over), over, "A duration between an amount and a rate must be positive.");
        }

        if (TryGetConversion(to, out conversion))
        {
            return true;
        }

        var isAmount = IsAmountOf(to);
        if (!isAmount && !to.IsAmountOf(this))
        {
            return false;
        }

        var seconds = UnitScale.One.Multiply(new UnitScale((double)nanoseconds, NanosecondsPerSecond, 0));
        var ratio = _definition!.Scale.Divide(to._definition!.Scale);
        var (multiplier, divisor) = (isAmount ? ratio.Divide(seconds) : ratio.Multiply(seconds)).ToFactors();
        conversion = new UnitConversion(multiplier, divisor, 0);
        return true;
    }

    /// <summary>Finds the way from this unit to another.</summary>
    /// <param name="to">The unit to convert to.</param>
    /// <returns>What to do with each value.</returns>
    /// <exception cref="UnitConversionException">The dimensions or currencies differ, or a unit is unknown; the message says which.</exception>
    public UnitConversion GetConversion(Unit to) => TryGetConversion(to, out var conversion) ? conversion : throw Unconvertible(to);

    /// <summary>Finds the way from an amount to its rate, or back, over a duration.</summary>
    /// <param name="to">The unit to convert to.</param>
    /// <param name="over">How long the amount takes, or the rate lasts; positive.</param>
    /// <returns>What to do with each value.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="over"/> is zero or negative.</exception>
    /// <exception cref="UnitConversionException">There is no way.</exception>
    public UnitConversion GetConversion(Unit to, Duration over) => TryGetConversion(to, over, out var conversion) ? conversion : throw Unconvertible(to);

    /// <summary>Converts one value: <c>Unit.Kilowatt.Convert(1500, Unit.Megawatt)</c> is 1.5.</summary>
    /// <param name="value">A value in this unit.</param>
    /// <param name="to">The unit to convert to.</param>
    /// <returns>The value in <paramref name="to"/>, exact to a last bit or two of a double.</returns>
    /// <exception cref="UnitConversionException">The dimensions or currencies differ, a unit is unknown, or energy and power lack a duration.</exception>
    public double Convert(double value, Unit to) => GetConversion(to).Apply(value);

    /// <summary>Converts one value between an amount and its rate: <c>Unit.KilowattHour.Convert(1, Unit.Kilowatt, Duration.FromMinutes(15))</c> is 4.</summary>
    /// <param name="value">A value in this unit.</param>
    /// <param name="to">The unit to convert to; of the same dimension too, when the duration plays no part.</param>
    /// <param name="over">How long the amount takes, or the rate lasts; positive.</param>
    /// <returns>The value in <paramref name="to"/>.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="over"/> is zero or negative.</exception>
    /// <exception cref="UnitConversionException">There is no way.</exception>
    public double Convert(double value, Unit to, Duration over) => GetConversion(to, over).Apply(value);

    /// <summary>Converts one value, or says that it cannot be done.</summary>
    /// <param name="value">A value in this unit.</param>
    /// <param name="to">The unit to convert to.</param>
    /// <param name="result">The value in <paramref name="to"/>, or 0.</param>
    /// <returns>Whether the units convert.</returns>
    public bool TryConvert(double value, Unit to, out double result)
    {
        var can = TryGetConversion(to, out var conversion);
        result = can ? conversion.Apply(value) : 0;
        return can;
    }

    /// <summary>The unit of what piles up when this rate lasts an hour: kWh for kW, m³ for m³/h.</summary>
    /// <returns>The amount's unit; its text drops a trailing <c>/h</c>, adds an <c>h</c> to a power (<c>MW</c> → <c>MWh</c>) or multiplies by <c>h</c>.</returns>
    /// <exception cref="InvalidOperationException">This unit is unknown or has a shifted zero.</exception>
    public Unit PerHourToAmount() => Symbol.EndsWith("/h", StringComparison.Ordinal)
        ? Derive(Symbol[..^2], Symbol[..^2], 1)
        : Derive(Symbol + "h", Group() + "*h", 1);

    /// <summary>The unit of this amount spread over an hour: kW for kWh, m³/h for m³.</summary>
    /// <returns>The rate's unit; its text drops the <c>h</c> of an energy (<c>MWh</c> → <c>MW</c>) or adds <c>/h</c>.</returns>
    /// <exception cref="InvalidOperationException">This unit is unknown or has a shifted zero.</exception>
    public Unit AmountToPerHour() => Symbol.EndsWith("Wh", StringComparison.Ordinal)
        ? Derive(Symbol[..^1], Group() + "/h", -1)
        : Derive(Group() + "/h", Group() + "/h", -1);

    private string Group() => Symbol.AsSpan().ContainsAny("/* ·⋅") ? $"({Symbol})" : Symbol;

    // Texts are candidates only: what they mean must be this unit times or over an hour, so that "h" glued to anything but a power is refused.
    private Unit Derive(string first, string second, int hours)
    {
        if (_definition is not { IsKnown: true, Offset: 0 } definition)
        {
            throw new InvalidOperationException($"'{Symbol}' is unknown or has a shifted zero: it has no rate and no amount.");
        }

        var scale = definition.Scale.Multiply(UnitScale.One.Multiply(new UnitScale(3600, 1, 0)).Raise(hours));
        foreach (var text in (ReadOnlySpan<string>)[first, second])
        {
            if (TryParse(text, out var unit) && unit is { IsKnown: true, _definition: { Offset: 0 } derived }
                && derived.Scale == scale && definition.Dimension.TryMultiply(UnitDimension.TimeDimension, hours, out var dimension) && dimension == derived.Dimension)
            {
                return unit;
            }
        }

        throw new InvalidOperationException($"'{Symbol}' has no rate or amount that can be written as a unit of at most {MaximumLength} characters.");
    }

    private UnitConversionException Unconvertible(Unit to)
    {
        if (!IsKnown || !to.IsKnown)
        {
            var unknown = IsKnown ? to : this;
            return new UnitConversionException(this, to, unknown == None ? "no unit is stated" : $"'{unknown}' is not a unit known here, so it is never converted");
        }

        return IsAmountOf(to) || to.IsAmountOf(this)
            ? new UnitConversionException(this, to, "one is an amount and the other its rate, which takes a duration: use the overload with one")
            : new UnitConversionException(this, to, _definition!.Apparent != to._definition!.Apparent
                ? "one is of apparent power, and how much of it is active power the unit does not tell: multiply by the power factor yourself"
                : Dimension.ToString() == to.Dimension.ToString()
                ? "the currencies differ, and a rate of exchange is no unit"
                : $"one measures {Dimension} and the other {to.Dimension}");
    }
}
