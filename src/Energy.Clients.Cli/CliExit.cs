namespace Energy.Clients.Cli;

/// <summary>The exit codes, documented in <c>docs/cli.md</c>.</summary>
internal static class CliExit
{
    public const int Success = 0;

    /// <summary>The server refused, could not be reached or was not ready in time; or what it gave does not fit together.</summary>
    public const int Failed = 1;

    /// <summary>The command line or the configuration is not right.</summary>
    public const int Usage = 2;

    /// <summary>The server does not accept the credential.</summary>
    public const int NotSignedIn = 3;

    /// <summary>What was asked for does not exist.</summary>
    public const int NotFound = 4;

    /// <summary>A part of what was asked for is missing; the error output says which.</summary>
    public const int Partly = 5;

    /// <summary>A file or the output could not be read or written, as when the disk is full.</summary>
    public const int File = 6;

    /// <summary>A defect of the tool; the error output says what to report.</summary>
    public const int Defect = 70;

    /// <summary>Stopped by Ctrl+C.</summary>
    public const int Interrupted = 130;

    /// <summary>Nobody reads the output any more, as behind <c>| head</c>.</summary>
    public const int OutputClosed = 141;
}
