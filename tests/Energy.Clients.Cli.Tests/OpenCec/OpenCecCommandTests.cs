using System.Text.Json;
using Energy.Clients.OpenCec;

namespace Energy.Clients.Cli.Tests.OpenCec;

public sealed class OpenCecCommandTests
{
    [Fact]
    public async Task KeyNew_Json_GivesAKeyThatItsHashLetsIn()
    {
        var run = await CliRun.OfAsync("opencec", "key", "new", "--json");

        Assert.Equal(CliExit.Success, run.ExitCode);
        var made = JsonDocument.Parse(run.Output).RootElement;
        Assert.True(DesCrypt.Verify(made.GetProperty("key").GetString()!, made.GetProperty("hash").GetString()!));
        Assert.Equal($"{OpenCecApiKey.EnvironmentVariable}={made.GetProperty("hash").GetString()}", made.GetProperty("environment").GetString());
    }

    [Fact]
    public async Task KeyNew_Text_WritesTheServersLine()
    {
        var run = await CliRun.OfAsync("opencec", "key", "new");

        Assert.Equal(CliExit.Success, run.ExitCode);
        Assert.Contains("OPEN_CEC_API_API_KEY_HASH=", run.Output, StringComparison.Ordinal);
        Assert.Contains("first eight", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Listings_OfTheEmulator_AreExportedFilteredAndCompared()
    {
        var csv = await CliRun.OfAsync("opencec", "listings", "--emulated", "--test-profile", "CSIP-AUS 1.2");
        Assert.Equal(CliExit.Success, csv.ExitCode);
        Assert.Equal(["id,entity_type_id", "1,1,Banksia Power", "3,1,Kurrajong"],
            csv.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => string.Join(',', l.Split(',').Take(l.StartsWith("id", StringComparison.Ordinal) ? 2 : 3))));

        var lines = await CliRun.OfAsync("opencec", "listings", "--emulated", "--json");
        var file = Path.GetTempFileName();
        try
        {
            var kept = lines.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries)[1..];
            await File.WriteAllLinesAsync(file, kept.Select(l => l.Replace("\"suspended\"", "\"active\"", StringComparison.Ordinal)));
            var changes = await CliRun.OfAsync("opencec", "listings", "--emulated", "--since", file);
            Assert.Equal("+ 1 Banksia Power Home 10\n~ 3 Kurrajong Drive_and_Feed 11 (status)\n", changes.Output);
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Fact]
    public async Task Listings_SnapshotThatIsNotThere_NamesTheRemedy()
    {
        var run = await CliRun.OfAsync("opencec", "listings", "--emulated", "--since", "no-such-file.jsonl");

        Assert.Equal(CliExit.Usage, run.ExitCode);
        Assert.Contains("--json >", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task List_Listings_ShowsThem()
    {
        var run = await CliRun.OfAsync("list", "opencec", "listings", "--emulated", "--model", "0%");

        Assert.Equal(CliExit.Success, run.ExitCode);
        Assert.Contains("Wattle", run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("Kurrajong", run.Output, StringComparison.Ordinal);
    }
}
