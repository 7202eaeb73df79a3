namespace Energy.Clients.Cli.Output;

/// <summary>Nobody reads the output any more, as behind <c>| head</c>.</summary>
internal sealed class OutputClosedException() : IOException("Nobody reads the output any more.");
