using Energy.Clients.Tests.Series.Operators;
using NodaTime;
using static Energy.Clients.Tests.Series.Operators.Given;

namespace Energy.Clients.Tests.Series.Transfers;

public sealed class FileSinkTests : IDisposable
{
    private static readonly Reading[] Readings = [R(0, 15, 1.5), R(15, 30, null), R(30, 45, -0.1), R(45, 60, 1e-7), R(60, 75, 4)];
    private static readonly TransferOptions Small = new() { BatchSize = 2 };

    private static readonly string[] Rows =
        ["2024-03-01T00:00:00Z,2024-03-01T00:15:00Z,1.5", "2024-03-01T00:15:00Z,2024-03-01T00:30:00Z,", "2024-03-01T00:30:00Z,2024-03-01T00:45:00Z,-0.1",
            "2024-03-01T00:45:00Z,2024-03-01T01:00:00Z,1E-07", "2024-03-01T01:00:00Z,2024-03-01T01:15:00Z,4"];

    private readonly string _folder = Directory.CreateTempSubdirectory("energy-clients-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private string Csv => Path.Combine(_folder, "readings.csv");

    [Fact]
    public async Task Csv_HoldsTheReadings()
    {
        using (var sink = FileSink.Csv(Csv))
        {
            await new Transfer(sink, Small).RunAsync(TransferSource.Of(Source().Series(Power)));
        }

        Assert.Equal(Rows.Prepend("start,end,value"), await File.ReadAllLinesAsync(Csv));
    }

    [Fact]
    public async Task JsonLines_HoldTheReadings()
    {
        var path = Path.Combine(_folder, "readings.jsonl");
        using (var sink = FileSink.JsonLines(path))
        {
            await new Transfer(sink, Small).RunAsync(TransferSource.Of(Source().Series(Power)));
        }

        var lines = await File.ReadAllLinesAsync(path);
        Assert.Equal(5, lines.Length);
        Assert.Equal("""{"start":"2024-03-01T00:00:00Z","end":"2024-03-01T00:15:00Z","value":1.5}""", lines[0]);
        Assert.Equal("""{"start":"2024-03-01T00:15:00Z","end":"2024-03-01T00:30:00Z","value":null}""", lines[1]);
    }

    [Theory]
    [InlineData("")]
    [InlineData("2024-03-01T00:30:00Z,2024-03-")]
    [InlineData("more than all that is still to come: .............................................................................................................")]
    [InlineData("2024-03-01T00:30:00Z,2024-03-01T00:45:00Z,-0.1\n2024-03-01T00:45:00Z,2024-03-01T01:00:00Z,1E-07\n")]
    public async Task Run_AfterACrashThatLeftATail_CutsItAndGoesOn(string tail)
    {
        await RunUntilCutAsync();
        await File.AppendAllTextAsync(Csv, tail);

        using (var sink = FileSink.Csv(Csv))
        {
            await new Transfer(sink, Small).RunAsync(TransferSource.Of(Source().Series(Power)));
        }

        Assert.Equal(Rows.Prepend("start,end,value"), await File.ReadAllLinesAsync(Csv));
    }

    [Fact]
    public async Task Run_AfterACrashBetweenRowsAndCheckpoint_HasEachReadingOnce()
    {
        await RunUntilCutAsync();
        var mark = await File.ReadAllBytesAsync(Csv + ".checkpoint");
        using (var sink = FileSink.Csv(Csv))
        {
            await new Transfer(sink, Small).RunAsync(TransferSource.Of(Source().Series(Power)));
        }

        // As if the process had died when the rows were written and the checkpoint was not.
        await File.WriteAllBytesAsync(Csv + ".checkpoint", mark);
        using (var sink = FileSink.Csv(Csv))
        {
            await new Transfer(sink, Small).RunAsync(TransferSource.Of(Source().Series(Power)));
        }

        Assert.Equal(Rows.Prepend("start,end,value"), await File.ReadAllLinesAsync(Csv));
    }

    [Fact]
    public async Task Run_AfterACrashInTheVeryFirstWrite_BeginsAgain()
    {
        using (var sink = FileSink.Csv(Csv))
        {
            // Refused within the first batch, so the file is marked as a transfer's and holds nothing that counts.
            await Assert.ThrowsAsync<InvalidDataException>(() => new Transfer(sink).RunAsync(TransferSource.Of(SeriesOf(Power, R(0, 15, double.NaN)))));
        }

        await File.WriteAllTextAsync(Csv, "start,end,value\n2024-03-01T00:0");
        using (var sink = FileSink.Csv(Csv))
        {
            await new Transfer(sink, Small).RunAsync(TransferSource.Of(Source().Series(Power)));
        }

        Assert.Equal(Rows.Prepend("start,end,value"), await File.ReadAllLinesAsync(Csv));
    }

    [Fact]
    public async Task PlanAsync_OfAFileThatIsNotThere_DoesNotMakeIt()
    {
        using var sink = FileSink.Csv(Csv);

        Assert.False((await new Transfer(sink).PlanAsync([TransferSource.Of(Source().Series(Power))]))[0].IsUpToDate);
        Assert.Empty(Directory.GetFiles(_folder));
    }

    [Fact]
    public async Task Run_IntoAFileOfSomebodyElse_LeavesItAlone()
    {
        await File.WriteAllTextAsync(Csv, "my own notes\n");
        using var sink = FileSink.Csv(Csv);

        var failure = await Assert.ThrowsAsync<InvalidDataException>(() => new Transfer(sink).RunAsync(TransferSource.Of(Source().Series(Power))));

        Assert.Contains("no checkpoint", failure.Message, StringComparison.Ordinal);
        Assert.Equal("my own notes\n", await File.ReadAllTextAsync(Csv));
    }

    [Fact]
    public async Task Run_IntoAFileThatLostReadings_IsRefused()
    {
        await RunUntilCutAsync();
        await File.WriteAllTextAsync(Csv, "start");
        using var sink = FileSink.Csv(Csv);

        Assert.Contains("lost", (await Assert.ThrowsAsync<InvalidDataException>(() => new Transfer(sink).RunAsync(TransferSource.Of(Source().Series(Power))))).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_OfAnotherSeries_IsRefused()
    {
        await RunUntilCutAsync();
        using var sink = FileSink.Csv(Csv);

        Assert.Contains("test:/power", (await Assert.ThrowsAsync<InvalidDataException>(() => new Transfer(sink).RunAsync(TransferSource.Of(Source().Series(Consumed))))).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_InAnotherUnitKindOrSign_IsRefusedAndNothingIsStored()
    {
        using var sink = FileSink.Csv(Csv);
        await new Transfer(sink).RunAsync(TransferSource.Of(Source().Series(Power)));
        var stored = await sink.GetCheckpointAsync("test:/power");
        foreach (var (other, remedy) in ((SeriesInfo, string)[])[(Power with { Unit = Unit.Megawatt }, "ToUnit"), (Power with { Kind = SeriesKind.Energy }, "ToEnergy"),
            (Power with { Positive = PositiveDirection.Production }, "WithSign")])
        {
            var refusal =
                await Assert.ThrowsAsync<ArgumentException>(async () =>
                    await sink.WriteAsync(other, new[] { R(75, 90, 1) }, stored, stored! with { Revision = stored.Revision + 1 }));
            Assert.Contains(remedy, refusal.Message, StringComparison.Ordinal);
        }

        sink.Dispose();
        Assert.Equal(Rows.Length + 1, (await File.ReadAllLinesAsync(Csv)).Length);
    }

    [Fact]
    public async Task Run_WhileAnotherHasTheFile_IsRefused()
    {
        using var first = FileSink.Csv(Csv);
        await new Transfer(first, Small).RunAsync(TransferSource.Of(Source().Series(Power)));
        using var second = FileSink.Csv(Csv);

        await Assert.ThrowsAsync<IOException>(() => new Transfer(second).RunAsync(TransferSource.Of(Source().Series(Power))));
    }

    [Fact]
    public async Task Run_WithACheckpointThatWasChanged_SaysSo()
    {
        await RunUntilCutAsync();
        await File.WriteAllTextAsync(Csv + ".checkpoint", "{");
        using var sink = FileSink.Csv(Csv);

        Assert.Contains("not a checkpoint", (await Assert.ThrowsAsync<InvalidDataException>(() => new Transfer(sink).RunAsync(TransferSource.Of(Source().Series(Power))))).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_OntoAFullDisk_SaysSoAndStoresNothing()
    {
        Assert.True(File.Exists("/dev/full"), "This test needs Linux's device that is always full.");
        var link = Path.Combine(_folder, "full.csv");
        File.CreateSymbolicLink(link, "/dev/full");
        using (var sink = FileSink.Csv(link))
        {
            var failure = await Assert.ThrowsAsync<IOException>(() => new Transfer(sink).RunAsync(TransferSource.Of(Source().Series(Power))));
            Assert.Contains("next run", failure.Message, StringComparison.Ordinal);
        }

        using (var again = FileSink.Csv(link))
        {
            Assert.Null(await again.GetCheckpointAsync("test:/power"));
        }

        // The disk has room again.
        File.Delete(link);
        using (var sink = FileSink.Csv(link))
        {
            await new Transfer(sink).RunAsync(TransferSource.Of(Source().Series(Power)));
        }

        Assert.Equal(Rows.Prepend("start,end,value"), await File.ReadAllLinesAsync(link));
    }

    /// <summary>The same sink goes on: the rows whose checkpoint could not be written must not stand before those of the next write.</summary>
    [Fact]
    public async Task Write_BehindOneWhoseCheckpointMayNotBeWritten_HoldsItsRowsOnce()
    {
        // A folder where the checkpoint is made: the system says that access is denied, and not that reading or writing failed.
        var inTheWay = Directory.CreateDirectory(Csv + ".checkpoint.new");
        using (var sink = FileSink.Csv(Csv))
        {
            inTheWay.Delete();
            await sink.WriteAsync(Power, new[] { R(0, 15, 1) }, null, To(1));
            inTheWay.Create();
            var failure = await Assert.ThrowsAsync<IOException>(async () => await sink.WriteAsync(Power, new[] { R(15, 30, 2), R(30, 45, 3) }, To(1), To(2)));
            Assert.Contains("next run", failure.Message, StringComparison.Ordinal);
            inTheWay.Delete();
            await sink.WriteAsync(Power, new[] { R(15, 30, 2), R(30, 45, 3) }, To(1), To(2));
        }

        Assert.Equal(
            ["start,end,value", "2024-03-01T00:00:00Z,2024-03-01T00:15:00Z,1", "2024-03-01T00:15:00Z,2024-03-01T00:30:00Z,2", "2024-03-01T00:30:00Z,2024-03-01T00:45:00Z,3"],
            await File.ReadAllLinesAsync(Csv));

        static Checkpoint To(long revision) => new() { Name = "test:/power", Revision = revision };
    }

    [Fact]
    public async Task Write_BehindACheckpointThatIsNotStored_IsRefusedAndNothingIsStored()
    {
        var first = new Checkpoint { Name = "test:/power", Revision = 1 };
        using (var sink = FileSink.Csv(Csv))
        {
            await sink.WriteAsync(Power, new[] { R(0, 15, 1) }, null, first);

            var conflict = await Assert.ThrowsAsync<CheckpointConflictException>(async () =>
                await sink.WriteAsync(Power, new[] { R(15, 30, 2) }, null, first with { Revision = 2 }));

            Assert.Equal((null, first), (conflict.Expected, conflict.Stored));
        }

        Assert.Equal(["start,end,value", "2024-03-01T00:00:00Z,2024-03-01T00:15:00Z,1"], await File.ReadAllLinesAsync(Csv));
    }

    [Fact]
    public async Task Sink_MadeAgain_KnowsTheCheckpoint()
    {
        var first = new Checkpoint { Name = "test:/power", Revision = 1, Readings = 1, Through = At(15) };
        await using (var sink = FileSink.Csv(Csv))
        {
            await sink.WriteAsync(Power, new[] { R(0, 15, 1) }, null, first);
        }

        using var again = FileSink.Csv(Csv);
        Assert.Equal(first, await again.GetCheckpointAsync("test:/power"));
        again.Dispose();
        await Assert.ThrowsAsync<ObjectDisposedException>(async () => await again.GetCheckpointAsync("test:/power"));
        Assert.Equal(2, (await File.ReadAllLinesAsync(Csv)).Length);
    }

    /// <summary>A run that finds nothing moves its checkpoint; what the series measures is told by its first reading.</summary>
    [Fact]
    public async Task Write_OfNoReadings_LeavesTheMeasureOpen()
    {
        var first = new Checkpoint { Name = "test:/power", Revision = 1 };
        using (var sink = FileSink.Csv(Csv))
        {
            await sink.WriteAsync(Power with { Unit = Unit.Megawatt }, default, null, first);
            await sink.WriteAsync(Power, new[] { R(0, 15, 1) }, first, first with { Revision = 2 });
        }

        Assert.Equal(["start,end,value", "2024-03-01T00:00:00Z,2024-03-01T00:15:00Z,1"], await File.ReadAllLinesAsync(Csv));
    }

    [Fact]
    public async Task Folder_HoldsAFileASeries()
    {
        using var sink = FileSink.JsonLinesFolder(Path.Combine(_folder, "many"));

        var results = await new Transfer(sink, Small).RunAsync([TransferSource.Of(Source().Series(Power)), TransferSource.Of(Source().Series(Consumed))]);

        Assert.All(results, static r => Assert.Null(r.Failure));
        Assert.Equal(2, Directory.GetFiles(Path.Combine(_folder, "many"), "*.jsonl").Length);
        sink.Dispose();
        Assert.All(
            Directory.GetFiles(Path.Combine(_folder, "many"), "*.jsonl"),
            static file => Assert.Equal("""{"start":"2024-03-01T00:00:00Z","end":"2024-03-01T00:15:00Z","value":1.5}""", File.ReadAllLines(file)[0]));
        using var single = FileSink.Csv(Csv);
        await new Transfer(single).RunAsync(TransferSource.Of(Source().Series(Power)));
        await Assert.ThrowsAsync<InvalidOperationException>(() => new Transfer(single).RunAsync(TransferSource.Of(Source().Series(Consumed))));
    }

    [Fact]
    public async Task Folder_OfMoreSeriesThanAProcessMayHaveFiles_KeepsThoseUsedLastOpenAndGoesOnInTheOthers()
    {
        const int Many = 300;
        const int MostOpen = 256;
        var folder = Path.Combine(_folder, "thousands");
        var stored = new Checkpoint?[Many];
        using (var sink = FileSink.CsvFolder(folder))
        {
            for (var round = 0; round < 2; round++)
            {
                for (var i = 0; i < Many; i++)
                {
                    var name = $"test:/{i}";
                    var next = new Checkpoint { Name = name, Revision = round + 1, Readings = round + 1, Through = At(15 * (round + 1)) };
                    await sink.WriteAsync(Power with { Identity = name }, new[] { R(15 * round, 15 * (round + 1), i) }, stored[i], next);
                    stored[i] = next;
                }

                Assert.Equal(Enumerable.Range(Many - MostOpen, MostOpen), Enumerable.Range(0, Many).Where(i => IsLocked(FileOf(i))));
            }

            // The oldest of those that are open is used again, however often, so that the one behind it goes for another.
            for (var i = 0; i < 2 * Many; i++)
            {
                Assert.Equal(stored[Many - MostOpen], await sink.GetCheckpointAsync($"test:/{Many - MostOpen}"));
            }

            await sink.WriteAsync(Power, default, stored[0], stored[0]! with { Revision = 3 });
            Assert.Equal([true, true, false, true], new[] { 0, Many - MostOpen, Many - MostOpen + 1, Many - MostOpen + 2 }.Select(i => IsLocked(FileOf(i))));
        }

        // Both readings behind the heading, once each.
        Assert.All(Directory.GetFiles(folder, "*.csv"), static file => Assert.Equal(3, File.ReadAllLines(file).Length));

        string FileOf(int i) => Path.Combine(folder, AtomicFile.NameFor($"test:/{i}") + ".csv");

        static bool IsLocked(string file)
        {
            try
            {
                using var _ = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.None);
                return false;
            }
            catch (IOException)
            {
                return true;
            }
        }
    }

    [Fact]
    public async Task WriteAsync_ValueThatIsNoNumber_IsRefusedAndNothingOfTheBatchIsWritten()
    {
        using (var sink = FileSink.Csv(Csv))
        {
            await Assert.ThrowsAsync<InvalidDataException>(() => new Transfer(sink).RunAsync(TransferSource.Of(SeriesOf(Power, R(0, 15, 1), R(15, 30, double.NaN)))));
        }

        Assert.Equal("", await File.ReadAllTextAsync(Csv));
        using var bare = FileSink.Csv(Csv);
        await Assert.ThrowsAsync<NotSupportedException>(async () => await bare.WriteAsync(Power, default));
    }

    [Fact]
    public async Task FileCheckpoints_MoveByCompareAndSet()
    {
        var store = new FileCheckpoints(Path.Combine(_folder, "checkpoints"));
        var first = new Checkpoint { Name = "stem:/a b?c", Revision = 1, Through = At(1) };
        var second = first with { Revision = 2 };

        Assert.Null(await store.GetAsync(first.Name));
        await store.MoveAsync(null, first);
        await store.MoveAsync(first, second);

        Assert.Equal(second, await store.GetAsync(first.Name));
        var failure = await Assert.ThrowsAsync<CheckpointConflictException>(async () => await store.MoveAsync(first, second with { Revision = 3 }));
        Assert.Equal((first, second), (failure.Expected, failure.Stored));
        Assert.Equal(second, await store.GetAsync(first.Name));
    }

    private static ReadingSource Source(int? cut = null) => new(Readings, 2, 1) { CutBefore = cut };

    private async Task RunUntilCutAsync()
    {
        using var sink = FileSink.Csv(Csv);
        await Assert.ThrowsAsync<EnergyTransportException>(() => new Transfer(sink, Small).RunAsync(TransferSource.Of(Source(2).Series(Power))));
    }
}
