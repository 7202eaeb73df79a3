using Energy.Clients.Docs.Tests.Snippets.Recipes;
using Energy.Clients.Emulators;
using Energy.Clients.Stem;
using Microsoft.Extensions.Logging.Abstractions;
using NodaTime;
using NodaTime.Text;

namespace Energy.Clients.Docs.Tests.Recipes;

/// <summary>docs/recipes/polling.md, run.</summary>
public sealed class PollingTests
{
    private static readonly Instant June = Instant.FromUtc(2024, 6, 1, 0, 0);
    private static readonly Instant FirstPoll = Instant.FromUtc(2024, 6, 2, 0, 7);
    private static readonly Duration Quarter = Duration.FromMinutes(15);

    [Fact]
    public async Task PollUpToNowAsync_OverTwoHours_HasNothingBehindItsFirstPoll()
    {
        var clock = new ManualTimeProvider(FirstPoll);
        await using var vendors = await StartAsync(clock);
        using var stem = Client(vendors, clock);
        var (stored, last) = (new List<Reading>(), June);

        for (var poll = 0; poll <= 8; poll++)
        {
            last = await PollingSnippets.PollUpToNowAsync(stem, SeriesOf(vendors), last, clock, Store);
            clock.Advance(Quarter);
        }

        Assert.Equal(Quarters(96), stored.Select(static r => r.Start));

        Task Store(Reading reading)
        {
            stored.Add(reading);
            return Task.CompletedTask;
        }
    }

    [Fact]
    public async Task PollAsync_OverTwoHours_HasEveryQuarterOnce()
    {
        var clock = new ManualTimeProvider(FirstPoll);
        await using var vendors = await StartAsync(clock);
        using var stem = Client(vendors, clock);
        var sink = new MemorySink();
        using var stop = new CancellationTokenSource();

        var polling = PollingSnippets.PollAsync(stem, SeriesOf(vendors), sink, clock, NullLogger.Instance, stop.Token);
        for (var poll = 0; poll < 8; poll++)
        {
            await clock.WhenDelayedAsync();
            clock.Advance(Quarter);
        }

        await clock.WhenDelayedAsync();
        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => polling);
        Assert.Equal(Quarters(96 + 8), sink.ReadingsOf(SeriesOf(vendors).ToString()).Select(static r => r.Start));
    }

    [Fact]
    public async Task PollAsync_ProcessThatDiesInTheMiddle_HasEveryQuarterOnceInTheFile()
    {
        var folder = Directory.CreateTempSubdirectory("energy-clients-docs-");
        var path = Path.Combine(folder.FullName, "load.csv");
        var clock = new ManualTimeProvider(June + Duration.FromDays(70) + Duration.FromMinutes(7)) { AutoAdvance = true };
        await using var vendors = await StartAsync(clock);
        using var stem = Client(vendors, clock);
        try
        {
            // The first month comes, then the vendor is gone, and so is the process: its file ends in half a row.
            vendors.Stem.Faults.After(1, Fault.DropConnection(), times: null);
            using (var first = FileSink.Csv(path))
            {
                var source = TransferSource.Growing(stem, SeriesOf(vendors), June);
                await Assert.ThrowsAsync<EnergyTransportException>(() => new Transfer(first, new TransferOptions { TimeProvider = clock, BatchSize = 100 }).RunAsync(source));
            }

            await File.AppendAllTextAsync(path, "2024-07-02T00:00:00Z,2024-");
            vendors.Stem.Faults.Clear();
            clock.AutoAdvance = false;

            using (var second = FileSink.Csv(path))
            using (var stop = new CancellationTokenSource())
            {
                var polling = PollingSnippets.PollAsync(stem, SeriesOf(vendors), second, clock, NullLogger.Instance, stop.Token);
                await clock.WhenDelayedAsync();
                await stop.CancelAsync();
                await Assert.ThrowsAnyAsync<OperationCanceledException>(() => polling);
            }

            var now = Instant.FromDateTimeOffset(clock.GetUtcNow());
            var whole = (int)Math.Floor((now - June) / Quarter);
            var rows = await File.ReadAllLinesAsync(path);
            Assert.Equal(Quarters(whole).Select(InstantPattern.General.Format), rows.Skip(1).Select(static row => row[..row.IndexOf(',')]));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static Task<EnergyEmulators> StartAsync(ManualTimeProvider clock) => EnergyEmulators.StartAsync(o =>
    {
        o.TimeProvider = clock;
        o.Only(o.Stem);
    });

    private static StemClient Client(EnergyEmulators vendors, TimeProvider clock) =>
        new(new() { BaseAddress = vendors.Stem.BaseAddress, ApiKey = vendors.Stem.ApiKey }, new() { TimeProvider = clock });

    private static SeriesUri SeriesOf(EnergyEmulators vendors) => SeriesUri.Create("stem", "sites", vendors.World.Site("harbour").IdFor("stem").ToString(), "MONITOR");

    private static IEnumerable<Instant> Quarters(int count) => Enumerable.Range(0, count).Select(i => June + (i * Quarter));
}
