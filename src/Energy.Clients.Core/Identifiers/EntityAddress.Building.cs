namespace Energy.Clients;

public readonly partial record struct EntityAddress
{
    private const int LongestHost = 253;

    /// <summary>Makes an address from its parts.</summary>
    /// <param name="dateCode">The month in which the authority owned the host's domain; the server's operator configures it, per full host: a parent domain's does not count. Years
    /// 1 to 9999.</param>
    /// <param name="host">The host the right way round: <c>company.flexmeasures.io</c>. A scheme, user, port, path and final dot are dropped; IPv4 addresses are not
    /// reversed.</param>
    /// <param name="local">The locally unique string: printable ASCII, no space at either end.</param>
    /// <returns>The address.</returns>
    /// <exception cref="ArgumentException">The host is no domain that an address can hold (IPv6, empty labels, other characters), or the local string or year does not
    /// fit.</exception>
    public static EntityAddress Create(YearMonth dateCode, string host, string local)
    {
        ArgumentNullException.ThrowIfNull(local);
        if (dateCode.Year is < 1 or > 9999)
        {
            throw new ArgumentOutOfRangeException(nameof(dateCode), dateCode, "A date code has a year from 0001 to 9999.");
        }

        if (!IsLocal<char>(local))
        {
            throw new ArgumentException($"A locally unique string is printable ASCII without spaces at its ends, not '{local}'.", nameof(local));
        }

        var domain = ReverseDomain(host);
        var text = string.Create(CultureInfo.InvariantCulture, $"ea1.{dateCode.Year:D4}-{dateCode.Month:D2}.{domain}:{local}");
        return new EntityAddress(text, DomainStart + domain.Length);
    }

    /// <summary>Makes the address of a connection.</summary>
    /// <param name="dateCode">The date code; see <see cref="Create(YearMonth, string, string)"/>.</param>
    /// <param name="host">The host, the right way round.</param>
    /// <param name="connection">The connection.</param>
    /// <param name="scheme"><see cref="EntityAddressScheme.Fm0"/> (the default) or <see cref="EntityAddressScheme.Plain"/> for servers before June 2021.</param>
    /// <returns>The address.</returns>
    /// <exception cref="ArgumentException">The host does not fit, or the scheme is fm1, which names sensors only.</exception>
    public static EntityAddress Create(YearMonth dateCode, string host, ConnectionAddress connection, EntityAddressScheme scheme = EntityAddressScheme.Fm0) =>
        Create(dateCode, host, Prefix(scheme) + connection);

    /// <summary>Makes the address of an event.</summary>
    /// <param name="dateCode">The date code; see <see cref="Create(YearMonth, string, string)"/>.</param>
    /// <param name="host">The host, the right way round.</param>
    /// <param name="address">The event.</param>
    /// <param name="scheme"><see cref="EntityAddressScheme.Fm0"/> (the default) or <see cref="EntityAddressScheme.Plain"/> for servers before June 2021.</param>
    /// <returns>The address.</returns>
    /// <exception cref="ArgumentException">The host does not fit, or the scheme is fm1, which names sensors only.</exception>
    public static EntityAddress Create(YearMonth dateCode, string host, EventAddress address, EntityAddressScheme scheme = EntityAddressScheme.Fm0) =>
        Create(dateCode, host, Prefix(scheme) + address);

    /// <summary>Makes the address of a market.</summary>
    /// <param name="dateCode">The date code; see <see cref="Create(YearMonth, string, string)"/>.</param>
    /// <param name="host">The host, the right way round.</param>
    /// <param name="market">The market.</param>
    /// <param name="scheme"><see cref="EntityAddressScheme.Fm0"/> (the default) or <see cref="EntityAddressScheme.Plain"/> for servers before June 2021.</param>
    /// <returns>The address.</returns>
    /// <exception cref="ArgumentException">The host does not fit, or the scheme is fm1, which names sensors only.</exception>
    public static EntityAddress Create(YearMonth dateCode, string host, MarketAddress market, EntityAddressScheme scheme = EntityAddressScheme.Fm0) =>
        Create(dateCode, host, Prefix(scheme) + market);

    /// <summary>Makes the address of a weather sensor.</summary>
    /// <param name="dateCode">The date code; see <see cref="Create(YearMonth, string, string)"/>.</param>
    /// <param name="host">The host, the right way round.</param>
    /// <param name="sensor">The weather sensor. Scheme <see cref="EntityAddressScheme.Plain"/> takes no spaces in its type.</param>
    /// <param name="scheme"><see cref="EntityAddressScheme.Fm0"/> (the default) or <see cref="EntityAddressScheme.Plain"/> for servers before June 2021.</param>
    /// <returns>The address.</returns>
    /// <exception cref="ArgumentException">The host does not fit, or the scheme is fm1, which names sensors only.</exception>
    public static EntityAddress Create(YearMonth dateCode, string host, WeatherSensorAddress sensor, EntityAddressScheme scheme = EntityAddressScheme.Fm0) =>
        scheme == EntityAddressScheme.Plain && sensor.Type.Contains(' ', StringComparison.Ordinal)
            ? throw new ArgumentException($"A weather sensor's type has no spaces before scheme fm0: '{sensor.Type}'.", nameof(sensor))
            : Create(dateCode, host, Prefix(scheme) + sensor);

    /// <summary>Makes the fm1 address of a sensor.</summary>
    /// <param name="dateCode">The date code; see <see cref="Create(YearMonth, string, string)"/>.</param>
    /// <param name="host">The host, the right way round.</param>
    /// <param name="sensor">The sensor.</param>
    /// <returns>The address: <c>ea1.2021-02.io.flexmeasures.company:fm1.42</c>.</returns>
    /// <exception cref="ArgumentException">The host does not fit.</exception>
    public static EntityAddress Create(YearMonth dateCode, string host, SensorAddress sensor) => Create(dateCode, host, "fm1." + sensor);

    /// <summary>Reads a full address, or one of the two short notations for simulation, <c>owner:asset</c> and <c>asset</c>, which take the rest from a host.</summary>
    /// <param name="text">The full or short text. The short ones are ASCII digits.</param>
    /// <param name="dateCode">The date code for the short notations; see <see cref="Create(YearMonth, string, string)"/>.</param>
    /// <param name="host">The host for the short notations, the right way round.</param>
    /// <param name="scheme">The scheme to write them in: <see cref="EntityAddressScheme.Plain"/> (the default), since only version 1 of the API knows short notations, or
    /// fm0.</param>
    /// <returns>The full address.</returns>
    /// <exception cref="TextFormatException">The text is neither.</exception>
    /// <exception cref="ArgumentException">The host does not fit.</exception>
    public static EntityAddress Expand(string text, YearMonth dateCode, string host, EntityAddressScheme scheme = EntityAddressScheme.Plain)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (text.Length == 0 || !char.IsAsciiDigit(text[0]))
        {
            return Parse(text);
        }

        var colon = text.IndexOf(':', StringComparison.Ordinal);
        long owner = 0;
        if ((colon >= 0 && !TryReadNumber(text.AsSpan(0, colon), out owner)) || !TryReadNumber(text.AsSpan(colon + 1), out var asset))
        {
            var strange = text.AsSpan().IndexOfAnyExceptInRange('0', '9');
            strange = strange == colon && colon >= 0 ? colon + 1 + Math.Max(text.AsSpan(colon + 1).IndexOfAnyExceptInRange('0', '9'), 0) : Math.Max(strange, 0);
            throw new TextFormatException(Subject, text, strange, "the digits of <owner>:<asset> or <asset>, of at most 19 each");
        }

        return Create(dateCode, host, new ConnectionAddress(asset, colon >= 0 ? owner : null), scheme);
    }

    /// <summary>Reverses a host's labels: <c>company.flexmeasures.io</c> to <c>io.flexmeasures.company</c>, <c>api.example.co.uk:8443</c> to <c>uk.co.example.api</c>.</summary>
    /// <param name="host">A host, or a URL: scheme, user, port, path and a final dot are dropped. Case is kept. The list of public suffixes plays no part: every label is
    /// turned.</param>
    /// <returns>The reversed domain; an IPv4 address and a single label such as <c>localhost</c> as they are.</returns>
    /// <exception cref="ArgumentException">Nothing is left, a label is empty or holds other characters than ASCII letters, digits, '-' and '_', or it is IPv6, whose colons no
    /// address can hold.</exception>
    public static string ReverseDomain(string host)
    {
        ArgumentNullException.ThrowIfNull(host);
        var domain = BareHost(host);
        if (domain.Length > LongestHost || domain.ContainsAnyExcept(DomainCharacters) || EmptyLabel(domain) >= 0)
        {
            throw new ArgumentException(
                $"'{host}' is no host that an entity address can hold: labels of ASCII letters, digits, '-' and '_' between single dots, or an IPv4 address.", nameof(host));
        }

        return Reverse(domain);
    }

    /// <summary>The host that a FlexMeasures server at a URL puts into its addresses.</summary>
    /// <param name="serverUrl">The URL that the server is called at.</param>
    /// <returns>Host and port (when the URL states one that is not the scheme's own) without a leading <c>www.</c>; <c>localhost</c> for 127.0.0.1, whatever the port.</returns>
    /// <remarks>Servers also lose every other leading <c>w</c> and dot of a host (<c>wwwind.example.io</c>), by mistake; here only <c>www.</c> goes.</remarks>
    /// <exception cref="ArgumentException">The URL is relative.</exception>
    public static string HostOf(Uri serverUrl)
    {
        ArgumentNullException.ThrowIfNull(serverUrl);
        if (!serverUrl.IsAbsoluteUri)
        {
            throw new ArgumentException("The server's URL must be absolute.", nameof(serverUrl));
        }

        return serverUrl.Host == "127.0.0.1"
            ? "localhost" : serverUrl.Authority.StartsWith("www.", StringComparison.OrdinalIgnoreCase) ? serverUrl.Authority[4..] : serverUrl.Authority;
    }

    private static string Prefix(EntityAddressScheme scheme) => scheme switch
    {
        EntityAddressScheme.Plain => "",
        EntityAddressScheme.Fm0 => "fm0.",
        EntityAddressScheme.Fm1 => throw new ArgumentException("Scheme fm1 names sensors only: use a SensorAddress.", nameof(scheme)),
        _ => throw new ArgumentOutOfRangeException(nameof(scheme), scheme, "No such scheme."),
    };

    private static ReadOnlySpan<char> BareHost(ReadOnlySpan<char> host)
    {
        var scheme = host.IndexOf("://");
        host = scheme < 0 ? host : host[(scheme + 3)..];
        var end = host.IndexOfAny("/?#");
        host = end < 0 ? host : host[..end];
        host = host[(host.LastIndexOf('@') + 1)..];
        var port = host.IndexOf(':');
        host = port < 0 || host.StartsWith('[') ? host : host[..port];
        return host.EndsWith('.') ? host[..^1] : host;
    }

    private static string Reverse(ReadOnlySpan<char> domain) => IsIPv4(domain) ? domain.ToString() : string.Create(domain.Length, domain, static (reversed, domain) =>
    {
        var end = reversed.Length;
        foreach (var label in domain.Split('.'))
        {
            var length = domain[label].Length;
            domain[label].CopyTo(reversed[(end - length)..]);
            end -= length + 1;
            if (end >= 0)
            {
                reversed[end] = '.';
            }
        }
    });

    private static bool IsIPv4(ReadOnlySpan<char> domain)
    {
        var parts = 0;
        foreach (var part in domain.Split('.'))
        {
            parts++;
            if (!byte.TryParse(domain[part], NumberStyles.None, CultureInfo.InvariantCulture, out _))
            {
                return false;
            }
        }

        return parts == 4;
    }
}
