using System.Globalization;
using System.Text.RegularExpressions;

namespace Energy.Clients.Conformance.FlexMeasures;

/// <summary>What the rules about addresses and durations assert of our answers.</summary>
public sealed partial class FlexMeasuresValueTypeChecks : RuleCheckSet
{
    /// <summary>Fills the tables.</summary>
    public FlexMeasuresValueTypeChecks()
    {
        Assertions["address-reads-back-with-its-coordinates"] = (row, ours) =>
        {
            var info = row.GetProperty("input").GetProperty("info");
            return EntityAddress.TryParse(ours.Json.GetString(), out var address)
                && address.TryGetWeatherSensor(out var sensor)
                && sensor.Latitude == info.GetProperty("latitude").GetDecimal()
                && sensor.Longitude == info.GetProperty("longitude").GetDecimal();
        };
        Assertions["theirs-without-the-final-dot"] = (row, ours) => ours.Json.GetString() + "." == row.GetProperty("output").GetString();
        Assertions["host-as-called-without-www"] = (row, ours) =>
        {
            var called = new Uri(row.GetProperty("input").GetString()!).Authority;
            return called == ours.Json.GetString() || called == "www." + ours.Json.GetString();
        };
        Assertions["theirs-with-a-minus"] = (row, ours) =>
            ours.Json.GetProperty("sensor_data").GetString() == "-" + row.GetProperty("output").GetProperty("sensor_data").GetString();
        Assertions["as-many-minutes-as-months-were-meant"] = (row, ours) =>
            ours.Json.GetProperty("seconds").GetDouble() == 60 * double.Parse(Months().Match(row.GetProperty("input").GetString()!).Groups[1].Value, CultureInfo.InvariantCulture);
    }

    [GeneratedRegex(@"^P(\d+)M\z")]
    private static partial Regex Months();
}
