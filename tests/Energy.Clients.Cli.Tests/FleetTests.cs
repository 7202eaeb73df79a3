namespace Energy.Clients.Cli.Tests;

/// <summary><c>energy fleet</c> on a folder of its own.</summary>
public sealed class FleetTests : IDisposable
{
    private readonly string _folder = Path.Combine(Path.GetTempPath(), "energy-fleet-" + Guid.NewGuid().ToString("N"));

    [Fact]
    public async Task Series_AreAddedListedAndTakenOut()
    {
        var added = await RunAsync("add", "stem+north:/sites/1/MONITOR", "stem+north:/sites/2/MONITOR", "--every", "PT1H", "--since", "2026-01-31");
        var again = await RunAsync("add", "stem+north:/sites/1/MONITOR");
        var list = await RunAsync("list", "--json");
        var removed = await RunAsync("remove", "stem+north:/sites/2/MONITOR", "stem+north:/sites/3/MONITOR");

        Assert.Equal("2 added.\n", added.Output.ReplaceLineEndings("\n"));
        Assert.Equal("0 added; 1 were there already and stay as they are (energy fleet status).\n", again.Output.ReplaceLineEndings("\n"));
        Assert.Equal(
            ["""{"series":"stem\u002Bnorth:/sites/1/MONITOR","every":"PT1H","since":"2026-01-31T00:00:00Z","look back":"P0D","sink":null}""",
                """{"series":"stem\u002Bnorth:/sites/2/MONITOR","every":"PT1H","since":"2026-01-31T00:00:00Z","look back":"P0D","sink":null}"""],
            list.Output.ReplaceLineEndings("\n").TrimEnd().Split('\n'));
        Assert.Equal("1 taken out; 1 were not there.\n", removed.Output.ReplaceLineEndings("\n"));
        Assert.Equal(CliExit.Success, removed.ExitCode);
    }

    [Fact]
    public async Task Status_ShowsWhatIsNotFineWithTheRemedy()
    {
        await RunAsync("add", "stem+north:/sites/1/MONITOR", "stem+north:/sites/2/MONITOR");
        await RunAsync("add", "stem+north:/sites/1/MONITOR");

        var status = await RunAsync("status");

        Assert.Equal(CliExit.Success, status.ExitCode);
        Assert.Contains("It was added again while it was there: the first one counts, read every PT15M.", status.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("/sites/2/", status.Output, StringComparison.Ordinal);
        Assert.Contains("/sites/2/", (await RunAsync("status", "--all")).Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--every '15' is not a length of time. Write PT15M, PT1H or P1D.", "add", "stem:/sites/1/MONITOR", "--every", "15")]
    [InlineData("energy:", "add", "no address")]
    public async Task WrongWords_AreOneSentence(string expected, params string[] args)
    {
        var run = await RunAsync(args);

        Assert.Equal(CliExit.Usage, run.ExitCode);
        Assert.Contains(expected, run.Error, StringComparison.Ordinal);
        Assert.Single(run.Error.TrimEnd().Split('\n'));
    }

    public void Dispose()
    {
        if (Directory.Exists(_folder))
        {
            Directory.Delete(_folder, recursive: true);
        }
    }

    private Task<CliRun> RunAsync(params string[] args) => CliRun.OfAsync(["fleet", .. args, "--folder", _folder]);
}
