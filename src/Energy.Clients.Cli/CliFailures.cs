using System.CommandLine;
using System.Data.Common;
using System.Reflection;
using Energy.Clients.Cli.Output;
using Microsoft.Extensions.Options;

namespace Energy.Clients.Cli;

/// <summary>What a failure is told as: one sentence for people, and the exit code for scripts.</summary>
internal static class CliFailures
{
    /// <summary>With this variable set to 1 the error output has the stack trace too.</summary>
    public const string TraceVariable = "ENERGY_TRACE";

    public static int ExitCodeOf(Exception e) => e switch
    {
        CliUsageException known => known.ExitCode,
        OutputClosedException => CliExit.OutputClosed,
        OperationCanceledException => CliExit.Interrupted,
        EnergyAuthenticationException => CliExit.NotSignedIn,
        EnergyNotFoundException => CliExit.NotFound,
        EnergyApiException or TimeoutException or DbException or SeriesException or CheckpointConflictException => CliExit.Failed,
        OptionsValidationException or FormatException or UnitConversionException => CliExit.Usage,
        ArgumentException { InnerException: null } => CliExit.Usage,
        IOException or UnauthorizedAccessException or InvalidDataException => CliExit.File,
        _ => CliExit.Defect,
    };

    /// <summary>The sentence; empty where nothing is to be said, because nobody reads.</summary>
    public static string SentenceOf(Exception e) => e switch
    {
        OutputClosedException => "",
        OperationCanceledException => "Stopped.",
        OptionsValidationException invalid => CliWords.OfLibrary(string.Join(' ', invalid.Failures)),
        IOException or UnauthorizedAccessException when ExitCodeOf(e) == CliExit.File => Sentence(CliWords.OfLibrary(e.Message)),
        _ when ExitCodeOf(e) == CliExit.Defect =>
            $"This is a defect of the tool and not yours. Please report it, with this line ({Version}), the command without its secrets, and what it prints when "
                + $"{TraceVariable}=1 is set.",
        _ => CliWords.OfLibrary(e.Message),
    };

    /// <summary>The sentence for a command line that cannot be read.</summary>
    public static string SentenceOf(ParseResult parsed)
    {
        var path = new List<string>();
        for (var result = parsed.CommandResult; result.Parent is System.CommandLine.Parsing.CommandResult parent; result = parent)
        {
            path.Insert(0, result.Command.Name);
        }

        var command = parsed.CommandResult.Command;
        var mistakes = command.Action is null && command.Subcommands.Count > 0 && parsed.UnmatchedTokens.Count == 0
            ? [$"Say which: {string.Join(", ", command.Subcommands.Select(static c => c.Name))}."]
            : parsed.Errors.Select(static e => Sentence(CliWords.OfCommandLine(e.Message))).Distinct();
        return $"{string.Join(' ', mistakes)} See {string.Join(' ', ["energy", .. path])} --help.";
    }

    private static string Version =>
        "energy " + (typeof(CliFailures).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "of unknown version");

    private static string Sentence(string text) => text.Length > 0 && (char.IsLetterOrDigit(text[^1]) || text[^1] is '\'' or ')') ? text + "." : text;
}
