namespace Energy.Clients.Crash.Tests;

/// <summary>Kills transfers at random points, lets others finish them, and compares what is stored with the source.</summary>
internal static class KillRun
{
    /// <summary>Runs until so many were killed.</summary>
    /// <param name="target">The kind of sink; started.</param>
    /// <param name="kills">How many.</param>
    /// <param name="seed">Of the random points.</param>
    /// <returns>What was seen, as a line.</returns>
    /// <exception cref="InvalidOperationException">What is stored is not the source.</exception>
    public static async Task<KillReport> RunAsync(CrashTarget target, int kills, int seed)
    {
        var random = new Random(seed);
        var length = await MeasureAsync(target);
        var marks = new List<KillMark>();
        var places = 0;
        while (marks.Count < kills)
        {
            var place = await target.NewPlaceAsync();
            do
            {
                // Every other one is let store something first: what comes before takes longer than one would think.
                if (!await TryKillAsync(target, place, length * random.NextDouble(), fromFirstStore: marks.Count % 2 == 1))
                {
                    break;
                }

                marks.Add(await target.LookAsync(place));
            }
            while (marks.Count < kills && random.Next(3) > 0);

            await FinishAsync(target, place);
            places++;
        }

        return new KillReport(marks, places, target.Readings, length);
    }

    // How long a run takes that nobody kills: that is where the kills fall.
    private static async Task<TimeSpan> MeasureAsync(CrashTarget target)
    {
        var place = await target.NewPlaceAsync();
        var length = await FinishAsync(target, place);

        // And once more over all of it: nothing is left to be done.
        await FinishAsync(target, place);
        return length;
    }

    private static async Task<bool> TryKillAsync(CrashTarget target, string place, TimeSpan after, bool fromFirstStore)
    {
        var before = await target.CountAsync(place);
        using var writer = await WriterProcess.StartAsync(target, place);
        while (fromFirstStore && !writer.HasEnded && await target.CountAsync(place) == before)
        {
            await Task.Delay(1);
        }

        await Task.Delay(fromFirstStore ? after / 4 : after);
        return await writer.KillAsync();
    }

    private static async Task<TimeSpan> FinishAsync(CrashTarget target, string place)
    {
        using var writer = await WriterProcess.StartAsync(target, place);
        await writer.CompleteAsync();
        var expected = target.Expect(CrashSource.Readings(target.Readings, 0));
        var stored = await target.ReadAsync(place);
        for (var i = 0; i < Math.Max(expected.Count, stored.Count); i++)
        {
            if (i >= expected.Count || i >= stored.Count || expected[i] != stored[i])
            {
                throw new InvalidOperationException(
                    $"{target.Kind}, {place}: {stored.Count} readings are stored and {expected.Count} were to be; the first that differ are number {i}, "
                        + $"{stored.ElementAtOrDefault(i)} and not {expected.ElementAtOrDefault(i)}.");
            }
        }

        return writer.Elapsed;
    }
}
