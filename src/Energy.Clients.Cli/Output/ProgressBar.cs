using Spectre.Console;

namespace Energy.Clients.Cli.Output;

/// <summary>A bar on the error output while something lasts, if that is a terminal; it goes when the work is done.</summary>
internal static class ProgressBar
{
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(100);

    /// <summary>Does a work, and shows how far it came once it has taken a second.</summary>
    /// <param name="io">The outputs.</param>
    /// <param name="title">What is done, in a few words.</param>
    /// <param name="work">The work.</param>
    public static async Task<T> RunAsync<T>(CliIo io, string title, Func<Progressing, Task<T>> work)
    {
        var progress = new Progressing();
        var run = work(progress);
        if (!io.ShowsProgress || await Task.WhenAny(run, Task.Delay(io.Patience, TimeProvider.System)) == run)
        {
            return await run;
        }

        await io.ErrorConsole.Progress()
            .AutoClear(true)
            .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn())
            .StartAsync(async context =>
            {
                var bar = context.AddTask(CliIo.Cell(title), maxValue: 1);
                while (!run.IsCompleted)
                {
                    (bar.IsIndeterminate, bar.Value) = double.IsNaN(progress.Share) ? (true, 0) : (false, progress.Share);
                    await Task.WhenAny(run, Task.Delay(Step, TimeProvider.System));
                }
            });
        return await run;
    }
}
