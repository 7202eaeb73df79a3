using System.Text.Json;
using Energy.Clients.Emulators;

namespace Energy.Clients.Cli.Tests.IOTile;

/// <summary>Where a command takes its credential from: its options, else settings and environment, else the prompt.</summary>
public sealed class IOTileSignInTests
{
    private const string Secret = "the-secret-of-one";
    private const string OtherSecret = "the-secret-of-two";

    [Fact]
    public async Task Environment_UserAndPassword_SignIn()
    {
        await using var cloud = await StartAsync();

        var run = await ToolProcess.RunAsync(Environment(cloud, ("UserName", "emulated"), ("Password", Secret)), "", "iotile", "account", "--json");

        Assert.Equal((CliExit.Success, "emulated"), (run.ExitCode, User(run)));
        Assert.DoesNotContain(Secret, run.Output + run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Options_BesideAnotherAccountInTheEnvironment_GoFirst()
    {
        await using var cloud = await StartAsync();

        // Also when what stands in the environment is a token.
        var token = cloud.IOTile.IssueToken("emulated");
        var run = await ToolProcess.RunAsync(Environment(cloud, ("Token", token)), "", "iotile", "account", "--json", "--user", "two", "--password", OtherSecret);

        Assert.Equal((CliExit.Success, "two"), (run.ExitCode, User(run)));
        Assert.DoesNotContain(OtherSecret, run.Output + run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain(token, run.Output + run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task PipedInput_IsNeverTakenForThePassword()
    {
        await using var cloud = await StartAsync();

        var run = await ToolProcess.RunAsync(Environment(cloud, ("UserName", "emulated")), Secret + "\n", "iotile", "account");

        Assert.Equal(CliExit.Usage, run.ExitCode);
        Assert.Contains("not a terminal", run.Error, StringComparison.Ordinal);
        Assert.Contains("ENERGY_IOTile__Password", run.Error, StringComparison.Ordinal);
        Assert.Equal(0, cloud.IOTile.Requests.Total);
    }

    [Theory]
    [InlineData("the settings' password", "emulated", false, "emulated")]
    [InlineData("the prompt's, since the settings' is another account's", "two", true, "two")]
    [InlineData("the prompt's, since the settings have none", "emulated", true, "emulated", false)]
    public async Task Password_OfSettings_IsOnlyForTheirOwnAccount(string taken, string user, bool asks, string signedIn, bool hasPassword = true)
    {
        await using var cloud = await StartAsync();
        var asked = new List<string>();
        var settings =
            new Dictionary<string, string?> { ["BaseAddress"] = cloud.IOTile.BaseAddress.ToString(), ["UserName"] = "emulated", ["Password"] = hasPassword ? Secret : null };

        var run = await WithSettingsAsync(settings, file => CliRun.OfAsync(
            prompt =>
            {
                asked.Add(prompt);
                return user == "two" ? OtherSecret : Secret;
            },
            ["iotile", "account", "--json", "--settings", file, "--user", user]));

        Assert.True(run.ExitCode == CliExit.Success, $"{taken}: {run.Error}");
        Assert.Equal(signedIn, User(run));
        Assert.Equal(asks ? [$"Password of {user}: "] : [], asked);
        Assert.DoesNotContain(Secret, run.Output + run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain(OtherSecret, run.Output + run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Token_OfSettings_NeedsNoPrompt()
    {
        await using var cloud = await StartAsync();
        var settings = new Dictionary<string, string?> { ["BaseAddress"] = cloud.IOTile.BaseAddress.ToString(), ["Token"] = cloud.IOTile.IssueToken("two") };

        var run = await WithSettingsAsync(settings, static file =>
            CliRun.OfAsync(static prompt => throw new InvalidOperationException(prompt), ["iotile", "account", "--json", "--settings", file]));

        Assert.Equal((CliExit.Success, "two"), (run.ExitCode, User(run)));
    }

    [Fact]
    public async Task EmptyAnswerToThePrompt_IsAUsageError()
    {
        await using var cloud = await StartAsync();

        var run = await CliRun.OfAsync(static _ => "", ["iotile", "account", "--server", cloud.IOTile.BaseAddress.ToString(), "--user", "emulated"]);

        Assert.Equal(CliExit.Usage, run.ExitCode);
        Assert.Contains("is empty", run.Error, StringComparison.Ordinal);
        Assert.Equal(0, cloud.IOTile.Requests.Total);
    }

    [Fact]
    public async Task TokenBesidePassword_IsAUsageErrorThatShowsNeither()
    {
        var run = await CliRun.OfAsync(["iotile", "account", "--token", OtherSecret, "--user", "emulated", "--password", Secret]);

        Assert.Equal(CliExit.Usage, run.ExitCode);
        Assert.Contains("not both", run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain(Secret, run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain(OtherSecret, run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Sum_SignsInAsTheOthersDoAndSignsOut()
    {
        await using var cloud = await StartAsync();

        var run = await CliRun.OfAsync(static _ => Secret, ["iotile", "sum", "d--1", "--json", "--server", cloud.IOTile.BaseAddress.ToString(), "--user", "emulated"]);

        Assert.True(run.ExitCode == CliExit.Success, run.Error);
        Assert.Contains("total", run.Output, StringComparison.Ordinal);
        Assert.EndsWith("/auth/logout/", cloud.IOTile.Requests.ToList()[^1].Path, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Sum_OfASourceThatIsNotToBeHad_TellsItAndExitsWithPartly()
    {
        await using var cloud = await StartAsync();

        var run = await CliRun.OfAsync(static _ => Secret, ["iotile", "sum", "d--1", "p--99", "--json", "--server", cloud.IOTile.BaseAddress.ToString(), "--user", "emulated"]);

        Assert.Equal(CliExit.Partly, run.ExitCode);
        Assert.Contains("p--99 is not in the sum: the server lists no stream for it", run.Error, StringComparison.Ordinal);
        Assert.Contains("total", run.Output, StringComparison.Ordinal);
    }

    private static string User(CliRun run) => run.Output.Length == 0 ? run.Error : JsonDocument.Parse(run.Output).RootElement.GetProperty("user").GetString()!;

    private static Dictionary<string, string> Environment(EnergyEmulators cloud, params (string Name, string Value)[] settings)
    {
        var environment = settings.ToDictionary(static s => "ENERGY_IOTile__" + s.Name, static s => s.Value);
        environment["ENERGY_IOTile__BaseAddress"] = cloud.IOTile.BaseAddress.ToString();
        return environment;
    }

    private static async Task<CliRun> WithSettingsAsync(Dictionary<string, string?> settings, Func<string, Task<CliRun>> run)
    {
        var file = Path.Combine(Path.GetTempPath(), $"energy-{Guid.NewGuid():N}.json");
        try
        {
            await File.WriteAllTextAsync(file, JsonSerializer.Serialize(new Dictionary<string, object> { ["IOTile"] = settings }));
            return await run(file);
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static async Task<EnergyEmulators> StartAsync()
    {
        var cloud = await EnergyEmulators.StartAsync(static o =>
        {
            o.Only(o.IOTile);
            o.IOTile.Days = 1;
            o.IOTile.Password = Secret;
        });
        using var world = JsonDocument.Parse($$"""{"users": [{"username": "two", "email": "two@example.com", "password": "{{OtherSecret}}"}]}""");
        cloud.IOTile.State.LoadWorld(world.RootElement);
        return cloud;
    }
}
