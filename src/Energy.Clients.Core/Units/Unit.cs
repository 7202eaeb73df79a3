using System.Buffers;
using System.ComponentModel;
using System.Numerics;
using System.Runtime.InteropServices;
using System.Text.Unicode;

namespace Energy.Clients;

/// <summary>A unit of measurement as a vendor writes it, with what it means: a dimension, a scale and, for °C and °F, a shifted zero.</summary>
/// <remarks>
/// <para>Accepted texts, in exact case (<c>m</c> is milli and <c>M</c> mega; nothing is folded):</para>
/// <list type="bullet">
/// <item>a symbol with or without a prefix: <c>W kW MWh kVA A V Pa l h K % ‰ cEUR</c>, or a name: <c>watt</c>, <c>kilowatts</c>;</item>
/// <item>products and quotients from the left to the right with <c>*</c>, <c>·</c>, a space or <c>/</c>: <c>EUR/MWh</c>, <c>kW*h</c>, <c>km/h</c>;</item>
/// <item>powers as <c>²</c>, <c>⁻¹</c>, <c>^2</c> or <c>**2</c>, and groups: <c>m³/h</c>, <c>W/(m²·K)</c>. Plain digits are no power: <c>m3/h</c> is unknown;</item>
/// <item>numbers as factors, and a sign in front: <c>100W</c>, <c>1000 kW</c>, <c>-W</c>, <c>1/h</c>, <c>10</c>;</item>
/// <item><c>°C</c> and <c>°F</c> (<c>degC</c>, <c>degF</c>) alone; in products use <c>K</c> or <c>delta_degC</c>;</item>
/// <item>empty text is <see cref="None"/>.</item>
/// </list>
/// <para>A vendor may state a unit that is none of these (<c>kWp</c>, <c>furlong</c>). <see cref="FromText"/> keeps any text of up to 128 characters, as do units read from JSON:
/// <see cref="IsKnown"/> is then false and it is never converted. It refuses only control characters, a space at either end and ill-formed Unicode.</para>
/// <para><b>Equality is that of the text</b>, so <c>kW</c> and <c>kVA</c>, or <c>°C</c> and <c>degC</c>, are not equal; <see cref="IsEquivalentTo"/> compares
/// meanings. The order is the ordinal one of the texts. <see langword="default"/> is <see cref="None"/>.</para>
/// <para>Reading a unit seen recently allocates nothing. Values are one reference in size.</para>
/// </remarks>
/// <example>
/// <code>
/// double energy = Unit.Kilowatt.Convert(2.0, Unit.KilowattHour, Duration.FromMinutes(15)); // 0.5
/// var price = Unit.Parse("cEUR/kWh");
/// </code>
/// </example>
[JsonConverter(typeof(UnitJsonConverter))]
[TypeConverter(typeof(TextTypeConverter<Unit>))]
public readonly partial struct Unit
    : ITextValue<Unit>, IEquatable<Unit>, IComparable<Unit>, IComparable, IComparisonOperators<Unit, Unit, bool>
{
    /// <summary>The longest text accepted, in characters.</summary>
    public const int MaximumLength = 128;

    private const string Subject = "a unit";
    private const int CacheSize = 1024;

    // The units seen last, one per hash: bounded, without locks, and losing an entry costs only a second parse.
    private static readonly UnitDefinition?[] Cache = new UnitDefinition?[CacheSize];

    private readonly UnitDefinition? _definition;

    private Unit(UnitDefinition? definition) => _definition = definition;

    /// <summary>No unit stated: empty text, not known, never converted. The default value.</summary>
    public static Unit None => default;

    /// <summary>A plain number, <c>dimensionless</c>.</summary>
    public static Unit Dimensionless { get; } = Known("dimensionless");

    /// <summary>Hundredths, <c>%</c>.</summary>
    public static Unit Percent { get; } = Known("%");

    /// <summary><c>W</c>.</summary>
    public static Unit Watt { get; } = Known("W");

    /// <summary><c>kW</c>.</summary>
    public static Unit Kilowatt { get; } = Known("kW");

    /// <summary><c>MW</c>.</summary>
    public static Unit Megawatt { get; } = Known("MW");

    /// <summary><c>kVA</c>, apparent power. It does not convert into kW: that takes the power factor.</summary>
    public static Unit KilovoltAmpere { get; } = Known("kVA");

    /// <summary><c>Wh</c>, 3600 J.</summary>
    public static Unit WattHour { get; } = Known("Wh");

    /// <summary><c>kWh</c>, 3.6 MJ.</summary>
    public static Unit KilowattHour { get; } = Known("kWh");

    /// <summary><c>MWh</c>, 3.6 GJ.</summary>
    public static Unit MegawattHour { get; } = Known("MWh");

    /// <summary><c>J</c>.</summary>
    public static Unit Joule { get; } = Known("J");

    /// <summary><c>MJ</c>.</summary>
    public static Unit Megajoule { get; } = Known("MJ");

    /// <summary><c>K</c>.</summary>
    public static Unit Kelvin { get; } = Known("K");

    /// <summary><c>°C</c>; 0 °C is 273.15 K.</summary>
    public static Unit DegreeCelsius { get; } = Known("°C");

    /// <summary><c>°F</c>; 32 °F is 0 °C.</summary>
    public static Unit DegreeFahrenheit { get; } = Known("°F");

    /// <summary><c>V</c>.</summary>
    public static Unit Volt { get; } = Known("V");

    /// <summary><c>A</c>.</summary>
    public static Unit Ampere { get; } = Known("A");

    /// <summary><c>Hz</c>.</summary>
    public static Unit Hertz { get; } = Known("Hz");

    /// <summary><c>l</c>, a thousandth of a cubic metre.</summary>
    public static Unit Litre { get; } = Known("l");

    /// <summary><c>m³</c>.</summary>
    public static Unit CubicMetre { get; } = Known("m³");

    /// <summary><c>m/s</c>.</summary>
    public static Unit MetrePerSecond { get; } = Known("m/s");

    /// <summary><c>W/m²</c>, irradiance.</summary>
    public static Unit WattPerSquareMetre { get; } = Known("W/m²");

    /// <summary><c>kW/m²</c>, irradiance.</summary>
    public static Unit KilowattPerSquareMetre { get; } = Known("kW/m²");

    /// <summary><c>EUR/MWh</c>.</summary>
    public static Unit EuroPerMegawattHour { get; } = Known("EUR/MWh");

    /// <summary><c>EUR/kWh</c>.</summary>
    public static Unit EuroPerKilowattHour { get; } = Known("EUR/kWh");

    /// <summary>The text as it was given; empty for <see cref="None"/>.</summary>
    public string Symbol => _definition?.Text ?? "";

    /// <summary>Whether the text means something here. An unknown unit is kept, compared and printed, but never converted.</summary>
    public bool IsKnown => _definition is { IsKnown: true };

    /// <summary>What the unit measures; <see cref="UnitDimension.None"/> for plain numbers and for unknown units: check <see cref="IsKnown"/>.</summary>
    public UnitDimension Dimension => _definition?.Dimension ?? default;

    /// <summary>Compares the texts.</summary>
    /// <param name="left">One unit.</param>
    /// <param name="right">Another.</param>
    /// <returns>Whether the texts are the same.</returns>
    public static bool operator ==(Unit left, Unit right) => left.Equals(right);

    /// <summary>Compares the texts.</summary>
    /// <param name="left">One unit.</param>
    /// <param name="right">Another.</param>
    /// <returns>Whether the texts differ.</returns>
    public static bool operator !=(Unit left, Unit right) => !left.Equals(right);

    /// <summary>Orders by text, ordinally.</summary>
    /// <param name="left">One unit.</param>
    /// <param name="right">Another.</param>
    /// <returns>Whether the first comes before the second.</returns>
    public static bool operator <(Unit left, Unit right) => left.CompareTo(right) < 0;

    /// <summary>Orders by text, ordinally.</summary>
    /// <param name="left">One unit.</param>
    /// <param name="right">Another.</param>
    /// <returns>Whether the first does not come after the second.</returns>
    public static bool operator <=(Unit left, Unit right) => left.CompareTo(right) <= 0;

    /// <summary>Orders by text, ordinally.</summary>
    /// <param name="left">One unit.</param>
    /// <param name="right">Another.</param>
    /// <returns>Whether the first comes after the second.</returns>
    public static bool operator >(Unit left, Unit right) => left.CompareTo(right) > 0;

    /// <summary>Orders by text, ordinally.</summary>
    /// <param name="left">One unit.</param>
    /// <param name="right">Another.</param>
    /// <returns>Whether the first does not come before the second.</returns>
    public static bool operator >=(Unit left, Unit right) => left.CompareTo(right) >= 0;

    /// <summary>Reads a unit that is known here.</summary>
    /// <param name="text">The text; see the type's remarks.</param>
    /// <returns>A unit whose <see cref="IsKnown"/> is true, or <see cref="None"/> of empty text.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="text"/> is null.</exception>
    /// <exception cref="TextFormatException">The text is no unit known here; position and expectation say where it stopped making sense. <see cref="FromText"/> would keep
    /// it.</exception>
    public static Unit Parse(string text) => TextValue.Parse<Unit>(text);

    /// <inheritdoc cref="Parse(string)"/>
    public static Unit Parse(ReadOnlySpan<char> text) => TextValue.Parse<Unit, char>(text);

    /// <inheritdoc cref="Parse(string)"/>
    /// <param name="utf8Text">The text in UTF-8.</param>
    public static Unit Parse(ReadOnlySpan<byte> utf8Text) => TextValue.Parse<Unit, byte>(utf8Text);

    /// <summary>Reads a unit that is known here.</summary>
    /// <param name="text">The text, or null.</param>
    /// <param name="result">The unit, or <see cref="None"/>.</param>
    /// <returns>False for null and for what <see cref="Parse(string)"/> refuses.</returns>
    [OverloadResolutionPriority(1)]
    public static bool TryParse([NotNullWhen(true)] string? text, out Unit result) => TextValue.TryParse(text, out result);

    /// <inheritdoc cref="TryParse(string?, out Unit)"/>
    public static bool TryParse(ReadOnlySpan<char> text, out Unit result) => TextValue.TryParse(text, out result);

    /// <summary>Reads a unit that is known here.</summary>
    /// <param name="utf8Text">The text in UTF-8.</param>
    /// <param name="result">The unit, or <see cref="None"/>.</param>
    /// <returns>False for null and for what <see cref="Parse(string)"/> refuses.</returns>
    public static bool TryParse(ReadOnlySpan<byte> utf8Text, out Unit result) => TextValue.TryParse(utf8Text, out result);

    /// <summary>The unit that a vendor states, kept as its text when it is not known here.</summary>
    /// <param name="text">The text; see the type's remarks.</param>
    /// <returns>The unit; check <see cref="IsKnown"/>.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="text"/> is null.</exception>
    /// <exception cref="TextFormatException">The text has control characters, a space at either end, ill-formed Unicode or more than 128 characters.</exception>
    public static Unit FromText(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return TryRead<char>(text, keepUnknown: true, out var unit, out var fault) ? unit : throw TextValue.Refusal<Unit, char>(text, fault);
    }

    /// <summary>The unit that a vendor states, kept as its text when it is not known here.</summary>
    /// <param name="text">The text, or null.</param>
    /// <param name="result">The unit, or <see cref="None"/>.</param>
    /// <returns>False for null and for what <see cref="FromText"/> refuses.</returns>
    public static bool TryFromText([NotNullWhen(true)] string? text, out Unit result)
    {
        result = default;
        return text is not null && TryRead<char>(text, keepUnknown: true, out result, out _);
    }

    /// <inheritdoc/>
    public bool Equals(Unit other) => ReferenceEquals(_definition, other._definition) || string.Equals(Symbol, other.Symbol, StringComparison.Ordinal);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Unit other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => string.GetHashCode(Symbol, StringComparison.Ordinal);

    /// <inheritdoc/>
    public int CompareTo(Unit other) => string.CompareOrdinal(Symbol, other.Symbol);

    /// <inheritdoc/>
    int IComparable.CompareTo(object? obj) => TextValue.Compare(this, obj);

    /// <summary>The text as it was given.</summary>
    /// <returns><see cref="Symbol"/>.</returns>
    public override string ToString() => Symbol;

    /// <inheritdoc/>
    string IFormattable.ToString(string? format, IFormatProvider? formatProvider) => Symbol;

    /// <summary>Writes the text.</summary>
    /// <param name="destination">Where to.</param>
    /// <param name="charsWritten">How many characters were written; 0 when they do not fit.</param>
    /// <returns>Whether they fit.</returns>
    public bool TryFormat(Span<char> destination, out int charsWritten) => TextElements.TryCopy(Symbol, destination, out charsWritten);

    /// <summary>Writes the text in UTF-8.</summary>
    /// <param name="utf8Destination">Where to.</param>
    /// <param name="bytesWritten">How many bytes were written; 0 when they do not fit.</param>
    /// <returns>Whether they fit.</returns>
    public bool TryFormat(Span<byte> utf8Destination, out int bytesWritten) => TextElements.TryCopy(Symbol, utf8Destination, out bytesWritten);

    bool ISpanFormattable.TryFormat(Span<char> destination, out int charsWritten, ReadOnlySpan<char> format, IFormatProvider? provider) =>
        TryFormat(destination, out charsWritten);

    bool IUtf8SpanFormattable.TryFormat(Span<byte> utf8Destination, out int bytesWritten, ReadOnlySpan<char> format, IFormatProvider? provider) =>
        TryFormat(utf8Destination, out bytesWritten);

    private static Unit Known(string text) => UnitParser.TryParse(text, out var meaning, out var position, out var expected)
        ? new Unit(new UnitDefinition(text, meaning))
        : throw new TextFormatException(Subject, text, position, expected);

    static string ITextValue<Unit>.Subject => Subject;

    static bool ITextValue<Unit>.TryRead<TChar>(ReadOnlySpan<TChar> text, out Unit value, out TextFault fault) => TryRead(text, keepUnknown: false, out value, out fault);

    private static bool TryRead<TChar>(ReadOnlySpan<TChar> text, bool keepUnknown, out Unit value, out TextFault fault)
        where TChar : unmanaged, IBinaryInteger<TChar>
    {
        fault = default;
        var slot = Hash(text);
        var cached = Cache[slot];
        if (cached is not null && (keepUnknown || cached.IsKnown) && IsTextOf(cached, text))
        {
            value = new Unit(cached);
            return true;
        }

        return typeof(TChar) == typeof(char)
            ? TryReadNew(MemoryMarshal.Cast<TChar, char>(text), slot, keepUnknown, out value, out fault)
            : TryTranscode(MemoryMarshal.Cast<TChar, byte>(text), keepUnknown, out value, out fault);
    }

    private static bool IsTextOf<TChar>(UnitDefinition definition, ReadOnlySpan<TChar> text)
        where TChar : unmanaged, IBinaryInteger<TChar> => typeof(TChar) == typeof(char)
        ? MemoryMarshal.Cast<TChar, char>(text).SequenceEqual(definition.Text)
        : Ascii.Equals(MemoryMarshal.Cast<TChar, byte>(text), definition.Text);

    private static int Hash<TChar>(ReadOnlySpan<TChar> text)
        where TChar : unmanaged, IBinaryInteger<TChar>
    {
        var hash = (uint)text.Length;
        foreach (var element in text)
        {
            hash = (hash * 31) + uint.CreateTruncating(element);
        }

        return (int)((hash ^ (hash >> 10)) & (CacheSize - 1));
    }

    private static bool TryTranscode(ReadOnlySpan<byte> utf8Text, bool keepUnknown, out Unit value, out TextFault fault)
    {
        // One pair more than fits a unit, so that a text too long for the buffer is too long for a unit too.
        Span<char> buffer = stackalloc char[MaximumLength + 2];
        var status = Utf8.ToUtf16(utf8Text, buffer, out var read, out var written, replaceInvalidSequences: false);
        if (status is not OperationStatus.Done and not OperationStatus.DestinationTooSmall)
        {
            value = default;
            return TextFault.At(read, "well-formed UTF-8", out fault);
        }

        if (TryRead<char>(buffer[..written], keepUnknown, out value, out fault))
        {
            return true;
        }

        fault = fault with { Position = Encoding.UTF8.GetByteCount(buffer[..fault.Position]) };
        return false;
    }

    private static bool TryReadNew(ReadOnlySpan<char> text, int slot, bool keepUnknown, out Unit value, out TextFault fault)
    {
        value = default;
        fault = default;
        if (text.IsEmpty)
        {
            return true;
        }

        if (!IsAcceptable(text, out fault))
        {
            return false;
        }

        var isKnown = UnitParser.TryParse(text, out var meaning, out var position, out var expected);
        if (!isKnown && !keepUnknown)
        {
            return TextFault.At(position, expected, out fault);
        }

        var definition = isKnown ? new UnitDefinition(text.ToString(), meaning) : new UnitDefinition(text.ToString());
        Cache[slot] = definition;
        value = new Unit(definition);
        return true;
    }

    private static bool IsAcceptable(ReadOnlySpan<char> text, out TextFault fault)
    {
        fault = default;
        if (text.Length > MaximumLength)
        {
            return TextFault.At(MaximumLength, "at most 128 characters", out fault);
        }

        if (char.IsWhiteSpace(text[0]) || char.IsWhiteSpace(text[^1]))
        {
            return TextFault.At(char.IsWhiteSpace(text[0]) ? 0 : text.Length - 1, "no space at either end of the text", out fault);
        }

        for (var i = 0; i < text.Length; i++)
        {
            var isPair = i + 1 < text.Length && char.IsSurrogatePair(text[i], text[i + 1]);
            if (char.IsControl(text[i]) || (char.IsSurrogate(text[i]) && !isPair))
            {
                return TextFault.At(i, "no control character and no half of a surrogate pair", out fault);
            }

            i += isPair ? 1 : 0;
        }

        return true;
    }
}
