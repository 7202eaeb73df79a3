using System.CommandLine;
using Energy.Clients.Cli.Output;
using Energy.Clients.Emulators;
using Spectre.Console;

namespace Energy.Clients.Cli.Commands;

/// <summary><c>energy emulate</c>: the emulators, until Ctrl+C.</summary>
internal static class EmulateCommand
{
    public static Command Create(CliIo io)
    {
        var seed = new Option<int>("--seed") { Description = "The seed of the simulated world; the same seed gives the same readings.", DefaultValueFactory = static _ => 42 };
        var json = JsonLine.CreateOption();
        var command = new Command("emulate", "Starts the emulators of all vendors on this machine, until Ctrl+C.") { seed, json };
        command.SetAction(async (parsed, ct) =>
        {
            await using var emulators = await EnergyEmulators.StartAsync(o => o.Seed = parsed.GetValue(seed), ct);
            Describe(io, emulators, parsed.GetValue(json));
            try
            {
                await Task.Delay(Timeout.InfiniteTimeSpan, ct);
            }
            catch (OperationCanceledException)
            {
                // The usual way out.
            }

            return CliExit.Success;
        });
        return command;
    }

    private static void Describe(CliIo io, EnergyEmulators emulators, bool json)
    {
        if (json)
        {
            foreach (var vendor in CliVendors.All)
            {
                io.Output.WriteLine(JsonLine.Of([("vendor", vendor.Name), .. vendor.DescribeEmulator(emulators).Select(static d => (d.Name, (string?)d.Value))]));
            }

            io.Output.Flush();
            return;
        }

        var table = io.NewTable().AddColumns("vendor", "", "");
        foreach (var vendor in CliVendors.All)
        {
            foreach (var (name, value) in vendor.DescribeEmulator(emulators))
            {
                table.AddRow(Markup.Escape(vendor.Name), Markup.Escape(name), Markup.Escape(value));
            }
        }

        io.Console.Write(table);
        io.Console.WriteLine("Press Ctrl+C to stop.");
    }
}
