using System.Collections.Frozen;

namespace Energy.Clients;

/// <summary>The symbols and names that a unit is made of. Case matters; nothing is folded.</summary>
/// <remarks>
/// The spellings are those of the pint library, which FlexMeasures servers use; values are the exact ones of the SI and of the 1959 yard and
/// pound. What that library does not know (<c>var</c>, <c>kWp</c>, the euro sign) is not known here either: a server would refuse it.
/// </remarks>
internal static class UnitSymbols
{
    private static readonly UnitDimension Length = UnitDimension.Of(length: 1);
    private static readonly UnitDimension Area = UnitDimension.Of(length: 2);
    private static readonly UnitDimension Volume = UnitDimension.Of(length: 3);
    private static readonly UnitDimension Mass = UnitDimension.Of(mass: 1);
    private static readonly UnitDimension Time = UnitDimension.Of(time: 1);
    private static readonly UnitDimension Frequency = UnitDimension.Of(time: -1);
    private static readonly UnitDimension Force = UnitDimension.Of(length: 1, mass: 1, time: -2);
    private static readonly UnitDimension Pressure = UnitDimension.Of(length: -1, mass: 1, time: -2);
    private static readonly UnitDimension Current = UnitDimension.Of(current: 1);
    private static readonly UnitDimension Charge = UnitDimension.Of(time: 1, current: 1);
    private static readonly UnitDimension Potential = UnitDimension.Of(length: 2, mass: 1, time: -3, current: -1);
    private static readonly UnitDimension Temperature = UnitDimension.Of(temperature: 1);
    private static readonly UnitDimension Luminosity = UnitDimension.Of(luminosity: 1);

    // Tables of references: the framework's code for them comes compiled, while that for a table of structs of ours would be compiled anew in every process.
    private static readonly FrozenDictionary<string, Entry>.AlternateLookup<ReadOnlySpan<char>> BySpan = CreateSymbols().GetAlternateLookup<ReadOnlySpan<char>>();

    // The three-letter codes in force of ISO 4217, without the test and "no currency" codes.
    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Currencies = (
        "AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BOV BRL BSD BTN BWP BYN BZD CAD CDF CHE CHF CHW CLF CLP CNY COP COU CRC CUC CUP CVE CZK " +
        "DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GNF GTQ GYD HKD HNL HRK HTG HUF IDR ILS INR IQD IRR ISK JMD JOD JPY KES KGS KHR KMF KPW KRW KWD KYD KZT " +
        "LAK LBP LKR LRD LSL LYD MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MXV MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RON RSD RUB RWF " +
        "SAR SBD SCR SDG SEK SGD SHP SLE SLL SOS SRD SSP STN SVC SYP SZL THB TJS TMT TND TOP TRY TTD TWD TZS UAH UGX USD USN UYI UYU UZS VED VES VND VUV WST XAF XAG XAU XCD XDR "
            + "XOF XPD XPF XPT XSU XUA YER ZAR ZMW ZWL")
        .Split(' ').ToFrozenSet().GetAlternateLookup<ReadOnlySpan<char>>();

    // Symbols take short prefixes, names long ones.
    private static readonly Prefix[] Prefixes =
    [
        .. Of(UnitPrefix.Short, ("da", 1), ("y", -24), ("z", -21), ("a", -18), ("f", -15), ("p", -12), ("n", -9), ("\u00B5", -6), ("\u03BC", -6), ("u", -6), ("m", -3), ("c", -2),
            ("d", -1),
            ("h", 2), ("k", 3), ("M", 6), ("G", 9), ("T", 12), ("P", 15), ("E", 18), ("Z", 21), ("Y", 24)),
        .. Of(UnitPrefix.Long, ("yocto", -24), ("zepto", -21), ("atto", -18), ("femto", -15), ("pico", -12), ("nano", -9), ("micro", -6), ("milli", -3), ("centi", -2),
            ("deci", -1),
            ("deca", 1), ("deka", 1), ("hecto", 2), ("kilo", 3), ("mega", 6), ("giga", 9), ("tera", 12), ("peta", 15), ("exa", 18), ("zetta", 21), ("yotta", 24)),
    ];

