using System.Text.Json;
using Energy.Clients.Emulators;
using Energy.Clients.IOTile;
using NodaTime;

namespace Energy.Clients.Cli.Tests.IOTile;

public sealed class IOTileCommandTests
{
    private const string Secret = "a-password-of-mine";

    [Fact]
    public async Task Account_PasswordByPrompt_SignsInShowsNoSecretAndSignsOut()
    {
        await using var cloud = await StartAsync();
        var asked = new List<string>();

        var run = await CliRun.OfAsync(
            prompt =>
            {
                asked.Add(prompt);
                return Secret;
            },
            ["iotile", "account", "--json", .. Server(cloud), "--user", cloud.IOTile.UserName]);

        Assert.Equal(CliExit.Success, run.ExitCode);
        Assert.Equal("emulated", JsonDocument.Parse(run.Output).RootElement.GetProperty("user").GetString());
        Assert.Contains(cloud.IOTile.UserName, Assert.Single(asked), StringComparison.Ordinal);
        Assert.DoesNotContain(Secret, run.Output + run.Error, StringComparison.Ordinal);
        Assert.EndsWith("/auth/logout/", cloud.IOTile.Requests.ToList()[^1].Path, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Account_PasswordOrTokenByOption_IsNotAskedFor()
    {
        await using var cloud = await StartAsync();
        static string? Refuse(string prompt) => throw new InvalidOperationException(prompt);

        var password = await CliRun.OfAsync(Refuse, ["iotile", "account", .. Server(cloud), "--user", cloud.IOTile.UserName, "--password", Secret]);
        var token = await CliRun.OfAsync(Refuse, ["iotile", "account", .. Server(cloud), "--token", cloud.IOTile.IssueToken("emulated")]);

        Assert.Equal((CliExit.Success, CliExit.Success), (password.ExitCode, token.ExitCode));
        Assert.DoesNotContain(Secret, password.Output + password.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Account_WrongOrNoPassword_SaysSoWithoutIt()
    {
        await using var cloud = await StartAsync();

        var wrong = await CliRun.OfAsync(static _ => "another-secret", ["iotile", "account", .. Server(cloud), "--user", cloud.IOTile.UserName]);
        var none = await CliRun.OfAsync(["iotile", "account", .. Server(cloud), "--user", cloud.IOTile.UserName]);
        var nobody = await CliRun.OfAsync(["iotile", "account", .. Server(cloud)]);

        Assert.Equal((CliExit.NotSignedIn, CliExit.Usage, CliExit.Usage), (wrong.ExitCode, none.ExitCode, nobody.ExitCode));
        Assert.DoesNotContain("another-secret", wrong.Output + wrong.Error, StringComparison.Ordinal);
        Assert.Contains("ENERGY_IOTile__Password", none.Error, StringComparison.Ordinal);
        Assert.Contains("--user", nobody.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Report_Binary_IsUploadedAndRefusedWhenCut()
    {
        await using var cloud = await StartAsync();
        var report = new IOTileReport
        {
            Device = new DeviceSlug(1),
            ReportId = 4_000_000_009,
            SentTimestamp = 10,
            Readings = [new(0x5001, 4_000_000_003, 5, 7), new(0x5001, 4_000_000_004, 6, 8)]
        };
        var file = Path.Combine(Path.GetTempPath(), $"energy-{Guid.NewGuid():N}.bin");
        try
        {
            await File.WriteAllBytesAsync(file, report.ToBytes());
            var done = await CliRun.OfAsync(static _ => Secret, ["iotile", "report", file, "--json", .. Server(cloud), "--user", cloud.IOTile.UserName]);
            Assert.Equal(CliExit.Success, done.ExitCode);
            Assert.Equal("2", JsonDocument.Parse(done.Output).RootElement.GetProperty("readings").GetString());

            await File.WriteAllBytesAsync(file, report.ToBytes()[..^3]);
            var cut = await CliRun.OfAsync(static _ => Secret, ["iotile", "report", file, .. Server(cloud), "--user", cloud.IOTile.UserName]);
            Assert.Equal(CliExit.Usage, cut.ExitCode);
            Assert.Single(cloud.IOTile.Requests.ToList(), static r => r.Method == "POST" && r.Path.EndsWith("/streamer/report/", StringComparison.Ordinal));
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Fact]
    public async Task Event_WithFileAndData_CanBeReadBack()
    {
        await using var cloud = await StartAsync();
        var file = Path.Combine(Path.GetTempPath(), $"energy-{Guid.NewGuid():N}.json");
        await File.WriteAllTextAsync(file, "{\"wave\":[1,2]}");
        try
        {
            var run = await CliRun.OfAsync(static _ =>
                Secret, ["iotile", "event", "s--1--1--5020", file, "--data", "{\"kind\":\"bump\"}", "--json", .. Server(cloud), "--user", cloud.IOTile.UserName]);

            Assert.Equal(CliExit.Success, run.ExitCode);
            using var client = new IOTileClient(new IOTileClientOptions { BaseAddress = cloud.IOTile.BaseAddress, UserName = cloud.IOTile.UserName, Password = Secret });
            var stored = await client.Events.ListAsync("d--1").SingleAsync();
            Assert.Equal(stored.Id.ToString(System.Globalization.CultureInfo.InvariantCulture), JsonDocument.Parse(run.Output).RootElement.GetProperty("event").GetString());
            Assert.Equal("bump", stored.ExtraData!.Value.GetProperty("kind").GetString());
            Assert.True(stored.HasRawData);
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Fact]
    public async Task Event_AtATime_HappenedThen()
    {
        await using var cloud = await StartAsync();

        var run = await CliRun.OfAsync(static _ =>
            Secret, ["iotile", "event", "s--1--1--5020", "--at", "2019-03-04T05:06:07Z", .. Server(cloud), "--user", cloud.IOTile.UserName]);

        Assert.Equal((CliExit.Success, ""), (run.ExitCode, run.Error));
        using var client = new IOTileClient(new IOTileClientOptions { BaseAddress = cloud.IOTile.BaseAddress, UserName = cloud.IOTile.UserName, Password = Secret });
        Assert.Equal(Instant.FromUtc(2019, 3, 4, 5, 6, 7), (await client.Events.ListAsync("d--1").SingleAsync()).Timestamp);
    }

    [Theory]
    [InlineData("is not JSON", "event", "s--1--1--5020", "--data", "{")]
    [InlineData("no object", "event", "s--1--1--5020", "--data", "[1]")]
    [InlineData("is not a time", "event", "s--1--1--5020", "--at", "noon")]
    [InlineData("There is no file", "report", "no-such-file.bin")]
    public async Task Uploads_ThatCannotBe_SendNothing(string sentence, params string[] args)
    {
        await using var cloud = await StartAsync();

        var run = await CliRun.OfAsync(static _ => Secret, ["iotile", .. args, .. Server(cloud), "--user", cloud.IOTile.UserName]);

        Assert.Equal(CliExit.Usage, run.ExitCode);
        Assert.Contains(sentence, run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain(cloud.IOTile.Requests.ToList(), static r => r.Method == "POST" && !r.Path.Contains("/auth/", StringComparison.Ordinal));
    }

    private static string[] Server(EnergyEmulators cloud) => ["--server", cloud.IOTile.BaseAddress.ToString()];

    private static Task<EnergyEmulators> StartAsync() => EnergyEmulators.StartAsync(static o =>
    {
        o.Only(o.IOTile);
        o.IOTile.Days = 0;
        o.IOTile.Password = Secret;
    });
}
