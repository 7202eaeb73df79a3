using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using NodaTime;

namespace Energy.Clients.Conformance.FlexMeasures;

public sealed partial class EntityAddressVectorTests
{
    private const string Vendor = "flexmeasures";

    [VectorTheory(Vendor, "vectors/ea_parse_2021.json"), VectorRows]
    public void Parse2021_Row_GivesUpstreamFields(VectorCase row) => VectorCheck.Verify(
        row,
        operation: "ea-parse-2021",
        ours: Outcome.Of(() =>
            Read(Text(row, "address"), Text(row, "entity_type") switch { "sensor" => "weather_sensor", "weather_sensor" => "", var other => other }, EntityAddressScheme.Plain)),
        theirs: row.Theirs("output"));

    [VectorTheory(Vendor, "vectors/ea_parse_current.json"), VectorRows]
    public void ParseCurrent_Row_GivesUpstreamFields(VectorCase row) => VectorCheck.Verify(
        row,
        operation: "ea-parse-current",
        ours: Outcome.Of(() =>
        {
            var scheme = Scheme(Text(row, "fm_scheme"));
            var fields = Read(Text(row, "address"), Text(row, "entity_type"), scheme);
            fields["fm_scheme"] = Text(row, "fm_scheme");
            return fields;
        }),
        theirs: row.Theirs("output"));

    [VectorTheory(Vendor, "vectors/ea_build_2021.json"), VectorRows]
    public void Build2021_Row_GivesUpstreamAddress(VectorCase row) => VectorCheck.Verify(
        row,
        operation: "ea-build-2021",
        ours: Outcome.Of(() => Build(row, Text(row, "entity_type") switch { "sensor" => "weather_sensor", "weather_sensor" => "", var other => other }, EntityAddressScheme.Plain)),
        theirs: row.Theirs("output"));

    [VectorTheory(Vendor, "vectors/ea_build_current.json"), VectorRows]
    public void BuildCurrent_Row_GivesUpstreamAddress(VectorCase row) => VectorCheck.Verify(
        row,
        operation: "ea-build-current",
        ours: Outcome.Of(() => Build(row, Text(row, "entity_type"), Scheme(Text(row, "fm_scheme")))),
        theirs: row.Theirs("output"));

    [VectorTheory(Vendor, "vectors/reverse_domain_2021.json"), VectorRows]
    public void ReverseDomain2021_Row_GivesUpstreamDomain(VectorCase row) => VerifyReversal(row);

    [VectorTheory(Vendor, "vectors/reverse_domain_current.json"), VectorRows]
    public void ReverseDomainCurrent_Row_GivesUpstreamDomain(VectorCase row) => VerifyReversal(row);

    [VectorTheory(Vendor, "vectors/host_current.json"), VectorRows]
    public void Host_Row_GivesUpstreamHost(VectorCase row) => VectorCheck.Verify(
        row,
        operation: "host",
        ours: Outcome.Of(() => EntityAddress.HostOf(new Uri(row["input"].GetString()!)), typeof(UriFormatException)),
        theirs: row.Theirs("output"));

    private static void VerifyReversal(VectorCase row) => VectorCheck.Verify(
        row,
        operation: "reverse-domain",
        ours: Outcome.Of(() => EntityAddress.ReverseDomain(row["input"].GetString()!)),
        theirs: row.Theirs("output"));

    private static string Text(VectorCase row, string member) => row["input"].GetProperty(member).GetString()!;

    private static EntityAddressScheme Scheme(string text) => text switch
    {
        "fm0" => EntityAddressScheme.Fm0,
        "fm1" => EntityAddressScheme.Fm1,
        _ => throw new ArgumentException($"No scheme of the enumeration is '{text}'."),
    };

    // The names of the fields are upstream's; an entity that our API has no method for is refused.
    private static JsonObject Read(string text, string entity, EntityAddressScheme scheme)
    {
        var address = EntityAddress.Parse(text);
        var fields = new JsonObject { ["scheme"] = "ea1", ["naming_authority"] = address.NamingAuthority };
        if (scheme == EntityAddressScheme.Fm1 && entity is "connection" or "sensor" or "market" or "weather_sensor" or "event" && address.TryGetSensor(out var sensor))
        {
            fields["sensor_id"] = sensor.SensorId;
        }
        else if (entity == "connection" && address.TryGetConnection(out var connection, scheme))
        {
            (fields["owner_id"], fields["asset_id"]) = (connection.OwnerId, connection.AssetId);
        }
        else if (entity == "event" && address.TryGetEvent(out var happening, scheme))
        {
            (fields["owner_id"], fields["asset_id"]) = (happening.OwnerId, happening.AssetId);
            (fields["event_id"], fields["event_type"]) = (happening.EventId, happening.EventType);
        }
        else if (entity == "market" && address.TryGetMarket(out var market, scheme))
        {
            fields["market_name"] = market.Name;
        }
        else if (entity == "weather_sensor" && address.TryGetWeatherSensor(out var weather, scheme))
        {
            (fields["weather_sensor_type_name"], fields["latitude"], fields["longitude"]) = (weather.Type, weather.Latitude, weather.Longitude);
        }
        else
        {
            throw new FormatException($"'{text}' names no {entity} in scheme {scheme}.");
        }

        return fields;
    }

    private static JsonNode Build(VectorCase row, string entity, EntityAddressScheme scheme)
    {
        var info = row["input"].GetProperty("info");
        var host = Text(row, "host");
        var dateCode = DateCode(row, host);
        var address = (scheme, entity) switch
        {
            (EntityAddressScheme.Fm1, _) => EntityAddress.Create(dateCode, host, new SensorAddress(Number("sensor_id"))),
            (_, "connection") => EntityAddress.Create(dateCode, host, new ConnectionAddress(Number("asset_id"), Optional("owner_id")), scheme),
            (_, "event") => EntityAddress.Create(
                dateCode, host, new EventAddress(Number("asset_id"), Number("event_id"), Required("event_type").GetString()!, Optional("owner_id")), scheme),
            (_, "market") => EntityAddress.Create(dateCode, host, new MarketAddress(Required("market_name").GetString()!), scheme),
            (_, "weather_sensor") => EntityAddress.Create(
                dateCode,
                host,
                new WeatherSensorAddress(Required("weather_sensor_type_name").GetString()!, Required("latitude").GetDecimal(), Required("longitude").GetDecimal()),
                scheme),
            _ => throw new ArgumentException($"No view of an address is a {entity}."),
        };
        return address.ToString();

        JsonElement Required(string name) => info.TryGetProperty(name, out var value) ? value : throw new ArgumentException($"The constructor demands {name}.");
        long Number(string name) => Required(name).GetInt64();
        long? Optional(string name) => info.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? value.GetInt64() : null;
    }

    // The hosts that the recorded server was configured with stand in the file's own description.
    private static YearMonth DateCode(VectorCase row, string host)
    {
        var bare = EntityAddress.Create(new YearMonth(2000, 1), host, "1").Host;
        var what = Corpus.Load(row.Vendor, row.File).GetProperty("meta").GetProperty("what").GetString()!;
        foreach (Match match in ConfiguredHost().Matches(what))
        {
            if (match.Groups["host"].Value == bare)
            {
                return EntityAddress.Parse($"ea1.{match.Groups["month"].Value}.x:1").DateCode;
            }
        }

        throw new ArgumentException($"No date code is configured for {bare}, and our API never guesses one.");
    }

    [GeneratedRegex(@"(?<host>[\w.-]+) -> (?<month>\d{4}-\d{2})")]
    private static partial Regex ConfiguredHost();
}
