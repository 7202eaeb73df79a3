using System.Diagnostics;

namespace Energy.Clients.Cli.Tests;

/// <summary>The tool in a process of its own, as a script starts it: with an environment, and an input that is no terminal.</summary>
internal static class ToolProcess
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(2);

    public static async Task<CliRun> RunAsync(IReadOnlyDictionary<string, string> environment, string input, params string[] args)
    {
        using var process = Start(environment, args);
        using var limit = new CancellationTokenSource(Longest);
        var output = process.StandardOutput.ReadToEndAsync(limit.Token);
        var error = process.StandardError.ReadToEndAsync(limit.Token);
        await process.StandardInput.WriteAsync(input);
        process.StandardInput.Close();
        await process.WaitForExitAsync(limit.Token);
        return new CliRun(process.ExitCode, (await output).ReplaceLineEndings("\n"), (await error).ReplaceLineEndings("\n"));
    }

    /// <summary>Kills it (<c>kill -9</c>) when the time has come.</summary>
    public static async Task KillAsync(Func<bool> isTime, params string[] args)
    {
        using var process = Start(new Dictionary<string, string>(), args);
        using var limit = new CancellationTokenSource(Longest);
        var error = process.StandardError.ReadToEndAsync(limit.Token);
        while (!isTime())
        {
            Assert.False(process.HasExited, process.HasExited ? await error : null);
            await Task.Delay(10, limit.Token);
        }

        process.Kill();
        await process.WaitForExitAsync(limit.Token);
    }

    private static Process Start(IReadOnlyDictionary<string, string> environment, string[] args)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        start.ArgumentList.Add(typeof(CliApp).Assembly.Location);
        foreach (var arg in args)
        {
            start.ArgumentList.Add(arg);
        }

        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        return Process.Start(start)!;
    }
}
