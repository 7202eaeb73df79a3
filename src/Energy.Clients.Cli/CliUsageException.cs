namespace Energy.Clients.Cli;

/// <summary>The command line asks for something that cannot be; the message is one sentence with the remedy.</summary>
internal sealed class CliUsageException(string message) : Exception(message);
