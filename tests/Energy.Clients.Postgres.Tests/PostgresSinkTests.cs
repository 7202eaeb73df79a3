using NodaTime;
using Npgsql;

namespace Energy.Clients.Postgres.Tests;

public sealed class PostgresSinkTests(PostgresServer server) : ServerTests(server)
{
    [ServerFact]
    public async Task WriteAsync_NewReadings_AreStoredAsTheyAre()
    {
        Reading[] readings = [R(0, 15, 1.5), R(15, 30, null), R(30, 45, -0.1), R(45, 45, 1e-300), new(At(60), At(60) + Duration.FromNanoseconds(1000), double.MaxValue)];
        await using var sink = Sink();

        await sink.WriteAsync(Power, readings);

        Assert.Equal(readings, await RowsAsync());
        Assert.Equal(["test:/power kW average_power consumption both 00:15:00 Europe/Amsterdam"], await QueryAsync(
            $"select concat_ws(' ', identity, unit, kind, positive, stamp, resolution, zone) from {Schema}.series", static r => r.GetString(0)));
    }

    [ServerFact]
    public async Task WriteAsync_TimesFarAway_AreStoredAsTheyAre()
    {
        Reading[] readings =
            [new(Instant.FromUtc(-4600, 1, 1, 0, 0), Instant.FromUtc(1, 1, 1, 0, 0), 1),
                new(Instant.FromUtc(1999, 12, 31, 23, 59, 59) + Duration.FromNanoseconds(999_999_000), Instant.FromUtc(9999, 12, 31, 0, 0), 2)];
        await using var sink = Sink();

        await sink.WriteAsync(Power, readings);

        Assert.Equal(
            ["4601-01-01 00:00:00 BC 0001-01-01 00:00:00", "1999-12-31 23:59:59.999999 9999-12-31 00:00:00"],
            await QueryAsync($"select concat_ws(' ', (start_time at time zone 'UTC')::text, (end_time at time zone 'UTC')::text) from {Schema}.readings order by start_time",
                static r => r.GetString(0)));
    }

    [ServerFact]
    public async Task WriteAsync_TheSameAgain_ChangesNothing()
    {
        var told = new Told();
        await using var sink = Sink(new PostgresSinkOptions { Progress = told });
        await sink.WriteAsync(Power, Quarters(1, null, 3));
        var writers = await WritersAsync();

        await sink.WriteAsync(Power, Quarters(1, null, 3));

        Assert.Equal(Quarters(1, null, 3), await RowsAsync());
        Assert.Equal(writers, await WritersAsync());
        Assert.Equal([new PostgresWrite("test:/power", 3, 3, 0), new PostgresWrite("test:/power", 3, 0, 0)], told.Writes);
    }

    [ServerFact]
    public async Task WriteAsync_Overlapping_ChangesOnlyWhatDiffersAndAddsWhatIsNew()
    {
        var told = new Told();
        await using var sink = Sink(new PostgresSinkOptions { Progress = told });
        await sink.WriteAsync(Power, (Reading[])[R(0, 15, 1), R(15, 30, 2), R(30, 45, 3), R(45, 60, 4), R(75, 90, 6)]);
        var before = await WritersAsync();

        // The second of the stored ones has another value, the fourth another end; one in between and one behind are new.
        await sink.WriteAsync(Power, (Reading[])[R(15, 30, 22), R(30, 45, 3), R(45, 50, 4), R(60, 75, 5), R(75, 90, 6), R(90, 105, 7)]);

        Assert.Equal([R(0, 15, 1), R(15, 30, 22), R(30, 45, 3), R(45, 50, 4), R(60, 75, 5), R(75, 90, 6), R(90, 105, 7)], await RowsAsync());
        var after = await WritersAsync();
        Assert.Equal([true, false, true, false, false, true, false], after.Select(w => w == before[0]));
        Assert.Equal(4, told.Writes[1].Stored);
    }

    [ServerFact]
    public async Task WriteAsync_OtherSeries_AreLeftAlone()
    {
        await using var sink = Sink();
        await sink.WriteAsync(Power, Quarters(1, 2));

        await sink.WriteAsync(Power with { Identity = "test:/other'; drop table readings; --", Unit = Unit.Megawatt }, Quarters(7, 8, 9));

        Assert.Equal(Quarters(1, 2), await RowsAsync());
        Assert.Equal(5, (await WritersAsync()).Count);
    }

