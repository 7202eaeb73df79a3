using System.Diagnostics.Metrics;
using Energy.Clients.Emulators;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace Energy.Clients.Fleet.Tests;

public sealed class EmbeddedFleetTests
{
    private static readonly Instant Noon = FleetFixture.Noon;
    private static readonly Instant Day = Noon - Duration.FromDays(1);

    [Fact]
    public async Task Series_AreReadOnFromTheirCheckpoints_AndStoredOnce()
    {
        await using var fleet = await FleetFixture.StartAsync();
        var (harbour, canal) = (fleet.Site("harbour"), fleet.Site("canal"));
        Assert.Equal(2, await fleet.Register.AddAsync([harbour, canal]));

        await fleet.RunAsync();
        fleet.Clock.Advance(Duration.FromHours(1));
        await fleet.RunAsync();
        await fleet.RunAsync();

        // A day, and then an hour, of quarter hours; the sink of the folder is read by nobody else.
        Assert.Equal(100, FleetFixture.Quarters(Day, Noon + Duration.FromHours(1)).Count());
        foreach (var site in new[] { harbour, canal })
        {
            Assert.Equal(FleetFixture.Quarters(Day, Noon + Duration.FromHours(1)), await ReadAsync(fleet, site));
            var status = await fleet.StatusOfAsync(site);
            Assert.Equal(FleetState.Fine, status.State);
            Assert.Equal(Noon + Duration.FromHours(1), status.Through);
            Assert.Null(status.Remark);
        }
    }

    [Fact]
    public async Task UnknownVendor_IsASentenceInTheStatus_AndTheRestGoesOn()
    {
        await using var fleet = await FleetFixture.StartAsync();
        var unknown = new FleetSeries { Series = SeriesUri.Parse("nowhere:/sites/1"), Since = Day };

        await AssertOnlyFailsAsync(fleet, unknown,
            "'nowhere' is no vendor whose series can be read. Known are flexmeasures, iotile, stem, sundaya; correct the address, or register a reader for it.");
    }

    [Fact]
    public async Task AccountWithoutCredential_IsASentenceInTheStatus_AndTheRestGoesOn()
    {
        await using var fleet = await FleetFixture.StartAsync();

        await AssertOnlyFailsAsync(fleet, fleet.Site("canal", "south"), "ApiKey");
    }

    [Fact]
    public async Task AccountThatIsNotConfigured_IsASentenceInTheStatus_AndTheRestGoesOn()
    {
        await using var fleet = await FleetFixture.StartAsync();

        await AssertOnlyFailsAsync(fleet, fleet.Site("canal", "west"),
            "The account 'west' of Stem is not configured. Add Accounts:west:Stem with its credential to the section Fleet of every process, or register a client under that key.");
    }

    [Fact]
    public async Task SeriesThatDoesNotExist_IsASentenceInTheStatus_AndTheRestGoesOn()
    {
        await using var fleet = await FleetFixture.StartAsync();
        var absent = new FleetSeries { Series = SeriesUri.Parse("stem+north:/sites/none/MONITOR"), Since = Day };

        await AssertOnlyFailsAsync(fleet, absent, "404");
    }

    [Fact]
    public async Task SinkThatIsNotRegistered_IsASentenceInTheStatus_AndTheRestGoesOn()
    {
        await using var fleet = await FleetFixture.StartAsync();

        await AssertOnlyFailsAsync(fleet, fleet.Site("canal") with { Sink = "archive" }, "There is no sink 'archive'.");
    }

    [Fact]
    public async Task LookBackIntoAFile_IsASentenceInTheStatus_AndTheRestGoesOn()
    {
        await using var fleet = await FleetFixture.StartAsync();

        await AssertOnlyFailsAsync(fleet, fleet.Site("canal") with { LookBack = Duration.FromHours(1) }, "Use a sink that is keyed by series and start.");
    }

    [Fact]
    public async Task Duplicate_LeavesTheFirstAsItIs_AndIsASentenceInTheStatus()
    {
        await using var fleet = await FleetFixture.StartAsync();
        var (first, other) = (fleet.Site("harbour"), fleet.Site("canal"));

        Assert.Equal(1, await fleet.Register.AddAsync([first, first with { Every = Duration.FromHours(1) }]));
        Assert.Equal(1, await fleet.Register.AddAsync([first, other]));
        await fleet.RunAsync();

        var status = await fleet.StatusOfAsync(first);
        Assert.Equal(Duration.FromMinutes(15), status.Series.Every);
        Assert.Equal(FleetState.Fine, status.State);
        Assert.Equal("It was added again while it was there: the first one counts, read every PT15M. Nothing need be done; to change it, remove it and add it again.",
            status.Remark);
        Assert.Null((await fleet.StatusOfAsync(other)).Remark);
        Assert.Equal(96, (await ReadAsync(fleet, first)).Count);
    }

