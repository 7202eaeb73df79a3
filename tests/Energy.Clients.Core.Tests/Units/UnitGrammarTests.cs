namespace Energy.Clients.Tests;

public sealed class UnitGrammarTests
{
    [Theory]
    [InlineData("GW", "W", 1e9)]
    [InlineData("mW", "W", 1e-3)]
    [InlineData("µA", "A", 1e-6)]
    [InlineData("μA", "A", 1e-6)]
    [InlineData("daN", "N", 10)]
    [InlineData("kilowatts", "W", 1000)]
    [InlineData("megawatt_hour", "J", 3.6e9)]
    [InlineData("min", "s", 60)]
    [InlineData("hPa", "Pa", 100)]
    [InlineData("cd", "lm", 1)]
    [InlineData("kW*h", "kWh", 1)]
    [InlineData("kW·h", "kWh", 1)]
    [InlineData("kW h", "kWh", 1)]
    [InlineData("J/s", "W", 1)]
    [InlineData("N m/s", "W", 1)]
    [InlineData("V*A", "W", 1)]
    [InlineData("kW/m²", "W/m²", 1000)]
    [InlineData("kW/m^2", "W/m²", 1000)]
    [InlineData("kW*m**-2", "W/m²", 1000)]
    [InlineData("kW m⁻²", "W/m²", 1000)]
    [InlineData("W/(m²·K)", "W/m²/K", 1)]
    [InlineData("(km/h)²", "m²/s²", 1 / 12.96)]
    [InlineData("a / b", null, 0)]
    [InlineData("100W", "W", 100)]
    [InlineData("0.5 kW", "W", 500)]
    [InlineData("1e3 W", "kW", 1)]
    [InlineData("2eV", "eV", 2)]
    [InlineData("1/kWh", "J^-1", 1 / 3.6e6)]
    [InlineData("10", "dimensionless", 10)]
    [InlineData("%", "dimensionless", 0.01)]
    [InlineData("%/h", "1/h", 0.01)]
    [InlineData("gal", "l", 3.785411784)]
    [InlineData("acre", "ft²", 43560)]
    [InlineData("kDKK/MWh", "DKK/kWh", 1)]
    [InlineData("delta_degC/h", "K/h", 1)]
    [InlineData("a.u.", "a.u.", 1)]
    public void Parse_OfTheGrammar_MeansTheScale(string text, string? reference, double factor)
    {
        if (reference is null)
        {
            Assert.False(Unit.TryParse(text, out _));
            return;
        }

        Assert.Equal(factor, Unit.Parse(text).Convert(1, Unit.Parse(reference)), factor * 1e-14);
    }

    [Theory]
    [InlineData("furlong", 0)]
    [InlineData("MMBtu", 0)]
    [InlineData("kw", 0)]
    [InlineData("KW", 0)]
    [InlineData("kwp", 0)]
    [InlineData("var", 0)]
    [InlineData("€/MWh", 0)]
    [InlineData("EUR/", 4)]
    [InlineData("/h", 0)]
    [InlineData("kW//h", 3)]
    [InlineData("m3/h", 1)]
    [InlineData("kW/m2", 4)]
    [InlineData("tCO2/MWh", 0)]
    [InlineData("W/(m²·K", 7)]
    [InlineData("W/m²)", 4)]
    [InlineData("W^", 2)]
    [InlineData("W^17", 4)]
    [InlineData("W⁻", 2)]
    [InlineData("°C/h", 0)]
    [InlineData("k°C", 0)]
    [InlineData("1 000 kW", 2)]
    [InlineData("1,5 kW", 1)]
    [InlineData("0 kW", 0)]
    [InlineData("kkW", 0)]
    [InlineData("kmeter", 0)]
    [InlineData("kiloW", 0)]
    [InlineData("kWs", 0)]
    [InlineData("((((((((((m))))))))))", 8)]
    [InlineData("EUR/USD/DKK", 8)]
    public void Parse_OfANearMiss_SaysWhere(string text, int position)
    {
        var fault = Assert.Throws<TextFormatException>(() => Unit.Parse(text));
        Assert.Equal((text, position), (fault.Text, fault.Position));
        Assert.NotEmpty(fault.Expected);

        // The same text is kept, without a meaning.
        var kept = Unit.FromText(text);
        Assert.Equal((text, false, UnitDimension.None), (kept.Symbol, kept.IsKnown, kept.Dimension));
    }

    [Theory]
    [InlineData("kVA", "power")]
    [InlineData("Btu", "energy")]
    [InlineData("CHF/MWh", "energy price")]
    [InlineData("CHF/kW", "price")]
    [InlineData("kCHF", "currency")]
    [InlineData("knot", "speed")]
    [InlineData("°F", "temperature")]
    [InlineData("‰", "dimensionless")]
    [InlineData("m³/h", "length^3·time^-1")]
    [InlineData("EUR/USD", "EUR·USD^-1")]
    public void Dimension_OfAUnit_HasItsName(string text, string name) => Assert.Equal(name, Unit.Parse(text).Dimension.ToString());

    [Fact]
    public void CurrencyExponent_OfAPrice_TellsTheCurrency()
    {
        var dimension = Unit.Parse("EUR²/USD").Dimension;
        Assert.Equal((2, -1, 0), (dimension.CurrencyExponent("EUR"), dimension.CurrencyExponent("USD"), dimension.CurrencyExponent("KRW")));
        Assert.Equal(dimension, Unit.Parse("1/USD*EUR*EUR").Dimension);
        Assert.Equal(UnitDimension.None, Unit.Parse("EUR/EUR").Dimension);
        Assert.Throws<ArgumentException>(() => dimension.CurrencyExponent("euro"));
    }

    [Fact]
    public void TryParse_OfAUnitSeenBefore_AllocatesNothing()
    {
        foreach (var text in (string[])["kWh", "cCHF/kWh", "never heard of"])
        {
            Assert.True(Unit.TryFromText(text, out var first));
            var second = default(Unit);
            Assert.Equal(0, Allocations.Of(() => Unit.TryFromText(text, out second)));
            Assert.Equal(first, second);
        }
    }
}
