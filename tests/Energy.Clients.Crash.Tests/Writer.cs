namespace Energy.Clients.Crash.Tests;

/// <summary>The transfer that is killed: one source, one sink, from where the last one stopped.</summary>
internal static class Writer
{
    public const string Verb = "write";

    /// <summary>What it says when everything is ready and the transfer begins.</summary>
    public const string Begins = "begins";

    public const int Done = 0;
    public const int Conflict = 3;
    public const int Failed = 4;

    public static async Task<int> RunAsync(CrashTarget target, string place, int count, int version)
    {
        var source = TransferSource.Of(new ReadingSeries(new CrashPages(CrashSource.Readings(count, version)), CrashSource.Info));
        await using var opened = await target.OpenAsync(place);
        Console.WriteLine(Begins);
        try
        {
            await opened.Transfer.RunAsync(source);
            return Done;
        }
        catch (CheckpointConflictException e)
        {
            await Console.Error.WriteLineAsync(e.Message);
            return Conflict;
        }
        catch (Exception e) when (e is IOException or System.Data.Common.DbException or EnergyApiException or InvalidOperationException)
        {
            await Console.Error.WriteLineAsync($"{e.GetType().Name}: {e.Message}");
            return Failed;
        }
    }
}