    [Fact]
    public async Task SeriesThatFails_WaitsTwiceAsLongEachTime_AndIsFineWhenTheVendorIs()
    {
        await using var fleet = await FleetFixture.StartAsync();
        var (bad, good) = (fleet.Site("harbour"), fleet.Site("canal"));
        await fleet.Register.AddAsync([bad, good]);
        fleet.Vendors.Stem.Faults.When(r => r.Path.Contains(bad.Series.Segments[1], StringComparison.Ordinal), Fault.Status(403));

        foreach (var wait in new[] { 15, 30, 60, 120 }.Select(static m => Duration.FromMinutes(m)).Index())
        {
            var before = Instant.FromDateTimeOffset(fleet.Clock.GetUtcNow());
            await fleet.RunAsync();
            var status = await fleet.StatusOfAsync(bad);
            Assert.Equal((FleetState.Failing, wait.Index + 1), (status.State, status.Failures));
            Assert.Equal(FleetState.Fine, (await fleet.StatusOfAsync(good)).State);
            var now = Instant.FromDateTimeOffset(fleet.Clock.GetUtcNow());

            // The clock may move within a turn: a batch that waits for company moves it.
            Assert.InRange(status.RetryAt!.Value - wait.Item, before, now);

            // A turn that comes too early leaves it alone.
            var asked = RequestsFor(fleet, bad);
            fleet.Clock.Advance(Duration.FromMinutes(1));
            await fleet.RunAsync();
            Assert.Equal(asked, RequestsFor(fleet, bad));
            fleet.Clock.Advance(status.RetryAt.Value - now);
        }

        fleet.Vendors.Stem.Faults.Clear();
        await fleet.RunAsync();

        var mended = await fleet.StatusOfAsync(bad);
        Assert.Equal((FleetState.Fine, 0), (mended.State, mended.Failures));
        Assert.Null(mended.Remark);
        Assert.Equal((await ReadAsync(fleet, good)).Count, (await ReadAsync(fleet, bad)).Count);
    }

    [Fact]
    public async Task SeriesThatIsRefused_WaitsAsLongAsTheVendorAsks()
    {
        await using var fleet = await FleetFixture.StartAsync();
        var series = fleet.Site("harbour");
        await fleet.Register.AddAsync([series]);
        fleet.Vendors.Stem.Faults.Always(Fault.Status(429, TimeSpan.FromHours(5)));

        await fleet.RunAsync();

        var status = await fleet.StatusOfAsync(series);
        var wait = status.RetryAt!.Value - Instant.FromDateTimeOffset(fleet.Clock.GetUtcNow());
        Assert.InRange(wait.TotalHours, 4.9, 5);
        Assert.Contains("429", status.Remark, StringComparison.Ordinal);
    }

    [Fact]
    public async Task SeriesThatIsRemoved_IsReadNoMore_AndGoesOnWhereItStoodWhenItIsAddedAgain()
    {
        await using var fleet = await FleetFixture.StartAsync();
        var series = fleet.Site("harbour");
        await fleet.Register.AddAsync([series]);
        await fleet.RunAsync();

        Assert.Equal(1, await fleet.Register.RemoveAsync([series.Series]));
        Assert.Equal(0, await fleet.Register.RemoveAsync([series.Series]));
        fleet.Clock.Advance(Duration.FromHours(1));
        await fleet.RunAsync();
        Assert.Empty((await fleet.Register.GetStatusAsync()).Series);
        await fleet.Register.AddAsync([series]);
        await fleet.RunAsync();

        Assert.Equal(FleetFixture.Quarters(Day, Noon + Duration.FromHours(1)), await ReadAsync(fleet, series));
    }

