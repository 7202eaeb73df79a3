using FsCheck;
using FsCheck.Fluent;
using NodaTime;

namespace Energy.Clients.Tests;

public sealed class UnitConversionTests
{
    private static readonly Unit[] Powers = [Unit.Watt, Unit.Kilowatt, Unit.Megawatt, Unit.Parse("metric_horsepower"), Unit.Parse("MJ/h"), Unit.Parse("hp")];
    private static readonly Unit[] Temperatures = [Unit.Kelvin, Unit.DegreeCelsius, Unit.DegreeFahrenheit, Unit.Parse("°R")];

    [Theory]
    [InlineData("kW", "MW", 7, 0.007)]
    [InlineData("MWh", "GJ", 2, 7.2)]
    [InlineData("cCHF/kWh", "CHF/MWh", 12.5, 125)]
    [InlineData("°C", "K", 21.5, 294.65)]
    [InlineData("K", "°C", 0, -273.15)]
    [InlineData("°F", "°C", -40, -40)]
    [InlineData("°C", "°F", 100, 212)]
    [InlineData("km/h", "m/s", 90, 25)]
    [InlineData("‰", "%", 5, 0.5)]
    [InlineData("-kW", "kW", 3, -3)]
    public void Convert_WithinADimension_GivesTheValue(string from, string to, double value, double expected)
    {
        Assert.Equal(expected, Unit.Parse(from).Convert(value, Unit.Parse(to)), 1e-12 * Math.Max(1, Math.Abs(expected)));
        Assert.True(Unit.Parse(from).TryConvert(value, Unit.Parse(to), out var tried));
        Assert.Equal(Unit.Parse(from).Convert(value, Unit.Parse(to)), tried);
    }

    [Fact]
    public void Convert_BetweenPrefixesAndHours_IsExactWhereTheResultIs()
    {
        Assert.Equal(0.003, Unit.Kilowatt.Convert(3, Unit.Megawatt));
        Assert.Equal(100, Unit.Parse("cEUR/kWh").Convert(10, Unit.EuroPerMegawattHour));
        Assert.Equal(0.09, Unit.EuroPerMegawattHour.Convert(90, Unit.EuroPerKilowattHour));
        Assert.Equal(4, Unit.KilowattHour.Convert(1, Unit.Kilowatt, Duration.FromMinutes(15)));
        Assert.Equal(0.1, Unit.Kilowatt.Convert(6, Unit.KilowattHour, Duration.FromMinutes(1)));
    }

    [Theory]
    [InlineData("kW", "°C", "power")]
    [InlineData("EUR", "USD", "rate of exchange")]
    [InlineData("kWh", "kW", "duration")]
    [InlineData("m³/h", "m³", "duration")]
    [InlineData("kW", "splork", "not a unit known")]
    [InlineData("", "kW", "no unit is stated")]
    public void Convert_AcrossDimensions_SaysWhyNot(string from, string to, string reason)
    {
        var fault = Assert.Throws<UnitConversionException>(() => Unit.FromText(from).Convert(1, Unit.FromText(to)));
        Assert.Contains(reason, fault.Message, StringComparison.Ordinal);
        Assert.Equal((Unit.FromText(from), Unit.FromText(to)), (fault.From, fault.To));
        Assert.False(Unit.FromText(from).TryConvert(1, Unit.FromText(to), out _));
        Assert.False(Unit.FromText(from).IsConvertibleTo(Unit.FromText(to)));
    }

    [Theory]
    [InlineData("kWh", "MW", 30, 500, 1)]
    [InlineData("MW", "kWh", 30, 1, 500)]
    [InlineData("m³", "m³/h", 20, 5, 15)]
    [InlineData("EUR/h", "EUR", 90, 4, 6)]
    [InlineData("kW", "W", 90, 4, 4000)]
    public void Convert_OverADuration_JoinsAmountAndRate(string from, string to, int minutes, double value, double expected) =>
        Assert.Equal(expected, Unit.Parse(from).Convert(value, Unit.Parse(to), Duration.FromMinutes(minutes)), 1e-12 * expected);