    /// <summary>Finds a symbol with or without a prefix, a name with or without a prefix and a plural s, or a currency.</summary>
    internal static bool TryFind(ReadOnlySpan<char> text, out UnitSymbol symbol)
    {
        if (TryFindWhole(text, out symbol) || TryFindCurrency(text, out symbol) || TryFindPlural(text, out symbol))
        {
            return true;
        }

        foreach (var prefix in Prefixes)
        {
            var rest = text.StartsWith(prefix.Text) ? text[prefix.Text.Length..] : default;
            if (!rest.IsEmpty && ((TryFindWhole(rest, out symbol) && symbol.Prefix == prefix.Kind)
                || (prefix.Kind == UnitPrefix.Short ? TryFindCurrency(rest, out symbol) : TryFindPlural(rest, out symbol))))
            {
                symbol = symbol.WithPrefix(prefix.Exponent);
                return true;
            }
        }

        symbol = default;
        return false;
    }

    private static Prefix[] Of(UnitPrefix kind, params ReadOnlySpan<(string Text, int Exponent)> prefixes)
    {
        var all = new Prefix[prefixes.Length];
        for (var i = 0; i < all.Length; i++)
        {
            all[i] = new Prefix(prefixes[i].Text, prefixes[i].Exponent, kind);
        }

        return all;
    }

    private static bool TryFindWhole(ReadOnlySpan<char> text, out UnitSymbol symbol)
    {
        var isKnown = BySpan.TryGetValue(text, out var entry);
        symbol = isKnown ? entry!.Symbol : default;
        return isKnown;
    }

    private static bool TryFindCurrency(ReadOnlySpan<char> text, out UnitSymbol symbol)
    {
        symbol = default;
        if (text.Length != 3 || !Currencies.Contains(text))
        {
            return false;
        }

        symbol = new UnitSymbol(UnitScale.One, UnitDimension.OfCurrency(text), 0, UnitPrefix.Short);
        return true;
    }

    private static bool TryFindPlural(ReadOnlySpan<char> text, out UnitSymbol symbol)
    {
        if (text is [.., 's'] && TryFindWhole(text[..^1], out symbol) && symbol.Prefix == UnitPrefix.Long)
        {
            return true;
        }

        symbol = default;
        return false;
    }

    private static FrozenDictionary<string, Entry> CreateSymbols()
    {
        var all = new Dictionary<string, Entry>(300, StringComparer.Ordinal);
        AddGeometryAndTime(all);
        AddMechanics(all);
        AddEnergyAndElectricity(all);
        AddHeatLightAndNumbers(all);
        return all.ToFrozenDictionary(StringComparer.Ordinal);
    }

    private static void AddGeometryAndTime(Dictionary<string, Entry> all)
    {
        Add(all, "m", "meter metre", 1, 1, 0, Length);
        Add(all, "", "micron", 1, 1, -6, Length);
        Add(all, "\u00C5 \u212B", "angstrom", 1, 1, -10, Length);
        Add(all, "in", "inch inches", 254, 1, -4, Length);
        Add(all, "ft", "foot feet", 3048, 1, -4, Length);
        Add(all, "yd", "yard", 9144, 1, -4, Length);
        Add(all, "mi", "mile", 1609344, 1, -3, Length);
        Add(all, "nmi", "nautical_mile", 1852, 1, 0, Length);
        Add(all, "ha", "hectare", 1, 1, 4, Area);
        Add(all, "", "are", 1, 1, 2, Area);
        Add(all, "", "acre", 316160658, 78125, 0, Area);
        Add(all, "l L", "liter litre", 1, 1, -3, Volume);
        Add(all, "cc", "cubic_centimeter", 1, 1, -6, Volume);
        Add(all, "gal", "gallon", 3785411784, 1, -12, Volume);
        Add(all, "oil_bbl", "oil_barrel", 158987294928, 1, -12, Volume);
        Add(all, "s sec", "second", 1, 1, 0, Time);
        Add(all, "min", "minute", 60, 1, 0, Time);
        Add(all, "h hr", "hour", 3600, 1, 0, Time);
        Add(all, "d", "day", 86400, 1, 0, Time);
        Add(all, "", "week", 604800, 1, 0, Time);
        Add(all, "", "fortnight", 1209600, 1, 0, Time);
        Add(all, "a yr", "year julian_year", 31557600, 1, 0, Time);
        Add(all, "", "month", 2629800, 1, 0, Time);
        Add(all, "Hz", "hertz", 1, 1, 0, Frequency);
        Add(all, "cps", "", 1, 1, 0, Frequency);
        Add(all, "kt", "knot", 1852, 3600, 0, UnitDimension.Speed);
        Add(all, "mph MPH", "mile_per_hour", 1609344, 3600, -3, UnitDimension.Speed);
        Add(all, "kph KPH", "kilometer_per_hour", 10, 36, 0, UnitDimension.Speed);
        Add(all, "mps", "meter_per_second", 1, 1, 0, UnitDimension.Speed);
        Add(all, "fps", "foot_per_second", 3048, 1, -4, UnitDimension.Speed);
    }

