using System.Globalization;
using Energy.Clients.Emulators;
using Energy.Clients.Parquet;
using NodaTime;
using SkiaSharp;

namespace Energy.Clients.Cli.Tests;

/// <summary><c>energy read</c> with other steps, units and forms.</summary>
public sealed class ReadShapeTests
{
    private const string Load = "flexmeasures:/sensors/1?unit=kW";

    [Fact]
    public async Task Read_AsDaysOfAZone_GivesTheEnergyOfLocalDays()
    {
        // The clocks go forward on the 29th: that day has 23 hours.
        var run = await CliRun.OfAsync("read", Load, "--emulated", "--from", "2026-03-28", "--to", "2026-03-31", "--zone", "Europe/Amsterdam", "--resample", "P1D", "--unit", "kWh",
            "--format", "csv");

        Assert.Equal((CliExit.Success, ""), (run.ExitCode, run.Error));
        var lines = run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal("start,end,value_kWh", lines[0]);
        Assert.Equal(["2026-03-27T23:00:00Z,2026-03-28T23:00:00Z", "2026-03-28T23:00:00Z,2026-03-29T22:00:00Z", "2026-03-29T22:00:00Z,2026-03-30T22:00:00Z"],
            lines[1..].Select(static l => l[..l.LastIndexOf(',')]));

        // The days are those of the simulated building, in 276, 288 steps of five minutes.
        var site = new World(0).Sites[0];
        Assert.All(lines[1..], line =>
        {
            var cells = line.Split(',');
            var (start, end) = (NodaTime.Text.InstantPattern.General.Parse(cells[0]).Value, NodaTime.Text.InstantPattern.General.Parse(cells[1]).Value);
            Assert.Equal(site.Energy(SimulatedFlow.Yield, start, end), double.Parse(cells[2], CultureInfo.InvariantCulture), 0.5);
        });
    }

    [Fact]
    public async Task Read_InAZone_ShowsItsTimesInTables()
    {
        var run = await CliRun.OfAsync("read", Load, "--emulated", "--from", "2026-06-01", "--to", "2026-06-01T01:00:00Z", "--zone", "Europe/Amsterdam", "--resample", "PT1H");

        Assert.Equal((CliExit.Success, ""), (run.ExitCode, run.Error));
        Assert.Contains("start (Europe/Amsterdam)", run.Output, StringComparison.Ordinal);
        Assert.Contains("2026-06-01T00:00:00+02", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Read_AsAChart_DrawsALineAReading()
    {
        var run = await CliRun.OfAsync("read", Load, "--emulated", "--from", "2026-06-01", "--to", "2026-06-02", "--resample", "PT1H", "--unit", "kWh", "--format", "chart");

        Assert.Equal((CliExit.Success, ""), (run.ExitCode, run.Error));
        var bars = run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries)[1..];
        Assert.Equal(24, bars.Length);
        Assert.All(bars, static bar => Assert.Contains('█', bar));
        Assert.All(bars, static bar => Assert.True(bar.Length <= 100, bar));
    }

    [Theory]
    [InlineData("--zone 'Amsterdam' is no time zone", "--zone", "Amsterdam")]
    [InlineData("--resample 'daily' is not a length of time", "--resample", "daily")]
    [InlineData("'parsec' is", "--unit", "parsec")]
    [InlineData("kg", "--unit", "kg")]
    [InlineData("shorter than the readings", "--resample", "PT1M")]
    [InlineData("--out is for files that are no text", "--out", "x.csv")]
    [InlineData("Give --out readings.parquet", "--format", "parquet")]
    [InlineData("Give --out picture.png", "--format", "png")]
    public async Task Read_WhatCannotBe_IsOneSentence(string sentence, params string[] options)
    {
        var run = await CliRun.OfAsync(["read", Load, "--emulated", "--from", "2026-06-01", "--to", "2026-06-02", .. options]);

        Assert.Equal(CliExit.Usage, run.ExitCode);
        Assert.Contains(sentence, run.Error, StringComparison.Ordinal);
        Assert.Single(run.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }

    [Theory]
    [InlineData("PT1H")]
    [InlineData("P1D")]
    public async Task Read_AsAPicture_HasReadableText(string step)
    {
        var file = Path.Combine(Path.GetTempPath(), $"energy-{Guid.NewGuid():N}");
        string[] args =
            ["read", Load, "--emulated", "--from", "2026-06-01", "--to", "2026-06-08", "--zone", "Europe/Amsterdam", "--resample", step, "--unit", "kWh", "--out", file];
        try
        {
            Assert.Equal((CliExit.Success, ""), await CodeAsync([.. args, "--format", "svg"]));
            var svg = await File.ReadAllTextAsync(file);
            Assert.Contains("<svg", svg, StringComparison.Ordinal);
            Assert.Contains("Europe/Amsterdam",
                string.Concat(System.Xml.Linq.XDocument.Parse(svg).Descendants().Where(static e => e.Name.LocalName == "text").Select(static e => e.Value)),
                StringComparison.Ordinal);

            Assert.Equal((CliExit.Success, ""), await CodeAsync([.. args, "--format", "png"]));
            using var picture = SKBitmap.Decode(file);

            // Text of a font that is not there is drawn as nothing, or as boxes: the unit's letters beside the axis and the zone's below it leave ink of their own.
            Assert.True(Ink(picture, 0, 28, 0, picture.Height) > 30, "There is no text beside the vertical axis.");
            Assert.True(Ink(picture, 0, picture.Width, picture.Height - 24, picture.Height) > 200, "There is no text below the horizontal axis.");
            Assert.True(Ink(picture, 0, picture.Width, 0, 30) > 200, "There is no title.");
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Fact]
    public async Task Read_AsParquet_HoldsTheReadings()
    {
        var folder = Directory.CreateTempSubdirectory("energy-parquet-").FullName;
        try
        {
            string[] args =
                ["read", Load, "--emulated", "--from", "2026-06-01", "--to", "2026-06-03", "--resample", "PT1H", "--unit", "kWh", "--format", "parquet", "--out",
                    Path.Combine(folder, "load.parquet")];
            Assert.Equal((CliExit.Success, ""), await CodeAsync(args));

            var stored = await ParquetSeries.OpenAsync(Path.Combine(folder, "load.parquet"));
            var readings = await stored.ToListAsync();
            Assert.Equal(("kWh", 48), (stored.Info.Unit.Symbol, readings.Count));
            Assert.Equal(Instant.FromUtc(2026, 6, 1, 0, 0), readings[0].Start);

            var (code, error) = await CodeAsync(args);
            Assert.Equal(CliExit.Usage, code);
            Assert.Contains("is there already", error, StringComparison.Ordinal);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<(int, string)> CodeAsync(string[] args)
    {
        var run = await CliRun.OfAsync(args);
        return (run.ExitCode, run.Error);
    }

    private static int Ink(SKBitmap picture, int left, int right, int top, int bottom)
    {
        var dark = 0;
        for (var y = top; y < bottom; y++)
        {
            for (var x = left; x < right; x++)
            {
                dark += picture.GetPixel(x, y) is { Red: < 128, Green: < 128, Blue: < 128, Alpha: > 128 } ? 1 : 0;
            }
        }

        return dark;
    }
}