    [Fact]
    public async Task TwoAccountsWithASeriesOfOneName_AreKeptApart()
    {
        await using var other = await EnergyEmulators.StartAsync(o =>
        {
            o.Seed = 7;
            o.Only(o.Stem);
            o.Stem.StartsOnTheGrid = true;
        });
        await using var fleet =
            await FleetFixture.StartAsync(null, ("Accounts:east:Stem:BaseAddress", other.Stem.BaseAddress.ToString()), ("Accounts:east:Stem:ApiKey", other.Stem.ApiKey));
        var (north, east) = (fleet.Site("harbour"), fleet.Site("harbour", "east"));

        await fleet.Register.AddAsync([north, east]);
        await fleet.RunAsync();

        Assert.Equal(FleetState.Fine, (await fleet.StatusOfAsync(north)).State);
        Assert.Equal(FleetState.Fine, (await fleet.StatusOfAsync(east)).State);
        Assert.Equal(2, Directory.GetFiles(Path.Combine(fleet.Folder, "readings"), "*.csv").Length);
        Assert.Equal(["stem+east", "stem+north"], (await fleet.Register.GetStatusAsync()).Series.Select(static s => s.Series.Account));
    }

    [Fact]
    public async Task Lag_OfEachReading_IsFromTheEndOfItsIntervalToItsArrival()
    {
        await using var fleet = await FleetFixture.StartAsync();
        List<double> lags = [];
        using var listener = new MeterListener
        {
            InstrumentPublished = static (instrument, listener) =>
            {
                if (instrument.Name == "energy_clients.fleet.lag")
                {
                    listener.EnableMeasurementEvents(instrument);
                }
            },
        };
        listener.SetMeasurementEventCallback<double>((_, value, tags, _) =>
        {
            foreach (var tag in tags)
            {
                if (tag.Value as string == "stem+lag")
                {
                    lock (lags)
                    {
                        lags.Add(value);
                    }
                }
            }
        });
        listener.Start();
        await using var own =
            await FleetFixture.StartAsync(null, ("Accounts:lag:Stem:BaseAddress", fleet.Vendors.Stem.BaseAddress.ToString()),
                ("Accounts:lag:Stem:ApiKey", fleet.Vendors.Stem.ApiKey));
        await own.Register.AddAsync([own.Site("harbour", "lag") with { Since = Noon - Duration.FromHours(1) }]);

        await own.RunAsync();

        // Four quarter hours, the last of which ends now.
        Assert.Equal([0, 900, 1800, 2700], lags.Order().Select(static l => Math.Floor(l / 900) * 900));
    }

    [Fact]
    public async Task FolderThatAnotherProcessReads_IsRefusedWithTheRemedy()
    {
        await using var fleet = await FleetFixture.StartAsync();
        var second = new FileFleetStore(new FleetOptions { Folder = fleet.Folder }, TimeProvider.System);

        var failure = await Assert.ThrowsAsync<InvalidOperationException>(() => second.PrepareAsync(default));

        Assert.Contains("Stop it, choose another Folder, or give ConnectionString for several processes.", failure.Message, StringComparison.Ordinal);
    }

    private static int RequestsFor(FleetFixture fleet, FleetSeries series) =>
        fleet.Vendors.Stem.Requests.ToList().Count(r => r.Path.Contains(series.Series.Segments[1], StringComparison.Ordinal));

    private static async Task<List<Instant>> ReadAsync(FleetFixture fleet, FleetSeries series)
    {
        // The sink locks its files for as long as it is open.
        await ((FileSink)fleet.Store.Sink).DisposeAsync();
        return fleet.StoredOf(series);
    }

    private static async Task AssertOnlyFailsAsync(FleetFixture fleet, FleetSeries bad, string sentence)
    {
        var good = fleet.Site("harbour");
        await fleet.Register.AddAsync([bad, good]);

        await fleet.RunAsync();

        var failed = await fleet.StatusOfAsync(bad);
        Assert.Equal(FleetState.Failing, failed.State);
        Assert.Contains(sentence, failed.Remark, StringComparison.Ordinal);
        Assert.DoesNotContain("(Parameter", failed.Remark, StringComparison.Ordinal);
        Assert.DoesNotContain("\n", failed.Remark, StringComparison.Ordinal);
        Assert.Equal(Instant.FromDateTimeOffset(fleet.Clock.GetUtcNow()) + bad.Every, failed.RetryAt!.Value, new CloseInstant());
        var fine = await fleet.StatusOfAsync(good);
        Assert.Equal(FleetState.Fine, fine.State);
        Assert.Equal(Noon, fine.Through);
    }

    // Retries pass a few seconds of the clock.
    private sealed class CloseInstant : IEqualityComparer<Instant>
    {
        public bool Equals(Instant x, Instant y) => Math.Abs((x - y).TotalSeconds) < 60;

        public int GetHashCode(Instant obj) => 0;
    }
}