    private static void AddMechanics(Dictionary<string, Entry> all)
    {
        Add(all, "g", "gram", 1, 1, -3, Mass);
        Add(all, "t", "tonne metric_ton", 1, 1, 3, Mass);
        Add(all, "lb", "pound", 45359237, 1, -8, Mass);
        Add(all, "oz", "ounce", 45359237, 16, -8, Mass);
        Add(all, "", "ton short_ton", 90718474, 1, -5, Mass);
        Add(all, "", "long_ton", 10160469088, 1, -7, Mass);
        Add(all, "N", "newton", 1, 1, 0, Force);
        Add(all, "kgf", "kilogram_force force_kilogram", 980665, 1, -5, Force);
        Add(all, "lbf", "pound_force force_pound", 44482216152605, 1, -13, Force);
        Add(all, "Pa", "pascal", 1, 1, 0, Pressure);
        Add(all, "bar", "", 1, 1, 5, Pressure);
        Add(all, "atm", "atmosphere standard_atmosphere", 101325, 1, 0, Pressure);
        Add(all, "", "torr", 101325, 760, 0, Pressure);
        Add(all, "psi", "pound_force_per_square_inch", 44482216152605, 64516, -5, Pressure);
        Add(all, "mmHg", "millimeter_Hg", 1333223874150, 1, -10, Pressure);
        Add(all, "inHg", "inch_Hg", 33863886403410, 1, -10, Pressure);
    }

    private static void AddEnergyAndElectricity(Dictionary<string, Entry> all)
    {
        Add(all, "J", "joule", 1, 1, 0, UnitDimension.Energy);
        Add(all, "Wh", "watt_hour watthour", 36, 1, 2, UnitDimension.Energy);
        Add(all, "eV", "electron_volt", 1602176634, 1, -28, UnitDimension.Energy);
        Add(all, "cal", "calorie", 4184, 1, -3, UnitDimension.Energy);
        Add(all, "Btu BTU", "british_thermal_unit", 1055056, 1, -3, UnitDimension.Energy);
        Add(all, "thm", "therm", 1055056, 1, 2, UnitDimension.Energy);
        Add(all, "toe", "tonne_of_oil_equivalent", 41868, 1, 6, UnitDimension.Energy);
        Add(all, "", "erg", 1, 1, -7, UnitDimension.Energy);
        Add(all, "W", "watt", 1, 1, 0, UnitDimension.Power);
        Add(all, "VA", "volt_ampere", 1, 1, 0, UnitDimension.Power, apparent: 1);
        Add(all, "hp", "horsepower", 74569987158227022, 1, -14, UnitDimension.Power);
        Add(all, "", "metric_horsepower", 73549875, 1, -5, UnitDimension.Power);
        Add(all, "", "refrigeration_ton", 1055056 * 12, 3600, 0, UnitDimension.Power);
        Add(all, "A", "ampere amp", 1, 1, 0, Current);
        Add(all, "C", "coulomb", 1, 1, 0, Charge);
        Add(all, "Ah", "ampere_hour", 3600, 1, 0, Charge);
        Add(all, "V", "volt", 1, 1, 0, Potential);
        Add(all, "\u03A9 \u2126", "ohm", 1, 1, 0, UnitDimension.Of(length: 2, mass: 1, time: -3, current: -2));
        Add(all, "S", "siemens mho", 1, 1, 0, UnitDimension.Of(length: -2, mass: -1, time: 3, current: 2));
        Add(all, "F", "farad", 1, 1, 0, UnitDimension.Of(length: -2, mass: -1, time: 4, current: 2));
        Add(all, "H", "henry", 1, 1, 0, UnitDimension.Of(length: 2, mass: 1, time: -2, current: -2));
        Add(all, "Wb", "weber", 1, 1, 0, UnitDimension.Of(length: 2, mass: 1, time: -2, current: -1));
        Add(all, "T", "tesla", 1, 1, 0, UnitDimension.Of(mass: 1, time: -2, current: -1));
    }

