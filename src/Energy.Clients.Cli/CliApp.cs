using System.CommandLine;
using Energy.Clients.Cli.Commands;
using Energy.Clients.Cli.Sundaya;
using Microsoft.Extensions.Options;

namespace Energy.Clients.Cli;

/// <summary>The <c>energy</c> tool: one root command, and errors as one sentence with the remedy.</summary>
internal static class CliApp
{
    public static async Task<int> RunAsync(IReadOnlyList<string> args, CliIo io, CancellationToken cancellationToken)
    {
        var parsed = CreateRoot(io).Parse(args);
        if (parsed.Errors.Count > 0)
        {
            await io.Error.WriteLineAsync($"energy: {string.Join(' ', parsed.Errors.Select(static e => e.Message))} See energy --help.").ConfigureAwait(false);
            return CliExit.Usage;
        }

        try
        {
            return await parsed.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false, Output = io.Output, Error = io.Error }, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (ExitCodeOf(e) is { } code)
        {
            await io.Error.WriteLineAsync($"energy: {SentenceOf(e)}").ConfigureAwait(false);
            return code;
        }
    }

    private static RootCommand CreateRoot(CliIo io)
    {
        var root = new RootCommand("Reads energy interval data from vendor clouds. Try: energy demo")
        {
            DemoCommand.Create(io),
            EmulateCommand.Create(io),
            ListCommand.Create(io),
            ReadCommand.Create(io),
            FlowCommand.Create(io),
            IdCommand.Create(io),
            PeriodCommand.Create(io),
        };
        foreach (var vendor in CliVendors.All)
        {
            var own = new Command(vendor.Name, $"What only {vendor.Name} can do.");
            foreach (var command in vendor.CreateOwnCommands(io))
            {
                own.Subcommands.Add(command);
            }

            if (own.Subcommands.Count > 0)
            {
                root.Subcommands.Add(own);
            }
        }

        return root;
    }

    // The framework puts the parameter's name behind the sentence, which says nothing on a command line.
    private static string SentenceOf(Exception e) => e is ArgumentException { ParamName: { } name } ? e.Message.Replace($" (Parameter '{name}')", "", StringComparison.Ordinal) : e.Message;

    // Null: a defect of the tool, whose stack trace is wanted.
    private static int? ExitCodeOf(Exception e) => e switch
    {
        OperationCanceledException => CliExit.Interrupted,
        EnergyAuthenticationException => CliExit.NotSignedIn,
        EnergyNotFoundException => CliExit.NotFound,
        EnergyApiException => CliExit.Failed,
        CliUsageException or OptionsValidationException or FormatException => CliExit.Usage,
        ArgumentException { InnerException: null } => CliExit.Usage,
        _ => null,
    };
}
