using System.Text.Json;

namespace Energy.Clients.Cli.Tests;

/// <summary>FlexMeasures from the command line, against its emulator.</summary>
public sealed class FlexMeasuresCommandTests
{
    [Fact]
    public async Task List_OfSensors_GivesWhatReadingNeeds()
    {
        var all = await RowsAsync("list", "flexmeasures", "sensors", "--emulated", "--json");
        var ofOne = await RowsAsync("list", "flexmeasures", "sensors", "--asset", "1", "--emulated", "--json");

        Assert.Equal(["load", "grid", "production"], ofOne.Select(static r => r.GetProperty("name").GetString()!).Intersect(["load", "grid", "production"]));
        Assert.True(all.Count > ofOne.Count);
        Assert.All(all, static r => Assert.Equal(("kW", "PT5M"), (r.GetProperty("unit").GetString(), r.GetProperty("resolution").GetString())));
    }

    [Fact]
    public async Task List_OfAssetsFiltered_GivesThoseThatMatch()
    {
        var batteries = await RowsAsync("list", "flexmeasures", "assets", "--filter", "battery", "--emulated", "--json");

        Assert.NotEmpty(batteries);
        Assert.All(batteries, static r => Assert.Contains("battery", r.GetProperty("name").GetString(), StringComparison.Ordinal));
        Assert.All(batteries, static r => Assert.False(string.IsNullOrEmpty(r.GetProperty("parent").GetString())));
    }

    [Theory]
    [InlineData("flexmeasures:/sensors/1?unit=kW", "value_kW", 12)]
    [InlineData("flexmeasures:/sensors/1?unit=W&resolution=PT15M", "value_W", 4)]
    public async Task Read_OfASensor_WritesTheUnitAndResolutionAskedFor(string series, string column, int readings)
    {
        var run = await CliRun.OfAsync("read", series, "--emulated", "--from", "2026-06-01T12:00:00Z", "--to", "2026-06-01T13:00:00Z", "--format", "csv");

        Assert.Equal(CliExit.Success, run.ExitCode);
        var lines = run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal("start,end," + column, lines[0]);
        Assert.Equal(readings, lines.Length - 1);
    }

    [Theory]
    [InlineData(CliExit.Usage, "flexmeasures:/sensors/<sensor id>", "read", "flexmeasures:/sensors/main", "--emulated")]
    [InlineData(CliExit.Usage, "is not configured", "list", "flexmeasures", "sensors")]
    [InlineData(CliExit.NotFound, "4711", "read", "flexmeasures:/sensors/4711", "--emulated")]
    public async Task Mistakes_EndWithTheirCodeAndOneSentence(int code, string sentence, params string[] args)
    {
        var run = await CliRun.OfAsync(args);

        Assert.Equal(code, run.ExitCode);
        Assert.Contains(sentence, run.Error, StringComparison.Ordinal);
    }

    private static async Task<List<JsonElement>> RowsAsync(params string[] args)
    {
        var run = await CliRun.OfAsync(args);
        Assert.Equal(CliExit.Success, run.ExitCode);
        return [.. run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(static l => JsonDocument.Parse(l).RootElement)];
    }
}
