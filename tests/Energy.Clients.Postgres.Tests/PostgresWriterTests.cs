using NodaTime;

namespace Energy.Clients.Postgres.Tests;

/// <summary>Writers that are killed, frozen, or two at once.</summary>
public sealed class PostgresWriterTests(PostgresServer server) : ServerTests(server)
{
    private static readonly PostgresSinkOptions Impatient = new() { Timeout = Duration.FromSeconds(1) };

    /// <summary>A killed process: its connection ends after any number of bytes, before, within and behind COPY, MERGE and commit.</summary>
    [ServerTheory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task WriterKilledAnywhere_LeavesWhatItsCheckpointSaysAndASecondRunCompletes(bool overStored)
    {
        // The driver's question for all types that the server has is most of what a connection sends at first, and none of the sink's.
        const string Plain = "Server Compatibility Mode=NoTypeLoading";
        const string Mortal = "Application Name=mortal;Pooling=false;" + Plain;
        // Two batches: the first makes the tables, and each later one is written as the second is.
        var readings = Quarters(20, static i => i % 6 == 4 ? null : i + 0.5);

        // Every other reading is there already, with another value, so that all of it goes through staging; where the vendor has none, it stays.
        Reading[] before = overStored ? [.. readings.Where(static (_, i) => i % 2 == 0).Select(static r => r with { Value = -1 })] : [];
        Reading[] after = [.. readings.Select(r => overStored && r.Value is null ? r with { Value = -1 } : r)];
        var kills = 0;
        for (var bytes = 0; ; bytes += 331)
        {
            var identity = "test:/" + bytes;
            var name = Power with { Identity = identity };
            await using var sink = SinkAt(Server.Port, more: Plain);
            if (overStored)
            {
                await sink.WriteAsync(name, before);
            }

            await using var proxy = new CuttingProxy(Server.Port) { CutAfter = bytes };
            await using (var mortal = SinkAt(proxy.Port, more: Mortal))
            {
                var run = new Transfer(mortal, new TransferOptions { BatchSize = 10 }).RunAsync(TransferSource.Of(ReadingSeries.FromReadings(name, readings)));
                try
                {
                    await run;
                }
                catch (PostgresSinkException e)
                {
                    Assert.True(e.IsTransient, e.ToString());
                    Assert.Matches("Nothing of it was stored|all of it is stored, or nothing|Nothing was changed", e.Message);
                }
            }

            if (!proxy.HasCut)
            {
                break;
            }

            kills++;

            // The server may still be busy with what it was told last.
            while (await QueryAsync("select from pg_stat_activity where application_name = 'mortal'", static _ => 0) is not [])
            {
                await Task.Delay(5);
            }

            var stored = (int)((await sink.GetCheckpointAsync(identity))?.Readings ?? 0);
            Assert.True(stored is 0 or 10 or 20);
            Assert.Equal(after.Take(stored).Concat(before.Where(r => r.Start >= At(15 * stored))), await RowsOrNoneAsync(identity));

            await new Transfer(sink, new TransferOptions { BatchSize = 10 }).RunAsync(TransferSource.Of(ReadingSeries.FromReadings(name, readings)));
            Assert.Equal(after, await RowsAsync(identity));
            Assert.Equal(20, (await sink.GetCheckpointAsync(identity))!.Readings);
            if (!overStored)
            {
                // So that the making of the tables is cut too.
                await ExecuteAsync($"drop schema {Schema} cascade");
            }
        }

        Assert.True(kills > 15, $"Only {kills} kills: the writes were too short to be cut.");
    }

    [ServerTheory]
    [InlineData(1)]
    [InlineData(9_000)]
    [InlineData(40_000)]
    [InlineData(80_000)]
    public async Task ServerThatEndsTheConnectionInMidCopy_IsAClearErrorAndNothingIsStored(int bytes)
    {
        var readings = Quarters(3_000, static i => i);
        await using var sink = Sink();
        await sink.WriteAsync(Power, default, null, Revision(1));
        await using var proxy = new CuttingProxy(Server.Port) { HoldAfter = "copy \"", HoldBehind = bytes };
        await using var doomed = SinkAt(proxy.Port);
        var write = doomed.WriteAsync(Power, readings, Revision(1), Revision(2)).AsTask();
        await proxy.IsHeld;

        Assert.Equal([true],
            await QueryAsync($"select pg_terminate_backend(pid) from pg_stat_activity where state = 'active' and query like 'copy \"{Schema}%'", static r => r.GetBoolean(0)));
        proxy.Release();
        var failure = await Assert.ThrowsAsync<PostgresSinkException>(() => write);

        Assert.True(failure.IsTransient);
        Assert.StartsWith("Storing 3000 readings of test:/power from 2024-03-01T00:00:00Z to ", failure.Message, StringComparison.Ordinal);
        Assert.Contains("Nothing of it was stored. Try again", failure.Message, StringComparison.Ordinal);
        Assert.Empty(await RowsAsync());
        Assert.Equal(Revision(1), await sink.GetCheckpointAsync("test:/power"));
        await sink.WriteAsync(Power, readings, Revision(1), Revision(2));
        Assert.Equal(readings, await RowsAsync());
    }

    /// <summary>Frozen within the COPY, where no limit of the server's reaches; holding the lock; and before it has any.</summary>
    [ServerTheory]
    [InlineData("copy \"")]
    [InlineData("pg_advisory_xact_lock")]
    [InlineData("pg_catalog.pg_index")]
    public async Task WriterThatWasFrozenAndWakes_CannotCommitOverItsSuccessor(string word)
    {
        await using var sink = Sink(Impatient);
        await sink.WriteAsync(Power, default, null, Revision(1));
        await using var proxy = new CuttingProxy(Server.Port) { HoldAfter = word };
        await using var frozen = SinkAt(proxy.Port, Impatient);
        var write = frozen.WriteAsync(Power, Quarters(7, 8, 9), Revision(1), Revision(2) with { Readings = 3 }).AsTask();
        await proxy.IsHeld;

        await sink.WriteAsync(Power, Quarters(1, 2), Revision(1), Revision(2) with { Readings = 2 });
        proxy.Release();
        var failure = await Record.ExceptionAsync(() => write);

        Assert.True(failure is CheckpointConflictException or PostgresSinkException { IsTransient: true }, failure?.ToString());
        Assert.Equal(Quarters(1, 2), await RowsAsync());
        Assert.Equal(Revision(2) with { Readings = 2 }, await sink.GetCheckpointAsync("test:/power"));
    }

    [ServerFact]
    public async Task WritersOfOneRange_AtOnce_StoreOneAfterTheOther()
    {
        await using var sink = Sink();
        for (var round = 0; round < 10; round++)
        {
            var series = Power with { Identity = "test:/" + round };

            await Task.WhenAll(Enumerable.Range(1, 4).Select(w => sink.WriteAsync(series, Quarters(200, _ => w)).AsTask()));

            var rows = await RowsAsync(series.Identity);
            Assert.Equal(Quarters(200, _ => rows[0].Value), rows);
        }
    }

    [ServerFact]
    public async Task WritersOfOneCheckpoint_AtOnce_OneStoresAndTheOthersNothing()
    {
        await using var sink = Sink();
        for (var round = 0; round < 10; round++)
        {
            var name = "test:/" + round;
            var outcomes = await Task.WhenAll(Enumerable.Range(1, 4).Select(w => Record.ExceptionAsync(async () =>
                await sink.WriteAsync(Power with { Identity = name }, Quarters(200, _ => w), null, new Checkpoint { Name = name, Revision = 1, Readings = w }))));

            Assert.Equal(3, outcomes.OfType<CheckpointConflictException>().Count());
            var winner = 1 + Array.FindIndex(outcomes, static o => o is null);
            Assert.Equal(Quarters(200, _ => winner), await RowsAsync(name));
            Assert.Equal(winner, (await sink.GetCheckpointAsync(name))!.Readings);
        }
    }

    private async Task<List<Reading>> RowsOrNoneAsync(string identity) =>
        await QueryAsync($"select from pg_tables where schemaname = '{Schema}' and tablename = 'readings'", static _ => 0) is [] ? [] : await RowsAsync(identity);
}
