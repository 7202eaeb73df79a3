using System.Buffers;

namespace Energy.Clients;

public readonly partial record struct EntityAddress
{
    private const int PrefixLength = 4;
    private const string Names = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz";

    private static readonly SearchValues<char> Digits = SearchValues.Create("0123456789");
    private static readonly SearchValues<char> NameCharacters = SearchValues.Create(Names);
    private static readonly SearchValues<char> NameCharactersAndBlank = SearchValues.Create(Names + " ");

    /// <summary>Reads the local string as a connection: <c>[owner:]asset</c>, digits with leading zeros or not.</summary>
    /// <param name="connection">The connection, or the default.</param>
    /// <param name="scheme">Whose rules: the default, <see cref="EntityAddressScheme.Fm0"/>, takes the form with and without <c>fm0.</c>; <see cref="EntityAddressScheme.Plain"/>
    /// only without.</param>
    /// <returns>False when the local string has another form, an id beyond <see cref="long.MaxValue"/>, or the scheme is fm1, which has no connections: use
    /// <see cref="TryGetSensor"/>.</returns>
    /// <remarks>Of more than two numbers the last two count, as on the servers: addresses of development servers carry a port in front (<c>localhost:5000:40:30</c>).</remarks>
    public bool TryGetConnection(out ConnectionAddress connection, EntityAddressScheme scheme = EntityAddressScheme.Fm0)
    {
        connection = default;
        if (!TryGetUnprefixed(scheme, out var rest))
        {
            return false;
        }

        var count = ReadNumbers(ref rest, out _, out var owner, out var last);
        if (count < 0 || !TryReadNumber(rest, out var asset))
        {
            return false;
        }

        connection = new ConnectionAddress(asset, count > 0 ? last : null);
        return true;
    }

    /// <summary>Reads the local string as an event: <c>[owner:]asset:event:type</c>; the type is all that is left, colons included.</summary>
    /// <param name="address">The event, or the default.</param>
    /// <param name="scheme">Whose rules; see <see cref="TryGetConnection"/>.</param>
    /// <returns>False when the local string has another form.</returns>
    /// <remarks>Of more than three numbers in front of the type the last three count.</remarks>
    public bool TryGetEvent(out EventAddress address, EntityAddressScheme scheme = EntityAddressScheme.Fm0)
    {
        address = default;
        if (!TryGetUnprefixed(scheme, out var rest))
        {
            return false;
        }

        var whole = rest;
        var count = ReadNumbers(ref rest, out var third, out var second, out var first);
        if (rest.IsEmpty && count > 0)
        {
            // Nothing is left for the type: the last number and its colon are the type.
            rest = whole[(whole[..^1].LastIndexOf(':') + 1)..];
            var head = whole[..^rest.Length];
            count = ReadNumbers(ref head, out third, out second, out first);
        }

        if (count < 2)
        {
            return false;
        }

        address = new EventAddress(second, first, rest.ToString(), count > 2 ? third : null);
        return true;
    }

    /// <summary>Reads the local string as a market: a letter, then letters, digits and underscores.</summary>
    /// <param name="market">The market, or the default.</param>
    /// <param name="scheme">Whose rules; see <see cref="TryGetConnection"/>.</param>
    /// <returns>False when the local string has another form.</returns>
    public bool TryGetMarket(out MarketAddress market, EntityAddressScheme scheme = EntityAddressScheme.Fm0)
    {
        var isMarket = TryGetUnprefixed(scheme, out var rest) && IsName(rest, blanks: false);
        market = isMarket ? new MarketAddress(rest.ToString()) : default;
        return isMarket;
    }

    /// <summary>Reads the local string as a weather sensor: <c>type:latitude:longitude</c>, coordinates without plus sign and exponent.</summary>
    /// <param name="sensor">The weather sensor, or the default.</param>
    /// <param name="scheme">Whose rules: <see cref="EntityAddressScheme.Fm0"/> (the default) allows spaces in the type, <see cref="EntityAddressScheme.Plain"/> does not.</param>
    /// <returns>False when the local string has another form, or a coordinate more digits than a <see cref="decimal"/> holds. Ranges are not checked.</returns>
    public bool TryGetWeatherSensor(out WeatherSensorAddress sensor, EntityAddressScheme scheme = EntityAddressScheme.Fm0)
    {
        sensor = default;
        if (!TryGetUnprefixed(scheme, out var rest))
        {
            return false;
        }

        var last = rest.LastIndexOf(':');
        var middle = last < 0 ? -1 : rest[..last].LastIndexOf(':');
        if (middle < 0 || !IsName(rest[..middle], blanks: scheme == EntityAddressScheme.Fm0)
            || !TryReadCoordinate(rest[(middle + 1)..last], out var latitude) || !TryReadCoordinate(rest[(last + 1)..], out var longitude))
        {
            return false;
        }

        sensor = new WeatherSensorAddress(rest[..middle].ToString(), latitude, longitude);
        return true;
    }

    /// <summary>Reads the local string as a sensor of scheme fm1: <c>fm1.</c> and digits.</summary>
    /// <param name="sensor">The sensor, or the default.</param>
    /// <returns>False when the local string has another form: the prefix is compulsory, and a port in front breaks it.</returns>
    public bool TryGetSensor(out SensorAddress sensor)
    {
        var isSensor = TryGetUnprefixed(EntityAddressScheme.Fm1, out var rest) & TryReadNumber(rest, out var id);
        sensor = isSensor ? new SensorAddress(id) : default;
        return isSensor;
    }

    internal static bool IsName(ReadOnlySpan<char> text, bool blanks) =>
        !text.IsEmpty && char.IsAsciiLetter(text[0]) && !text.ContainsAnyExcept(blanks ? NameCharactersAndBlank : NameCharacters);

    // The local string without its prefix, when the scheme reads it: fm0 with or without, plain without, fm1 with.
    private bool TryGetUnprefixed(EntityAddressScheme scheme, out ReadOnlySpan<char> rest)
    {
        var local = LocalSpan;
        var stated = Scheme;
        rest = stated == EntityAddressScheme.Plain ? local : local[PrefixLength..];
        return _text is not null && (stated == scheme || (stated == EntityAddressScheme.Plain && scheme == EntityAddressScheme.Fm0));
    }

    // Reads "12:" again and again and keeps the last three; -1 when one of the three does not fit.
    private static int ReadNumbers(ref ReadOnlySpan<char> rest, out long third, out long second, out long first)
    {
        (third, second, first) = (0, 0, 0);
        var count = 0;
        var tooLarge = 0;
        for (var colon = rest.IndexOf(':'); colon > 0 && AreDigits(rest[..colon]); colon = rest.IndexOf(':'))
        {
            (third, second) = (second, first);
            tooLarge = TryReadNumber(rest[..colon], out first) ? Math.Max(tooLarge - 1, 0) : 3;
            count++;
            rest = rest[(colon + 1)..];
        }

        return tooLarge > 0 ? -1 : count;
    }

    private static bool AreDigits(ReadOnlySpan<char> text) => !text.ContainsAnyExcept(Digits);

    private static bool TryReadNumber(ReadOnlySpan<char> digits, out long number) =>
        long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out number);

    private static bool TryReadCoordinate(ReadOnlySpan<char> text, out decimal coordinate)
    {
        coordinate = 0;
        var digits = text is ['-', .. var unsigned] ? unsigned : text;
        var point = digits.IndexOf('.');
        var whole = point < 0 ? digits : digits[..point];
        return !whole.IsEmpty && AreDigits(whole) && point != digits.Length - 1
            && decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out coordinate);
    }
}