    private static void AddHeatLightAndNumbers(Dictionary<string, Entry> all)
    {
        Add(all, "K degK °K", "kelvin", 1, 1, 0, Temperature);
        Add(all, "°C degC degreeC celsius degree_Celsius", "", 1, 1, 0, Temperature, 273.15, UnitPrefix.None);
        Add(all, "°F degF degreeF fahrenheit degree_Fahrenheit", "", 5, 9, 0, Temperature, 459.67, UnitPrefix.None);
        Add(all, "°R degR degreeR rankine degree_Rankine", "", 5, 9, 0, Temperature, 0, UnitPrefix.None);
        Add(all, "Δ°C delta_degC delta_degree_Celsius", "", 1, 1, 0, Temperature, 0, UnitPrefix.None);
        Add(all, "Δ°F delta_degF delta_degree_Fahrenheit", "", 5, 9, 0, Temperature, 0, UnitPrefix.None);
        Add(all, "mol", "mole", 1, 1, 0, UnitDimension.Of(substance: 1));
        Add(all, "cd", "candela", 1, 1, 0, Luminosity);
        Add(all, "lm", "lumen", 1, 1, 0, Luminosity);
        Add(all, "lx lux", "", 1, 1, 0, UnitDimension.Of(length: -2, luminosity: 1));
        Add(all, "% percent", "", 1, 1, -2, UnitDimension.None, 0, UnitPrefix.None);
        Add(all, "‰ permille", "", 1, 1, -3, UnitDimension.None, 0, UnitPrefix.None);
        Add(all, "ppm", "", 1, 1, -6, UnitDimension.None, 0, UnitPrefix.None);
        Add(all, "dimensionless", "", 1, 1, 0, UnitDimension.None, 0, UnitPrefix.None);
        Add(all, "rad", "radian", 1, 1, 0, UnitDimension.None);
        Add(all, "sr", "steradian", 1, 1, 0, UnitDimension.None);
        Add(all, "° deg", "degree", Math.PI, 180, 0, UnitDimension.None, 0, UnitPrefix.None);
        Add(all, "", "count", 1, 1, 0, UnitDimension.None);
        Add(all, "", "turn revolution cycle", 2 * Math.PI, 1, 0, UnitDimension.None);
        Add(all, "rpm", "revolutions_per_minute", Math.PI, 30, 0, Frequency);
        Add(all, "a.u.", "", 1, 1, 0, UnitDimension.Of(arbitrary: 1), 0, UnitPrefix.None);
    }

    // Symbols take short prefixes (kW), names long ones and a plural s (kilowatts).
    private static void Add(
        Dictionary<string, Entry> all,
        string symbols,
        string names,
        double numerator,
        double denominator,
        int exponent,
        UnitDimension dimension,
        double offset = 0,
        UnitPrefix prefix = UnitPrefix.Short,
        int apparent = 0)
    {
        var scale = UnitScale.One.Multiply(new UnitScale(numerator, denominator, exponent));
        foreach (var symbol in symbols.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            all.Add(symbol, new Entry(new UnitSymbol(scale, dimension, offset, prefix) { Apparent = apparent }));
        }

        foreach (var name in names.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            all.Add(name, new Entry(new UnitSymbol(scale, dimension, offset, UnitPrefix.Long) { Apparent = apparent }));
        }
    }

    private sealed class Entry(UnitSymbol symbol)
    {
        public UnitSymbol Symbol { get; } = symbol;
    }

    private sealed class Prefix(string text, int exponent, UnitPrefix kind)
    {
        public string Text { get; } = text;

        public int Exponent { get; } = exponent;

        public UnitPrefix Kind { get; } = kind;
    }
}
