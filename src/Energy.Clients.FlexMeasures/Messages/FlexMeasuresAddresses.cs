using NodaTime.Text;

namespace Energy.Clients.FlexMeasures;

/// <summary>Checks addresses of the message interface, and writes short ones out.</summary>
internal static class FlexMeasuresAddresses
{
    public static string Connection(string text, FlexMeasuresClientOptions options)
    {
        ArgumentException.ThrowIfNullOrEmpty(text);
        if (text.All(static c => char.IsAsciiDigit(c) || c == ':'))
        {
            if (options.AddressDateCode is not { } code)
            {
                throw new ArgumentException($"'{text}' is a short address, which servers refuse. Set AddressDateCode to the month of the server's addresses, so that it can be written out, or give the whole address.", nameof(text));
            }

            return EntityAddress.Expand(text, YearMonthPattern.Iso.Parse(code).Value, options.AddressHost ?? options.BaseAddress!.Host).ToString();
        }

        return EntityAddress.TryParse(text, out var address) && (address.TryGetConnection(out _, EntityAddressScheme.Plain) || address.TryGetConnection(out _))
            ? text
            : throw Wrong(text, "connection", "ea1.2021-02.io.flexmeasures.company:30:73");
    }

    /// <summary>The asset that a connection's address names: host and owner make no other one of it.</summary>
    public static long AssetOf(string address) =>
        EntityAddress.TryParse(address, out var parsed) && (parsed.TryGetConnection(out var connection, EntityAddressScheme.Plain) || parsed.TryGetConnection(out connection))
            ? connection.AssetId
            : throw Wrong(address, "connection", "ea1.2021-02.io.flexmeasures.company:30:73");

    public static string Market(string text) =>
        EntityAddress.TryParse(text, out var address) && (address.TryGetMarket(out _, EntityAddressScheme.Plain) || address.TryGetMarket(out _)) ? text : throw Wrong(text, "market", "ea1.2021-02.io.flexmeasures.company:epex_da");

    public static string WeatherSensor(string text) =>
        EntityAddress.TryParse(text, out var address) && (address.TryGetWeatherSensor(out _, EntityAddressScheme.Plain) || address.TryGetWeatherSensor(out _))
            ? text
            : throw Wrong(text, "weather sensor", "ea1.2021-02.io.flexmeasures.company:temperature:52.37:4.9");

    public static EventAddress Event(EntityAddress address) =>
        address.TryGetEvent(out var known, EntityAddressScheme.Plain) || address.TryGetEvent(out known) ? known : throw Wrong(address.ToString(), "event", "ea1.2021-02.io.flexmeasures.company:30:73:1:soc");

    private static ArgumentException Wrong(string text, string kind, string example) => new($"'{text}' does not name {(kind == "event" ? "an" : "a")} {kind}. Write it as {example}.");
}
