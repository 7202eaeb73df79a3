using System.Diagnostics;

namespace Energy.Clients.Cli.Tests;

/// <summary>The tool in a line of a shell, for what only a shell can do with its output. <c>$TOOL</c> stands for it.</summary>
internal static class ToolShell
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(2);

    /// <summary>Whether there is a shell with <c>/dev/full</c>.</summary>
    public static bool Exists => File.Exists("/bin/sh") && File.Exists("/dev/full");

    public static async Task<CliRun> RunAsync(string line)
    {
        var start = new ProcessStartInfo("/bin/sh") { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        start.ArgumentList.Add("-c");
        start.ArgumentList.Add(line.Replace("$TOOL", $"dotnet '{typeof(CliApp).Assembly.Location}'", StringComparison.Ordinal));
        using var process = Process.Start(start)!;
        using var limit = new CancellationTokenSource(Longest);
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEndAsync(limit.Token);
        var error = process.StandardError.ReadToEndAsync(limit.Token);
        try
        {
            await process.WaitForExitAsync(limit.Token);
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
            }
        }

        return new CliRun(process.ExitCode, (await output).ReplaceLineEndings("\n"), (await error).ReplaceLineEndings("\n"));
    }
}
