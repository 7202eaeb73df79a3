namespace Energy.Clients.Cli;

/// <summary>The exit codes, documented in <c>docs/cli.md</c>.</summary>
internal static class CliExit
{
    public const int Success = 0;

    /// <summary>The server refused, or could not be reached.</summary>
    public const int Failed = 1;

    /// <summary>The command line or the configuration is not right.</summary>
    public const int Usage = 2;

    /// <summary>The server does not accept the credential.</summary>
    public const int NotSignedIn = 3;

    /// <summary>What was asked for does not exist.</summary>
    public const int NotFound = 4;

    /// <summary>Stopped by Ctrl+C.</summary>
    public const int Interrupted = 130;
}
