using Energy.Clients.Emulators;
using FsCheck;
using FsCheck.Fluent;
using NodaTime;
using Interval = NodaTime.Interval;

namespace Energy.Clients.Tests;

/// <summary>One building, four clouds, one energy: over HTTP, in every quarter hour.</summary>
public class FourCloudsTests
{
    private static readonly LocalDate First = new(2021, 3, 6);
    private static readonly LocalDate Last = new(2027, 12, 31);

    // Half of the days are such on which the site's clocks change.
    private static readonly Gen<BuildingDay> Days =
        from site in Gen.Elements<SimulatedSite>(new Emulators.World().Sites)
        from date in Gen.OneOf(Gen.Choose(0, Period.DaysBetween(First, Last)).Select(d => First.PlusDays(d)), Gen.Elements(ClockChanges(site.Zone)))
        from seed in Gen.Choose(int.MinValue, int.MaxValue)
        from hours in Gen.Choose(0, 60)
        select new BuildingDay(site.Key, seed, date, hours);

    [Fact]
    public void Energy_OfAnyQuarterHour_IsTheSameInEveryCloud() =>
        Prop.ForAll(Days.ToArbitrary(), Compare).Check(Config.QuickThrowOnFailure.WithMaxTest(40));

    [Theory]
    [InlineData("harbour", 2024, 3, 10, 92)]
    [InlineData("harbour", 2024, 11, 3, 100)]
    [InlineData("canal", 2026, 3, 29, 92)]
    [InlineData("canal", 2026, 10, 25, 100)]
    [InlineData("hillside", 2024, 2, 29, 96)]
    public async Task Energy_OfADayWithAClockChange_HasAsManyQuarterHoursInEveryCloud(string site, int year, int month, int day, int quarters) =>
        Assert.Equal(quarters, await CompareAsync(new BuildingDay(site, 42, new LocalDate(year, month, day), 5)));

    private static LocalDate[] ClockChanges(DateTimeZone zone) =>
        [.. zone.GetZoneIntervals(new Interval(zone.AtStartOfDay(First).ToInstant(), zone.AtStartOfDay(Last).ToInstant())).Skip(1).Select(i => i.IsoLocalStart.Date)];

    private static void Compare(BuildingDay of) => Task.Run(() => CompareAsync(of)).GetAwaiter().GetResult();

    private static async Task<int> CompareAsync(BuildingDay of)
    {
        var site = new Emulators.World(of.Seed).Site(of.Site);
        var day = new Interval(site.Zone.AtStartOfDay(of.Date).ToInstant(), site.Zone.AtStartOfDay(of.Date.PlusDays(1)).ToInstant());
        await using var clouds = await EnergyEmulators.StartAsync(o =>
        {
            o.Only(o.Stem, o.IOTile, o.FlexMeasures, o.Sundaya);
            o.Seed = of.Seed;
            o.TimeProvider = new ManualTimeProvider(day.End + Duration.FromHours(of.HoursAgo));

            // One day is kept as rows and the rest is worked out when it is asked for: the day lies in either, or in both.
            o.IOTile.Days = 1;
        });
        using var reader = new CloudReader(clouds, site, day);

        var quarters = (int)((day.End - day.Start) / Duration.FromMinutes(15));
        var starts = Enumerable.Range(0, quarters).Select(q => day.Start + Duration.FromMinutes(15 * q)).ToArray();
        foreach (var (cloud, seen, tolerance) in new[]
        {
            // Stem rounds to 10^-6 kW, which is 5·10^-7 · 0.9 MJ; IOTile counts whole watt hours, in two streams, each off by half of one; Sundaya rounds each minute of two flows
            // to 10^-9 MJ.
            ("Stem", await reader.StemAsync(), 4.6e-7),
            ("IOTile", await reader.IOTileAsync(), 2 * 0.5 * 0.0036),
            ("FlexMeasures", await reader.FlexMeasuresAsync(), 1e-9),
            ("Sundaya", await reader.SundayaAsync(), 2 * 15 * 1e-9),
        })
        {
            Assert.Equal(starts, seen.Keys.Order().ToArray());
            foreach (var start in starts)
            {
                var end = start + Duration.FromMinutes(15);
                double Net(SimulatedFlow plus, SimulatedFlow minus) => (site.EnergyMillijoules(plus, start, end) - site.EnergyMillijoules(minus, start, end)) / 1e9;
                var (meter, battery) = (Net(SimulatedFlow.Buy, SimulatedFlow.Sell), Net(SimulatedFlow.StoreIn, SimulatedFlow.StoreOut));
                Assert.True(
                    Math.Abs(seen[start].Meter - meter) <= tolerance + 1e-9 && Math.Abs(seen[start].Battery - battery) <= tolerance + 1e-9,
                    $"{cloud} at {start}: meter {seen[start].Meter} for {meter} MJ, battery {seen[start].Battery} for {battery} MJ.");
            }
        }

        return quarters;
    }

    private sealed record BuildingDay(string Site, int Seed, LocalDate Date, int HoursAgo);
}
