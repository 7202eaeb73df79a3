using static Energy.Clients.Tests.Series.Operators.Given;

namespace Energy.Clients.Tests.Series.Operators;

public sealed class UnitTests
{
    [Fact]
    public async Task ToUnit_ConvertsValuesAndInfo()
    {
        var result = Power3(1500, null, -2).ToUnit(Unit.Megawatt);

        Assert.Equal(new double?[] { 1.5, null, -0.002 }, (await ResumeLaw.AssertAsync(() => Power3(1500, null, -2).ToUnit(Unit.Megawatt))).Select(static r => r.Value));
        Assert.Equal(Unit.Megawatt, result.Info.Unit);
    }

    [Fact]
    public async Task ToEnergyAndToPower_GoByTheLengthOfEachReading()
    {
        Reading[] power = [R(0, 15, 8), R(15, 45, 8), R(45, 60, null)];

        var energy = SeriesOf(Power, power).ToEnergy();

        Assert.Equal([R(0, 15, 2), R(15, 45, 4), R(45, 60, null)], await ResumeLaw.AssertAsync(() => new ReadingSource(power, 2, 1).Series(Power).ToEnergy()));
        Assert.Equal((SeriesKind.Energy, Unit.KilowattHour), (energy.Info.Kind, energy.Info.Unit));
        Assert.Equal(power, await energy.ToPower().ToListAsync());
        Assert.Equal(7.2, (await SeriesOf(Power, power).ToEnergy(Unit.Megajoule).FirstAsync()).Value);
        Assert.Equal(0.008, (await energy.ToPower(Unit.Megawatt).FirstAsync()).Value);
        Assert.Equal(7.2, (await energy.ToEnergy(Unit.Megajoule).FirstAsync()).Value);
        Assert.Equal(0.008, (await SeriesOf(Power, power).ToPower(Unit.Megawatt).FirstAsync()).Value);
        Assert.Equal(P(5, 1), (await Assert.ThrowsAsync<SeriesException>(async () => await SeriesOf(Power, P(5, 1)).ToEnergy().ToListAsync())).First);
    }

