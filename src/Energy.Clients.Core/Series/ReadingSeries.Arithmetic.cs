namespace Energy.Clients;

// Arithmetic between series, with that of their units.
public partial class ReadingSeries
{
    /// <summary>Adds two series of one measure; see <see cref="Plus"/>.</summary>
    /// <param name="left">One series.</param>
    /// <param name="right">The other.</param>
    /// <returns>The sum, in the unit and with the sign of the first.</returns>
    public static ReadingSeries operator +(ReadingSeries left, ReadingSeries right) => NotNull(left).Plus(right);

    /// <summary>Takes one series from another of the same measure; see <see cref="Minus"/>.</summary>
    /// <param name="left">One series.</param>
    /// <param name="right">What is taken from it.</param>
    /// <returns>The difference, in the unit and with the sign of the first.</returns>
    public static ReadingSeries operator -(ReadingSeries left, ReadingSeries right) => NotNull(left).Minus(right);

    /// <summary>Multiplies two series, such as energy and price; see <see cref="Times(ReadingSeries, UnlikeResolutions)"/>.</summary>
    /// <param name="left">One series.</param>
    /// <param name="right">The other.</param>
    /// <returns>The product.</returns>
    public static ReadingSeries operator *(ReadingSeries left, ReadingSeries right) => NotNull(left).Times(right);

    /// <summary>Divides one series by another; see <see cref="DividedBy"/>.</summary>
    /// <param name="left">One series.</param>
    /// <param name="right">What it is divided by.</param>
    /// <returns>The quotient.</returns>
    public static ReadingSeries operator /(ReadingSeries left, ReadingSeries right) => NotNull(left).DividedBy(right);

    /// <summary>Adds another series of the same measure.</summary>
    /// <param name="other">The other.</param>
    /// <param name="unlike">What becomes of a reading that is longer than the row it stands in; levels are repeated and others refused unless given.</param>
    /// <returns>The sum, in the unit and with the sign of this one, missing where either is, with tokens of its own.</returns>
    /// <exception cref="ArgumentException">They measure different things, or positive means opposite things.</exception>
    /// <exception cref="UnitConversionException">Their units do not convert.</exception>
    public ReadingSeries Plus(ReadingSeries other, UnlikeResolutions unlike = UnlikeResolutions.RepeatLevels)
    {
        RefuseUnlikeMeasures(Info, NotNull(other).Info, isSum: true);
        var conversion = other.Info.Unit.GetConversion(Info.Unit);
        return With(other, "+", unlike, Info with { Positive = Info.Positive == other.Info.Positive ? Info.Positive : PositiveDirection.None }, (a, b) => a + conversion.Apply(b));
    }

    /// <summary>Takes another series of the same measure from this one: <c>load - generation</c> is what the grid has to give.</summary>
    /// <param name="other">The other.</param>
    /// <param name="unlike">What becomes of a reading that is longer than the row it stands in; levels are repeated and others refused unless given.</param>
    /// <returns>The difference, in the unit and with the sign of this one, missing where either is, with tokens of its own.</returns>
    /// <exception cref="ArgumentException">They measure different things.</exception>
    /// <exception cref="UnitConversionException">Their units do not convert.</exception>
    public ReadingSeries Minus(ReadingSeries other, UnlikeResolutions unlike = UnlikeResolutions.RepeatLevels)
    {
        RefuseUnlikeMeasures(Info, NotNull(other).Info, isSum: false);
        var conversion = other.Info.Unit.GetConversion(Info.Unit);
        return With(other, "-", unlike, Info, (a, b) => a - conversion.Apply(b));
    }

    /// <summary>Multiplies by another series, such as energy by price.</summary>
    /// <param name="other">The other.</param>
    /// <param name="unlike">What becomes of a reading that is longer than the row it stands in; levels are repeated, since a price holds over all of its interval, and others
    /// refused unless given.</param>
    /// <returns>The product, in the simplest known unit for it (EUR for kWh and EUR/MWh), missing where either is, with tokens of its own. Times a level, amounts stay amounts and
    /// power stays a rate.</returns>
    /// <exception cref="ArgumentException">One is of instants and the other of intervals.</exception>
    /// <exception cref="UnitConversionException">A unit is unknown, or the product cannot be written.</exception>
    public ReadingSeries Times(ReadingSeries other, UnlikeResolutions unlike = UnlikeResolutions.RepeatLevels)
    {
        var product = UnitAlgebra.Multiply(Info.Unit, NotNull(other).Info.Unit);
        var kind = Info.Kind == SeriesKind.Level ? other.Info.Kind : other.Info.Kind == SeriesKind.Level ? Info.Kind : SeriesKind.Unknown;
        return With(other, "*", unlike, Info with { Unit = product.Unit, Kind = kind, Positive = SignOf(other) }, (a, b) => product.Conversion.Apply(a * b));
    }

    /// <summary>Divides by another series.</summary>
    /// <param name="other">The other.</param>
    /// <param name="unlike">What becomes of a reading that is longer than the row it stands in; levels are repeated and others refused unless given.</param>
    /// <returns>The quotient, in the simplest known unit for it, missing where either is and where the other is 0, with tokens of its own. The quotient of two alike is a
    /// level.</returns>
    /// <exception cref="ArgumentException">One is of instants and the other of intervals.</exception>
    /// <exception cref="UnitConversionException">A unit is unknown, or the quotient cannot be written.</exception>
    public ReadingSeries DividedBy(ReadingSeries other, UnlikeResolutions unlike = UnlikeResolutions.RepeatLevels)
    {
        var quotient = UnitAlgebra.Divide(Info.Unit, NotNull(other).Info.Unit);
        var kind = other.Info.Kind == SeriesKind.Level ? Info.Kind : Info.Kind == other.Info.Kind ? SeriesKind.Level : SeriesKind.Unknown;
        return With(other, "/", unlike, Info with { Unit = quotient.Unit, Kind = kind, Positive = SignOf(other) }, (a, b) => b == 0 ? null : quotient.Conversion.Apply(a / b));
    }

    private static ReadingSeries NotNull(ReadingSeries series)
    {
        ArgumentNullException.ThrowIfNull(series);
        return series;
    }

    private PositiveDirection SignOf(ReadingSeries other) =>
        other.Info.Positive == PositiveDirection.None ? Info.Positive : Info.Positive == PositiveDirection.None ? other.Info.Positive : PositiveDirection.None;

    private ReadingSeries With(ReadingSeries other, string operation, UnlikeResolutions unlike, SeriesInfo info, Func<double, double, double?> combine)
    {
        var joined = Joined([this, other], unlike);
        return new ReadingSeries(
            new DerivedSource<AlignedRow, Reading>(joined, operation, _ => new MapStep<AlignedRow, Reading>((in AlignedRow row) =>
                new Reading(row.Start, row.End, row.Span[0] is { } a && row.Span[1] is { } b ? combine(a, b) : null))),
            info with
            {
                Identity = $"({Info.Identity} {operation} {other.Info.Identity})",
                Resolution = Shorter(Info.Resolution, other.Info.Resolution),
                Step = Equals(Info.Step, other.Info.Step) ? Info.Step : null,
                Stamp = info.Stamp
            },
            null,
            CancellationToken.None);
    }

    private static NodaTime.Duration? Shorter(NodaTime.Duration? one, NodaTime.Duration? other) => one is { } a && other is { } b ? NodaTime.Duration.Min(a, b) : null;
}
