using System.CommandLine;
using Energy.Clients.Authoring;
using Energy.Clients.Cli.Output;
using Energy.Clients.Cli.Sinks;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Spectre.Console;

namespace Energy.Clients.Cli.Commands;

/// <summary><c>energy doctor</c>: looks at what usually is wrong when nothing works, and says what to do.</summary>
internal static class DoctorCommand
{
    // A server tells its time to the second, and an answer takes a while.
    private static readonly Duration ClockTolerance = Duration.FromSeconds(30);

    public static Command Create(CliIo io)
    {
        var json = JsonLine.CreateOption();
        var command =
            new Command("doctor",
                "Checks settings, proxies, the way to each configured server, its clock against this one, and the sign-in. Example: energy doctor --settings energy.json") { json };
        var connection = new CliConnection(io, command);
        command.SetAction((parsed, ct) => connection.RunAsync(
            parsed,
            async (services, configuration, token) =>
            {
                var findings = new List<Finding>();
                findings.AddRange(UnknownSections(configuration));
                foreach (var vendor in CliVendors.All)
                {
                    await foreach (var finding in LookAsync(vendor, services, io.TimeProvider, token))
                    {
                        findings.Add(finding);
                    }
                }

                if (findings.All(static f => f.State == State.None))
                {
                    throw new CliUsageException("No vendor is configured. Set ENERGY_Stem__ApiKey and its like in the environment, pass --settings, or try --emulated.");
                }

                Write(io, findings, parsed.GetValue(json));
                return findings.Find(static f => f.State == State.Wrong)?.ExitCode ?? CliExit.Success;
            },
            ct));
        return command;
    }

    private static IEnumerable<Finding> UnknownSections(IConfiguration configuration) => configuration.GetChildren()
        .Where(static section => section.GetChildren().Any() && CliVendors.All.All(v => !v.SettingsSection.Equals(section.Key, StringComparison.OrdinalIgnoreCase))
            && !CliSinks.Sections.Contains(section.Key, StringComparer.OrdinalIgnoreCase))
        .Select(static section =>
            new Finding("", "settings", State.Wrong,
                $"There is no vendor '{section.Key}'. The sections are {string.Join(", ", CliVendors.All.Select(static v => v.SettingsSection))}.", CliExit.Usage));

    private static async IAsyncEnumerable<Finding> LookAsync(ICliVendor vendor, IServiceProvider services, TimeProvider time,
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        EnergyClient? client = null;
        var settings = await TryAsync(vendor, "settings", () =>
        {
            client = vendor.FindClient(services);
            return Task.FromResult(client is null ? new Finding(vendor.Name, "settings", State.None, "not configured")
                : new Finding(vendor.Name, "settings", State.Good, $"good; the server is {client.BaseAddress}"));
        });
        yield return settings;
        if (client is null)
        {
            yield break;
        }

        yield return Proxy(vendor, client.BaseAddress);
        var reached = await TryAsync(vendor, "clock", async () => await ClockAsync(vendor, client, time, cancellationToken));
        yield return reached;
        if (reached.State != State.Wrong)
        {
            yield return await TryAsync(vendor, "sign-in", async () => new Finding(vendor.Name, "sign-in", State.Good, await vendor.SignInAsync(services, cancellationToken)));
        }
    }

    private static Finding Proxy(ICliVendor vendor, Uri address)
    {
        if (address.IsLoopback)
        {
            return new Finding(vendor.Name, "proxy", State.Good, "none: the server is on this machine");
        }

        // Only where it stands: its address may hold a password.
        return HttpClient.DefaultProxy.GetProxy(address) is { } proxy && !HttpClient.DefaultProxy.IsBypassed(address)
            ? new Finding(vendor.Name, "proxy", State.Good,
                $"goes through {proxy.Scheme}://{proxy.Host}:{proxy.Port.ToString(CultureInfo.InvariantCulture)}; NO_PROXY={address.Host} would keep it out")
            : new Finding(vendor.Name, "proxy", State.Good, "none");
    }

    private static async Task<Finding> ClockAsync(ICliVendor vendor, EnergyClient client, TimeProvider time, CancellationToken cancellationToken)
    {
        var before = time.GetUtcNow();
        using var request = new HttpRequestMessage(HttpMethod.Get, client.BaseAddress);
        using var response = await client.SendAsync(request, cancellationToken);
        if (response.Headers.Date is not { } there)
        {
            return new Finding(vendor.Name, "clock", State.Doubtful, "the server answers and does not tell its time");
        }

        var here = before + ((time.GetUtcNow() - before) / 2);
        var ahead = Duration.FromTimeSpan(here - there);
        return Duration.FromTimeSpan(TimeSpan.FromTicks(Math.Abs((here - there).Ticks))) <= ClockTolerance
            ? new Finding(vendor.Name, "clock", State.Good, "the server answers, and its clock and this one agree")
            : new Finding(
                vendor.Name,
                "clock",
                State.Doubtful,
                string.Create(CultureInfo.InvariantCulture,
                    $"this clock is {Math.Abs(ahead.TotalSeconds):0} seconds {(ahead > Duration.Zero ? "ahead of" : "behind")} the server's: ranges that end now and tokens "
                        + $"that expire go wrong. Set it by the network (NTP)."));
    }

    private static async Task<Finding> TryAsync(ICliVendor vendor, string check, Func<Task<Finding>> look)
    {
        try
        {
            return await look();
        }
        catch (Exception e) when (e is not OperationCanceledException && CliFailures.ExitCodeOf(e) != CliExit.Defect)
        {
            return new Finding(vendor.Name, check, State.Wrong, CliFailures.SentenceOf(e), CliFailures.ExitCodeOf(e));
        }
    }

    private static void Write(CliIo io, List<Finding> findings, bool json)
    {
        if (json)
        {
            findings.ForEach(f => io.Output.WriteLine(JsonLine.Of([("vendor", f.Vendor), ("check", f.Check), ("state", Word(f.State)), ("finding", f.Text)])));
            return;
        }

        var table = io.NewTable().AddColumns("vendor", "check", "state", "finding");
        foreach (var finding in findings)
        {
            var state = finding.State switch { State.Good => "[green]good[/]", State.Doubtful => "[yellow]doubtful[/]", State.Wrong => "[red]wrong[/]", _ => "-" };
            table.AddRow(CliIo.Cell(finding.Vendor), finding.Check, state, CliIo.Cell(finding.Text));
        }

        io.Console.Write(table);
    }

    private static string Word(State state) => state switch { State.Good => "good", State.Doubtful => "doubtful", State.Wrong => "wrong", _ => "none" };

    private enum State
    {
        None,
        Good,
        Doubtful,
        Wrong,
    }

    private sealed record Finding(string Vendor, string Check, State State, string Text, int ExitCode = CliExit.Success);
}
