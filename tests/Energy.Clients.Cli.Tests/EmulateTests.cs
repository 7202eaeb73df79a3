using System.Net;
using System.Net.Sockets;
using System.Text.Json;

namespace Energy.Clients.Cli.Tests;

/// <summary><c>energy emulate</c>, run until it has said where its servers are, and then interrupted as by Ctrl+C.</summary>
public sealed class EmulateTests
{
    [Fact]
    public async Task Emulate_Interrupted_EndsIn130AndFreesItsPorts()
    {
        var run = await EmulateAsync(static _ => Task.CompletedTask);

        Assert.Equal(CliExit.Interrupted, run.ExitCode);
        Assert.Equal(130, run.ExitCode);
        var address = new Uri(Settings(run.Output)["ENERGY_Stem__BaseAddress"]);
        using var http = new HttpClient();
        await Assert.ThrowsAsync<HttpRequestException>(() => http.GetAsync(address));
    }

    [Fact]
    public async Task Emulate_Lines_LeadTheToolToTheServers()
    {
        await EmulateAsync(async settings =>
        {
            foreach (var (what, expected) in new[] { ("stem clients", "Northwind Logistics"), ("sundaya versions", "0.6.0.07"), ("opencec listings", "Banksia Power"),
                ("iotile devices", "Harbour Cold Store"), ("flexmeasures sensors", "grid") })
            {
                var listed = await ToolProcess.RunAsync(settings, "", ["list", .. what.Split(' ')]);
                Assert.Equal((what, CliExit.Success, ""), (what, listed.ExitCode, listed.Error));
                Assert.Contains(expected, listed.Output, StringComparison.Ordinal);
            }
        });
    }

    [Fact]
    public async Task Emulate_WithPortAndVendors_ListensThereInTheOrderNamed()
    {
        var port = FreePortPair();
        await EmulateAsync(
            async settings =>
            {
                Assert.Equal(["ENERGY_IOTile__BaseAddress", "ENERGY_IOTile__UserName", "ENERGY_IOTile__Password", "ENERGY_Stem__BaseAddress", "ENERGY_Stem__ApiKey"],
                    settings.Keys);
                Assert.Equal((FormattableString.Invariant($"http://127.0.0.1:{port}/"), FormattableString.Invariant($"http://127.0.0.1:{port + 1}/")),
                    (settings["ENERGY_IOTile__BaseAddress"], settings["ENERGY_Stem__BaseAddress"]));
                using var http = new HttpClient();
                Assert.Equal(HttpStatusCode.OK, (await http.GetAsync(new Uri(settings["ENERGY_IOTile__BaseAddress"] + "api/v1/server/"))).StatusCode);

                var taken = await CliRun.OfAsync("emulate", "--vendor", "sundaya", "--port", port.ToString(System.Globalization.CultureInfo.InvariantCulture));
                Assert.Equal(CliExit.Usage, taken.ExitCode);
                Assert.Contains("address already in use. Give another --port", taken.Error, StringComparison.Ordinal);
            },
            "--port", port.ToString(System.Globalization.CultureInfo.InvariantCulture), "--vendor", "iotile", "stem", "--vendor", "iotile");
    }

    [Fact]
    public async Task Emulate_AsJson_GivesOneObjectAVendorWithTheSameNames()
    {
        var run = await EmulateAsync(static _ => Task.CompletedTask, "--json", "--vendor", "stem", "--vendor", "sundaya");

        var lines = run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(static l => JsonDocument.Parse(l).RootElement).ToList();
        Assert.Equal(["stem", "sundaya"], lines.Select(static l => l.GetProperty("vendor").GetString()));
        Assert.StartsWith("http://127.0.0.1:", lines[0].GetProperty("ENERGY_Stem__BaseAddress").GetString(), StringComparison.Ordinal);
        Assert.False(string.IsNullOrEmpty(lines[0].GetProperty("ENERGY_Stem__ApiKey").GetString()));
    }

    [Fact]
    public async Task Emulate_AServerOf2021_RefusesTheInterfaceOfToday()
    {
        await EmulateAsync(
            static async settings =>
            {
                using var http = new HttpClient();
                using var response = await http.GetAsync(new Uri(settings["ENERGY_FlexMeasures__BaseAddress"] + "api/v2_0/getService"));
                Assert.Equal(HttpStatusCode.OK, response.StatusCode);
            },
            "--vendor", "flexmeasures", "--flexmeasures-2021", "--flexmeasures-triggers", "1000");
    }

    [Theory]
    [InlineData("'epex' not recognized", "--vendor", "epex")]
    [InlineData("--port 70000 is no port: use 1 to 65535.", "--port", "70000")]
    [InlineData("use a port from 1 to 65535", "--port", "65535")]
    [InlineData("must not be negative", "--vendor", "flexmeasures", "--flexmeasures-triggers", "-1")]
    public async Task Emulate_WithWhatCannotBe_EndsWithOneSentence(string sentence, params string[] options)
    {
        var run = await CliRun.OfAsync(["emulate", .. options]);

        Assert.Equal(CliExit.Usage, run.ExitCode);
        Assert.Contains(sentence, run.Error, StringComparison.Ordinal);
        Assert.Empty(run.Output);
    }

    private static async Task<CliRun> EmulateAsync(Func<Dictionary<string, string>, Task> use, params string[] options)
    {
        using var interrupt = new CancellationTokenSource();
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(5));
        using var output = new StringWriter();
        using var error = new ReadyWriter();
        var io = new CliIo(output, error, interactive: false, static _ => null);
        var run = CliApp.RunAsync(["emulate", .. options], io, interrupt.Token);
        try
        {
            if (await Task.WhenAny(run, error.Ready.WaitAsync(limit.Token)) == run)
            {
                Assert.Fail($"The command ended by itself in {await run}: {error}");
            }

            await use(Settings(output.ToString()));
        }
        finally
        {
            await interrupt.CancelAsync();
            await run.WaitAsync(limit.Token);
        }

        return new CliRun(await run, output.ToString().ReplaceLineEndings("\n"), error.ToString());
    }

    private static Dictionary<string, string> Settings(string output) => output.ReplaceLineEndings("\n").Split('\n')
        .Where(static l => l.StartsWith("export ", StringComparison.Ordinal) || l.StartsWith("$env:", StringComparison.Ordinal))
        .Select(static l => l[(l.StartsWith('$') ? 5 : 7)..].Split('=', 2))
        .ToDictionary(static p => p[0].Trim(), static p => p[1].Trim().Trim('\''));

    private static int FreePortPair()
    {
        for (var tries = 0; ; tries++)
        {
            using var first = new TcpListener(IPAddress.Loopback, 0);
            first.Start();
            var port = ((IPEndPoint)first.LocalEndpoint).Port;
            using var second = new TcpListener(IPAddress.Loopback, port + 1);
            try
            {
                second.Start();
                return port;
            }
            catch (SocketException) when (tries < 50)
            {
                // The next one is taken: another pair.
            }
        }
    }

    /// <summary>The error output, which says when the servers are there.</summary>
    private sealed class ReadyWriter : StringWriter
    {
        private readonly TaskCompletionSource _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task Ready => _ready.Task;

        public override void WriteLine(string? value)
        {
            base.WriteLine(value);
            if (value is not null && value.Contains("Ctrl+C", StringComparison.Ordinal))
            {
                _ready.SetResult();
            }
        }
    }
}
