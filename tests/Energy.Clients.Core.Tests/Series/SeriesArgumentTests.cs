using NodaTime;
using static Energy.Clients.Tests.Series.Operators.Given;

namespace Energy.Clients.Tests.Series;

/// <summary>A mistake of the caller's is told at the call, by the name of what is wrong, and not later by a row or a file.</summary>
public sealed class SeriesArgumentTests : IDisposable
{
    private static readonly SeriesUri Address = SeriesUri.Parse("stem:/sites/1/MONITOR");

    private readonly string _folder = Directory.CreateTempSubdirectory("energy-arguments").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Null_GivenToAnOperator_IsRefusedAtTheCall()
    {
        var series = Power3(1);

        Assert.Throws<ArgumentNullException>("predicate", () => series.Where(null!));
        Assert.Throws<ArgumentNullException>("how", () => series.FillGaps(null!));
        Assert.Throws<ArgumentNullException>("step", () => series.Resample((TimeStep)null!));
        Assert.Throws<ArgumentException>("series", () => ReadingSeries.Align(series, null!));
        Assert.Throws<ArgumentException>("series", () => ReadingSeries.Align());
        Assert.Throws<ArgumentNullException>("series", () => ReadingSeries.Align(UnlikeResolutions.Refuse, null!));
        Assert.Throws<ArgumentNullException>("options", () => ReadingSeries.Sum((SumOptions)null!, series));
        Assert.Throws<ArgumentNullException>("series", () => series + (ReadingSeries)null!);
        Assert.Throws<ArgumentNullException>("series", () => (ReadingSeries)null! + series);
        Assert.Throws<ArgumentNullException>("series", () => -(ReadingSeries)null!);
        Assert.Throws<ArgumentNullException>("series", () => (ReadingSeries)null! * 2);
        Assert.Throws<ArgumentNullException>("series", () => (ReadingSeries)null! / 2);
        Assert.Throws<ArgumentNullException>("series", () => (ReadingSeries)null! + 2);
        Assert.Throws<ArgumentNullException>("info", () => series.WithInfo((SeriesInfo)null!));
        Assert.Throws<ArgumentNullException>("token", () => series.StartingAt(null!));
        Assert.Throws<ArgumentNullException>("token", () => ReadingSeries.Align(series).StartingAt(null!));
        Assert.Throws<ArgumentNullException>("token", () => ReadingSeries.Sum(series).StartingAt(null!));
        Assert.Throws<ArgumentNullException>("token", () => series.Resample(Duration.FromHours(1)).StartingAt(null!));
        Assert.Throws<ArgumentNullException>("readings", () => ((IAsyncEnumerable<Reading>)null!).WithInfo(Power));
        Assert.Throws<ArgumentNullException>("info", () => AsyncEnumerable.Empty<Reading>().WithInfo(null!));
        Assert.Throws<ArgumentNullException>("period", () => TimeStep.Of(null!, DateTimeZone.Utc));
        Assert.Throws<ArgumentNullException>("zone", () => TimeStep.Of(Period.FromDays(1), null!));
        Assert.Throws<ArgumentNullException>("zone", () => new Timeline(new LocalDate(2024, 1, 1), new LocalDate(2024, 1, 1), Duration.FromHours(1), null!));
    }

    [Fact]
    public async Task Null_GivenToAReaderOrAnAddress_IsRefusedAtTheCall()
    {
        await Assert.ThrowsAsync<ArgumentNullException>("readings", () => ((IAsyncEnumerable<Reading>)null!).StatisticsAsync());
        await Assert.ThrowsAsync<ArgumentNullException>("reader", async () => await ((ISeriesReader)null!).ReadNewAsync(Address, Midnight));
        var token = (await Power3(1).WithTokens().FirstAsync()).GetToken();
        await Assert.ThrowsAsync<ArgumentNullException>("series", async () => await new Reader().ReadNewAsync(null!, Midnight));
        await Assert.ThrowsAsync<ArgumentNullException>("series", async () => await new Reader().ReadNewAsync(null!, token));
        await Assert.ThrowsAsync<ArgumentNullException>("after", async () => await new Reader().ReadNewAsync(Address, (PageToken)null!));
        Assert.Throws<ArgumentNullException>("scheme", () => SeriesUri.Create(null!, "a"));
        Assert.Throws<ArgumentNullException>("segments", () => SeriesUri.Create("stem", null!));
        Assert.Throws<ArgumentException>("name", () => Address.With("", "a"));
        Assert.Throws<ArgumentNullException>("value", () => Address.With("a", null!));
        Assert.Throws<ArgumentException>("key", () => Address.WithKey(""));
        Assert.Throws<ArgumentNullException>("text", () => SeriesUri.Parse(null!));
        Assert.Throws<ArgumentNullException>("text", () => Checkpoint.Parse(null!));
        Assert.Throws<ArgumentNullException>("series", () => SeriesIdentity.WithKeyOf(null!, Address));
        Assert.Throws<ArgumentNullException>("address", () => Power3(1).WithKeyOf(null!));
        Assert.False(SeriesUri.TryParse(null, out _));
        Assert.False(Checkpoint.TryParse(null, out _));
    }

