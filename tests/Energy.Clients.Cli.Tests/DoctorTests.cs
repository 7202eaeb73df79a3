using System.Text.Json;
using Energy.Clients.Emulators;

namespace Energy.Clients.Cli.Tests;

public sealed class DoctorTests
{
    [Fact]
    public async Task Doctor_OfTheEmulators_FindsAllFiveGood()
    {
        var run = await CliRun.OfAsync("doctor", "--emulated", "--json");

        Assert.Equal((CliExit.Success, ""), (run.ExitCode, run.Error));
        var findings = Findings(run);
        Assert.Equal(["flexmeasures", "iotile", "opencec", "stem", "sundaya"], findings.Select(static f => f.Vendor).Distinct().Order(StringComparer.Ordinal));
        Assert.All(findings, static f => Assert.Equal("good", f.State));
        Assert.All(findings.Where(static f => f.Check == "proxy"), static f => Assert.Contains("this machine", f.Text, StringComparison.Ordinal));
        Assert.Contains(findings, static f => f is { Vendor: "iotile", Check: "sign-in" } && f.Text.Contains("emulated", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Doctor_OfAWrongKeyAndUnknownSettings_SaysWhatIsWrongWithEach()
    {
        await using var vendors = await EnergyEmulators.StartAsync(static o => o.Only(o.Stem, o.Sundaya));
        var run = await WithSettingsAsync(new
        {
            Stem = new { vendors.Stem.BaseAddress, ApiKey = "not-the-key" },
            Sundaya = new { vendors.Sundaya.BaseAddress, MaxRetrys = 2 },
            Stemm = new { ApiKey = "not-the-key" },
        });

        Assert.Equal(CliExit.Usage, run.ExitCode);
        var findings = Findings(run);
        Assert.Contains(findings, static f => f is { Check: "settings", State: "wrong" } && f.Text.Contains("'Stemm'", StringComparison.Ordinal));
        Assert.Contains(findings, static f =>
            f is { Vendor: "sundaya", Check: "settings", State: "wrong" } && f.Text.Contains("'MaxRetrys', which is no setting", StringComparison.Ordinal));
        Assert.Contains(findings, static f => f is { Vendor: "stem", Check: "sign-in", State: "wrong" });
        Assert.DoesNotContain("not-the-key", run.Output + run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("ClientOptions", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Doctor_OfAKeyThatIsNotAccepted_EndsWithTheCodeOfASignIn()
    {
        await using var vendors = await EnergyEmulators.StartAsync(static o => o.Only(o.Stem));

        Assert.Equal(CliExit.NotSignedIn, (await WithSettingsAsync(new { Stem = new { vendors.Stem.BaseAddress, ApiKey = "not-the-key" } })).ExitCode);
    }

    [Fact]
    public async Task Doctor_OfAServerThatIsNotThere_SaysSoAndAsksForNoSignIn()
    {
        Uri gone;
        await using (var vendors = await EnergyEmulators.StartAsync(static o => o.Only(o.Stem)))
        {
            gone = vendors.Stem.BaseAddress;
        }

        var run = await WithSettingsAsync(new { Stem = new { BaseAddress = gone, ApiKey = "k", MaxRetries = 0 } });

        Assert.Equal(CliExit.Failed, run.ExitCode);
        Assert.DoesNotContain(Findings(run), static f => f.Check == "sign-in");
    }

    [Fact]
    public async Task Doctor_WithAClockThatIsWrong_TellsByHowMuch()
    {
        await using var vendors = await EnergyEmulators.StartAsync(static o => o.Only(o.Stem));
        vendors.Stem.Faults.Always(Fault.Header("Date", "Mon, 01 Jun 2026 12:00:00 GMT"));
        var clock = new ManualTimeProvider(new DateTimeOffset(2026, 6, 1, 13, 0, 0, TimeSpan.Zero));

        var run = await WithSettingsAsync(new { Stem = new { vendors.Stem.BaseAddress, vendors.Stem.ApiKey } }, clock);

        var finding = Assert.Single(Findings(run), static f => f.Check == "clock");
        Assert.Equal("doubtful", finding.State);
        Assert.Contains("3600 seconds ahead of the server's", finding.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Doctor_WithNothingConfigured_SaysHowToBegin()
    {
        var run = await CliRun.OfAsync("doctor");

        Assert.Equal(CliExit.Usage, run.ExitCode);
        Assert.Contains("ENERGY_Stem__ApiKey", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Loopback_WithAProxyInTheEnvironment_IsReachedWithoutIt()
    {
        var environment =
            new Dictionary<string, string>
            {
                ["HTTP_PROXY"] = "http://127.0.0.1:1",
                ["http_proxy"] = "http://127.0.0.1:1",
                ["ALL_PROXY"] = "http://127.0.0.1:1",
                ["NO_PROXY"] = ""
            };

        var run = await ToolProcess.RunAsync(environment, "", "list", "stem", "clients", "--emulated");

        Assert.Equal((CliExit.Success, ""), (run.ExitCode, run.Error));
    }

    [Fact]
    public async Task Proxy_OfTheEnvironment_IsNamedWithoutItsPassword()
    {
        var environment =
            new Dictionary<string, string>
            {
                ["HTTPS_PROXY"] = "http://me:proxy-secret@127.0.0.1:1",
                ["NO_PROXY"] = "",
                ["ENERGY_Stem__ApiKey"] = "k",
                ["ENERGY_Stem__BaseAddress"] = "https://stem.example.com",
                ["ENERGY_Stem__MaxRetries"] = "0"
            };

        var run = await ToolProcess.RunAsync(environment, "", "doctor");

        Assert.Equal(CliExit.Failed, run.ExitCode);
        Assert.Contains("goes through http://127.0.0.1:1; NO_PROXY=stem.example.com would keep it out", run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("proxy-secret", run.Output + run.Error, StringComparison.Ordinal);
    }

    private static List<Found> Findings(CliRun run) => [.. run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(static l => JsonDocument.Parse(l).RootElement)
        .Select(static e =>
            new Found(e.GetProperty("vendor").GetString()!, e.GetProperty("check").GetString()!, e.GetProperty("state").GetString()!, e.GetProperty("finding").GetString()!))
        .Where(static f => f.State != "none")];

    private static async Task<CliRun> WithSettingsAsync(object settings, TimeProvider? clock = null)
    {
        var file = Path.Combine(Path.GetTempPath(), $"energy-{Guid.NewGuid():N}.json");
        await File.WriteAllTextAsync(file, JsonSerializer.Serialize(settings));
        try
        {
            return await CliRun.OfAsync(clock ?? TimeProvider.System, static _ => null, "doctor", "--json", "--settings", file);
        }
        finally
        {
            File.Delete(file);
        }
    }

    private sealed record Found(string Vendor, string Check, string State, string Text);
}
