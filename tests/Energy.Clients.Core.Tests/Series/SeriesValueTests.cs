using System.Text.Json;
using NodaTime;
using static Energy.Clients.Tests.Series.Operators.Given;

namespace Energy.Clients.Tests.Series;

/// <summary>The small values that operators and transfers take and give: equality, texts, bounds.</summary>
public sealed class SeriesValueTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("energy-values").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Rows_AreEqualByTimesAndValues()
    {
        var row = new AlignedRow(At(0), At(15), new List<double?> { 1, null });
        AlignedRow[] others =
        [
            row with { Start = At(5) },
            row with { End = At(20) },
            row with { Values = [1, 2] },
            row with { Values = [1] },
            new AlignedRow(At(5), At(20), [1, null]),
            default,
        ];

        Assert.Equal(row, new AlignedRow(At(0), At(15), [1, null]));
        Assert.Equal(row.GetHashCode(), new AlignedRow(At(0), At(15), [1, null]).GetHashCode());
        Assert.Equal(new AlignedRow(At(0), At(15), [9, 1, null, 9], 1, 2), row);
        Assert.All(others, other => Assert.NotEqual(row, other));
        Assert.All(others, other => Assert.NotEqual(other, row));
        Assert.Equal(default, default(AlignedRow));
        Assert.Equal(new Interval(At(0), At(15)), row.Interval);
        foreach (var same in new[] { row, new AlignedRow(At(0), At(15), [9, 1, null, 9], 1, 2) })
        {
            Assert.Equal(1, same[0]);
            Assert.Null(same[1]);
        }
    }

    [Fact]
    public void Aggregates_SayWhatTheyAre()
    {
        Assert.Equal(
            ["natural", "mean", "sum", "first", "last", "minimum", "maximum", "standard deviation", "percentile 0.5", "percentile 0.95"],
            new[]
            {
                Aggregate.Natural, Aggregate.Mean, Aggregate.Sum, Aggregate.First, Aggregate.Last, Aggregate.Minimum, Aggregate.Maximum, Aggregate.StandardDeviation,
                Aggregate.Median, Aggregate.Percentile(0.95),
            }.Select(static a => a.ToString()));
    }

    [Fact]
    public void Shares_AreFromNothingToAll()
    {
        foreach (var share in new[] { 0, 0.5, 1 })
        {
            Assert.Equal(share, Coverage.AtLeast(share).MinimumShare);
            Assert.Equal("percentile " + share.ToString(System.Globalization.CultureInfo.InvariantCulture), Aggregate.Percentile(share).ToString());
        }

        foreach (var share in new[] { -0.001, 1.001, double.NaN })
        {
            Assert.Throws<ArgumentOutOfRangeException>(() => Coverage.AtLeast(share));
            Assert.Throws<ArgumentOutOfRangeException>(() => Aggregate.Percentile(share));
        }
    }

    [Fact]
    public void Numbers_OfTransfersAndPolls_HaveTheirBounds()
    {
        Assert.Equal((1, 1, Duration.Zero), (new TransferOptions { BatchSize = 1 }.BatchSize, new TransferOptions { MaxAtOnce = 1 }.MaxAtOnce, new ReadNewOptions().LookBack));
        Assert.Throws<ArgumentOutOfRangeException>(() => new TransferOptions { BatchSize = 0 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new TransferOptions { MaxAtOnce = 0 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new TransferOptions { LookBack = -Duration.Epsilon });
        Assert.Throws<ArgumentOutOfRangeException>(() => new ReadNewOptions { LookBack = -Duration.Epsilon });
        Assert.Equal(Duration.Zero, new TransferOptions { LookBack = Duration.Zero }.LookBack);
        Assert.Equal(Duration.Zero, new ReadNewOptions { LookBack = Duration.Zero }.LookBack);
    }

    [Fact]
    public void Duplicates_DifferWhenAnythingDoes()
    {
        Assert.False(new DuplicateReading(R(0, 15, 1), R(0, 15, 1), 1, 0).IsDifferent);
        Assert.True(new DuplicateReading(R(0, 15, 1), R(0, 15, null), 1, 1).IsDifferent);
        Assert.True(new DuplicateReading(R(0, 15, 1), R(0, 10, 1), 1, 1).IsDifferent);
    }

    [Fact]
    public void Directions_KnowTheirOpposite_AndWhatDraws()
    {
        (PositiveDirection Draws, PositiveDirection Gives)[] pairs =
        [
            (PositiveDirection.Consumption, PositiveDirection.Production),
            (PositiveDirection.Export, PositiveDirection.Import),
            (PositiveDirection.Charge, PositiveDirection.Discharge),
        ];
        foreach (var (draws, gives) in pairs)
        {
            Assert.Equal(gives, draws.Opposite);
            Assert.Equal(draws, gives.Opposite);
            Assert.True(draws.Draws);
            Assert.False(gives.Draws);
        }

        foreach (var other in new[] { PositiveDirection.None, default, new PositiveDirection("up") })
        {
            Assert.Null(other.Opposite);
            Assert.Null(other.Draws);
        }

        Assert.Equal(PositiveDirection.None, default);
        Assert.Equal("", (PositiveDirection.Import with { Name = "" }).Name);
    }

    [Fact]
    public void Checkpoint_IsCompleteOnceAReadWasStoredToItsEnd()
    {
        Assert.False(new Checkpoint { Name = "a" }.IsComplete);
        Assert.True(new Checkpoint { Name = "a", Revision = 1 }.IsComplete);
        Assert.False(new Checkpoint { Name = "a", Revision = 1, Token = PageToken.At(1, "y") }.IsComplete);
    }

    [Fact]
    public void Checkpoint_OfAnotherVersion_OrOfNone_IsToldAsItIs()
    {
        var checkpoint = new Checkpoint { Name = "a", Revision = 3, Through = At(15), Readings = 7, ReadFrom = At(0), ReadUntil = At(60) };
        var text = checkpoint.ToText();

        Assert.Equal(checkpoint, Checkpoint.Parse(text));
        Assert.True(Checkpoint.TryParse(text, out var read));
        Assert.Equal(checkpoint, read);
        Assert.Equal(checkpoint, Checkpoint.Parse(text.Replace("\"version\":1", "\"version\":0", StringComparison.Ordinal)));
        foreach (var version in new[] { 2, -1 })
        {
            var other = text.Replace("\"version\":1", FormattableString.Invariant($"\"version\":{version}"), StringComparison.Ordinal);
            Assert.NotEqual(text, other);
            var failure = Assert.Throws<FormatException>(() => Checkpoint.Parse(other));
            Assert.Contains(FormattableString.Invariant($"of version {version}"), failure.Message, StringComparison.Ordinal);
            Assert.IsType<JsonException>(failure.InnerException);
            Assert.False(Checkpoint.TryParse(other, out _));
        }

        Assert.Throws<FormatException>(() => Checkpoint.Parse("{"));
        Assert.Throws<FormatException>(() => Checkpoint.Parse("null"));
        Assert.False(Checkpoint.TryParse("{}", out _));
    }

    [Fact]
    public void Conflict_TellsBothCheckpoints()
    {
        var (three, four) = (new Checkpoint { Name = "a", Revision = 3 }, new Checkpoint { Name = "b", Revision = 4 });

        Assert.StartsWith("The checkpoint of a is at revision 4 and not at revision 3,", new CheckpointConflictException(three, four).Message, StringComparison.Ordinal);
        Assert.StartsWith("The checkpoint of b is at revision 4 and not at none,", new CheckpointConflictException(null, four).Message, StringComparison.Ordinal);
        Assert.StartsWith("The checkpoint of a is at none and not at revision 3,", new CheckpointConflictException(three, null).Message, StringComparison.Ordinal);
        Assert.Equal((three, four), (new CheckpointConflictException(three, four).Expected, new CheckpointConflictException(three, four).Stored));
    }

    [Fact]
    public void NamesOfFiles_KeepWhatIsSafe_AndStayDifferent()
    {
        Assert.StartsWith("Az09-____b-", AtomicFile.NameFor("Az09-_:/.b"), StringComparison.Ordinal);
        Assert.NotEqual(AtomicFile.NameFor("a:b"), AtomicFile.NameFor("a/b"));
        Assert.Equal(AtomicFile.NameFor("a:b"), AtomicFile.NameFor("a:b"));
        Assert.Equal(120 + 17, AtomicFile.NameFor(new string('a', 500)).Length);
        Assert.Equal(5 + 17, AtomicFile.NameFor("abcde").Length);
    }

    [Fact]
    public async Task FileOfACheckpoint_ThatIsBrokenOrHeld_IsToldByItsName()
    {
        var store = new FileCheckpoints(_folder);
        var first = new Checkpoint { Name = "a", Revision = 1 };
        Assert.Null(await store.GetAsync("a"));
        await store.MoveAsync(null, first);
        Assert.Equal(first, await store.GetAsync("a"));
        var path = Directory.GetFiles(_folder, "*.checkpoint").Single();

        await using (new FileStream(path + ".lock", FileMode.Open, FileAccess.ReadWrite, FileShare.None))
        {
            var held = await Assert.ThrowsAsync<IOException>(async () => await store.MoveAsync(first, first with { Revision = 2 }));
            Assert.Contains("cannot be taken", held.Message, StringComparison.Ordinal);
        }

        await Assert.ThrowsAsync<CheckpointConflictException>(async () => await store.MoveAsync(null, first with { Revision = 2 }));
        Assert.Equal(first, await store.GetAsync("a"));
        await File.WriteAllTextAsync(path, "{");
        var broken = await Assert.ThrowsAsync<InvalidDataException>(async () => await store.GetAsync("a"));
        Assert.Contains("holds no checkpoint of a", broken.Message, StringComparison.Ordinal);
    }

    // The way of a sink that knows no better.
    [Fact]
    public async Task ManyCheckpointsAndWrites_GoOneAfterTheOther_AndOneThatIsRefusedHoldsNothingBack()
    {
        ICheckpointedSink sink = new MemorySink();
        SeriesBatch Batch(string name, Checkpoint? from, long revision) =>
            new(Power with { Identity = name }, new[] { R(0, 15, revision) }, from, new Checkpoint { Name = name, Revision = revision });
        await sink.WriteAsync(Power with { Identity = "b" }, default, null, new Checkpoint { Name = "b", Revision = 7 });

        var failures = await sink.WriteManyAsync([Batch("a", null, 1), Batch("b", null, 1), Batch("c", null, 1)]);

        Assert.Equal([null, typeof(CheckpointConflictException), null], failures.Select(static f => f?.GetType()));
        var stored = await sink.GetCheckpointsAsync(["a", "b", "c", "d"]);
        Assert.Equal([("a", 1L), ("b", 7L), ("c", 1L)], stored.Select(static c => (c.Key, c.Value.Revision)).OrderBy(static c => c.Key, StringComparer.Ordinal));
        Assert.Empty(((MemorySink)sink).ReadingsOf("b"));
        Assert.Equal([R(0, 15, 1)], ((MemorySink)sink).ReadingsOf("c"));
    }

    [Fact]
    public void Order_SaysWhatIsWrong()
    {
        string Fault(Reading first, Reading second)
        {
            var order = new ReadingOrder("test:/a");
            order.Take(first);
            return Assert.Throws<SeriesException>(() => order.Take(second)).Message;
        }

        Assert.Contains("has the same start; Deduplicate", Fault(R(0, 15, 1), R(0, 15, 1)), StringComparison.Ordinal);
        Assert.Contains("comes before it", Fault(R(15, 30, 1), R(0, 15, null)), StringComparison.Ordinal);
        Assert.Contains("overlaps it", Fault(R(0, 15, 1), R(10, 25, 1)), StringComparison.Ordinal);
        Assert.Contains("has the same start; Deduplicate", Fault(P(5, 1), P(5, 2)), StringComparison.Ordinal);
        Assert.Contains("the reading at 2024-03-01T00:05:00Z (no value) is followed by the reading 2024-03-01T00:00:00Z to 2024-03-01T00:15:00Z (1.5), which comes before it",
            Fault(P(5, null), R(0, 15, 1.5)), StringComparison.Ordinal);
    }
}
