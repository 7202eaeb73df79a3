using Energy.Clients.Emulators;
using Energy.Clients.IOTile;
using NodaTime;

namespace Energy.Clients.Cli.Tests;

/// <summary>However a run fails, it says one sentence and ends with a documented code: no stack trace, no name of a type.</summary>
public sealed class FailureTests
{
    private const string Secret = "a-password-of-mine";

    [Theory]
    [InlineData("There is no settings file", null)]
    [InlineData("is not a JSON object", "not json")]
    [InlineData("is not a JSON object", "[1]")]
    [InlineData("is not a JSON object", """{ "Stem": { "ApiKey": "a", "apikey": "b" } }""")]
    public async Task Settings_MissingOrUnreadable_AreOneSentence(string sentence, string? content)
    {
        var file = Path.Combine(Path.GetTempPath(), $"energy-{Guid.NewGuid():N}.json");
        try
        {
            if (content is not null)
            {
                await File.WriteAllTextAsync(file, content);
            }

            IsOneSentence(CliExit.Usage, sentence, await CliRun.OfAsync("list", "stem", "clients", "--settings", file));
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Fact]
    public async Task Settings_ThatAreAFolder_AreOneSentence() =>
        IsOneSentence(CliExit.Usage, "cannot be read", await CliRun.OfAsync("list", "stem", "clients", "--settings", Path.GetTempPath()));

    [Theory]
    [InlineData("ENERGY_Stem__MaxRetries", "many", "the setting 'Stem:MaxRetries' is not a whole number. In the environment it is ENERGY_Stem__MaxRetries.")]
    [InlineData("ENERGY_Stem__TotalTimeout", "long", "the setting 'Stem:TotalTimeout' is not a time")]
    [InlineData("ENERGY_Stem__Strict", "perhaps", "the setting 'Stem:Strict' is not true or false")]
    [InlineData("ENERGY_Stem__NoSuchThing", "1", "'NoSuchThing'")]
    [InlineData("ENERGY_Stem__BaseAddress", "http://stem.example.com", "AllowHttp")]
    public async Task Environment_WithAValueThatDoesNotFit_IsOneSentence(string name, string value, string sentence)
    {
        var run = await ToolProcess.RunAsync(new Dictionary<string, string> { ["ENERGY_Stem__ApiKey"] = "top-secret-key", [name] = value }, "", "list", "stem", "clients");

        IsOneSentence(CliExit.Usage, sentence, run);
        Assert.DoesNotContain("top-secret-key", run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("ClientOptions", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--format 'xml' is not known. Write one of table, csv, jsonl", "read", "stem:/sites/1/MONITOR", "--format", "xml")]
    [InlineData("--port 'ten' is not a whole number. See energy emulate --help.", "emulate", "--port", "ten")]
    [InlineData("--days 'many' is not a whole number. See energy iotile sum --help.", "iotile", "sum", "p--1", "--days", "many")]
    [InlineData("--asset 'x' is not a whole number", "list", "flexmeasures", "sensors", "--asset", "x")]
    [InlineData("See energy list stem --help.", "list", "stem", "planets")]
    public async Task CommandLine_ThatCannotBeRead_IsToldInWordsOfTheCommandLine(string sentence, params string[] args) =>
        IsOneSentence(CliExit.Usage, sentence, await CliRun.OfAsync(args));

    [Fact]
    public async Task Sum_WithoutStreams_IsNotFound()
    {
        await using var cloud = await StartAsync();

        IsOneSentence(CliExit.NotFound, "No streams were found", await CliRun.OfAsync(static _ => Secret, ["iotile", "sum", "d--ffff", .. Server(cloud)]));
    }

    [Fact]
    public async Task Report_ThatNeverGetsReady_IsGivenUpInOneSentence()
    {
        await using var cloud = await StartAsync();
        cloud.IOTile.Faults.When(static r => r.Method == "GET" && r.Path.EndsWith("/report/", StringComparison.Ordinal), Fault.Body("[]"));
        var report = new IOTileReport { Device = new DeviceSlug(1), ReportId = 4_000_000_009, SentTimestamp = 10, Readings = [new(0x5001, 4_000_000_003, 5, 7)] };
        var file = Path.Combine(Path.GetTempPath(), $"energy-{Guid.NewGuid():N}.bin");
        try
        {
            await File.WriteAllBytesAsync(file, report.ToBytes());
            var clock = new ManualTimeProvider(DateTimeOffset.UnixEpoch.AddYears(56)) { AutoAdvance = true };

            var run = await CliRun.OfAsync(clock, static _ => Secret, ["iotile", "report", file, "--wait", "--at", "2026-01-01T00:00:00Z", .. Server(cloud)]);

            IsOneSentence(CliExit.Failed, "had not processed it within", run);
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Fact]
    public async Task Output_ToAFullDisk_IsOneSentenceAndItsOwnCode()
    {
        if (!ToolShell.Exists)
        {
            return; // There is no /dev/full on this system.
        }

        IsOneSentence(CliExit.File, "No space left", await ToolShell.RunAsync("$TOOL id p--5 > /dev/full"));
        IsOneSentence(CliExit.File, "No space left", await ToolShell.RunAsync("$TOOL list sundaya flows --json > /dev/full"));

        var mute = await ToolShell.RunAsync("$TOOL id p--5 > /dev/full 2> /dev/full");
        Assert.Equal((CliExit.File, ""), (mute.ExitCode, mute.Error));
    }

    [Fact]
    public async Task Output_ThatNobodyReadsAnyMore_StopsTheReadWithItsCode()
    {
        if (!ToolShell.Exists)
        {
            return; // There is no shell on this system.
        }

        // Thirty years of quarter hours would take minutes.
        var run = await ToolShell.RunAsync(
            """(set +e; $TOOL read "flexmeasures:/sensors/1?resolution=PT15M" --emulated --from 1996-01-01 --to 2026-01-01 --format csv; echo "code $?" >&2) | head -n 2""");

        Assert.Equal("start,end,value_kW", run.Output.Split('\n')[0]);
        Assert.Equal("code 141\n", run.Error);
    }

    [Fact]
    public async Task Failure_ThatNobodyForesaw_SaysWhatToReportAndNoStackTrace()
    {
        await using var cloud = await StartAsync();
        static string? Defect(string question) => throw new InvalidOperationException("Sequence contains no elements");

        var run = await CliRun.OfAsync(Defect, ["iotile", "account", .. Server(cloud)]);
        var traced = await CliRun.OfAsync(static name => name == "ENERGY_TRACE" ? "1" : null, Defect, ["iotile", "account", .. Server(cloud)]);

        IsOneSentence(CliExit.Defect, "Please report it", run);
        Assert.Contains("ENERGY_TRACE=1", run.Error, StringComparison.Ordinal);
        Assert.Equal(CliExit.Defect, traced.ExitCode);
        Assert.Contains("Sequence contains no elements", traced.Error, StringComparison.Ordinal);
        Assert.DoesNotContain(Secret, traced.Error, StringComparison.Ordinal);
    }

    private static void IsOneSentence(int code, string sentence, CliRun run)
    {
        Assert.True(run.Error.Contains(sentence, StringComparison.Ordinal), run.Error);
        Assert.Equal(code, run.ExitCode);
        Assert.StartsWith("energy: ", run.Error, StringComparison.Ordinal);
        Assert.Single(run.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.DoesNotMatch(@"System\.|Exception|Energy\.Clients\.|   at |`1", run.Error);
    }

    private static string[] Server(EnergyEmulators cloud) => ["--server", cloud.IOTile.BaseAddress.ToString(), "--user", cloud.IOTile.UserName];

    private static Task<EnergyEmulators> StartAsync() => EnergyEmulators.StartAsync(static o =>
    {
        o.Only(o.IOTile);
        o.IOTile.Days = 0;
        o.IOTile.Password = Secret;
    });
}
