using Energy.Clients.Emulators;
using Energy.Clients.IOTile;
using Energy.Clients.OpenCec;
using Energy.Clients.Stem;
using NodaTime;

namespace Energy.Clients.Docs.Tests.Snippets;

/// <summary>The tests that docs/testing.md shows, word for word; they run here.</summary>
public sealed class TestingSnippets
{
    #region docs/testing.md
    [Fact]
    public async Task Report_OfAFake_NeedsNoServer()
    {
        var january = new Interval(Instant.FromUtc(2024, 1, 1, 0, 0), Instant.FromUtc(2024, 1, 1, 2, 0));

        Assert.Equal("Roof: 3 kWh", await Report.OfAsync(new FakeStem(), january).SingleAsync());
    }

    private static class Report
    {
        public static async IAsyncEnumerable<string> OfAsync(StemClient stem, Interval range)   // what you test: it takes the client and knows of no fake
        {
            await foreach (var site in stem.Sites.ListAsync("owner"))
            {
                var energy = stem.Streams.ReadAsync(site.Id, StemStreamType.Monitor, new() { Range = range }).ToEnergy(Unit.KilowattHour);
                yield return $"{site.Name}: {await energy.Select(r => r.Value).SumAsync()} kWh";
            }
        }
    }

    private sealed class FakeStem : StemClient
    {
        public override StemSiteOperations Sites { get; } = new FakeSites();

        public override StemStreamOperations Streams { get; } = new FakeStreams();
    }

    private sealed class FakeSites : StemSiteOperations
    {
        public override Paged<StemSite> ListAsync(string clientId, StemSiteQuery? query = null, CancellationToken cancellationToken = default) =>
            Paged<StemSite>.FromItems(new StemSite { Id = "1", Name = "Roof" });
    }

    private sealed class FakeStreams : StemStreamOperations
    {
        public override ReadingSeries ReadAsync(string siteId, StemStreamType type, StemStreamQuery query, CancellationToken cancellationToken = default) =>
            ReadingSeries.FromReadings(
                new SeriesInfo { Identity = "fake", Unit = Unit.Kilowatt, Kind = SeriesKind.AveragePower },
                new Reading(query.Range.Start, query.Range.Start + Duration.FromHours(1), 1),
                new Reading(query.Range.Start + Duration.FromHours(1), query.Range.End, 2));
    }
    #endregion

    #region docs/testing.md
    [Fact]
    public async Task AnswerThatBreaksOff_CostsNoReading()
    {
        var clock = new ManualTimeProvider(Instant.FromUtc(2024, 6, 15, 12, 0)) { AutoAdvance = true };   // waits before retries take no time
        await using var vendors = await EnergyEmulators.StartAsync(o => o.TimeProvider = clock);
        using var stem = new StemClient(new() { BaseAddress = vendors.Stem.BaseAddress, ApiKey = vendors.Stem.ApiKey }, new() { TimeProvider = clock });
        vendors.Stem.Faults.On("/streams", Fault.CutBody(afterBytes: 500), times: 1);

        var start = Instant.FromUtc(2024, 6, 10, 0, 0);
        var siteId = vendors.World.Site("harbour").IdFor("stem").ToString();
        var query = new StemStreamQuery { Range = new Interval(start, start + Duration.FromDays(1)) };
        var readings = await stem.Streams.ReadAsync(siteId, StemStreamType.Monitor, query).ToListAsync();

        Assert.Equal(96, readings.Count);
        Assert.Equal(2, vendors.Stem.Requests.Total);
    }
    #endregion

