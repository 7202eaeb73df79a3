namespace Energy.Clients.Cli.Tests;

/// <summary>One run of the tool in this process, with what it wrote.</summary>
internal sealed record CliRun(int ExitCode, string Output, string Error)
{
    public static Task<CliRun> OfAsync(params string[] args) => OfAsync(static _ => null, args);

    public static Task<CliRun> OfAsync(Func<string, string?> readSecret, params string[] args) => OfAsync(TimeProvider.System, static _ => null, readSecret, args);

    public static Task<CliRun> OfAsync(TimeProvider time, Func<string, string?> readSecret, params string[] args) => OfAsync(time, static _ => null, readSecret, args);

    public static Task<CliRun> OfAsync(Func<string, string?> environment, Func<string, string?> readSecret, params string[] args) =>
        OfAsync(TimeProvider.System, environment, readSecret, args);

    private static async Task<CliRun> OfAsync(TimeProvider time, Func<string, string?> environment, Func<string, string?> readSecret, string[] args)
    {
        var output = new StringWriter();
        var error = new StringWriter();
        var io = new CliIo(output, error, interactive: false, environment, readSecret) { TimeProvider = time };
        var code = await CliApp.RunAsync(args, io, CancellationToken.None);
        return new CliRun(code, output.ToString().ReplaceLineEndings("\n"), error.ToString().ReplaceLineEndings("\n"));
    }
}
