using NodaTime;

namespace Energy.Clients.Postgres.Tests;

/// <summary>Many series in one statement, each with its checkpoint.</summary>
public sealed class ManySeriesTests(PostgresServer server) : ServerTests(server)
{
    [ServerFact]
    public async Task ManySeries_AreStoredWithTheirCheckpoints_InOneTransaction()
    {
        await using var sink = Sink();
        SeriesBatch[] first = [.. Enumerable.Range(0, 50).Select(i => Batch(i, Quarters(i, i + 1), null, 1))];
        SeriesBatch[] second = [.. Enumerable.Range(0, 50).Select(i => Batch(i, [R(30, 45, i + 2)], first[i].To, 2))];

        Assert.All(await sink.WriteManyAsync(first), Assert.Null);
        Assert.All(await sink.WriteManyAsync(second), Assert.Null);

        for (var i = 0; i < 50; i++)
        {
            Assert.Equal(Quarters(i, i + 1, i + 2), await RowsAsync(Name(i)));
        }

        // All that came with the second write were written by one transaction.
        Assert.Single((await QueryAsync($"select xmin::text from {Schema}.readings where start_time = '2024-03-01T00:30Z'", static r => r.GetString(0))).Distinct());
        var checkpoints = await sink.GetCheckpointsAsync([.. second.Select(static b => b.To.Name), "test:/none"]);
        Assert.Equal(second.Select(static b => b.To).OrderBy(static c => c.Name, StringComparer.Ordinal), checkpoints.Values.OrderBy(static c => c.Name, StringComparer.Ordinal));
        Assert.Equal(await sink.GetCheckpointAsync(Name(7)), checkpoints[Name(7)]);
    }

    [ServerFact]
    public async Task SeriesThatSomebodyElseHasWritten_IsRefused_AndTheOthersAreStored()
    {
        await using var sink = Sink();
        await sink.WriteManyAsync([Batch(1, Quarters(1), null, 1), Batch(2, Quarters(2), null, 1)]);
        await using var other = Sink();
        await other.WriteAsync(Info(2), Quarters(20, 21), Check(2, 1), Check(2, 2));

        var failures =
            await sink.WriteManyAsync(
                [Batch(1, [R(15, 30, 5)], Check(1, 1), 2), Batch(2, [R(15, 30, 5)], Check(2, 1), 2), Batch(2, [R(15, 30, 6)], null, 1), Batch(3, Quarters(3), Check(3, 1), 2),
                    Batch(4, Quarters(4), null, 1)]);

        Assert.Null(failures[0]);
        Assert.Equal(Check(2, 2), Assert.IsType<CheckpointConflictException>(failures[1]).Stored);
        Assert.IsType<ArgumentException>(failures[2]);
        Assert.Null(Assert.IsType<CheckpointConflictException>(failures[3]).Stored);
        Assert.Null(failures[4]);
        Assert.Equal(Quarters(1, 5), await RowsAsync(Name(1)));
        Assert.Equal(Quarters(20, 21), await RowsAsync(Name(2)));
        Assert.Empty(await RowsAsync(Name(3)));
        Assert.Equal(Quarters(4), await RowsAsync(Name(4)));
    }

    [ServerFact]
    public async Task WritersOfOneCheckpoint_AtOnce_OneStoresAndTheOthersNothing()
    {
        await using var sink = Sink();
        for (var round = 0; round < 10; round++)
        {
            var revision = round;
            var outcomes = await Task.WhenAll(Enumerable.Range(1, 4).Select(w => sink.WriteManyAsync(
                [.. Enumerable.Range(0, 10)
                    .Select(i => new SeriesBatch(Info(i), Quarters(w), revision == 0 ? null : Check(i, revision), Check(i, revision + 1) with { Readings = w }))]).AsTask()));

            for (var i = 0; i < 10; i++)
            {
                var winner = 1 + Array.FindIndex(outcomes, o => o[i] is null);
                Assert.Equal(3, outcomes.Count(o => o[i] is CheckpointConflictException));
                Assert.Equal(Quarters(winner), await RowsAsync(Name(i)));
            }

            // The next round goes on from whoever won.
            await using var command = Server.Source.CreateCommand($"update {Schema}.checkpoints set checkpoint = jsonb_set(checkpoint::jsonb, '{{readings}}', '0')::text");
            await command.ExecuteNonQueryAsync();
        }
    }

    [ServerFact]
    public async Task SeriesThatCannotBeStoredAsItIs_FailsAlone()
    {
        await using var sink = Sink();
        await sink.WriteManyAsync([Batch(1, Quarters(1), null, 1)]);

        var failures = await sink.WriteManyAsync(
            [
                new SeriesBatch(Info(1) with { Unit = Unit.KilowattHour }, new Reading[] { R(15, 30, 2) }, Check(1, 1), Check(1, 2)),
                Batch(2, [R(15, 30, 2), R(0, 15, 1)], null, 1),
                Batch(3, Quarters(3), null, 1),
            ]);

        Assert.Contains("convert it with ToUnit", Assert.IsType<ArgumentException>(failures[0]).Message, StringComparison.Ordinal);
        Assert.IsType<SeriesException>(failures[1]);
        Assert.Null(failures[2]);
        Assert.Equal(Quarters(1), await RowsAsync(Name(1)));
        Assert.Equal(Quarters(3), await RowsAsync(Name(3)));
    }

    [ServerFact]
    public async Task StoredValues_AreTreatedAsBySingleWrites()
    {
        await using var sink = Sink(new PostgresSinkOptions { FrozenBefore = At(15) });
        await using (var all = Sink())
        {
            await all.WriteManyAsync([Batch(1, Quarters(1, 2, 3), null, 1)]);
        }

        var writers = await WritersAsync();
        Assert.All(await sink.WriteManyAsync([Batch(1, Quarters(9, null, 3, 4), Check(1, 1), 2)]), Assert.Null);

        // The frozen one, the one that the vendor has no longer, and the one that is the same stay as they were written.
        Assert.Equal(Quarters(1, 2, 3, 4), await RowsAsync(Name(1)));
        Assert.Equal(writers, (await WritersAsync()).Take(3));
    }

    [ServerFact]
    public async Task SeriesThatWasTakenOutOfItsTable_IsStoredUnderItsNewNumber()
    {
        await using var sink = Sink();
        await sink.WriteManyAsync([Batch(1, Quarters(1), null, 1)]);
        await ExecuteAsync($"delete from {Schema}.readings; delete from {Schema}.series; delete from {Schema}.checkpoints");

        Assert.IsType<CheckpointConflictException>((await sink.WriteManyAsync([Batch(1, Quarters(1), null, 1)]))[0]);
        Assert.Null((await sink.WriteManyAsync([Batch(1, Quarters(1), null, 1)]))[0]);

        Assert.Equal(Quarters(1), await RowsAsync(Name(1)));
    }

    private static string Name(int number) => "test:/" + number;

    private static SeriesInfo Info(int number) => Power with { Identity = Name(number) };

    private static Checkpoint Check(int number, long revision) => new() { Name = Name(number), Revision = revision };

    private static SeriesBatch Batch(int number, Reading[] readings, Checkpoint? from, long revision) => new(Info(number), readings, from, Check(number, revision));
}