    [Fact]
    public async Task WithSign_NegatesWhereTheSeriesCountsTheOtherWay()
    {
        var production = Power3(3).WithSign(PositiveDirection.Production);

        Assert.Equal((-3, PositiveDirection.Production), ((await production.FirstAsync()).Value, production.Info.Positive));
        Assert.Equal(3, (await Power3(3).WithSign(PositiveDirection.Consumption).FirstAsync()).Value);
        Assert.Contains("production", Assert.Throws<ArgumentException>(() => Power3(3).WithSign(PositiveDirection.Import)).Message, StringComparison.Ordinal);
        Assert.Contains("WithInfo", Assert.Throws<ArgumentException>(() => SeriesOf(Level).WithSign(PositiveDirection.Import)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Conversions_ThatDoNotFit_SayWhatWould()
    {
        Assert.Contains("ToEnergy", Assert.Throws<UnitConversionException>(() => SeriesOf(Power).ToUnit(Unit.KilowattHour)).Message, StringComparison.Ordinal);
        Assert.Contains("ToPower", Assert.Throws<UnitConversionException>(() => SeriesOf(Consumed).ToUnit(Unit.Kilowatt)).Message, StringComparison.Ordinal);
        Assert.Throws<UnitConversionException>(() => SeriesOf(Power).ToUnit(Unit.Volt));
        Assert.Throws<UnitConversionException>(() => SeriesOf(Power).ToEnergy(Unit.CubicMetre));
        Assert.Contains("Difference", Assert.Throws<ArgumentException>(() => SeriesOf(Counter).ToEnergy()).Message, StringComparison.Ordinal);
        Assert.Contains("Resample", Assert.Throws<ArgumentException>(() => SeriesOf(Temperature).ToEnergy()).Message, StringComparison.Ordinal);
        Assert.DoesNotContain("Resample", Assert.Throws<ArgumentException>(() => SeriesOf(Level).ToEnergy()).Message, StringComparison.Ordinal);
        Assert.Contains("Difference", Assert.Throws<ArgumentException>(() => SeriesOf(Counter).ToPower()).Message, StringComparison.Ordinal);
        Assert.DoesNotContain("Difference", Assert.Throws<ArgumentException>(() => SeriesOf(Temperature).ToPower()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Arithmetic_WithNumbers_KeepsUnitAndMissing()
    {
        async Task<double?[]> Values(ReadingSeries series) => [.. (await series.ToListAsync()).Select(static r => r.Value)];

        Assert.Equal([2, null, 6], await Values(Power3(1, null, 3) * 2));
        Assert.Equal([2, null, 6], await Values(2 * Power3(1, null, 3)));
        Assert.Equal([0.5, null, 1.5], await Values(Power3(1, null, 3) / 2));
        Assert.Equal([2, null, 4], await Values(Power3(1, null, 3) + 1));
        Assert.Equal([0, null, 2], await Values(Power3(1, null, 3) - 1));
        Assert.Equal([-1, null, -3], await Values(-Power3(1, null, 3)));
        Assert.Equal(PositiveDirection.Production, (-Power3(1)).Info.Positive);
        Assert.Equal(PositiveDirection.Production, (Power3(1) * -2).Info.Positive);
        Assert.Throws<DivideByZeroException>(() => Power3(1) / 0);
    }

    [Theory]
    [InlineData("kWh", "EUR/kWh", "EUR", 3)]
    [InlineData("kWh", "EUR/MWh", "EUR", 0.003)]
    [InlineData("MWh", "EUR/MWh", "EUR", 3)]
    [InlineData("kW", "h", "kWh", 3)]
    [InlineData("m³/h", "h", "m³", 3)]
    [InlineData("W", "h", "Wh", 3)]
    [InlineData("MW", "h", "MWh", 3)]
    [InlineData("kW", "min", "kWh", 0.05)]
    [InlineData("m²*EUR", "m^-2", "EUR", 3)]
    [InlineData("kW", "m", "kW*m", 3)]
    public async Task Times_AQuantity_HasTheSimplestUnit(string left, string right, string product, double value)
    {
        var result = SeriesOf(Power with { Unit = Unit.Parse(left) }, R(0, 15, 1.5)).Times(2, Unit.Parse(right));

        Assert.Equal(product, result.Info.Unit.Symbol);
        Assert.Equal(value, (await result.FirstAsync()).Value!.Value, 15);
    }

    // A temperature with a shifted zero has no products.
    [Fact]
    public void Arithmetic_WhoseUnitCannotBeWritten_SaysSo()
    {
        Assert.Contains("product", Assert.Throws<UnitConversionException>(() => SeriesOf(Power).Times(2, Unit.DegreeCelsius)).Message, StringComparison.Ordinal);
        Assert.Contains("quotient", Assert.Throws<UnitConversionException>(() => SeriesOf(Power) / SeriesOf(Level with { Unit = Unit.DegreeCelsius })).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Times_EnergyByHourlyPrice_GivesMoney()
    {
        Reading[] prices = [R(0, 60, 0.2), R(60, 120, 0.4)];
        var energy = Quarters(1, 2, 3, 4, 5, null, 7, 8);

        var cost = new ReadingSource(energy, 3, 2).Series(Consumed) * new ReadingSource(prices, 1, 1) { Name = "prices" }.Series(Level with { Resolution = null });

        Assert.Equal(("EUR", SeriesKind.Energy, PositiveDirection.Consumption), (cost.Info.Unit.Symbol, cost.Info.Kind, cost.Info.Positive));
        Assert.Equal(new double?[] { 0.2, 0.4, 0.6, 0.8, 2, null, 2.8, 3.2 }, (await cost.ToListAsync()).Select(static r => r.Value is { } v ? (double?)Math.Round(v, 12) : null));
    }

    [Fact]
    public async Task Minus_LoadAndGeneration_IsWhatTheGridGives()
    {
        var load = Power3(5, 6, null);
        var generation = SeriesOf(Power with { Identity = "test:/pv", Unit = Unit.Watt, Positive = PositiveDirection.Production }, Quarters(1000, 8000, 1));

        var net = load - generation;

        Assert.Equal(new double?[] { 4, -2, null }, (await net.ToListAsync()).Select(static r => r.Value));
        Assert.Equal((Unit.Kilowatt, PositiveDirection.Consumption, "(test:/power - test:/pv)"), (net.Info.Unit, net.Info.Positive, net.Info.Identity));
        Assert.Contains("WithSign(consumption)", Assert.Throws<ArgumentException>(() => load + generation).Message, StringComparison.Ordinal);
        Assert.Equal(10, (await (load + load).FirstAsync()).Value);
    }

    // 6 EUR at 0.2 EUR/kWh are 30 kWh.
    [Fact]
    public async Task DividedBy_APrice_IsTheAmount()
    {
        var amount = SeriesOf(Consumed with { Unit = Unit.Parse("EUR") }, R(0, 15, 6)) / SeriesOf(Level, R(0, 15, 0.2));

        Assert.Equal(Unit.KilowattHour, amount.Info.Unit);
        Assert.Equal(30, (await amount.FirstAsync()).Value!.Value, 12);
    }

    [Fact]
    public async Task DividedBy_OfAlike_IsALevelAndByZeroIsMissing()
    {
        var factor = SeriesOf(Power, Quarters(1, 2, 3)) / SeriesOf(Power with { Unit = Unit.Megawatt }, Quarters(0.002, 0, null));

        Assert.Equal((SeriesKind.Level, Unit.Dimensionless), (factor.Info.Kind, factor.Info.Unit));
        Assert.Equal(new double?[] { 0.5, null, null }, (await factor.ToListAsync()).Select(static r => r.Value));
    }

    [Fact]
    public void Arithmetic_OfUnlikeMeasures_IsRefusedAtTheCall()
    {
        Assert.Contains("ToEnergy", Assert.Throws<ArgumentException>(() => SeriesOf(Power) + SeriesOf(Consumed)).Message, StringComparison.Ordinal);
        Assert.Throws<UnitConversionException>(() => SeriesOf(Power) - SeriesOf(Power with { Unit = Unit.Volt }));
        Assert.Throws<ArgumentException>(() => SeriesOf(Power) - SeriesOf(Power with { Kind = SeriesKind.Level }));
        Assert.Contains("no unit is stated", Assert.Throws<UnitConversionException>(() => SeriesOf(Power) * SeriesOf(Level with { Unit = Unit.None })).Message,
            StringComparison.Ordinal);
        Assert.Contains("'bushel/fortnight' is not a unit known here",
            Assert.Throws<UnitConversionException>(() => SeriesOf(Power with { Unit = Unit.FromText("bushel/fortnight") }) / SeriesOf(Level)).Message, StringComparison.Ordinal);
        Assert.Contains("Difference", Assert.Throws<ArgumentException>(() => SeriesOf(Counter) * SeriesOf(Level)).Message, StringComparison.Ordinal);
    }
}
