using System.Globalization;
using Energy.Clients.Docs.Tests.Programs;
using Energy.Clients.Emulators;
using NodaTime;

namespace Energy.Clients.Docs.Tests.Recipes;

/// <summary>docs/recipes/script.md, compiled without its project and run against the emulator.</summary>
[Collection(ConsoleCollection.Name)]
public sealed class ScriptTests
{
    [Fact]
    public async Task Script_OfAMonth_PrintsTheBuildingsLoadOfEachLocalDay()
    {
        await using var vendors = await EnergyEmulators.StartAsync(static o =>
        {
            o.Seed = 42;   // as `energy emulate` has it
            o.Only(o.Stem);
        });
        var site = vendors.World.Site("harbour");

        var printed = await RunAsync(vendors, site.IdFor("stem").ToString(), "2024-05");

        var rows = printed.TrimEnd().Split('\n');
        Assert.Equal("day,kWh", rows[0]);
        Assert.Equal(31, rows.Length - 1);
        for (var day = 1; day <= 31; day++)
        {
            var (start, end) = (At(day), At(day + 1));
            Assert.Equal($"2024-05-{day:00}", rows[day].Split(',')[0]);
            Assert.Equal(site.Energy(SimulatedFlow.Yield, start, end) - site.Energy(SimulatedFlow.Harvest, start, end),
                double.Parse(rows[day].Split(',')[1], CultureInfo.InvariantCulture), 0.01);
        }

        Shown.Equal(Documents.Blocks("docs/recipes/script.md", "text")[0], string.Join('\n', rows.Take(4)) + "\n…");

        Instant At(int day) => site.Zone.AtStartOfDay(new LocalDate(2024, 4, 30).PlusDays(day)).ToInstant();
    }

    private static async Task<string> RunAsync(EnergyEmulators vendors, params string[] arguments)
    {
        Environment.SetEnvironmentVariable("ENERGY_Stem__BaseAddress", vendors.Stem.BaseAddress.ToString());
        Environment.SetEnvironmentVariable("ENERGY_Stem__ApiKey", vendors.Stem.ApiKey);
        try
        {
            return await ConsoleProgram.RunAsync(Documents.Programs("docs/recipes/script.md")[0], arguments);
        }
        finally
        {
            Environment.SetEnvironmentVariable("ENERGY_Stem__BaseAddress", null);
            Environment.SetEnvironmentVariable("ENERGY_Stem__ApiKey", null);
        }
    }
}
