namespace Energy.Clients.Cli;

/// <summary>The command line asks for something that cannot be, or the tool cannot go on for another reason that it knows; the message is one sentence with the remedy.</summary>
/// <param name="message">The sentence.</param>
/// <param name="exitCode">How the tool ends.</param>
internal sealed class CliUsageException(string message, int exitCode = CliExit.Usage) : Exception(message)
{
    /// <summary>How the tool ends.</summary>
    public int ExitCode { get; } = exitCode;
}
