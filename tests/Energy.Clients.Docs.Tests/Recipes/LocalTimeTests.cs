using System.Globalization;
using Energy.Clients.Docs.Tests.Snippets.Recipes;
using Energy.Clients.Emulators;
using Energy.Clients.Stem;
using NodaTime;

namespace Energy.Clients.Docs.Tests.Recipes;

/// <summary>docs/recipes/local-time.md, run over the month of a clock change.</summary>
public sealed class LocalTimeTests
{
    [Fact]
    public async Task October_InAmsterdam_HasADayOfTwentyFiveHoursAndTheWorldsEnergy()
    {
        await using var vendors = await EnergyEmulators.StartAsync(static o => o.Only(o.Stem));
        using var stem = new StemClient(new() { BaseAddress = vendors.Stem.BaseAddress, ApiKey = vendors.Stem.ApiKey });
        var site = vendors.World.Site("canal");
        var lines = new List<string>();

        await LocalTimeSnippets.PrintAsync(stem, SeriesUri.Create("stem", "sites", site.IdFor("stem").ToString(), "building-load"), lines.Add);

        Assert.Equal(31 + 1 + 31, lines.Count);
        for (var day = 1; day <= 31; day++)
        {
            var (start, end) = (At(day), At(day + 1));
            var kWh = Load(start, end).ToString("0.0", CultureInfo.InvariantCulture);
            Assert.Equal($"2024-10-{day:00}  {(day == 27 ? 25 : 24)} h  {kWh} kWh", lines[day - 1]);
            Assert.Equal($"2024-10-{day:00}  {kWh} kWh, of {(day == 27 ? 100 : 96)} of {(day == 27 ? 100 : 96)} readings", lines[31 + day]);
        }

        Assert.Equal($"2024-10  {Load(At(1), At(32)).ToString("0", CultureInfo.InvariantCulture)} kWh", lines[31]);
        Shown.Equal(Documents.Blocks("docs/recipes/local-time.md", "text")[0], string.Join('\n', lines[25..28]));

        double Load(Instant start, Instant end) => site.Energy(SimulatedFlow.Yield, start, end) - site.Energy(SimulatedFlow.Harvest, start, end);

        Instant At(int day) => site.Zone.AtStartOfDay(new LocalDate(2024, 9, 30).PlusDays(day)).ToInstant();
    }
}
