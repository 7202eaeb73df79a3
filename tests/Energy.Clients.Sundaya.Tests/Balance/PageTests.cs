using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Energy.Clients.Sundaya.Tests;

public partial class PageTests
{
    [ChromiumFact]
    public async Task Page_OfADay_DrawsABarAnHourThatBalances()
    {
        await using var sundaya = await SundayaFixture.StartAsync();

        var dom = await DumpAsync(new Uri(sundaya.Server.BaseAddress, "energy/hsy/period/day/20240603/1"));

        var rects = Rect().Matches(dom);
        var bars = rects.GroupBy(r => r.Groups["bar"].Value).ToList();
        Assert.Equal(24, bars.Count);
        foreach (var bar in bars)
        {
            Assert.Contains(bar, r => r.Groups["flow"].Value == "yield" && r.Groups["tier"].Value == "sink");
            Assert.Equal(Height(bar, "source"), Height(bar, "sink"), 0.01);
        }

        Assert.Contains(rects, r => r.Groups["flow"].Value == "harvest" && r.Groups["fill"].Value == "#28a745" && r.Groups["tier"].Value == "source");
        Assert.Contains("Mon Jun 3rd", dom, StringComparison.Ordinal);
    }

    [ChromiumFact]
    public async Task Svg_OfTheDocumentsExample_IsDrawn()
    {
        var folder = Directory.CreateTempSubdirectory("flow-chart");
        try
        {
            var file = Path.Combine(folder.FullName, "chart.svg");
            await File.WriteAllTextAsync(file, SundayaFlowChartTests.Chart().ToSvg(new SundayaFlowChartOptions { Title = "Example" }));

            var dom = await DumpAsync(new Uri(file));

            Assert.Contains("data-flow=\"harvest\"", dom, StringComparison.Ordinal);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static double Height(IEnumerable<Match> bar, string tier) =>
        bar.Where(r => r.Groups["tier"].Value == tier).Sum(r => double.Parse(r.Groups["height"].Value, CultureInfo.InvariantCulture));

    private static async Task<string> DumpAsync(Uri page)
    {
        var profile = Directory.CreateTempSubdirectory("chromium-profile");
        try
        {
            var start = new ProcessStartInfo(ChromiumFactAttribute.Path!) { RedirectStandardOutput = true, RedirectStandardError = true };
            foreach (var argument in (string[])["--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run",
                $"--user-data-dir={profile.FullName}", "--dump-dom", page.AbsoluteUri])
            {
                start.ArgumentList.Add(argument);
            }

            using var browser = Process.Start(start)!;
            using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(3));
            var errors = browser.StandardError.ReadToEndAsync(limit.Token);
            try
            {
                var dom = await browser.StandardOutput.ReadToEndAsync(limit.Token);
                await browser.WaitForExitAsync(limit.Token);
                Assert.True(browser.ExitCode == 0, await errors);
                return dom;
            }
            catch (OperationCanceledException)
            {
                browser.Kill(entireProcessTree: true);
                throw;
            }
        }
        finally
        {
            profile.Delete(recursive: true);
        }
    }

    [GeneratedRegex("<rect class=\"flow [^\"]+\" data-bar=\"(?<bar>[0-9]+)\" data-tier=\"(?<tier>[a-z]+)\" data-flow=\"(?<flow>[^\"]+)\" x=\"[^\"]+\" y=\"[^\"]+\" "
        + "width=\"[^\"]+\" height=\"(?<height>[^\"]+)\" fill=\"(?<fill>[^\"]+)\"")]
    private static partial Regex Rect();
}