    [ServerTheory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task WriteAsync_MissingValue_OverwritesAStoredOneOnlyWhenAsked(bool asked)
    {
        await using var sink = Sink(new PostgresSinkOptions { OverwriteWithMissing = asked });
        await sink.WriteAsync(Power, Quarters(1, null, 3));

        await sink.WriteAsync(Power, (Reading[])[R(0, 15, null), R(15, 30, 2), R(30, 40, null), R(45, 60, null)]);

        Reading[] expected = asked
            ? [R(0, 15, null), R(15, 30, 2), R(30, 40, null), R(45, 60, null)]
            : [R(0, 15, 1), R(15, 30, 2), R(30, 45, 3), R(45, 60, null)];
        Assert.Equal(expected, await RowsAsync());
    }

    [ServerFact]
    public async Task WriteAsync_BeforeTheFreeze_ChangesAndAddsNothing()
    {
        await using (var sink = Sink())
        {
            await sink.WriteAsync(Power, (Reading[])[R(0, 15, 1), R(30, 45, 3)]);
        }

        var told = new Told();
        await using var frozen = Sink(new PostgresSinkOptions { FrozenBefore = At(30), Progress = told });
        await frozen.WriteAsync(Power, (Reading[])[R(0, 15, 11), R(15, 30, 22), R(30, 45, 33)], null, Revision(1, 3));
        await frozen.WriteAsync(Power, (Reading[])[R(0, 15, 11)], Revision(1, 3), Revision(2, 4));

        Assert.Equal([R(0, 15, 1), R(30, 45, 33)], await RowsAsync());
        Assert.Equal([new PostgresWrite("test:/power", 3, 1, 2), new PostgresWrite("test:/power", 1, 0, 1)], told.Writes);
        Assert.Equal(Revision(2, 4), await frozen.GetCheckpointAsync("test:/power"));
    }

    [ServerFact]
    public async Task Checkpoint_MovesWithTheReadingsOrNotAtAll()
    {
        await using var sink = Sink();
        Assert.Null(await sink.GetCheckpointAsync("test:/power"));
        Assert.Empty(await QueryAsync($"select from pg_namespace where nspname = '{Schema}'", static _ => 0));

        await sink.WriteAsync(Power, Quarters(1, 2), null, Revision(1, 2));
        var first = await ThrowsAsync<CheckpointConflictException>(sink.WriteAsync(Power, Quarters(7, 8, 9), null, Revision(1, 3)));
        await sink.WriteAsync(Power, Quarters(1, 2, 3), Revision(1, 2), Revision(2, 3));
        var second = await ThrowsAsync<CheckpointConflictException>(sink.WriteAsync(Power, Quarters(7, 8, 9), Revision(1, 2), Revision(2, 3)));
        var third = await ThrowsAsync<CheckpointConflictException>(
            sink.WriteAsync(Power with { Identity = "test:/new" }, Quarters(7), Revision(4) with { Name = "none" }, Revision(5) with { Name = "none" }));

        Assert.Equal((null, Revision(1, 2)), (first.Expected, first.Stored));
        Assert.Equal((Revision(1, 2), Revision(2, 3)), (second.Expected, second.Stored));
        Assert.Null(third.Stored);
        Assert.Equal(Quarters(1, 2, 3), await RowsAsync());
        Assert.Empty(await RowsAsync("test:/new"));
        Assert.Equal(Revision(2, 3), await sink.GetCheckpointAsync("test:/power"));
    }

    [ServerFact]
    public async Task Checkpoint_ThatWasChanged_SaysSo()
    {
        await using var sink = Sink();
        await sink.WriteAsync(Power, Quarters(1), null, Revision(1));
        await ExecuteAsync($"update {Schema}.checkpoints set checkpoint = '{{'");

        Assert.Contains("not a checkpoint", (await Assert.ThrowsAsync<PostgresSinkException>(async () => await sink.GetCheckpointAsync("test:/power"))).Message,
            StringComparison.Ordinal);
        Assert.Contains("not a checkpoint", (await ThrowsAsync<PostgresSinkException>(sink.WriteAsync(Power, Quarters(2), Revision(1), Revision(2)))).Message,
            StringComparison.Ordinal);
        Assert.Equal(Quarters(1), await RowsAsync());
    }

    [ServerFact]
    public async Task Transfer_StoresAllAndRunsAgainForNothing()
    {
        var readings = Quarters(25, static i => i % 6 == 5 ? null : i);
        await using var sink = Sink();
        var source = TransferSource.Of(ReadingSeries.FromReadings(Power, readings));
        var transfer = new Transfer(sink, new TransferOptions { BatchSize = 4 });

        var first = await transfer.RunAsync(source);
        var second = await transfer.RunAsync(source);

        Assert.Equal(readings, await RowsAsync());
        Assert.Equal((25, 25, true), (first.Readings, first.Checkpoint!.Readings, first.Checkpoint.IsComplete));
        Assert.Equal((0, 7), (second.Readings, second.Checkpoint!.Revision));
    }

    [ServerFact]
    public async Task WriteAsync_InAnotherUnit_IsRefused()
    {
        await using var sink = Sink();
        await sink.WriteAsync(Power, Quarters(1));

        Assert.Contains("'kW' and now comes with 'MW'", (await ThrowsAsync<ArgumentException>(sink.WriteAsync(Power with { Unit = Unit.Megawatt }, Quarters(2)))).Message,
            StringComparison.Ordinal);
        Assert.Contains("'average_power' and now comes with 'energy'",
            (await ThrowsAsync<ArgumentException>(sink.WriteAsync(Power with { Kind = SeriesKind.Energy }, Quarters(2)))).Message, StringComparison.Ordinal);
        Assert.Contains("WithSign", (await ThrowsAsync<ArgumentException>(sink.WriteAsync(Power with { Positive = PositiveDirection.Production }, Quarters(2)))).Message,
            StringComparison.Ordinal);
        Assert.Equal(Quarters(1), await RowsAsync());
    }

    [ServerFact]
    public async Task WriteAsync_SeriesThatTellsMoreOrLess_IsTheSame()
    {
        await using var sink = Sink();
        await sink.WriteAsync(new SeriesInfo { Identity = Power.Identity, Unit = Unit.None, Kind = SeriesKind.Unknown }, Quarters(1));
        await sink.WriteAsync(Power, Quarters(1, 2));
        await sink.WriteAsync(new SeriesInfo { Identity = Power.Identity, Unit = Unit.None, Kind = SeriesKind.Unknown }, Quarters(1, 2, 3));

        Assert.Equal(Quarters(1, 2, 3), await RowsAsync());
        Assert.Equal(["kW average_power consumption 00:15:00"],
            await QueryAsync($"select concat_ws(' ', unit, kind, positive, resolution) from {Schema}.series", static r => r.GetString(0)));
    }

    [ServerFact]
    public async Task WriteAsync_ReadingsThatCannotBeStored_AreRefusedAndNoneIsStored()
    {
        await using var sink = Sink();

        Assert.Contains("Deduplicate", (await ThrowsAsync<SeriesException>(sink.WriteAsync(Power, (Reading[])[R(0, 15, 1), R(0, 15, 2)]))).Message, StringComparison.Ordinal);
        Assert.Contains("ascending", (await ThrowsAsync<SeriesException>(sink.WriteAsync(Power, (Reading[])[R(15, 30, 1), R(0, 15, 2)]))).Message, StringComparison.Ordinal);
        Assert.Contains("microseconds", (await ThrowsAsync<SeriesException>(sink.WriteAsync(Power, (Reading[])[new(At(0), At(0) + Duration.Epsilon, 2)]))).Message,
            StringComparison.Ordinal);
        Assert.Contains("microseconds", (await ThrowsAsync<SeriesException>(sink.WriteAsync(Power, (Reading[])[new(Instant.MinValue, At(0), 2)]))).Message,
            StringComparison.Ordinal);
        Assert.Empty(await QueryAsync($"select from pg_namespace where nspname = '{Schema}'", static _ => 0));
    }

    [ServerFact]
    public async Task Sink_WithADataSourceOfNodaTime_StoresTheSame()
    {
        await using var sink = new PostgresSink(Server.Source, new PostgresSinkOptions { Schema = Schema });
        await sink.WriteAsync(Power, Quarters(1, (double?)null));
        await sink.WriteAsync(Power, Quarters(1, 2));

        Assert.Equal(Quarters(1, 2), await RowsAsync());
        await sink.DisposeAsync();
        Assert.Equal(2, (await WritersAsync()).Count);
    }

    [ServerFact]
    public async Task WriteAsync_Cancelled_IsAPlainCancellationAndStoresNothing()
    {
        await using var sink = Sink();
        using var stop = new CancellationTokenSource();
        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await sink.WriteAsync(Power, Quarters(1), stop.Token));
        Assert.Empty(await QueryAsync($"select from pg_namespace where nspname = '{Schema}'", static _ => 0));
    }

