namespace Energy.Clients.Cli.Tests;

public sealed class HelpTests
{
    [Fact]
    public async Task Energy_Alone_ShowsItsHelp()
    {
        var run = await CliRun.OfAsync();

        Assert.Equal((CliExit.Success, ""), (run.ExitCode, run.Error));
        Assert.All(new[] { "demo", "read", "copy", "gaps", "list", "doctor", "--plain" }, word => Assert.Contains(word, run.Output, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("energy: Say which: stem, sundaya, opencec, iotile, flexmeasures. See energy list --help.", "list")]
    [InlineData("energy: Say which: clients, sites. See energy list stem --help.", "list", "stem")]
    public async Task Group_WithoutACommand_SaysWhichThereAre(string sentence, params string[] args)
    {
        var run = await CliRun.OfAsync(args);

        Assert.Equal((CliExit.Usage, sentence + "\n"), (run.ExitCode, run.Error));
    }

    [Fact]
    public async Task Help_OfAllAndOfEachVendor_NamesItsThingsWithAnExample()
    {
        foreach (var vendor in CliVendors.All)
        {
            Assert.NotEmpty(vendor.Things);
            foreach (var args in new string[][] { ["--help"], ["read", "--help"], ["list", vendor.Name, "--help"] })
            {
                var run = await CliRun.OfAsync(args);
                Assert.All(vendor.Things, thing =>
                {
                    Assert.Contains(thing.Thing, run.Output, StringComparison.Ordinal);
                    Assert.Contains(thing.Example, run.Output, StringComparison.Ordinal);
                });
            }
        }
    }

    [Fact]
    public async Task Examples_OfSeries_AreAddressesThatTheirVendorKnows()
    {
        foreach (var vendor in CliVendors.All)
        {
            foreach (var (_, example) in vendor.Things.Where(t => t.Example.StartsWith(vendor.Name + ":/", StringComparison.Ordinal)))
            {
                var run = await CliRun.OfAsync(example.Contains("/hsy", StringComparison.Ordinal) ? "flow" : "read", example, "--emulated", "--from", "2026-06-01", "--to",
                    "2026-06-01T01:00:00Z");

                // The ids are made up: the address is understood, whatever the server has.
                Assert.True(run.ExitCode is CliExit.Success or CliExit.NotFound or CliExit.Failed, $"{example}: {run.Error}");
            }
        }
    }

    [Theory]
    [InlineData("stem", "clients")]
    [InlineData("stem", "sites")]
    [InlineData("sundaya", "flows")]
    [InlineData("sundaya", "versions")]
    [InlineData("opencec", "listings")]
    [InlineData("opencec", "device-classes")]
    [InlineData("iotile", "orgs")]
    [InlineData("iotile", "projects")]
    [InlineData("iotile", "devices")]
    [InlineData("iotile", "streams")]
    [InlineData("flexmeasures", "assets")]
    [InlineData("flexmeasures", "sensors")]
    public async Task List_OfEveryVendor_GivesRows(string vendor, string what)
    {
        string[] args = what == "flows" ? ["list", vendor, what, "--json"] : ["list", vendor, what, "--json", "--emulated"];
        var run = await CliRun.OfAsync(args);

        Assert.Equal((CliExit.Success, ""), (run.ExitCode, run.Error));
        Assert.StartsWith("{", run.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("list", "opencec", "listings", "--status", "bogus", "--emulated")]
    [InlineData("opencec", "listings", "--status", "Active", "--emulated")]
    public async Task Listings_OfAStateThatIsNone_AreRefusedWithTheKnownOnes(params string[] args)
    {
        var run = await CliRun.OfAsync(args);

        Assert.Equal(CliExit.Usage, run.ExitCode);
        Assert.Contains("Known are active, suspended and expired.", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Plain_OnATerminal_HasNoFramesAndNoColour()
    {
        Assert.Contains('\u256d', await OnATerminalAsync("id", "p--5"));
        Assert.DoesNotContain(await OnATerminalAsync("id", "p--5", "--plain"), static c => c is '\u001b' or (>= '\u2500' and <= '\u257f'));
    }

    [Fact]
    public async Task Sum_OverARange_AddsWhatLiesInIt()
    {
        // Two halves of a day make the day, to rounding.
        var day = await SumAsync("--from", "2026-06-01", "--to", "2026-06-02");
        var halves = await SumAsync("--from", "2026-06-01", "--to", "2026-06-01T12:00:00Z") + await SumAsync("--from", "2026-06-01T12:00:00Z", "--to", "2026-06-02");

        Assert.True(day > 0);
        Assert.Equal(day, halves, 1e-6 * day);
        var both = await CliRun.OfAsync("iotile", "sum", "d--1", "--emulated", "--days", "2", "--from", "2026-06-01");
        Assert.Contains("not both", both.Error, StringComparison.Ordinal);
    }

    private static async Task<double> SumAsync(params string[] range)
    {
        var run = await CliRun.OfAsync(["iotile", "sum", "d--1", "--emulated", "--json", .. range]);
        Assert.Equal((CliExit.Success, ""), (run.ExitCode, run.Error));
        var total = System.Text.Json.JsonDocument.Parse(run.Output.TrimEnd('\n').Split('\n')[^1]).RootElement;
        return double.Parse(total.GetProperty("sum").GetString()!, System.Globalization.CultureInfo.InvariantCulture);
    }

    private static async Task<string> OnATerminalAsync(params string[] args)
    {
        var output = new StringWriter();
        await CliApp.RunAsync(args, new CliIo(output, new StringWriter(), interactive: true, static _ => null), CancellationToken.None);
        return output.ToString();
    }
}
