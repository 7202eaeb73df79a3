using System.CommandLine;
using Energy.Clients.Cli.Output;
using Energy.Clients.Emulators;

namespace Energy.Clients.Cli.Commands;

/// <summary><c>energy emulate</c>: emulators, until Ctrl+C, and the lines that lead programs to them.</summary>
internal static class EmulateCommand
{
    public static Command Create(CliIo io)
    {
        var seed = new Option<int>("--seed") { Description = "The seed of the simulated world; the same seed gives the same readings.", DefaultValueFactory = static _ => 42 };
        var vendors = new Option<string[]>("--vendor") { Description = "Which vendors; may be given several times. Without it, all.", AllowMultipleArgumentsPerToken = true };
        vendors.AcceptOnlyFromAmong([.. CliVendors.All.Select(static v => v.Name)]);
        var port = new Option<int>("--port") { Description = "The port of the first vendor; each further one has the next. Without it, any that are free." };
        port.Validators.Add(result =>
        {
            // What is no number at all is refused already.
            if (result.Tokens is [.., var token] && int.TryParse(token.Value, out var number) && number is < 1 or > ushort.MaxValue)
            {
                result.AddError($"--port {number} is no port: use 1 to {ushort.MaxValue}.");
            }
        });
        var json = JsonLine.CreateOption();
        var command = new Command("emulate", "Starts emulators on this machine, until Ctrl+C, and prints the settings that lead to them.") { vendors, port, seed, json };
        var more = CliVendors.All.Select(v => v.AddEmulatorOptions(command)).ToList();
        command.SetAction(async (parsed, ct) =>
        {
            var named = parsed.GetValue(vendors) is { Length: > 0 } names ? names.Distinct().Select(static n => CliVendors.All.Single(v => v.Name == n)).ToList() : CliVendors.All;
            await using var emulators = await StartAsync(
                options =>
                {
                    options.Seed = parsed.GetValue(seed);
                    options.Only([.. named.Select(v => v.EmulatorOptions(options))]);
                    more.ForEach(set => set(parsed, options));
                    if (parsed.GetValue(port) is > 0 and var first)
                    {
                        foreach (var (place, vendor) in named.Index())
                        {
                            vendor.EmulatorOptions(options).Port = first + place;
                        }
                    }
                },
                ct);
            Describe(io, named, emulators, parsed.GetValue(json));

            // Ctrl+C is the way out, and the tool's own exit code says so.
            await Task.Delay(Timeout.InfiniteTimeSpan, ct);
            return CliExit.Success;
        });
        return command;
    }

    private static async Task<EnergyEmulators> StartAsync(Action<EnergyEmulatorOptions> configure, CancellationToken cancellationToken)
    {
        try
        {
            return await EnergyEmulators.StartAsync(configure, cancellationToken);
        }
        catch (IOException e)
        {
            throw new CliUsageException($"{e.Message.TrimEnd('.')}. Give another --port, or none for any that is free.");
        }
    }

    private static void Describe(CliIo io, IReadOnlyList<ICliVendor> vendors, EnergyEmulators emulators, bool json)
    {
        foreach (var vendor in vendors)
        {
            var settings = vendor.EmulatorSettings(emulators).Select(static s => (Name: CliConnection.EnvironmentNameOf(s.Setting), s.Value)).ToList();
            if (json)
            {
                io.Output.WriteLine(JsonLine.Of([("vendor", vendor.Name), .. settings.Select(static s => (s.Name, (string?)s.Value))]));
                continue;
            }

            io.Output.WriteLine($"# {vendor.Name}");
            foreach (var (name, value) in settings)
            {
                io.Output.WriteLine(ShellLine(name, value));
            }
        }

        io.Output.Flush();
        io.Error.WriteLine(json ? "Press Ctrl+C to stop." : "Paste these lines into another terminal, then try: energy list. Press Ctrl+C here to stop.");
        io.Error.Flush();
    }

    // Addresses and plain words stand bare, as people write them; anything else is quoted.
    private static string ShellLine(string name, string value) => OperatingSystem.IsWindows()
        ? $"$env:{name} = '{value.Replace("'", "''", StringComparison.Ordinal)}'"
        : $"export {name}={(value.All(static c => char.IsAsciiLetterOrDigit(c) || "_@%+:,./-".Contains(c)) ? value : Quoted(value))}";

    private static string Quoted(string value) => $"'{value.Replace("'", @"'\''", StringComparison.Ordinal)}'";
}