    [Theory]
    [InlineData("")]
    [InlineData("Energy")]
    [InlineData("1st")]
    [InlineData("pg_energy")]
    [InlineData("a\"b")]
    [InlineData("a\n")]
    [InlineData("a234567890123456789012345678901234567890123456789012345678901234")]
    public void Schema_ThatIsNoPlainName_IsRefused(string name) =>
        Assert.Contains("schema's name", Assert.Throws<ArgumentException>(() => new PostgresSinkOptions { Schema = name }).Message, StringComparison.Ordinal);

    [Fact]
    public void Timeout_OutOfRange_IsRefused() => Assert.Throws<ArgumentOutOfRangeException>(static () => new PostgresSinkOptions { Timeout = Duration.Zero });

    [Fact]
    public async Task ServerThatIsNotThere_IsAClearErrorAndNoPasswordIsTold()
    {
        await using var sink = new PostgresSink("Host=127.0.0.1;Port=1;Username=writer;Password=hidden-word;Timeout=5", new PostgresSinkOptions { Schema = "x" });

        var failure = await Assert.ThrowsAsync<PostgresSinkException>(async () => await sink.WriteAsync(Power, Quarters(1)));

        Assert.True(failure.IsTransient);
        Assert.StartsWith("Storing 1 readings of test:/power from 2024-03-01T00:00:00Z to 2024-03-01T00:15:00Z in schema x of database writer on 127.0.0.1:1 failed: ",
            failure.Message, StringComparison.Ordinal);
        Assert.Contains("Try again", failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("hidden-word", failure.ToString(), StringComparison.Ordinal);
    }

    private sealed class Told : IProgress<PostgresWrite>
    {
        public List<PostgresWrite> Writes { get; } = [];

        public void Report(PostgresWrite value) => Writes.Add(value);
    }
}