    #region docs/testing.md
    [Fact]
    public async Task DayOfTheClockChange_HasAnHourMoreAndAllItsEnergy()
    {
        var clock = new ManualTimeProvider(Instant.FromUtc(2024, 11, 5, 12, 0));
        await using var vendors = await EnergyEmulators.StartAsync(o => o.TimeProvider = clock);
        using var stem = new StemClient(new() { BaseAddress = vendors.Stem.BaseAddress, ApiKey = vendors.Stem.ApiKey }, new() { TimeProvider = clock });
        var site = vendors.World.Site("canal");   // in Amsterdam, where 27 October 2024 has 25 hours
        var start = site.Zone.AtStartOfDay(new LocalDate(2024, 10, 27)).ToInstant();
        var end = site.Zone.AtStartOfDay(new LocalDate(2024, 10, 28)).ToInstant();

        var readings = await stem.Streams.ReadAsync(site.IdFor("stem").ToString(), StemStreamType.Monitor, new() { Range = new Interval(start, end) }).ToListAsync();

        Assert.Equal(100, readings.Count);
        Assert.Equal(site.Energy(SimulatedFlow.Buy, start, end) - site.Energy(SimulatedFlow.Sell, start, end), readings.Sum(r => r.Value!.Value / 4), 3);   // kWh
    }
    #endregion

    #region docs/testing.md
    [Fact]
    public async Task TokenThatExpires_IsRenewedOnce()
    {
        await using var vendors = await EnergyEmulators.StartAsync(o => o.Only(o.IOTile));
        using var iotile = new IOTileClient(new() { BaseAddress = vendors.IOTile.BaseAddress, UserName = vendors.IOTile.UserName, Password = vendors.IOTile.Password });
        var before = await iotile.Devices.ListAsync().CountAsync();

        vendors.IOTile.Faults.Next(Fault.ExpiredCredential());   // in the vendor's own words
        var after = await iotile.Devices.ListAsync().CountAsync();

        Assert.Equal(before, after);
        Assert.Equal(2, vendors.IOTile.Requests.ToList().Count(r => r.Path == "/api/v1/auth/login/"));
    }
    #endregion

    #region docs/testing.md
    [Fact]
    public async Task DeviceClassThatExists_IsRefusedAndNothingIsStored()
    {
        await using var vendors = await EnergyEmulators.StartAsync(o => o.Only(o.OpenCec));
        using var cec = new OpenCecClient(new() { BaseAddress = vendors.OpenCec.BaseAddress, ApiKey = vendors.OpenCec.ApiKey });
        var before = await cec.Admin.DeviceClasses.ListAsync().CountAsync();

        await Assert.ThrowsAsync<EnergyConflictException>(() => cec.Admin.DeviceClasses.CreateAsync(new() { Name = "bess", Description = "Once more" }));

        Assert.Equal(before, await cec.Admin.DeviceClasses.ListAsync().CountAsync());
    }
    #endregion

    #region docs/testing.md
    [Fact]
    public async Task ReadThatIsResumed_LosesAndDoublesNothing()
    {
        var clock = new ManualTimeProvider(Instant.FromUtc(2024, 6, 15, 12, 0)) { AutoAdvance = true };
        await using var vendors = await EnergyEmulators.StartAsync(o => o.TimeProvider = clock);
        using var stem = new StemClient(new() { BaseAddress = vendors.Stem.BaseAddress, ApiKey = vendors.Stem.ApiKey }, new() { TimeProvider = clock });
        var start = Instant.FromUtc(2024, 3, 1, 0, 0);
        var read = stem.Streams.ReadAsync(
            vendors.World.Site("harbour").IdFor("stem").ToString(), StemStreamType.Monitor, new() { Range = new Interval(start, start + Duration.FromDays(60)) });
        vendors.Stem.Faults.After(1, Fault.DropConnection(), times: null);   // the first month arrives, then the server is gone
        var taken = new List<Reading>();

        var gone = await Assert.ThrowsAsync<EnergyTransportException>(async () =>
        {
            await foreach (var reading in read)
            {
                taken.Add(reading);
            }
        });
        Assert.NotEmpty(taken);
        vendors.Stem.Faults.Clear();
        taken.AddRange(await read.StartingAt(gone.ResumeFrom!).ToListAsync());

        Assert.Equal(Enumerable.Range(0, 60 * 96).Select(i => start + Duration.FromMinutes(15 * i)), taken.Select(r => r.Start));
    }
    #endregion
}
