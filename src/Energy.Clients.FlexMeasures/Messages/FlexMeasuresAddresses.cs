using NodaTime.Text;

namespace Energy.Clients.FlexMeasures.Messages;

/// <summary>Checks addresses of the message interface, and writes short ones out.</summary>
internal static class FlexMeasuresAddresses
{
    private const string Site = "ea1.2021-02.io.flexmeasures.company:30:73";

    private delegate bool View<T>(EntityAddress address, out T view, EntityAddressScheme scheme);

    public static string Connection(string text, FlexMeasuresClientOptions options)
    {
        ArgumentException.ThrowIfNullOrEmpty(text);
        if (!text.All(static c => char.IsAsciiDigit(c) || c == ':'))
        {
            _ = AssetOf(text);
            return text;
        }

        return options.AddressDateCode is { } code
            ? EntityAddress.Expand(text, YearMonthPattern.Iso.Parse(code).Value, options.AddressHost ?? options.BaseAddress!.Host).ToString()
            : throw new ArgumentException(
                $"'{text}' is a short address, which servers refuse. Set AddressDateCode to the month of the server's addresses, so that it can be written out, or give the "
                    + $"whole address.", nameof(text));
    }

    /// <summary>The asset that a connection's address names: host and owner make no other one of it.</summary>
    public static long AssetOf(string address) =>
        Read(address, static (EntityAddress a, out ConnectionAddress v, EntityAddressScheme s) => a.TryGetConnection(out v, s), "a connection", Site).AssetId;

    public static string Market(string text)
    {
        _ = Read(text, static (EntityAddress a, out MarketAddress v, EntityAddressScheme s) => a.TryGetMarket(out v, s), "a market", "ea1.2021-02.io.flexmeasures.company:epex_da");
        return text;
    }

    public static string WeatherSensor(string text)
    {
        _ = Read(text, static (EntityAddress a, out WeatherSensorAddress v, EntityAddressScheme s) =>
            a.TryGetWeatherSensor(out v, s), "a weather sensor", "ea1.2021-02.io.flexmeasures.company:temperature:52.37:4.9");
        return text;
    }

    public static EventAddress Event(EntityAddress address) =>
        Read(address.ToString(), static (EntityAddress a, out EventAddress v, EntityAddressScheme s) => a.TryGetEvent(out v, s), "an event", Site + ":1:soc");

    // As it was in 2021, or in the scheme that came behind.
    private static T Read<T>(string text, View<T> view, string what, string example) =>
        EntityAddress.TryParse(text, out var address) && (view(address, out var found, EntityAddressScheme.Plain) || view(address, out found, EntityAddressScheme.Fm0))
            ? found
            : throw new ArgumentException($"'{text}' does not name {what}. Write it as {example}.");
}
