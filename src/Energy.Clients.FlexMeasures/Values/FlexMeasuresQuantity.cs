using System.Text.RegularExpressions;

namespace Energy.Clients.FlexMeasures;

/// <summary>A quantity as flex-models and flex-contexts hold it: a number and a unit (<c>12.1 kWh</c>), or a product of such (<c>3 * 230V * 16A</c>).</summary>
/// <remarks>
/// Read: numbers with a decimal point and an exponent, never with spaces or commas inside: a server reads <c>1 000 kW</c> as 0 and <c>1,5 kW</c> as 15 kW without a word. Written
/// with an invariant culture, a point, and no group separators.
/// </remarks>
/// <param name="Magnitude">The number.</param>
/// <param name="Unit">The unit; none for a bare number.</param>
/// <example>
/// <code>
/// FlexMeasuresQuantity power = FlexMeasuresQuantity.Parse("3 * 230V * 16A");
/// Console.WriteLine(power.To(Unit.Kilowatt).Magnitude); // 11.04
/// </code>
/// </example>
public readonly partial record struct FlexMeasuresQuantity(double Magnitude, Unit Unit)
{
    /// <summary>Reads a quantity.</summary>
    /// <param name="text">The text.</param>
    /// <returns>The quantity; the unit of a product is the product of the units.</returns>
    /// <exception cref="FormatException">The text is no quantity, or one that a server would misread.</exception>
    public static FlexMeasuresQuantity Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return TryParse(text, out var quantity)
            ? quantity
            : throw new FormatException($"'{text}' is not a quantity. Write a number with a decimal point and no separators, then a unit: 12.1 kWh.");
    }

    /// <summary>Reads a quantity, or says that the text is none. See <see cref="Parse"/>.</summary>
    /// <param name="text">The text.</param>
    /// <param name="quantity">The quantity.</param>
    /// <returns>Whether the text is a quantity.</returns>
    public static bool TryParse(string? text, out FlexMeasuresQuantity quantity)
    {
        quantity = default;
        if (string.IsNullOrWhiteSpace(text))
        {
            return false;
        }

        var magnitude = 1.0;
        var units = new List<string>();
        foreach (var factor in text.Split('*', StringSplitOptions.TrimEntries))
        {
            var match = Factor().Match(factor);
            if (factor.Length == 0 || !match.Success)
            {
                return false;
            }

            magnitude *= match.Groups["number"].Success ? double.Parse(match.Groups["number"].ValueSpan, NumberStyles.Float, CultureInfo.InvariantCulture) : 1;
            var unit = match.Groups["unit"].Value;
            if (unit.Length > 0)
            {
                units.Add(unit);
            }
        }

        if (!double.IsFinite(magnitude))
        {
            return false;
        }

        if (units.Count == 0)
        {
            quantity = new FlexMeasuresQuantity(magnitude, Unit.None);
            return true;
        }

        if (!Unit.TryParse(string.Join('*', units), out var product) || !product.IsKnown)
        {
            return false;
        }

        quantity = new FlexMeasuresQuantity(magnitude, product);
        return true;
    }

    /// <summary>The same quantity in another unit.</summary>
    /// <param name="unit">The unit. A bare number counts as a share, so that 0.5 is 50 %.</param>
    /// <returns>The quantity.</returns>
    /// <exception cref="UnitConversionException">The units do not fit each other.</exception>
    public FlexMeasuresQuantity To(Unit unit) => new((Unit == Unit.None ? Unit.Dimensionless : Unit).Convert(Magnitude, unit), unit);

    /// <summary>A percentage of a capacity, as the servers convert between <c>%</c> and a unit.</summary>
    /// <param name="value">The value to convert.</param>
    /// <param name="from">Its unit.</param>
    /// <param name="to">The wanted unit; one of the two is <c>%</c>.</param>
    /// <param name="capacity">What 100 % is.</param>
    /// <returns>The converted value.</returns>
    /// <exception cref="UnitConversionException">The capacity does not fit the other unit.</exception>
    /// <exception cref="ArgumentException">Neither or both units are <c>%</c>.</exception>
    public static double ConvertShare(double value, Unit from, Unit to, FlexMeasuresQuantity capacity) => (from == Unit.Percent, to == Unit.Percent) switch
    {
        (true, false) => value / 100 * capacity.To(to).Magnitude,
        (false, true) => value / capacity.To(from).Magnitude * 100,
        _ => throw new ArgumentException($"One of {from} and {to} must be %, and the other not.", nameof(to)),
    };

    /// <summary>The text for a server: <c>12.1 kWh</c>, invariant.</summary>
    /// <returns>Text that <see cref="Parse"/> reads back.</returns>
    public override string ToString() => Unit == Unit.None
        ? Magnitude.ToString("R", CultureInfo.InvariantCulture)
        : string.Create(CultureInfo.InvariantCulture, $"{Magnitude:R} {Unit}");

    // A number, then a unit: an exponent only where digits follow ('eV' is a unit), and no second number, which is a group separator in disguise.
    [GeneratedRegex(@"^(?<number>[-+]?([0-9]+(\.[0-9]*)?|\.[0-9]+)([eE][-+]?[0-9]+)?)?\s*(?<unit>[^\s0-9,.].*)?\z",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.Singleline)]
    private static partial Regex Factor();
}