    [Fact]
    public void Convert_OverNoDuration_IsRefused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => Unit.KilowattHour.Convert(1, Unit.Kilowatt, Duration.Zero));
        Assert.Throws<ArgumentOutOfRangeException>(() => Unit.Kilowatt.Convert(1, Unit.Kilowatt, Duration.FromMinutes(-15)));
        Assert.Throws<UnitConversionException>(() => Unit.Kilowatt.Convert(1, Unit.Volt, Duration.FromMinutes(15)));
    }

    [Fact]
    public void Unknown_Unit_ConvertsToItselfOnly()
    {
        var unknown = Unit.FromText("splork");
        Assert.Equal(3, unknown.Convert(3, Unit.FromText("splork")));
        Assert.True(unknown.IsEquivalentTo(unknown));
        Assert.False(unknown.IsConvertibleTo(Unit.Dimensionless));
    }

    [Fact]
    public void ApparentPower_BecomesNoActivePower()
    {
        Assert.Contains("power factor", Assert.Throws<UnitConversionException>(() => Unit.KilovoltAmpere.Convert(1, Unit.Kilowatt)).Message, StringComparison.Ordinal);
        Assert.Contains("power factor", Assert.Throws<UnitConversionException>(() => Unit.KilowattHour.Convert(1, Unit.Parse("kVA*h"))).Message, StringComparison.Ordinal);
        Assert.False(Unit.KilovoltAmpere.TryConvert(1, Unit.KilowattHour, out _));
        Assert.False(Unit.KilowattHour.IsAmountOf(Unit.KilovoltAmpere));
        Assert.Equal(1000, Unit.KilovoltAmpere.Convert(1, Unit.Parse("VA")));
        Assert.Equal(0.25, Unit.KilovoltAmpere.Convert(1, Unit.Parse("kVA*h"), Duration.FromMinutes(15)));
    }

    [Theory]
    [InlineData("degC", "°C", true)]
    [InlineData("kW*h", "kWh", true)]
    [InlineData("kVA", "kW", false)]
    [InlineData("kVA*h", "1000 VA*h", true)]
    [InlineData("°C", "K", false)]
    [InlineData("kW", "MW", false)]
    [InlineData("L", "l", true)]
    public void Equivalence_ComparesMeanings_AndEqualityTexts(string left, string right, bool equivalent)
    {
        Assert.Equal(equivalent, Unit.Parse(left).IsEquivalentTo(Unit.Parse(right)));
        Assert.NotEqual(Unit.Parse(left), Unit.Parse(right));
    }

    [Theory]
    [InlineData("MW", "MWh")]
    [InlineData("m³/h", "m³")]
    [InlineData("EUR/h", "EUR")]
    [InlineData("J/s", "(J/s)*h")]
    [InlineData("A", "Ah")]
    [InlineData("l/min", "(l/min)*h")]
    public void PerHourToAmount_OfARate_IsWhatPilesUp(string rate, string amount)
    {
        var unit = Unit.Parse(rate).PerHourToAmount();
        Assert.Equal(amount, unit.Symbol);
        Assert.Equal(1, Unit.Parse(rate).Convert(1, unit, Duration.FromHours(1)), 1e-15);
    }

    [Theory]
    [InlineData("kWh", "kW")]
    [InlineData("MJ", "MJ/h")]
    [InlineData("m³", "m³/h")]
    [InlineData("Ah", "Ah/h")]
    public void AmountToPerHour_OfAnAmount_IsItsRate(string amount, string rate)
    {
        Assert.Equal(rate, Unit.Parse(amount).AmountToPerHour().Symbol);
        Assert.Equal(6, Unit.Parse(amount).Convert(1.5, Unit.Parse(rate), Duration.FromMinutes(15)), 1e-14);
    }

    [Fact]
    public void PerHourToAmount_OfWhatHasNone_Throws()
    {
        Assert.Throws<InvalidOperationException>(() => Unit.FromText("splork").PerHourToAmount());
        Assert.Throws<InvalidOperationException>(() => Unit.DegreeCelsius.AmountToPerHour());
    }

    [Fact]
    public void Convert_ThereAndBack_KeepsTheValue() => Prop.ForAll(
        ArbMap.Default.GeneratorFor<NormalFloat>().Zip(Gen.Choose(0, 35)).Zip(Gen.Elements(Powers, Temperatures)).ToArbitrary(),
        sample =>
        {
            var ((value, pick), family) = sample;
            var (from, to) = (family[pick % family.Length], family[pick / 6 % family.Length]);
            var back = to.Convert(from.Convert(value.Get, to), from);
            return Math.Abs(back - value.Get) <= 1e-12 * Math.Max(1000, Math.Abs(value.Get));
        }).QuickCheckThrowOnFailure();
}
