namespace Energy.Clients;

/// <summary>What a unit measures, as whole exponents of the base dimensions: power is length² · mass · time⁻³.</summary>
/// <remarks>
/// <para>Besides the seven of the SI it knows the arbitrary unit (<c>a.u.</c>) and money. Every currency is a dimension of its own, so euros never
/// become dollars; a unit may hold two of them (<c>EUR/USD</c>). Angles, percentages and counts have no dimension.</para>
/// <para>Two units convert into each other when their dimensions are equal. <see langword="default"/> is <see cref="None"/>. Exponents are −127 to 127. 16 bytes, never allocates
/// but in <see cref="ToString"/>.</para>
/// </remarks>
public readonly record struct UnitDimension
{
    private const int Lanes = 8;
    private readonly ulong _physical;
    private readonly ulong _money;

    private UnitDimension(ulong physical, ulong money)
    {
        _physical = physical;
        _money = money;
    }

    /// <summary>No dimension: plain numbers, percentages, angles.</summary>
    public static UnitDimension None => default;

    /// <summary>Energy: length² · mass · time⁻².</summary>
    public static UnitDimension Energy { get; } = Of(length: 2, mass: 1, time: -2);

    /// <summary>Power: length² · mass · time⁻³. Apparent power (VA) is the same dimension.</summary>
    public static UnitDimension Power { get; } = Of(length: 2, mass: 1, time: -3);

    /// <summary>Temperature, absolute or a difference.</summary>
    public static UnitDimension TemperatureDimension { get; } = Of(temperature: 1);

    /// <summary>A span of time.</summary>
    public static UnitDimension TimeDimension { get; } = Of(time: 1);

    /// <summary>Length over time.</summary>
    public static UnitDimension Speed { get; } = Of(length: 1, time: -1);

    /// <summary>The exponent of length.</summary>
    public int Length => Exponent(0);

    /// <summary>The exponent of mass.</summary>
    public int Mass => Exponent(1);

    /// <summary>The exponent of time.</summary>
    public int Time => Exponent(2);

    /// <summary>The exponent of electric current.</summary>
    public int Current => Exponent(3);

    /// <summary>The exponent of temperature.</summary>
    public int Temperature => Exponent(4);

    /// <summary>The exponent of the amount of substance.</summary>
    public int Substance => Exponent(5);

    /// <summary>The exponent of luminous intensity.</summary>
    public int Luminosity => Exponent(6);

    /// <summary>The exponent of the arbitrary unit, <c>a.u.</c></summary>
    public int Arbitrary => Exponent(7);

    /// <summary>Whether this is <see cref="None"/>.</summary>
    public bool IsNone => _physical == 0 && _money == 0;

    /// <summary>Whether the unit is money in the first power, of one currency, and nothing else.</summary>
    public bool IsCurrency => _physical == 0 && _money >> 24 == 0 && MoneyExponent(0) == 1;

    /// <summary>Whether the unit is one currency over something that is not money: <c>EUR/MWh</c>, <c>USD/kW</c>, <c>KRW/h</c>.</summary>
    public bool IsPrice => _physical != 0 && _money >> 24 == 0 && MoneyExponent(0) == 1;

    /// <summary>Whether the unit is one currency over energy: <c>EUR/MWh</c>.</summary>
    public bool IsEnergyPrice => IsPrice && _physical == Energy.Raise(-1)._physical;

    /// <summary>The exponent of a currency; 0 when the unit does not hold it.</summary>
    /// <param name="code">Three upper-case letters of ISO 4217.</param>
    /// <returns>The exponent.</returns>
    /// <exception cref="ArgumentException"><paramref name="code"/> is not three upper-case letters.</exception>
    public int CurrencyExponent(string code)
    {
        ArgumentNullException.ThrowIfNull(code);
        if (code.Length != 3 || code.AsSpan().ContainsAnyExceptInRange('A', 'Z'))
        {
            throw new ArgumentException($"A currency is three upper-case letters, not '{code}'.", nameof(code));
        }

        var packed = PackCode(code);
        return MoneyCode(0) == packed ? MoneyExponent(0) : MoneyCode(1) == packed ? MoneyExponent(1) : 0;
    }

    /// <summary>The name of a well-known dimension (<c>power</c>, <c>energy</c>, <c>energy price</c>, <c>price</c>, <c>currency</c>, <c>speed</c>, <c>length</c>, …),
    /// <c>dimensionless</c>, or a formula such as <c>mass·time^-3</c>.</summary>
    /// <returns>The text; for people, not for storage.</returns>
    public override string ToString() => this switch
    {
        { IsNone: true } => "dimensionless",
        _ when this == Power => "power",
        _ when this == Energy => "energy",
        _ when this == Speed => "speed",
        { IsEnergyPrice: true } => "energy price",
        { IsPrice: true } => "price",
        { IsCurrency: true } => "currency",
        _ => Formula(),
    };

    internal static UnitDimension Of(int length = 0, int mass = 0, int time = 0, int current = 0, int temperature = 0, int substance = 0, int luminosity = 0, int arbitrary = 0) =>
        new(Lane(length, 0) | Lane(mass, 1) | Lane(time, 2) | Lane(current, 3) | Lane(temperature, 4) | Lane(substance, 5) | Lane(luminosity, 6) | Lane(arbitrary, 7), 0);

    internal static UnitDimension OfCurrency(ReadOnlySpan<char> code) => new(0, PackMoney(PackCode(code), 1, 0, 0));

    /// <summary>The dimension of a product of this and a power of another; false when an exponent or the number of currencies goes beyond what fits.</summary>
    internal bool TryMultiply(UnitDimension other, int power, out UnitDimension product)
    {
        product = default;
        ulong physical = 0;
        for (var lane = 0; lane < Lanes; lane++)
        {
            var sum = Exponent(lane) + ((long)other.Exponent(lane) * power);
            if (sum is < -127 or > 127)
            {
                return false;
            }

            physical |= Lane((int)sum, lane);
        }

        var (codeA, expA, codeB, expB) = (MoneyCode(0), (long)MoneyExponent(0), MoneyCode(1), (long)MoneyExponent(1));
        for (var i = 0; i < 2; i++)
        {
            var (code, exponent) = (other.MoneyCode(i), (long)other.MoneyExponent(i) * power);
            if (exponent == 0)
            {
                continue;
            }

            if (code == codeA || expA == 0)
            {
                (codeA, expA) = (code, expA + exponent);
            }
            else if (code == codeB || expB == 0)
            {
                (codeB, expB) = (code, expB + exponent);
            }
            else
            {
                return false;
            }
        }

        if (expA is < -127 or > 127 || expB is < -127 or > 127)
        {
            return false;
        }

        product = new UnitDimension(physical, PackMoney(codeA, (int)expA, codeB, (int)expB));
        return true;
    }

    private static ulong Lane(int exponent, int lane) => (ulong)(byte)(sbyte)exponent << (lane * 8);

    private static uint PackCode(ReadOnlySpan<char> code) => (uint)((((code[0] - 'A') * 26) + (code[1] - 'A')) * 26) + (uint)(code[2] - 'A') + 1;

    // Currencies lie in the order of their codes and one that cancelled out leaves nothing, so that equal dimensions have equal bits.
    private static ulong PackMoney(uint codeA, int expA, uint codeB, int expB)
    {
        if (expA == 0 || (expB != 0 && codeB < codeA))
        {
            (codeA, expA, codeB, expB) = (codeB, expB, codeA, expA);
        }

        return One(codeA, expA) | (One(codeB, expB) << 24);

        static ulong One(uint code, int exponent) => exponent == 0 ? 0 : ((ulong)code << 8) | (byte)(sbyte)exponent;
    }

    private int Exponent(int lane) => (sbyte)(_physical >> (lane * 8));

    private uint MoneyCode(int slot) => (uint)(_money >> ((slot * 24) + 8)) & 0xFFFF;

    private int MoneyExponent(int slot) => (sbyte)(_money >> (slot * 24));

    private UnitDimension Raise(int power) => default(UnitDimension).TryMultiply(this, power, out var result) ? result : default;

    private string Formula()
    {
        ReadOnlySpan<string> names = ["length", "mass", "time", "current", "temperature", "substance", "luminosity", "arbitrary"];
        var text = new StringBuilder();
        for (var lane = 0; lane < Lanes; lane++)
        {
            Append(text, names[lane], Exponent(lane));
        }

        for (var slot = 0; slot < 2; slot++)
        {
            var code = MoneyCode(slot) - 1;
            Append(text, $"{(char)('A' + (code / 676 % 26))}{(char)('A' + (code / 26 % 26))}{(char)('A' + (code % 26))}", MoneyExponent(slot));
        }

        return text.ToString();

        static void Append(StringBuilder text, string name, int exponent)
        {
            if (exponent != 0)
            {
                text.Append(text.Length == 0 ? "" : "·").Append(name).Append(exponent == 1 ? "" : string.Create(CultureInfo.InvariantCulture, $"^{exponent}"));
            }
        }
    }
}
