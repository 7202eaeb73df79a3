using System.Text.Json;
using Energy.Clients.Emulators;

namespace Energy.Clients.Cli.Tests;

/// <summary>The tool as a person uses it.</summary>
public sealed class CliAppTests
{
    [Theory]
    [InlineData("text", "residual 0 MJ")]
    [InlineData("svg", "data-flow=\"yield\"")]
    [InlineData("jsonl", "\"store.out\":")]
    public async Task Flow_OfASite_DrawsAllItsFlows(string format, string expected)
    {
        var run = await CliRun.OfAsync("flow", "sundaya:/sites/hillside/hsy?period=hour", "--emulated", "--from", "2024-06-01", "--to", "2024-06-02", "--format", format);

        Assert.Equal(CliExit.Success, run.ExitCode);
        Assert.Contains(expected, run.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("stem:/sites/1/MONITOR")]
    [InlineData("sundaya:/sites/1/hsy?period=decade")]
    public async Task Flow_OfAnotherThing_SaysWhatToWrite(string series)
    {
        var run = await CliRun.OfAsync("flow", series, "--emulated");

        Assert.Equal(CliExit.Usage, run.ExitCode);
        Assert.Contains("energy:", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Maximum Power Point Trackers", "flows")]
    [InlineData("0.6.0.07", "versions", "--emulated")]
    public async Task List_OfSundaya_ShowsWhatItHas(string expected, params string[] what)
    {
        var run = await CliRun.OfAsync(["list", "sundaya", .. what, "--json"]);

        Assert.Equal(CliExit.Success, run.ExitCode);
        Assert.Contains(expected, run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Demo_WithTheSameSeed_ShowsTheSame()
    {
        var first = await CliRun.OfAsync("demo", "--seed", "7");
        var second = await CliRun.OfAsync("demo", "--seed", "7");
        var other = await CliRun.OfAsync("demo", "--seed", "8");

        Assert.Equal(first.Output, second.Output);
        Assert.NotEqual(first.Output, other.Output);
    }

    [Fact]
    public async Task List_OfClientsAsJson_GivesOneObjectALine()
    {
        var run = await CliRun.OfAsync("list", "stem", "clients", "--emulated", "--json");

        Assert.Equal(CliExit.Success, run.ExitCode);
        var lines = run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.NotEmpty(lines);
        Assert.All(lines, static line => Assert.False(string.IsNullOrEmpty(JsonDocument.Parse(line).RootElement.GetProperty("id").GetString())));
    }

    [Fact]
    public async Task List_OfClientsByName_GivesThoseWhoseNameHasIt()
    {
        await using var vendors = await EnergyEmulators.StartAsync(static o => o.Only(o.Stem));
        vendors.Stem.State.Clear();
        vendors.Stem.State.AddClients([new StemClientState { Id = "c1", Name = "Harbour Cold Store" }, new StemClientState { Id = "c2", Name = "Hill Bakery" }]);
        var settings = Path.Combine(Path.GetTempPath(), $"energy-{Guid.NewGuid():N}.json");
        await File.WriteAllTextAsync(settings, JsonSerializer.Serialize(new { Stem = new { vendors.Stem.BaseAddress, vendors.Stem.ApiKey } }));
        try
        {
            var run = await CliRun.OfAsync("list", "stem", "clients", "--name", "bakery", "--json", "--settings", settings);

            Assert.Equal((CliExit.Success, ""), (run.ExitCode, run.Error));
            Assert.Equal("c2", JsonDocument.Parse(run.Output).RootElement.GetProperty("id").GetString());
        }
        finally
        {
            File.Delete(settings);
        }
    }

    [Fact]
    public async Task List_OfSites_NamesTheirStreams()
    {
        var run = await CliRun.OfAsync("list", "stem", "sites", "--emulated");

        Assert.Equal(CliExit.Success, run.ExitCode);
        Assert.Contains("MONITOR", run.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("MONITOR", "900", 4)]
    [InlineData("building-load", "1800", 2)]
    [InlineData("charge", "3600", 1)]
    public async Task Read_AsCsv_WritesAHeaderWithTheUnitAndARowAReading(string stream, string resolution, int readings)
    {
        var site = await FirstSiteAsync();

        var run = await CliRun.OfAsync("read", $"stem:/sites/{site}/{stream}?resolution={resolution}", "--emulated", "--from", "2026-06-01T12:00:00Z", "--to",
            "2026-06-01T13:00:00Z", "--format", "csv");

        Assert.Equal(CliExit.Success, run.ExitCode);
        var lines = run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal("start,end,value_kW", lines[0]);
        Assert.Equal(readings, lines.Length - 1);
        Assert.StartsWith("2026-06-01T12:00:00Z,", lines[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Read_AsJsonLines_WritesOneObjectAReading()
    {
        var site = await FirstSiteAsync();

        var run = await CliRun.OfAsync("read", $"stem:/sites/{site}/MONITOR", "--emulated", "--from", "2026-06-01", "--to", "2026-06-02", "--json");

        var rows = run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(static l => JsonDocument.Parse(l).RootElement).ToList();
        Assert.Equal(96, rows.Count);
        Assert.All(rows, static row => Assert.Equal("kW", row.GetProperty("unit").GetString()));
    }

    [Fact]
    public async Task Read_AsTable_SaysHowManyAndWhatPositiveMeans()
    {
        var site = await FirstSiteAsync();

        var run = await CliRun.OfAsync("read", $"stem:/sites/{site}/MONITOR", "--emulated", "--from", "2026-06-01T00:00:00Z", "--to", "2026-06-01T01:00:00Z");

        Assert.Equal(CliExit.Success, run.ExitCode);
        Assert.Contains("4 readings, 0 without a value", run.Output, StringComparison.Ordinal);
        Assert.Contains("positive is import", run.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("flexmeasures:/sensors/1", "kW")]
    [InlineData("sundaya:/sites/999/harvest?period=hour", "MJ")]
    public async Task Read_OfASeriesByItsAddress_SaysTheUnitOfItsNumbers(string series, string unit)
    {
        var run = await CliRun.OfAsync("read", series, "--emulated", "--from", "2026-06-01T00:00:00Z", "--to", "2026-06-01T01:00:00Z");

        Assert.Equal(CliExit.Success, run.ExitCode);
        Assert.EndsWith(unit, run.Output.Split('\n')[0].TrimEnd(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(CliExit.NotFound, "404", "read", "stem:/sites/nowhere/MONITOR", "--emulated")]
    [InlineData(CliExit.Usage, "not a Stem series", "read", "stem:/meters/1", "--emulated")]
    [InlineData(CliExit.Usage, "900, 1800 and 3600", "read", "stem:/sites/x/MONITOR?resolution=600", "--emulated")]
    [InlineData(CliExit.Usage, "is not configured", "read", "stem:/sites/x/MONITOR")]
    [InlineData(CliExit.Usage, "is not configured", "list", "stem", "clients")]
    [InlineData(CliExit.Usage, "'foo' is no vendor. Known are stem, ", "read", "foo:/sites/x", "--emulated")]
    [InlineData(CliExit.Usage, "'nonsense' is not an epoch", "period", "week", "nonsense")]
    [InlineData(CliExit.Usage, "'20190299' is not an epoch", "period", "week", "20190299", "--json")]
    [InlineData(CliExit.Usage, "is not a kind of period", "period", "fortnight")]
    [InlineData(CliExit.Usage, "is not a device slug: at position 3", "id", "d--gg", "--json")]
    [InlineData(CliExit.Usage, "is not a time", "read", "stem:/sites/x/MONITOR", "--from", "yesterday")]
    [InlineData(CliExit.Usage, "before it starts", "read", "stem:/sites/x/MONITOR", "--emulated", "--from", "2026-06-02", "--to", "2026-06-01")]
    [InlineData(CliExit.Usage, "is not a series address", "read", "42")]
    [InlineData(CliExit.Usage, "energy --help", "frobnicate")]
    public async Task Mistakes_EndWithTheirCodeAndOneSentence(int code, string sentence, params string[] args)
    {
        var run = await CliRun.OfAsync(args);

        Assert.Equal(code, run.ExitCode);
        Assert.Contains(sentence, run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("(Parameter", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("d--000a", "d--0000-0000-0000-000a")]
    [InlineData("s--0005--0210--5001", "s--0000-0005--0000-0000-0000-0210--5001")]
    [InlineData("p--0005", "p--0000-0005")]
    [InlineData("b--0001-0000-0000-0222", "d--0000-0000-0000-0222")]
    [InlineData("v--0000-0005--5001", "20481 (0x5001)")]
    [InlineData("ea1.2021-02.io.flexmeasures.company:30:73", "company.flexmeasures.io")]
    [InlineData("ea1.2021-01.io.flexmeasures:fm1.42", "sensor")]
    [InlineData("stem:/sites/4711/MONITOR?resolution=900", "query resolution")]
    public async Task Id_OfASlugOrAddress_ExplainsIt(string text, string shown)
    {
        var run = await CliRun.OfAsync("id", text);

        Assert.Equal(CliExit.Success, run.ExitCode);
        Assert.Contains(shown, run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Id_OfABadText_PutsACaretUnderThePosition()
    {
        const string Text = "p--0000_0005";

        var run = await CliRun.OfAsync("id", Text);

        Assert.Equal(CliExit.Usage, run.ExitCode);
        var lines = run.Error.Split('\n');
        var caret = Array.FindIndex(lines, static l => l.TrimStart().StartsWith('^'));
        Assert.Equal(Text, lines[caret - 1].Trim());
        Assert.Equal(Text.IndexOf('_', StringComparison.Ordinal), lines[caret].IndexOf('^', StringComparison.Ordinal) - 2);
    }

    [Theory]
    [InlineData("demo")]
    [InlineData("id", "p--5")]
    [InlineData("period", "week", "20190204")]
    [InlineData("list", "stem", "sites", "--emulated")]
    public async Task Output_WithoutATerminal_IsPlainColumns(params string[] args)
    {
        var run = await CliRun.OfAsync(args);

        Assert.Equal(CliExit.Success, run.ExitCode);
        Assert.DoesNotContain(run.Output, static c => c is '\u001b' or (>= '\u2500' and <= '\u257f'));
    }

    [Theory]
    [InlineData("demo")]
    [InlineData("id", "p--5")]
    [InlineData("period", "week", "20190204")]
    public async Task Json_OfEveryCommandWithATable_IsOneObjectALine(params string[] args)
    {
        var run = await CliRun.OfAsync([.. args, "--json"]);

        Assert.Equal(CliExit.Success, run.ExitCode);
        var lines = run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.NotEmpty(lines);
        Assert.All(lines, static line => Assert.Equal(JsonValueKind.Object, JsonDocument.Parse(line).RootElement.ValueKind));
    }

    [Fact]
    public async Task Json_OfAnIdAndAPeriod_SaysWhatTheTableSays()
    {
        var id = JsonDocument.Parse((await CliRun.OfAsync("id", "s--5--a--5001", "--json")).Output).RootElement;
        Assert.Equal(("IOTile stream", "d--0000-0000-0000-000a"), (id.GetProperty("kind").GetString(), id.GetProperty("device").GetString()));

        var period = JsonDocument.Parse((await CliRun.OfAsync("period", "year", "20190204", "--document", "--json")).Output).RootElement;
        Assert.Equal(("quarter", 4), (period.GetProperty("children").GetProperty("period").GetString(), period.GetProperty("children").GetProperty("count").GetInt32()));
        Assert.Equal(("2019-01-01T00:00:00Z", "2020-01-01T00:00:00Z"),
            (period.GetProperty("self").GetProperty("from").GetString(), period.GetProperty("self").GetProperty("to").GetString()));
    }

    [Fact]
    public async Task Period_OfAnEpochInPart_TakesTheRestFromNow()
    {
        Assert.Equal(CliExit.Success, (await CliRun.OfAsync("period", "year", "2019")).ExitCode);
        Assert.Equal(CliExit.Success, (await CliRun.OfAsync("period", "week")).ExitCode);
    }

    [Fact]
    public async Task Period_OfAWeek_ShowsItsFamily()
    {
        var run = await CliRun.OfAsync("period", "week", "20190204");

        Assert.Equal(CliExit.Success, run.ExitCode);
        Assert.Contains("2019-02-11T00:00:00Z", run.Output, StringComparison.Ordinal);
        Assert.Contains("Mon Tue Wed Thu Fri Sat Sun", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Settings_FromAFile_AreUsedAndCheckedWithTheRemedy()
    {
        var file = Path.Combine(Path.GetTempPath(), $"energy-{Guid.NewGuid():N}.json");
        await File.WriteAllTextAsync(file, """{ "Stem": { "ApiKey": "top-secret-key", "BaseAddress": "http://stem.example.com" } }""");
        try
        {
            var run = await CliRun.OfAsync("list", "stem", "clients", "--settings", file);

            Assert.Equal(CliExit.Usage, run.ExitCode);
            Assert.Contains("AllowHttp", run.Error, StringComparison.Ordinal);
            Assert.DoesNotContain("top-secret-key", run.Error, StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static async Task<string> FirstSiteAsync()
    {
        var run = await CliRun.OfAsync("list", "stem", "sites", "--emulated", "--json");
        return JsonDocument.Parse(run.Output.Split('\n')[0]).RootElement.GetProperty("id").GetString()!;
    }
}