    [Fact]
    public async Task Null_GivenToATransferOrASink_IsRefusedAtTheCall()
    {
        var sink = new MemorySink();
        var transfer = new Transfer((ICheckpointedSink)sink);
        var to = new Checkpoint { Name = "a", Revision = 1 };
        var checkpoints = new FileCheckpoints(_folder);
        await using var file = FileSink.Csv(Path.Combine(_folder, "a.csv"));

        Assert.Throws<ArgumentNullException>("sink", () => new Transfer((ICheckpointedSink)null!));
        Assert.Throws<ArgumentNullException>("checkpoints", () => new Transfer(sink, (ICheckpointStore)null!));
        await Assert.ThrowsAsync<ArgumentNullException>("source", () => transfer.RunAsync((TransferSource)null!));
        await Assert.ThrowsAsync<ArgumentNullException>("sources", () => transfer.RunAsync((IReadOnlyList<TransferSource>)null!));
        await Assert.ThrowsAsync<ArgumentNullException>("sources", () => transfer.PlanAsync(null!));
        Assert.Throws<ArgumentNullException>("series", () => TransferSource.Of(null!));
        Assert.Throws<ArgumentException>("name", () => TransferSource.Growing("", static (_, _) => default, Midnight));
        Assert.Throws<ArgumentNullException>("read", () => TransferSource.Growing("a", null!, Midnight));
        Assert.Throws<ArgumentNullException>("reader", () => TransferSource.Growing(null!, Address, Midnight));
        Assert.Throws<ArgumentException>("folder", () => new FileCheckpoints(""));
        await Assert.ThrowsAsync<ArgumentException>("name", async () => await checkpoints.GetAsync(""));
        await Assert.ThrowsAsync<ArgumentNullException>("to", async () => await checkpoints.MoveAsync(null, null!));
        await Assert.ThrowsAsync<ArgumentNullException>("series", async () => await sink.WriteAsync(null!, default));
        await Assert.ThrowsAsync<ArgumentNullException>("series", async () => await sink.WriteAsync(null!, default, null, to));
        await Assert.ThrowsAsync<ArgumentNullException>("to", async () => await sink.WriteAsync(Power, default, null, null!));
        await Assert.ThrowsAsync<ArgumentNullException>("names", async () => await ((ICheckpointedSink)sink).GetCheckpointsAsync(null!));
        await Assert.ThrowsAsync<ArgumentNullException>("batches", async () => await ((ICheckpointedSink)sink).WriteManyAsync(null!));
        Assert.Throws<ArgumentException>("path", () => FileSink.Csv(""));
        await Assert.ThrowsAsync<ArgumentException>("name", async () => await file.GetCheckpointAsync(""));
        await Assert.ThrowsAsync<ArgumentNullException>("series", async () => await file.WriteAsync(null!, default, null, to));
        await Assert.ThrowsAsync<ArgumentNullException>("to", async () => await file.WriteAsync(Power, default, null, null!));
    }

    private sealed class Reader : ISeriesReader
    {
        public string SeriesScheme => "test";

        public ReadingSeries Open(SeriesUri series, Interval range, CancellationToken cancellationToken = default) => Power3(1);

        public ValueTask<ReadingSeries> OpenAsync(SeriesUri series, Interval range, CancellationToken cancellationToken = default) => new(Power3(1));
    }
}
