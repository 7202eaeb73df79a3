using System.Text.Json;
using Energy.Clients.Cli.Output;
using Energy.Clients.Emulators;
using Energy.Clients.OpenCec;
using NodaTime;

namespace Energy.Clients.Cli.Tests.Output;

/// <summary>What a vendor calls a thing is shown and steers nothing: no terminal, no direction of reading, no spreadsheet.</summary>
public sealed class VisibleTextTests
{
    private const string Hostile = "Acme\u001b[2J\u0007\0 \u202egnp.exe\u009b31m\nenergy: all is well";

    [Theory]
    [InlineData("plain, ä € 東京 😀\tand\r\nlines\n", "plain, ä € 東京 😀\tand\r\nlines\n")]
    [InlineData("\u001b]0;title\u0007", "\\u001b]0;title\\u0007")]
    [InlineData("over\rwritten", "over\\u000dwritten")]
    [InlineData("a\0b\u007f\u0085\u061c\u200e\u2028\u2066\ufeff", "a\\u0000b\\u007f\\u0085\\u061c\\u200e\\u2028\\u2066\\ufeff")]
    public void Text_ThatSteers_IsWrittenOut(string text, string shown)
    {
        Assert.Equal(shown, VisibleText.OfText(text));
        using var output = new StringWriter();
        using var writer = new VisibleWriter(output);
        writer.Write(text);
        Assert.Equal(shown, output.ToString());
    }

    [Fact]
    public async Task List_OfHostileNames_ShowsThemAndJsonKeepsThem()
    {
        await using var vendors = await EnergyEmulators.StartAsync(static o => o.Only(o.Stem));
        vendors.Stem.State.Clear();
        vendors.Stem.State.AddClients([new StemClientState { Id = "c1", Name = Hostile }]);
        var settings = await SettingsAsync(vendors);
        try
        {
            var table = await CliRun.OfAsync("list", "stem", "clients", "--settings", settings);
            var json = await CliRun.OfAsync("list", "stem", "clients", "--settings", settings, "--json");

            Assert.Equal(CliExit.Success, table.ExitCode);
            Assert.Contains("Acme\\u001b[2J\\u0007\\u0000 \\u202egnp.exe\\u009b31m\\u000aenergy: all is well", table.Output, StringComparison.Ordinal);
            Assert.DoesNotContain(table.Output, static c => (char.IsControl(c) && c != '\n') || c == '\u202e');
            Assert.Equal(Hostile, JsonDocument.Parse(json.Output).RootElement.GetProperty("name").GetString());
            Assert.DoesNotContain(json.Output, static c => (char.IsControl(c) && c != '\n') || c == '\u202e');
        }
        finally
        {
            File.Delete(settings);
        }
    }

    [Fact]
    public async Task Errors_WithAServersWords_StayOneLineThatSteersNothing()
    {
        await using var vendors = await EnergyEmulators.StartAsync(static o =>
        {
            o.Only(o.IOTile);
            o.IOTile.Days = 0;
        });
        vendors.IOTile.Faults.Always(Fault.Status(400, body: JsonSerializer.Serialize(new { detail = Hostile }), contentType: "application/json"));
        var settings = Path.Combine(Path.GetTempPath(), $"energy-{Guid.NewGuid():N}.json");
        await File.WriteAllTextAsync(settings, JsonSerializer.Serialize(new { IOTile = new { vendors.IOTile.BaseAddress, Token = new string('0', 40) } }));
        try
        {
            var run = await CliRun.OfAsync("list", "iotile", "devices", "--settings", settings);

            Assert.Equal(CliExit.Failed, run.ExitCode);
            Assert.Single(run.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries));

            // The words are shown, and the line end among them is none.
            Assert.Contains("Acme\\u001b[2J\\u0007\\u0000 \\u202egnp.exe\\u009b31m energy: all is well", run.Error, StringComparison.Ordinal);
            Assert.DoesNotContain(run.Error, static c => (char.IsControl(c) && c != '\n') || c == '\u202e');
        }
        finally
        {
            File.Delete(settings);
        }
    }

    [Theory]
    [InlineData("=HYPERLINK(\"http://x\")", "start,end,\"value_=HYPERLINK(\"\"http://x\"\")\"")]
    [InlineData("kWh,@cmd", "start,end,\"value_kWh,@cmd\"")]
    public async Task Read_OfASeriesWithAHostileUnit_GuardsItsHeader(string unit, string header)
    {
        using var output = new StringWriter();
        var io = new CliIo(output, TextWriter.Null, false, static _ => null);
        var start = Instant.FromUtc(2026, 1, 1, 0, 0);
        var series = ReadingSeries.FromReadings(new SeriesInfo { Identity = "x:/y", Unit = Unit.FromText(unit), Kind = SeriesKind.Unknown },
            [new Reading(start, start + Duration.FromHours(1), -1.5)]);

        await new ReadingWriter(io, series.Info).WriteAsync(series, ReadingFormat.Csv, null, CancellationToken.None);

        // A number may begin with a sign: it is no formula.
        Assert.Equal($"{header}\n2026-01-01T00:00:00Z,2026-01-01T01:00:00Z,-1.5\n", output.ToString().ReplaceLineEndings("\n"));
    }

    [Theory]
    [InlineData("=1+2", "'=1+2")]
    [InlineData("@SUM(A1)", "'@SUM(A1)")]
    [InlineData("+44 20", "'+44 20")]
    [InlineData("-Acme", "'-Acme")]
    public async Task OpenCecListings_WithANameThatASpreadsheetWouldRun_AreGuarded(string manufacturer, string cell)
    {
        await using var vendors = await EnergyEmulators.StartAsync(static o => o.Only(o.OpenCec));
        using var client = new OpenCecClient(new OpenCecClientOptions { BaseAddress = vendors.OpenCec.BaseAddress, ApiKey = vendors.OpenCec.ApiKey });
        await client.Admin.Listings.CreateAsync(new() { EntityTypeId = 1, Manufacturer = manufacturer, Model = "H1" });
        var settings = Path.Combine(Path.GetTempPath(), $"energy-{Guid.NewGuid():N}.json");
        await File.WriteAllTextAsync(settings, JsonSerializer.Serialize(new { OpenCec = new { vendors.OpenCec.BaseAddress, vendors.OpenCec.ApiKey } }));
        try
        {
            var run = await CliRun.OfAsync("opencec", "listings", "--settings", settings);

            Assert.Equal(CliExit.Success, run.ExitCode);
            Assert.Contains($",{cell},", run.Output, StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(settings);
        }
    }

    private static async Task<string> SettingsAsync(EnergyEmulators vendors)
    {
        var settings = Path.Combine(Path.GetTempPath(), $"energy-{Guid.NewGuid():N}.json");
        await File.WriteAllTextAsync(settings, JsonSerializer.Serialize(new { Stem = new { vendors.Stem.BaseAddress, vendors.Stem.ApiKey } }));
        return settings;
    }
}
