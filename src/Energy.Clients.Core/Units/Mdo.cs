using System.ComponentModel;

namespace Energy.Clients;

/// <summary>IOTile's unit conversion: multiply, divide, offset. <c>shown = raw × multiply ÷ divide + offset</c>.</summary>
/// <remarks>
/// <para>The arithmetic is that of IOTile's server and its clients, bit for bit: three operations on doubles in this order, each rounded to the nearest double
/// and, when two are equally near, to the one whose last bit is even (IEEE 754). No fused multiply-add is ever used, so the results are the same on every machine.
/// An offset of 0 is no offset: nothing is added, and a negative zero stays one.</para>
/// <para>NaN stays NaN and infinities follow IEEE 754; a product beyond the range of a double is an infinity even if dividing would have brought it back.</para>
/// <para>Texts: the server's own, <c>0.5+3x/2</c> or <c>3x/2</c> without an offset, is canonical. <see cref="Parse(string)"/> also reads those of IOTile's Python
/// client (<c>0.5+3.0x/2.0</c>) and TypeScript client (<c>V * 3/2 + 0.5</c>); <see cref="ToString(string?)"/> writes all three. There is no order.</para>
/// <para><c>default</c> is <see cref="Identity"/>, <c>1x/1</c>.</para>
/// </remarks>
/// <example>
/// <code>
/// var scale = new Mdo(1, 10, 0);
/// Console.WriteLine(scale.Apply(231)); // 23.1
/// </code>
/// </example>
[JsonConverter(typeof(TextJsonConverter<Mdo>))]
[TypeConverter(typeof(TextTypeConverter<Mdo>))]
public readonly partial record struct Mdo : ITextValue<Mdo>
{
    /// <summary>The largest magnitude of <see cref="Multiply"/> and <see cref="Divide"/>: 2^53, up to which every integer is a double.</summary>
    public const long MaxFactor = 1L << 53;

    // One less than the value, so that default is the identity.
    private readonly long _multiply;
    private readonly long _divide;

    /// <summary>Creates a conversion.</summary>
    /// <param name="multiply">The factor: not 0, at most <see cref="MaxFactor"/> in magnitude.</param>
    /// <param name="divide">The divisor: not 0, at most <see cref="MaxFactor"/> in magnitude.</param>
    /// <param name="offset">What is added at the end, a finite number. 0, the default, is no offset.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is outside its range.</exception>
    public Mdo(long multiply, long divide, double offset = 0)
    {
        ThrowUnlessFactor(multiply, nameof(multiply));
        ThrowUnlessFactor(divide, nameof(divide));
        if (!double.IsFinite(offset))
        {
            throw new ArgumentOutOfRangeException(nameof(offset), offset, "The offset must be a finite number.");
        }

        _multiply = multiply - 1;
        _divide = divide - 1;
        // A negative zero is no offset either, and must not make two equal conversions differ.
        Offset = offset == 0 ? 0 : offset;
    }

    /// <summary>The conversion that changes nothing, <c>1x/1</c>.</summary>
    public static Mdo Identity => default;

    /// <summary>The factor, never 0.</summary>
    public long Multiply => _multiply + 1;

    /// <summary>The divisor, never 0.</summary>
    public long Divide => _divide + 1;

    /// <summary>What is added after multiplying and dividing; 0 for no offset.</summary>
    public double Offset { get; }

    // Adding negative zero changes no number at all, not even a negative zero: it stands for "no offset".
    private double Addend => Offset == 0 ? -0.0 : Offset;

    static string ITextValue<Mdo>.Subject => "a multiply-divide-offset conversion";

    /// <summary>
    /// Turns a real factor into integers, with the rule of IOTile's web client: the divisor is ten to the number of decimals that the factor prints, at most eight, and both are
    /// divided by ten until the multiplier is below 2147483647 (that is also what factors of 2147483647 and above become).
    /// </summary>
    /// <param name="factor">The factor: a number of either sign. Its ties round upwards, towards positive infinity, as in JavaScript.</param>
    /// <param name="invert">Whether to exchange multiplier and divisor at the end, for a factor that divides.</param>
    /// <returns>A conversion without offset. <c>3.78541</c> gives <c>378541x/100000</c>.</returns>
    /// <remarks>
    /// The web client makes a multiplier of 0 from factors that round away at eight decimals, and counts the letters of an exponent as decimals below 0.000001. Here such
    /// factors are refused in the first case and computed correctly in the second; factors below -2147483647 are cut like the positive ones.
    /// </remarks>
    /// <exception cref="ArgumentOutOfRangeException">The factor is not a finite number, or so small (below 5e-9 in magnitude) that the multiplier would be 0.</exception>
    public static Mdo FromFactor(double factor, bool invert = false)
    {
        const double Largest = int.MaxValue;
        if (!double.IsFinite(factor))
        {
            throw new ArgumentOutOfRangeException(nameof(factor), factor, "The factor must be a finite number.");
        }

        var scaled = Largest * Math.Sign(factor);
        double scale = 1;
        if (Math.Abs(factor) < Largest)
        {
            scale = Math.Pow(10, Math.Min(8, ShortestNumber.DecimalsOf(factor)));
            scaled = RoundHalfUp(factor * scale);
            while (Math.Abs(scaled) >= Largest)
            {
                scaled = RoundHalfUp(scaled / 10);
                scale = RoundHalfUp(scale / 10);
            }
        }

        if (scaled == 0)
        {
            throw new ArgumentOutOfRangeException(nameof(factor), factor, "The factor rounds to 0 at eight decimals.");
        }

        return invert ? new((long)scale, (long)scaled) : new((long)scaled, (long)scale);
    }

    /// <summary>Converts one value: multiply, divide, add.</summary>
    /// <param name="value">The raw value.</param>
    public double Apply(double value)
    {
        var product = value * (double)Multiply;
        var quotient = product / (double)Divide;
        return quotient + Addend;
    }

    /// <summary>Converts one value back: subtract, multiply by the divisor, divide by the multiplier.</summary>
    /// <param name="value">The shown value.</param>
    /// <remarks>
    /// Six roundings lie between a value v and <c>Reverse(Apply(v))</c>. While nothing overflows or becomes subnormal, the two differ by at most
    /// <c>7·2⁻⁵³·|v| + 2·2⁻⁵³·|offset × divide ÷ multiply|</c>: equal or a few units in the last place without an offset, more where a large offset swallows digits.
    /// </remarks>
    public double Reverse(double value)
    {
        var difference = value - Offset;
        var product = difference * (double)Divide;
        return product / (double)Multiply;
    }

    /// <summary>Takes a raw value through an input unit to the stored value and on through an output unit, in two steps as IOTile does.</summary>
    /// <param name="value">The raw value.</param>
    /// <param name="input">From raw to stored, for example gallons to litres.</param>
    /// <param name="output">From stored to shown, for example litres to gallons.</param>
    /// <returns><c>output.Apply(input.Apply(value))</c>: 5 through <c>378541x/100000</c> and <c>100000x/378541</c> is 5.000000000000001, as on the server.</returns>
    public static double Convert(double value, Mdo input, Mdo output) => output.Apply(input.Apply(value));

    /// <summary>Reads one of the three texts.</summary>
    /// <param name="text">The text, as described on the type. Decimals and an exponent are allowed in the offset; the factors are integers (<c>3.0</c> is one).</param>
    /// <exception cref="TextFormatException">The text has another shape, a factor is 0 or too large, or the offset is not finite.</exception>
    public static Mdo Parse(string text) => TextValue.Parse<Mdo>(text);

    /// <inheritdoc cref="Parse(string)"/>
    public static Mdo Parse(ReadOnlySpan<char> text) => TextValue.Parse<Mdo, char>(text);

    /// <inheritdoc cref="Parse(string)"/>
    public static Mdo Parse(ReadOnlySpan<byte> text) => TextValue.Parse<Mdo, byte>(text);

    /// <summary>Reads one of the three texts. Never throws and never allocates.</summary>
    /// <param name="text">The text.</param>
    /// <param name="mdo">The conversion, or <see cref="Identity"/> when the text is not one.</param>
    /// <returns>Whether the text is a conversion.</returns>
    [OverloadResolutionPriority(1)]
    public static bool TryParse([NotNullWhen(true)] string? text, out Mdo mdo) => TextValue.TryParse(text, out mdo);

    /// <inheritdoc cref="TryParse(string?, out Mdo)"/>
    public static bool TryParse(ReadOnlySpan<char> text, out Mdo mdo) => TextValue.TryParse(text, out mdo);

    /// <inheritdoc cref="TryParse(string?, out Mdo)"/>
    public static bool TryParse(ReadOnlySpan<byte> text, out Mdo mdo) => TextValue.TryParse(text, out mdo);

    /// <summary>The canonical text, the server's: <c>0.5+3x/2</c>.</summary>
    public override string ToString() => ToString(null);

    /// <summary>The text in one of three spellings.</summary>
    /// <param name="format">
    /// Null, empty or <c>"G"</c>: the server's, <c>0.5+3x/2</c>. <c>"P"</c>: the Python client's, <c>0.5+3.0x/2.0</c>. <c>"V"</c>: the web client's,
    /// <c>V * 3/2 + 0.5</c>. The offset is left out when it is 0, and otherwise has the fewest digits that read back to it.
    /// </param>
    /// <exception cref="FormatException">The format is none of these.</exception>
    public string ToString(string? format)
    {
        Span<char> buffer = stackalloc char[LongestText];
        _ = TryWrite(buffer, out var written, format);
        return new string(buffer[..written]);
    }

    /// <summary>Writes the text.</summary>
    /// <param name="destination">Where to; 80 characters are always enough.</param>
    /// <param name="charsWritten">The number of characters written, 0 when there was no room.</param>
    /// <param name="format">As for <see cref="ToString(string?)"/>.</param>
    /// <returns>False when the text does not fit.</returns>
    /// <exception cref="FormatException">The format is unknown.</exception>
    public bool TryFormat(Span<char> destination, out int charsWritten, ReadOnlySpan<char> format = default) => TryWrite(destination, out charsWritten, format);

    /// <summary>Writes the text as UTF-8.</summary>
    /// <param name="utf8Destination">Where to; 80 bytes are always enough.</param>
    /// <param name="bytesWritten">The number of bytes written, 0 when there was no room.</param>
    /// <param name="format">As for <see cref="ToString(string?)"/>.</param>
    /// <returns>False when the text does not fit.</returns>
    /// <exception cref="FormatException">The format is unknown.</exception>
    public bool TryFormat(Span<byte> utf8Destination, out int bytesWritten, ReadOnlySpan<char> format = default) => TryWrite(utf8Destination, out bytesWritten, format);

    string IFormattable.ToString(string? format, IFormatProvider? formatProvider) => ToString(format);

    bool ISpanFormattable.TryFormat(Span<char> destination, out int charsWritten, ReadOnlySpan<char> format, IFormatProvider? provider) =>
        TryWrite(destination, out charsWritten, format);

    bool IUtf8SpanFormattable.TryFormat(Span<byte> utf8Destination, out int bytesWritten, ReadOnlySpan<char> format, IFormatProvider? provider) =>
        TryWrite(utf8Destination, out bytesWritten, format);

    private static bool IsFactor(long value) => value is not 0 and >= -MaxFactor and <= MaxFactor;

    private static void ThrowUnlessFactor(long value, string name)
    {
        if (!IsFactor(value))
        {
            throw new ArgumentOutOfRangeException(name, value, "A factor must not be 0 nor larger than 2^53 in magnitude.");
        }
    }

    private static double RoundHalfUp(double value)
    {
        var floor = Math.Floor(value);
        return value - floor >= 0.5 ? floor + 1 : floor;
    }
}
