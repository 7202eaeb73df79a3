using System.CommandLine;
using Energy.Clients.Cli.Commands;
using Energy.Clients.Cli.Output;
using Energy.Clients.Cli.Sundaya;

namespace Energy.Clients.Cli;

/// <summary>The <c>energy</c> tool: one root command, and errors as one sentence with the remedy.</summary>
internal static class CliApp
{
    private const string PlainOption = "--plain";

    public static async Task<int> RunAsync(IReadOnlyList<string> args, CliIo io, CancellationToken cancellationToken)
    {
        try
        {
            var code = await InvokeAsync(args, io, cancellationToken).ConfigureAwait(false);
            await io.Output.FlushAsync(CancellationToken.None).ConfigureAwait(false);
            return code;
        }
        catch (Exception e)
        {
            return Tell(io, e);
        }
    }

    private static async Task<int> InvokeAsync(IReadOnlyList<string> args, CliIo io, CancellationToken cancellationToken)
    {
        // Alone it says what it can do.
        var parsed = CreateRoot(io).Parse(args.Count == 0 ? ["--help"] : args);
        io.IsPlain = parsed.GetValue<bool>(PlainOption);
        if (parsed.Errors.Count > 0)
        {
            throw new CliUsageException(CliFailures.SentenceOf(parsed));
        }

        return await parsed.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false, Output = io.Output, Error = io.Error }, cancellationToken)
            .ConfigureAwait(false);
    }

    private static int Tell(CliIo io, Exception e)
    {
        try
        {
            // What was written before the failure comes out before the sentence about it.
            if (e is not IOException)
            {
                io.Output.Flush();
            }

            if (CliFailures.SentenceOf(e) is { Length: > 0 } sentence)
            {
                io.Error.WriteLine(VisibleText.OfLine($"energy: {sentence}"));
            }

            if (io.Environment(CliFailures.TraceVariable) == "1")
            {
                io.Error.WriteLine(e.ToString());
            }

            io.Error.Flush();
        }
        catch (IOException)
        {
            // Nothing can be told where nothing can be written; the exit code still says it.
        }

        return CliFailures.ExitCodeOf(e);
    }

    private static RootCommand CreateRoot(CliIo io)
    {
        var root = new RootCommand($"Reads energy interval data from vendor clouds. Try: energy demo\n\nWhat the vendors call their things:\n{CliHelp.Things(CliVendors.All)}")
        {
            DemoCommand.Create(io),
            EmulateCommand.Create(io),
            ListCommand.Create(io),
            ReadCommand.Create(io),
            CopyCommand.Create(io),
            GapsCommand.Create(io),
            FlowCommand.Create(io),
            FleetCommand.Create(io),
            IdCommand.Create(io),
            PeriodCommand.Create(io),
            DoctorCommand.Create(io),
        };
        foreach (var vendor in CliVendors.All)
        {
            var own = new Command(vendor.Name, $"What only {vendor.Name} can do.\n\n{CliHelp.Things([vendor])}");
            foreach (var command in vendor.CreateOwnCommands(io))
            {
                own.Subcommands.Add(command);
            }

            if (own.Subcommands.Count > 0)
            {
                root.Subcommands.Add(own);
            }
        }

        root.Options.Add(new Option<bool>(PlainOption) { Description = "Plain columns without frames, colour and progress, also on a terminal.", Recursive = true });
        return root;
    }
}
