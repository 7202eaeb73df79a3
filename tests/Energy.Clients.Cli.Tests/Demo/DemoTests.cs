using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Energy.Clients.Cli.Commands;
using Energy.Clients.Cli.Demo;
using Energy.Clients.Emulators;
using NodaTime;
using SkiaSharp;

namespace Energy.Clients.Cli.Tests.Demo;

/// <summary>The demo says what it did, and nothing else.</summary>
public sealed class DemoTests
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(2);

    [Fact]
    public async Task Demo_OnAScreenOf24Lines_Fits()
    {
        var plain = await CliRun.OfAsync("demo");
        var terminal = new StringWriter();
        await CliApp.RunAsync(["demo"], new CliIo(terminal, new StringWriter(), interactive: true, static _ => null), CancellationToken.None);

        Assert.Equal((CliExit.Success, ""), (plain.ExitCode, plain.Error));
        Assert.InRange(Lines(plain.Output).Length, 16, 24);
        Assert.All(Lines(plain.Output), static line => Assert.True(line.Length <= 80, line));
        Assert.InRange(Lines(terminal.ToString().ReplaceLineEndings("\n")).Length, 16, 24);
    }

    [Fact]
    public async Task Demo_WithAll_ShowsEveryHourAndAChart()
    {
        var run = await CliRun.OfAsync("demo", "--all");

        Assert.Equal(CliExit.Success, run.ExitCode);
        Assert.Equal(48, Lines(run.Output).Count(static l => Regex.IsMatch(l, @"^\d\d:00 ")));
        Assert.Contains(Lines(run.Output), static l => l.Contains('█'));
    }

    [Fact]
    public async Task Demo_Says_WhichVendorsWereReadAndWhichNot()
    {
        var run = await CliRun.OfAsync("demo");

        // A day has 96 quarter hours and 24 hours; five minutes make 288.
        Assert.Contains("stem 96, sundaya 24, iotile 96, flexmeasures 288 readings\nnot read  opencec: no series", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Demo_Shows_AGapAClockChangeAFaultAndAResumedRead()
    {
        var run = await CliRun.OfAsync("demo");

        Assert.Contains("2025-11-02: 25 hours, 100 readings; 2026-03-08: 23 hours, 92 readings", run.Output, StringComparison.Ordinal);
        Assert.Contains("stem: 503, then an answer cut off; 3 requests, the same 96 readings", run.Output, StringComparison.Ordinal);
        Assert.Contains("stopped after 37 readings; its token gives the other 59, none twice", run.Output, StringComparison.Ordinal);
        Assert.Contains("stem lost 06:00 to 07:15: told, and the day's sum is missing, not less", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Demo_OfCloudsThatDoNotAgree_IsAnError()
    {
        await using var emulators = await EnergyEmulators.StartAsync(static o => o.Seed = 42);
        var site = emulators.World.Sites[0];
        var start = site.Zone.AtStartOfDay(new LocalDate(2026, 6, 15)).ToInstant() + Duration.FromHours(10);
        emulators.Stem.State.AddIntervals(site.IdFor("stem").ToString(), "MONITOR",
            [.. Enumerable.Range(0, 56).Select(i => start + Duration.FromMinutes(15 * i)).Select(static at => new StemIntervalState(at, at + Duration.FromMinutes(15), 9_999))]);
        var output = new StringWriter();

        var failed = await Assert.ThrowsAsync<CliUsageException>(() =>
            DemoCommand.RunAsync(new CliIo(output, new StringWriter(), false, static _ => null), emulators, false, null, false, CancellationToken.None));

        Assert.Equal(CliExit.Failed, failed.ExitCode);
        Assert.Contains("The clouds do not agree: from 00:00 on stem says nothing", failed.Message, StringComparison.Ordinal);
        Assert.Contains("The clouds do not agree", output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Demo_OfACloudThatLostAnHour_IsAnErrorAndShowsNoSum()
    {
        await using var emulators = await EnergyEmulators.StartAsync(static o => o.Seed = 42);
        var site = emulators.World.Sites[0];
        var start = site.Zone.AtStartOfDay(new LocalDate(2026, 6, 15)).ToInstant() + Duration.FromHours(10);
        emulators.Stem.State.Blank(site.IdFor("stem").ToString(), null, new Interval(start, start + Duration.FromMinutes(15)));
        var output = new StringWriter();

        var failed = await Assert.ThrowsAsync<CliUsageException>(() =>
            DemoCommand.RunAsync(new CliIo(output, new StringWriter(), false, static _ => null), emulators, false, null, false, CancellationToken.None));

        Assert.Contains("from 10:00 on stem says nothing", failed.Message, StringComparison.Ordinal);
        Assert.Contains("missing", Lines(output.ToString().ReplaceLineEndings("\n")).Single(static l => l.StartsWith("day ", StringComparison.Ordinal)), StringComparison.Ordinal);
    }

    [Fact]
    public void Day_ThatACloudHasNothingOf_IsNoAgreement()
    {
        var site = new World(42).Sites[0];
        var date = new LocalDate(2026, 6, 15);
        var start = site.Zone.AtStartOfDay(date).ToInstant();
        DemoDay Day(int readings) => new(site, date, new Interval(start, start + Duration.FromHours(2)),
            [new DemoColumn("stem", "average power in kW", 8, [null, null]), new DemoColumn("sundaya", "energy in MJ", readings, [null, null])], [], []);

        // Nothing is said in any hour: by readings without a value, or by none.
        Assert.Null(Day(2).Disagreement());
        Assert.Equal("sundaya gave no reading.", Day(0).Disagreement());
    }

    [Fact]
    public async Task Demo_AsJson_HasTheSameEnergyThroughEveryVendor()
    {
        var run = await CliRun.OfAsync("demo", "--json");

        var rows = Lines(run.Output).Select(static l => JsonDocument.Parse(l).RootElement).ToList();
        var sums = rows.Where(static r => r.TryGetProperty("kWh", out _))
            .ToDictionary(static r => r.GetProperty("vendor").GetString()!, static r => r.GetProperty("kWh").GetDouble());

        // What the building takes from grid and battery together, from the world itself. One cloud counts whole watt hours: 4 streams of 96 quarter hours, each off by half of one
        // at most.
        var site = new World(42).Sites[0];
        var (start, end) = (site.Zone.AtStartOfDay(new LocalDate(2026, 6, 15)).ToInstant(), site.Zone.AtStartOfDay(new LocalDate(2026, 6, 16)).ToInstant());
        var energy = site.Energy(SimulatedFlow.Yield, start, end) - site.Energy(SimulatedFlow.Harvest, start, end);
        Assert.Equal(["flexmeasures", "iotile", "stem", "sundaya"], sums.Keys.Order(StringComparer.Ordinal));
        Assert.All(sums, sum => Assert.Equal(energy, sum.Value, 4 * 96 * 0.0005));
        Assert.True(rows.Single(static r => r.TryGetProperty("agree", out _)).GetProperty("agree").GetBoolean());
        Assert.Equal("opencec", rows.Single(static r => r.TryGetProperty("why", out _)).GetProperty("vendor").GetString());
        Assert.Equal(4, rows.Count(static r => r.TryGetProperty("shown", out _)));
    }

    [Fact]
    public async Task Page_OfTheDemo_NeedsNothingBesideIt()
    {
        var page = await PageAsync();

        Assert.Equal(2, Regex.Count(page, "<svg"));
        Assert.DoesNotMatch(@"<(script|link|img|iframe|object)|(src|href)\s*=|url\([^#]|@import", page);
        Assert.Contains("data-flow=\"yield\"", page, StringComparison.Ordinal);
    }

    [ChromiumFact]
    public async Task Page_InABrowser_ShowsItsPictures()
    {
        var folder = Directory.CreateTempSubdirectory("energy-page-").FullName;
        try
        {
            var (file, shot) = (Path.Combine(folder, "report.html"), Path.Combine(folder, "shot.png"));
            await File.WriteAllTextAsync(file, await PageAsync());

            var dom = await BrowseAsync(folder, "--dump-dom", new Uri(file).AbsoluteUri);
            await BrowseAsync(folder, $"--screenshot={shot}", "--window-size=1100,2200", "--hide-scrollbars", new Uri(file).AbsoluteUri);

            Assert.Equal(2, Regex.Count(dom, "<svg"));
            Assert.DoesNotContain("parsererror", dom, StringComparison.Ordinal);
            using var picture = SKBitmap.Decode(shot);
            var colours = new Dictionary<uint, int>();
            for (var y = 0; y < picture.Height; y++)
            {
                for (var x = 0; x < picture.Width; x++)
                {
                    var colour = (uint)picture.GetPixel(x, y) & 0xffffff;
                    colours[colour] = colours.GetValueOrDefault(colour) + 1;
                }
            }

            // The standard colours of the flows fill areas, the lines of the clouds leave theirs.
            foreach (var flow in Regex.Matches(dom, "class=\"flow [^\"]*\"[^>]*height=\"(?<height>[^\"]*)\"[^>]*fill=\"#(?<colour>[0-9a-fA-F]{6})\"")
                .Where(static m => double.Parse(m.Groups["height"].Value, CultureInfo.InvariantCulture) > 4))
            {
                Assert.True(colours.GetValueOrDefault(Convert.ToUInt32(flow.Groups["colour"].Value, 16)) > 100, $"The colour of {flow.Value} is not seen.");
            }

            Assert.True(colours.GetValueOrDefault(0xd62728u) > 100, "The line of the fourth cloud is not seen.");
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<string> PageAsync()
    {
        var file = Path.Combine(Path.GetTempPath(), $"energy-{Guid.NewGuid():N}.html");
        try
        {
            var run = await CliRun.OfAsync("demo", "--html", file);
            Assert.Equal((CliExit.Success, ""), (run.ExitCode, run.Error));
            return await File.ReadAllTextAsync(file);
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static async Task<string> BrowseAsync(string folder, params string[] args)
    {
        var start = new ProcessStartInfo(ChromiumFactAttribute.Browser!) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var arg in (string[])["--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", $"--user-data-dir={Path.Combine(folder, "profile")}", .. args])
        {
            start.ArgumentList.Add(arg);
        }

        using var process = Process.Start(start)!;
        using var limit = new CancellationTokenSource(Longest);
        var output = process.StandardOutput.ReadToEndAsync(limit.Token);
        var error = process.StandardError.ReadToEndAsync(limit.Token);
        try
        {
            await process.WaitForExitAsync(limit.Token);
            _ = await error;
            return await output;
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
            }
        }
    }

    private static string[] Lines(string output) => output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
}
