using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;

namespace Energy.Clients.Crash.Tests;

/// <summary>A transfer in a process of its own. Whatever becomes of it, it ends with this object, and no wait is longer than the limit.</summary>
internal sealed class WriterProcess : IDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    private readonly Process _process;
    private readonly Stopwatch _clock = new();
    private readonly Task<string> _errors;

    private WriterProcess(Process process)
    {
        _process = process;
        _errors = process.StandardError.ReadToEndAsync();
    }

    /// <summary>How long it has run, or ran, since it began.</summary>
    public TimeSpan Elapsed => _clock.Elapsed;

    public bool HasEnded => _process.HasExited;

    /// <summary>Starts a transfer and waits until it begins.</summary>
    public static async Task<WriterProcess> StartAsync(CrashTarget target, string place, int version = 0)
    {
        // The host that runs this: what is started must be the process itself, and no script that starts it.
        var host = Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", "..", OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet"));
        string[] arguments =
            [typeof(WriterProcess).Assembly.Location, Writer.Verb, target.Kind, place, target.Readings.ToString(CultureInfo.InvariantCulture),
                version.ToString(CultureInfo.InvariantCulture)];
        var start = new ProcessStartInfo(host, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };

        // So short a run gains nothing from a profile of itself.
        start.Environment["DOTNET_TieredPGO"] = "0";
        var writer = new WriterProcess(Process.Start(start)!);
        try
        {
            using var limit = new CancellationTokenSource(Limit);
            if (await writer._process.StandardOutput.ReadLineAsync(limit.Token) != Writer.Begins)
            {
                throw new InvalidOperationException($"The writer did not begin: {await writer.EndAsync()} {await writer._errors}");
            }

            writer._clock.Start();
            return writer;
        }
        catch
        {
            writer.Dispose();
            throw;
        }
    }

    /// <summary>Waits for its end.</summary>
    /// <returns>Its exit code.</returns>
    /// <exception cref="TimeoutException">It did not end within the limit, and was killed.</exception>
    public async Task<int> EndAsync()
    {
        using var limit = new CancellationTokenSource(Limit);
        try
        {
            await _process.WaitForExitAsync(limit.Token);
            _clock.Stop();
            return _process.ExitCode;
        }
        catch (OperationCanceledException)
        {
            _process.Kill();
            throw new TimeoutException($"The writer did not end within {Limit.TotalSeconds} seconds, and was killed.");
        }
    }

    /// <summary>Waits for its end, which has to be a good one.</summary>
    public async Task CompleteAsync()
    {
        if (await EndAsync() is var code and not Writer.Done)
        {
            throw new InvalidOperationException($"The writer ended with {code}: {await _errors}");
        }
    }

    /// <summary>Kills it (SIGKILL).</summary>
    /// <returns>Whether it was still running.</returns>
    public async Task<bool> KillAsync()
    {
        _process.Kill();
        await EndAsync();

        // 128 + 9, as the framework tells of a process that a signal ended.
        return _process.ExitCode switch
        {
            137 => true,
            Writer.Done => false,
            var code => throw new InvalidOperationException($"The writer ended with {code} before it was killed: {await _errors}"),
        };
    }

    public Task<string> ErrorsAsync() => _errors;

    public Task FreezeAsync() => SignalAsync("-STOP");

    public Task WakeAsync() => SignalAsync("-CONT");

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
        }

        _process.Dispose();
    }

    private async Task SignalAsync(string signal)
    {
        using var limit = new CancellationTokenSource(Limit);
        using var kill = Process.Start("kill", [signal, _process.Id.ToString(CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync(limit.Token);
    }
}
