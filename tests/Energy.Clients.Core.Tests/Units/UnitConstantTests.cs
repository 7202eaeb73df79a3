namespace Energy.Clients.Tests;

/// <summary>What the units are by definition, worked out on paper from the SI brochure, the 1959 yard and pound, and ISO 31 for the Btu.</summary>
public class UnitConstantTests
{
    [Theory]
    [InlineData("Wh", "J", 3600)]
    [InlineData("cal", "J", 4.184)]
    [InlineData("kcal", "J", 4184)]
    [InlineData("Btu", "J", 1055.056)]
    [InlineData("therm", "J", 105505600)]
    [InlineData("toe", "J", 41868000000)]
    [InlineData("erg", "J", 1e-7)]
    [InlineData("eV", "J", 1.602176634e-19)]
    [InlineData("hp", "W", 745.69987158227022)]
    [InlineData("metric_horsepower", "W", 735.49875)]
    [InlineData("refrigeration_ton", "W", 3516.8533333333333)]
    [InlineData("inHg", "Pa", 3386.388640341)]
    [InlineData("mmHg", "Pa", 133.322387415)]
    [InlineData("torr", "Pa", 133.32236842105263)]
    [InlineData("psi", "Pa", 6894.7572931683613)]
    [InlineData("bar", "Pa", 100000)]
    [InlineData("atm", "Pa", 101325)]
    [InlineData("km/h", "m/s", 0.27777777777777778)]
    [InlineData("kph", "m/s", 0.27777777777777778)]
    [InlineData("mph", "m/s", 0.44704)]
    [InlineData("knot", "m/s", 0.51444444444444444)]
    [InlineData("in", "m", 0.0254)]
    [InlineData("ft", "m", 0.3048)]
    [InlineData("yd", "m", 0.9144)]
    [InlineData("mi", "m", 1609.344)]
    [InlineData("nmi", "m", 1852)]
    [InlineData("acre", "m²", 4046.8564224)]
    [InlineData("ha", "m²", 10000)]
    [InlineData("gal", "l", 3.785411784)]
    [InlineData("oil_bbl", "l", 158.987294928)]
    [InlineData("lb", "kg", 0.45359237)]
    [InlineData("oz", "g", 28.349523125)]
    [InlineData("ton", "kg", 907.18474)]
    [InlineData("long_ton", "kg", 1016.0469088)]
    [InlineData("lbf", "N", 4.4482216152605)]
    [InlineData("kgf", "N", 9.80665)]
    [InlineData("year", "d", 365.25)]
    [InlineData("Ah", "C", 3600)]
    [InlineData("rpm", "1/s", 0.10471975511965977)]
    public void Constant_IsWhatTheDefinitionSays(string unit, string reference, double factor) =>
        Assert.Equal(factor, Unit.Parse(unit).Convert(1, Unit.Parse(reference)), factor * 3e-16);

    [Theory]
    [InlineData("°C", 0, 273.15)]
    [InlineData("°C", -273.15, 0)]
    [InlineData("°F", 32, 273.15)]
    [InlineData("°F", 212, 373.15)]
    [InlineData("°F", -40, 233.15)]
    [InlineData("°R", 491.67, 273.15)]
    public void Temperature_OfAScale_IsTheAbsoluteOne(string unit, double value, double kelvin) =>
        Assert.Equal(kelvin, Unit.Parse(unit).Convert(value, Unit.Kelvin), 1e-12);
}
