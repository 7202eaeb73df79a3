using System.Globalization;
using System.Text.Json;
using Energy.Clients.Emulators;
using Energy.Clients.FlexMeasures;
using Energy.Clients.Parquet;
using NodaTime;

namespace Energy.Clients.Cli.Tests;

public sealed class CopyTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("energy-copy-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("meter.csv", 1)]
    [InlineData("meter.jsonl", 0)]
    public async Task Copy_ToAFileTwice_GoesOnWithoutLossAndWithoutDoubles(string name, int headings)
    {
        await using var vendors = await StartAsync();
        var file = Path.Combine(_folder, name);

        var first = await CopyAsync(vendors, file, "--since", "2026-06-01", "--until", "2026-06-02");
        var second = await CopyAsync(vendors, file, "--until", "2026-06-04", "--resume");
        var third = await CopyAsync(vendors, file, "--until", "2026-06-04", "--resume");

        Assert.Equal((CliExit.Success, ""), (first.ExitCode, first.Error));
        Assert.Contains("96 readings", first.Output, StringComparison.Ordinal);
        Assert.Contains("192 readings", second.Output, StringComparison.Ordinal);
        Assert.Contains("through 2026-06-04T00:00:00Z", second.Output, StringComparison.Ordinal);
        Assert.Contains("nothing new since 2026-06-04T00:00:00Z", third.Output, StringComparison.Ordinal);

        // Three days of 96 quarter hours, each start once, in order; the values are those of the simulated building.
        var starts = (await File.ReadAllLinesAsync(file)).Skip(headings).Select(static l => l[(l.IndexOf("2026", StringComparison.Ordinal))..][..20]).ToList();
        Assert.Equal(Enumerable.Range(0, 288)
            .Select(static i => (Instant.FromUtc(2026, 6, 1, 0, 0) + Duration.FromMinutes(15 * i)).ToString("uuuu-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture)), starts);
    }

    [Fact]
    public async Task Copy_OfTheCsv_HasTheValuesOfTheBuilding()
    {
        await using var vendors = await StartAsync();
        var file = Path.Combine(_folder, "meter.csv");

        await CopyAsync(vendors, file, "--since", "2026-06-01", "--until", "2026-06-01T01:00:00Z");

        var site = vendors.World.Sites[0];
        var start = Instant.FromUtc(2026, 6, 1, 0, 0);
        foreach (var (line, i) in (await File.ReadAllLinesAsync(file)).Skip(1).Select(static (l, i) => (l, i)))
        {
            var from = start + Duration.FromMinutes(15 * i);
            var grid = site.Average(SimulatedFlow.Buy, from, from + Duration.FromMinutes(15)) - site.Average(SimulatedFlow.Sell, from, from + Duration.FromMinutes(15));
            Assert.Equal(grid, double.Parse(line.Split(',')[2], CultureInfo.InvariantCulture), 0.001);
        }
    }

    [Fact]
    public async Task Copy_IntoASinkThatHasSome_WantsResume()
    {
        await using var vendors = await StartAsync();
        var file = Path.Combine(_folder, "meter.csv");
        await CopyAsync(vendors, file, "--since", "2026-06-01", "--until", "2026-06-02");

        var again = await CopyAsync(vendors, file, "--since", "2026-06-01", "--until", "2026-06-03");

        Assert.Equal(CliExit.Usage, again.ExitCode);
        Assert.Contains("through 2026-06-02T00:00:00Z. Give --resume", again.Error, StringComparison.Ordinal);
        Assert.Equal(97, (await File.ReadAllLinesAsync(file)).Length);
    }

    [Fact]
    public async Task Copy_AfterDaysWithoutOne_LeavesNoHole()
    {
        await using var vendors = await StartAsync();
        var file = Path.Combine(_folder, "meter.csv");
        await CopyAsync(vendors, file, "--since", "2026-06-01", "--until", "2026-06-01T06:00:00Z");

        // The usual beginning, 24 hours before the end, would be the ninth.
        var late = await CopyAsync(vendors, file, "--resume", "--until", "2026-06-10");

        Assert.Equal(CliExit.Success, late.ExitCode);
        Assert.Equal(1 + (9 * 96), (await File.ReadAllLinesAsync(file)).Length);
    }

    [Fact]
    public async Task Copy_DryRun_TellsRequestsAndStoresNothing()
    {
        await using var vendors = await StartAsync();
        var file = Path.Combine(_folder, "meter.csv");
        var before = vendors.Stem.Requests.Total;

        var run = await CopyAsync(vendors, file, "--since", "2026-01-01", "--until", "2026-06-01", "--dry-run", "--json");

        Assert.Equal((CliExit.Success, ""), (run.ExitCode, run.Error));
        var plan = JsonDocument.Parse(run.Output).RootElement;
        Assert.Equal(("2026-01-01T00:00:00Z", "2026-06-01T00:00:00Z"), (plan.GetProperty("from").GetString(), plan.GetProperty("to").GetString()));
        Assert.Equal(before, vendors.Stem.Requests.Total);
        Assert.False(File.Exists(file));

        // Where a number is told, it is what the copy takes.
        await CopyAsync(vendors, file, "--since", "2026-01-01", "--until", "2026-06-01");
        if (plan.GetProperty("requests") is { ValueKind: JsonValueKind.Number } requests)
        {
            Assert.Equal(requests.GetInt64(), vendors.Stem.Requests.Total - before);
        }
    }

    [Fact]
    public async Task Copy_ThatFailsHalfWay_SaysWhatIsStoredAndResumes()
    {
        await using var vendors = await StartAsync();
        var file = Path.Combine(_folder, "meter.csv");
        vendors.Stem.Faults.After(2, Fault.Status(500), times: 1);

        var failed = await CopyAsync(vendors, file, "--since", "2026-01-01", "--until", "2026-06-01");
        var resumed = await CopyAsync(vendors, file, "--until", "2026-06-01", "--resume");

        Assert.Equal(CliExit.Failed, failed.ExitCode);
        Assert.Single(failed.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.Matches(@"is stored \(\d+ readings\); go on with --resume\.", failed.Error);
        Assert.Equal((CliExit.Success, ""), (resumed.ExitCode, resumed.Error));
        Assert.Equal(1 + (151 * 96), (await File.ReadAllLinesAsync(file)).Length);
    }

    [Theory]
    [InlineData("meter.csv", 1)]
    [InlineData("meter.jsonl", 0)]
    public async Task Copy_KilledHalfWay_GoesOnWithoutLossAndWithoutDoubles(string name, int headings)
    {
        await using var vendors = await StartAsync();
        var file = Path.Combine(_folder, name);
        string[] copy = ["copy", Series(vendors), file, "--until", "2026-01-01", "--settings", await SettingsAsync(vendors)];

        // Seven of twelve months came, and four batches of 5,000 of their readings are whole; the eighth never comes.
        vendors.Stem.Faults.After(7, Fault.StallHeaders(), times: 1);
        await ToolProcess.KillAsync(() => CountedBy(file) == 20_000 && vendors.Stem.Requests.Total == 8, [.. copy, "--since", "2025-01-01"]);
        var resumed = await ToolProcess.RunAsync(new Dictionary<string, string>(), "", [.. copy, "--resume"]);

        Assert.Equal((CliExit.Success, ""), (resumed.ExitCode, resumed.Error));
        Assert.Contains("15040 readings", resumed.Output, StringComparison.Ordinal);
        var starts = (await File.ReadAllLinesAsync(file)).Skip(headings).Select(static l => l[(l.IndexOf("202", StringComparison.Ordinal))..][..20]).ToList();
        Assert.Equal(Enumerable.Range(0, 365 * 96)
            .Select(static i => (Instant.FromUtc(2025, 1, 1, 0, 0) + Duration.FromMinutes(15 * i)).ToString("uuuu-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture)), starts);

        static long CountedBy(string file) => File.Exists(file + ".checkpoint")
            && JsonDocument.Parse(File.ReadAllBytes(file + ".checkpoint")).RootElement.TryGetProperty("checkpoint", out var checkpoint)
            && checkpoint.ValueKind == JsonValueKind.Object
            ? checkpoint.GetProperty("readings").GetInt64() : 0;
    }

    [Fact]
    public async Task Copy_ToAParquetFileTwice_GoesOn()
    {
        await using var vendors = await StartAsync();
        var file = Path.Combine(_folder, "meter.parquet");

        await CopyAsync(vendors, file, "--since", "2026-06-01", "--until", "2026-06-02");
        var second = await CopyAsync(vendors, file, "--until", "2026-06-04", "--resume");

        Assert.Equal((CliExit.Success, ""), (second.ExitCode, second.Error));
        var starts = await (await ParquetSeries.OpenAsync(file)).Select(static r => r.Start).ToListAsync();
        Assert.Equal(Enumerable.Range(0, 288).Select(static i => Instant.FromUtc(2026, 6, 1, 0, 0) + Duration.FromMinutes(15 * i)), starts);
    }

    [Fact]
    public async Task Copy_ToASensorTwice_StoresEachReadingOnce()
    {
        await using var vendors = await EnergyEmulators.StartAsync(static o => o.Only(o.Stem, o.FlexMeasures));
        using var client =
            new FlexMeasuresClient(
                new FlexMeasuresClientOptions { BaseAddress = vendors.FlexMeasures.BaseAddress, Email = vendors.FlexMeasures.Email, Password = vendors.FlexMeasures.Password });
        var asset = await client.Assets.ListAsync().FirstAsync();
        var sensor = await client.Sensors.CreateAsync(
            new FlexMeasuresNewSensor { Name = "copied", Unit = Unit.Kilowatt, EventResolution = IsoDuration.Parse("PT15M"), TimeZone = "UTC", AssetId = asset.Id });
        var settings = Path.Combine(_folder, "both.json");
        await File.WriteAllTextAsync(settings, JsonSerializer.Serialize(new
        {
            Stem = new { vendors.Stem.BaseAddress, vendors.Stem.ApiKey },
            FlexMeasures = new { vendors.FlexMeasures.BaseAddress, vendors.FlexMeasures.Email, vendors.FlexMeasures.Password },
            Copy = new { CheckpointFolder = _folder },
        }));
        string[] copy = ["copy", Series(vendors).Replace("MONITOR", "building-load", StringComparison.Ordinal), $"flexmeasures:/sensors/{sensor.Id}", "--settings", settings];

        var first = await CliRun.OfAsync([.. copy, "--since", "2026-06-01", "--until", "2026-06-01T06:00:00Z"]);
        var second = await CliRun.OfAsync([.. copy, "--until", "2026-06-01T12:00:00Z", "--resume"]);

        Assert.Equal((CliExit.Success, ""), (first.ExitCode, first.Error));
        Assert.Equal((CliExit.Success, ""), (second.ExitCode, second.Error));
        Assert.Contains("24 readings", second.Output, StringComparison.Ordinal);
        var stored = await client.Data.ReadAsync(sensor, new Interval(Instant.FromUtc(2026, 6, 1, 0, 0), Instant.FromUtc(2026, 6, 1, 12, 0)))
            .SkipMissing().Select(static r => r.Start).ToListAsync();
        Assert.Equal(Enumerable.Range(0, 48).Select(static i => Instant.FromUtc(2026, 6, 1, 0, 0) + Duration.FromMinutes(15 * i)), stored);
    }

    [Theory]
    [InlineData("is no sink that is known", "somewhere")]
    [InlineData("is no sensor of FlexMeasures", "flexmeasures:/sensors/main")]
    [InlineData("FlexMeasures is not configured", "flexmeasures:/sensors/1")]
    [InlineData("No database is configured. Set ENERGY_Postgres__ConnectionString", "postgres")]
    [InlineData("Looking back stores readings again", "x.csv", "--look-back", "PT6H")]
    [InlineData("--look-back 'often' is not a length of time", "x.csv", "--look-back", "often")]
    [InlineData("--since 'then' is not a time", "x.csv", "--since", "then")]
    [InlineData("ends", "x.csv", "--since", "2026-06-02", "--until", "2026-06-01")]
    [InlineData("no connection string of PostgreSQL: Couldn't set nonsense", "Nonsense=1")]
    public async Task Copy_ThatCannotBe_IsOneSentence(string sentence, string sink, params string[] options)
    {
        await using var vendors = await StartAsync();

        var run = await CopyAsync(vendors, sink.EndsWith(".csv", StringComparison.Ordinal) ? Path.Combine(_folder, sink) : sink, options);

        Assert.Equal(CliExit.Usage, run.ExitCode);
        Assert.Contains(sentence, run.Error, StringComparison.OrdinalIgnoreCase);
        Assert.Single(run.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }

    [Fact]
    public async Task Copy_ToADatabaseThatIsNotThere_IsOneSentenceWithoutThePassword()
    {
        await using var vendors = await StartAsync();

        var run = await CopyAsync(vendors, "Host=127.0.0.1;Port=1;Username=writer;Password=database-secret;Database=energy");

        Assert.Equal(CliExit.Failed, run.ExitCode);
        Assert.Single(run.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.DoesNotContain("database-secret", run.Output + run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Copy_OnATerminal_ShowsABarOnTheErrorOutputOnceItLasts()
    {
        await using var vendors = await StartAsync();
        var (output, error) = (new StringWriter(), new StringWriter());
        var io = new CliIo(output, error, interactive: false, static _ => null, errorIsTerminal: true) { Patience = TimeSpan.Zero, Ansi = Spectre.Console.AnsiSupport.Yes };

        var code = await CliApp.RunAsync(
            ["copy", Series(vendors), Path.Combine(_folder, "meter.csv"), "--since", "2026-01-01", "--until", "2026-06-01", "--settings", await SettingsAsync(vendors)], io,
            CancellationToken.None);

        Assert.Equal(CliExit.Success, code);
        Assert.Contains("Copying to", error.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("Copying to", output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Gaps_OfAMeterThatLostSome_ListsThem()
    {
        await using var vendors = await StartAsync();
        var site = vendors.World.Sites[0].IdFor("stem").ToString();
        vendors.Stem.State.Hide(site, "MONITOR", new Interval(Instant.FromUtc(2026, 6, 1, 6, 0), Instant.FromUtc(2026, 6, 1, 7, 15)));
        vendors.Stem.State.Blank(site, "MONITOR", new Interval(Instant.FromUtc(2026, 6, 1, 12, 0), Instant.FromUtc(2026, 6, 1, 12, 15)));

        var run = await CliRun.OfAsync("gaps", Series(vendors), "--from", "2026-06-01", "--to", "2026-06-02", "--json", "--settings", await SettingsAsync(vendors));

        Assert.Equal(CliExit.Success, run.ExitCode);
        Assert.Equal(
            ["2026-06-01T06:00:00Z 2026-06-01T07:15:00Z PT1H15M no reading", "2026-06-01T12:00:00Z 2026-06-01T12:15:00Z PT15M no value"],
            run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries)
                .Select(static l => JsonDocument.Parse(l).RootElement).Select(static e => string.Join(' ', e.EnumerateObject().Select(static p => p.Value.GetString()))));
        Assert.Equal("2 gaps, 1.5 of 24 hours missing.\n", run.Error);
    }

    [Fact]
    public async Task Gaps_OfACompleteDay_HasNone()
    {
        await using var vendors = await StartAsync();

        var run = await CliRun.OfAsync("gaps", Series(vendors), "--from", "2026-06-01", "--to", "2026-06-02", "--json", "--settings", await SettingsAsync(vendors));

        Assert.Equal((CliExit.Success, "", "0 gaps, 0 of 24 hours missing.\n"), (run.ExitCode, run.Output, run.Error));
    }

    private static Task<EnergyEmulators> StartAsync() => EnergyEmulators.StartAsync(static o => o.Only(o.Stem));

    private static string Series(EnergyEmulators vendors) => $"stem:/sites/{vendors.World.Sites[0].IdFor("stem")}/MONITOR";

    private async Task<CliRun> CopyAsync(EnergyEmulators vendors, string sink, params string[] options) =>
        await CliRun.OfAsync(["copy", Series(vendors), sink, "--settings", await SettingsAsync(vendors), .. options]);

    private async Task<string> SettingsAsync(EnergyEmulators vendors)
    {
        var file = Path.Combine(_folder, "settings.json");
        await File.WriteAllTextAsync(file, JsonSerializer.Serialize(new { Stem = new { vendors.Stem.BaseAddress, vendors.Stem.ApiKey, MaxRetries = 0 } }));
        return file;
    }
}
