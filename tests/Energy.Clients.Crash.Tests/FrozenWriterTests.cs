using Energy.Clients.Postgres.Tests;

namespace Energy.Clients.Crash.Tests;

/// <summary>A process that is frozen (SIGSTOP) while it transfers; another takes over; the first is woken.</summary>
[Collection(nameof(Crash))]
public sealed class FrozenWriterTests
{
    private const int Old = 0;
    private const int New = 1;

    [ServerFact]
    public async Task Postgres_FrozenWriterThatWakes_CannotCommit()
    {
        await using var target = new PostgresTarget();
        await target.StartAsync();
        var (frozen, place) = await FreezeAsync(target);
        using var _ = frozen;

        using var successor = await WriterProcess.StartAsync(target, place, New);
        await successor.CompleteAsync();
        var (stored, writers) = (await target.ReadAsync(place), await target.WritersAsync(place));
        await frozen.WakeAsync();
        var code = await frozen.EndAsync();

        // Refused by the comparison, or its connection was ended while it stood still in a write.
        Assert.True(code is Writer.Conflict or Writer.Failed, $"{code}");
        Assert.Matches("another one has written|Try again", await frozen.ErrorsAsync());
        Assert.Equal(writers, await target.WritersAsync(place));
        AssertTakenOver(target, stored);
    }

    [Fact(Timeout = 120_000)]
    public async Task FlexMeasures_FrozenWriterThatWakes_DoesNotGoOnAndItsSuccessorsReadingsStand()
    {
        await using var target = new FlexMeasuresTarget();
        await target.StartAsync();
        while (true)
        {
            var (frozen, place) = await FreezeAsync(target);
            using var _ = frozen;

            // Beliefs are told to the second: other values of the same one would be refused as a replacement.
            await Task.Delay(1_100);
            using var successor = await WriterProcess.StartAsync(target, place, New);
            var code = await successor.EndAsync();
            if (code == Writer.Failed)
            {
                // Frozen while it moved the checkpoint, which nobody else can do then: that is said, and another one is frozen elsewhere.
                Assert.Matches("moves the checkpoint of|represents a replacement", await successor.ErrorsAsync());
                continue;
            }

            Assert.Equal(Writer.Done, code);
            await frozen.WakeAsync();

            var ended = await frozen.EndAsync();
            var told = await frozen.ErrorsAsync();

            // Refused by the comparison, or by the server where its post would have replaced a belief of the same second.
            Assert.True(ended is Writer.Conflict or Writer.Failed, $"{ended}: {told}");
            Assert.Matches("another one has written|represents a replacement", told);
            AssertTakenOver(target, await target.ReadLatestAsync(place));
            return;
        }
    }

    [Theory(Timeout = 120_000)]
    [InlineData("csv")]
    [InlineData("jsonl")]
    [InlineData("parquet")]
    public async Task File_OfAFrozenWriter_IsRefusedToASecondOneUntilTheFirstHasGone(string kind)
    {
        await using var target = CrashTarget.Kinds[kind]();
        var (frozen, place) = await FreezeAsync(target);
        using var _ = frozen;

        using var second = await WriterProcess.StartAsync(target, place, New);
        Assert.Equal(Writer.Failed, await second.EndAsync());
        Assert.Contains("another process", await second.ErrorsAsync(), StringComparison.Ordinal);
        await frozen.WakeAsync();
        await frozen.CompleteAsync();

        Assert.Equal(CrashSource.Readings(target.Readings, Old), await target.ReadAsync(place));
    }

    // Frozen behind its first checkpoint and before its last one.
    private static async Task<(WriterProcess Frozen, string Place)> FreezeAsync(CrashTarget target)
    {
        for (var tries = 0; tries < 20; tries++)
        {
            var place = await target.NewPlaceAsync();
            var writer = await WriterProcess.StartAsync(target, place, Old);
            while (await target.CountAsync(place) == 0 && !writer.HasEnded)
            {
                await Task.Delay(1);
            }

            await writer.FreezeAsync();
            if (await target.CountAsync(place) < target.Readings)
            {
                return (writer, place);
            }

            writer.Dispose();
        }

        throw new InvalidOperationException("The writer is too quick to be frozen: give it more readings.");
    }

    // The first ones are the old writer's, whole batches of them, and the others its successor's.
    private static void AssertTakenOver(CrashTarget target, IReadOnlyList<Reading> stored)
    {
        var (before, after) = (target.Expect(CrashSource.Readings(target.Readings, Old)), target.Expect(CrashSource.Readings(target.Readings, New)));
        var taken = stored.Zip(before).TakeWhile(static p => p.First == p.Second).Count();
        Assert.InRange(taken, 1, before.Count - 1);
        Assert.Equal([.. before.Take(taken), .. after.Skip(taken)], stored);
    }
}
