using System.Text.Json.Serialization.Metadata;

namespace Energy.Clients.Tests;

public sealed class UnitContractTests : OrderedValueTypeContract<Unit>
{
    protected override IReadOnlyList<string> Canonical =>
        ["", "%", "-W", "1000 kW", "EUR/kWh", "MJ", "MW", "W/(m²·K)", "W/m**2", "dimensionless", "kW", "kWh", "l/min", "m^-1", "°C", "‰"];

    protected override IReadOnlyList<string> Variants => [];

    protected override IReadOnlyList<string> Refused => [.. RefusedInJson, "kw", "furlong", "Potatoes per day", "日照"];

    protected override IReadOnlyList<string> RefusedInJson =>
    [
        " kW", "kW ", "\u00a0kW", "kW\u2003", "k\u0000W", "kW\n", "\tMW", "k\u0085W", "°\u0001C", " ", "m²\u007f/h", new string('W', Unit.MaximumLength + 1),
        "  l", "MWh  ", "EUR /kWh ", "\rV", "A\u001f", "J/\u0002s", "\u2028K",
    ];

    protected override JsonTypeInfo<Unit> Json => UnitJsonContext.Default.Unit;

    protected override JsonTypeInfo<Dictionary<Unit, int>> JsonMap => UnitJsonContext.Default.DictionaryUnitInt32;

    protected override string Alphabet => "kMmWhJEUR/*²³°C% ^-10()\t\n";
}
