using Energy.Clients.Emulators;
using Energy.Clients.Tests;
using NodaTime;
using RichardSzalay.MockHttp;

namespace Energy.Clients.Stem.Tests.Streams;

[Collection(ListeningCollection.Name)]
public class StreamTests
{
    private static readonly Instant Midnight = Instant.FromUtc(2024, 5, 1, 0, 0);
    private static readonly Duration Quarter = Duration.FromMinutes(15);

    [Fact]
    public async Task Read_NormalisesSortsAndRemovesDuplicates_TheLaterAnswerWins()
    {
        var readings = await ReadAsync(Wire.Streams(
            (Wire.Monitor, Wire.Quarter(2, 3) + "," + Wire.Quarter(0, 1)),
            ("CONVERTER", Wire.Quarter(0, 99)),
            (Wire.Monitor, Wire.Quarter(1, -2.5) + "," + Wire.Quarter(0, 7) + "," + Wire.Quarter(3, null) + "," + Wire.Quarter(4, 0))));

        Assert.Equal([At(0, 7), At(1, -2.5), At(2, 3), At(3, null), At(4, 0)], readings);
    }

    [Fact]
    public async Task Read_YieldsOnlyStartsInsideTheHalfOpenRange()
    {
        var body = Wire.Streams((Wire.Monitor, string.Join(',', Enumerable.Range(0, 20).Select(i => Wire.Quarter(i, i)))));
        var readings = await ReadAsync(body, Midnight + Quarter, Midnight + (Quarter * 4));

        Assert.Equal([At(1, 1), At(2, 2), At(3, 3)], readings);
    }

    [Fact]
    public async Task Read_TakesTimesOnTheGridAsWellAsOnesASecondLate()
    {
        var readings =
            await ReadAsync(
                Wire.Streams(
                    (Wire.Monitor,
                        Wire.Interval("2024-05-01T00:00:00Z", "2024-05-01T00:15:00Z", 1) + "," + Wire.Interval("2024-05-01T00:15:01\\u005a", "2024-05-01T02:30:00+02:00", 2))));

        Assert.Equal([At(0, 1), At(1, 2)], readings);
    }

    [Theory]
    [InlineData("2024-05-01T00:15:01Z", true)]
    [InlineData("2024-5-1T0:15:1Z", true)]
    [InlineData("2024-05-01t00:15:01z", true)]
    [InlineData("2024-05-1t0:15:01Z", true)]
    [InlineData("24-05-01T00:15:01Z", false)]
    [InlineData("2024-05-001T00:15:01Z", false)]
    [InlineData("2024-05--1T00:15:01Z", false)]
    [InlineData("2024-13-1T00:15:01Z", false)]
    [InlineData("2024-5-1 0:15:1Z", false)]
    [InlineData("2024-5-1T0:15:1", false)]
    [InlineData("2024-5-1T0:15Z", false)]
    [InlineData("2024-5-1T0:15:1Zz", false)]
    [InlineData("2024-5-1T0\r15:1Z", false)]
    public async Task Read_TakesTimesInEveryFormThatTheFirstClientTook(string start, bool isTaken)
    {
        var body = Wire.Streams((Wire.Monitor, Wire.Interval(start.Replace("\r", "\\r", StringComparison.Ordinal), "2024-05-01T00:30:00Z", 2)));
        if (isTaken)
        {
            Assert.Equal([At(1, 2)], await ReadAsync(body));
        }
        else
        {
            await Assert.ThrowsAsync<EnergyPayloadException>(() => ReadAsync(body));
        }
    }

    [Theory]
    [InlineData("""{"stream_types":[],"name":"n","id":"i"}""")]
    [InlineData("""{"id":"i","name":"n","stream_types":[{"streams":[],"stream_type":"MONITOR"}]}""")]
    [InlineData("""{"id":"i","name":"n","stream_types":[{"stream_type":"CONVERTER","streams":[{"start_datetime":"whatever","end_datetime":"x","kw_total_avg":1}]}]}""")]
    public async Task Answer_WithoutTheStream_IsEmpty(string body) => Assert.Empty(await ReadAsync(body));

    [Fact]
    public async Task Members_InAnyOrder_WithOnesThatNobodyKnows_AreRead()
    {
        var readings =
            await ReadAsync(
                """{"extra":{"deep":[{}]},"stream_types":[{"unit":"kW","streams":[{"kw_total_avg":4,"quality":["good"],"end_datetime":"2024-05-01T00:15:"""
                    + """00Z","start_datetime":"2024-05-01T00:00:01Z"}],"stream_type":"MONITOR"}],"name":"n","id":"i"}""");

        Assert.Equal([At(0, 4)], readings);
    }

    [Fact]
    public async Task Drift_IsCountedAndLoggedOnceAName()
    {
        using var witness = new Witness();
        await using var stem = await StemFixture.StartAsync(loggers: witness);
        stem.Faults.On("/streams", Fault.Member("stream_types[*].streams[*].quality", "\"good\""));
        stem.Faults.On("/clients", Fault.Member("clients[*].colour", "\"red\""));

        Assert.Equal(96, await stem.Client.Streams.ReadAsync(stem.SiteId, StemStreamType.Monitor, stem.Query(Midnight, Midnight + Duration.FromDays(1))).CountAsync());
        var client = await stem.Client.Clients.ListAsync().FirstAsync();

        Assert.Equal("red", client.UnknownMembers!["colour"].GetString());
        Assert.True(witness.Measurements.Count(m => m is { Meter: "Energy.Clients.Stem", Instrument: "energy_clients.unknown_members" }) >= 97);
        Assert.Single(witness.Lines, l => l.Contains("'quality'", StringComparison.Ordinal));
        Assert.Single(witness.Lines, l => l.Contains("'colour'", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Strict_RefusesWhatTheSchemasOfTheFirstClientRefuse()
    {
        await using var stem = await StemFixture.StartAsync(client: o => o.Strict = true);
        Assert.Equal(2, await stem.Client.Clients.ListAsync().CountAsync());
        Assert.Equal(96, await stem.Client.Streams.ReadAsync(stem.SiteId, StemStreamType.Monitor, stem.Query(Midnight, Midnight + Duration.FromDays(1))).CountAsync());

        foreach (var fault in new[] { Fault.Member("clients[*].colour", "1"), Fault.Member("more", "1"), Fault.WithoutMember("total"), Fault.WithoutMember("clients[*].name") })
        {
            stem.Faults.Next(fault);
            await Assert.ThrowsAsync<EnergyPayloadException>(async () => await stem.Client.Clients.ListAsync().ToListAsync());
        }

        stem.Faults.Next(Fault.WithoutMember("name"));
        await Assert.ThrowsAsync<EnergyPayloadException>(async () =>
            await stem.Client.Streams.ReadAsync(stem.SiteId, StemStreamType.Monitor, stem.Query(Midnight, Midnight + Duration.FromDays(1))).ToListAsync());
    }

    [Fact]
    public async Task Series_KnowsItselfBeforeItsFirstReading()
    {
        await using var stem = await StemFixture.StartAsync();
        var info = stem.Client.Streams.ReadAsync(stem.SiteId, StemStreamType.Monitor, stem.Query(Midnight, Midnight + Quarter)).Info;

        Assert.Equal($"stem:/sites/{stem.SiteId}/MONITOR", info.Identity);
        Assert.Equal((Unit.Kilowatt, SeriesKind.AveragePower, PositiveDirection.Import), (info.Unit, info.Kind, info.Positive));
        Assert.Equal(Quarter, info.Resolution);
        Assert.Equal(0, stem.Server.Requests.Total);
        Assert.Equal(PositiveDirection.Charge, stem.Client.Streams.ReadAsync(stem.SiteId, StemStreamType.Converter, stem.Query(Midnight, Midnight)).Info.Positive);
    }

    [Theory]
    [InlineData("MONITOR")]
    [InlineData("CONVERTER")]
    [InlineData("building-load")]
    [InlineData("charge")]
    [InlineData("discharge")]
    public async Task SeriesUri_OpensWhatTheInfoOfTheSeriesNames(string stream)
    {
        await using var stem = await StemFixture.StartAsync();
        var uri = SeriesUri.Create("stem", "sites", stem.SiteId, stream);
        var series = stem.Client.Open(uri.With("resolution", "3600"), new Interval(Midnight, Midnight + Duration.FromDays(1)));

        Assert.Equal(uri.ToString(), series.Info.Identity);
        Assert.Equal(24, await series.CountAsync());
    }

    [Theory]
    [InlineData("CHARGE")]
    [InlineData("Building-Load")]
    [InlineData("synthetic_building_load")]
    public async Task SeriesUri_OfADerivedStreamInAnotherSpelling_NamesAStreamOfTheSite(string stream)
    {
        await using var stem = await StemFixture.StartAsync();
        stem.Faults.Next(Fault.Status(404));

        var uri = SeriesUri.Create("stem", "sites", stem.SiteId, stream);
        await Assert.ThrowsAsync<EnergyNotFoundException>(async () => await stem.Client.Open(uri, new Interval(Midnight, Midnight + Quarter)).CountAsync());

        Assert.Equal(stream, stem.Server.Requests.Last!.QueryValue("stream_type"));
    }

    [Fact]
    public async Task Windows_ThatBothHoldTheIntervalAtTheirBoundary_YieldItOnce()
    {
        await using var stem = await StemFixture.StartAsync();
        var query = stem.Query(Instant.FromUtc(2024, 1, 1, 0, 0), Instant.FromUtc(2024, 4, 1, 0, 0)) with { Resolution = Duration.FromHours(1) };
        var expected = await stem.Client.Streams.ReadAsync(stem.SiteId, StemStreamType.Monitor, query).ToListAsync();
        foreach (var fault in new[] { StemFault.BoundaryIntervalTwice(), StemFault.MixedStreams() })
        {
            stem.Faults.Clear();
            stem.Faults.Always(fault);
            Assert.Equal(expected, await stem.Client.Streams.ReadAsync(stem.SiteId, StemStreamType.Monitor, query).ToListAsync());
        }

        Assert.Equal(91 * 24, expected.Count);
        Assert.All(expected.Zip(expected.Skip(1)), p => Assert.Equal(p.First.End, p.Second.Start));
    }

    [Fact]
    public async Task Pages_AreMonthsWithTheSpanTheyCover_AlsoTheEmptyOnes()
    {
        await using var stem = await StemFixture.StartAsync();
        var query = stem.Query(Instant.FromUtc(2024, 1, 1, 0, 0), Instant.FromUtc(2024, 3, 15, 0, 0));
        stem.Server.State.Hide(stem.SiteId, null, new Interval(Instant.FromUtc(2024, 2, 1, 0, 0), Instant.FromUtc(2024, 3, 1, 0, 0)));

        var pages = await stem.Client.Streams.ReadAsync(stem.SiteId, StemStreamType.Monitor, query).AsPages().ToListAsync();

        Assert.Equal([31 * 96, 0, 14 * 96], pages.Select(p => p.Items.Count));
        Assert.Equal([query.Range.Start, Instant.FromUtc(2024, 2, 1, 0, 0), Instant.FromUtc(2024, 3, 1, 0, 0)], pages.Select(p => p.Covers!.Value.Start));
        Assert.Equal(query.Range.End, pages[^1].Covers!.Value.End);
        Assert.Equal(System.Net.HttpStatusCode.BadRequest, pages[1].Response.Status);
    }

    [Fact]
    public async Task Site_FromAList_IsReadFromWhereItsStreamBegins()
    {
        await using var stem = await StemFixture.StartAsync();
        var site = (await stem.Client.Sites.FindAsync(stem.SiteId))!.Site;
        var start = site.StartOf(StemStreamType.Monitor)!.Value;

        var first = await stem.Client.Streams.ReadAsync(site, StemStreamType.Monitor, stem.Query(start - Duration.FromDays(400), start + Duration.FromDays(1))).FirstAsync();

        Assert.Equal(1, stem.Server.Requests.ToList().Count(r => r.Path.EndsWith("/streams", StringComparison.Ordinal)));
        Assert.True(first.Start <= start && start < first.End);
    }

    [Fact]
    public async Task Year_OfReadings_HoldsTheEnergyOfTheWorld()
    {
        await using var stem = await StemFixture.StartAsync();
        var (start, end) = (Instant.FromUtc(2023, 1, 1, 0, 0), Instant.FromUtc(2024, 1, 1, 0, 0));
        double meter = 0;
        var count = 0;
        await foreach (var reading in stem.Client.Streams.ReadAsync(stem.SiteId, StemStreamType.Monitor, stem.Query(start, end)))
        {
            meter += reading.Value!.Value * 0.25;
            count++;
        }

        Assert.Equal(365 * 96, count);
        Assert.Equal(12, stem.Server.Requests.Total);
        Assert.Equal(stem.Site.Energy(SimulatedFlow.Buy, start, end) - stem.Site.Energy(SimulatedFlow.Sell, start, end), meter, 1);
    }

    [Fact]
    public async Task DerivedSeries_AreWorkedOutFromMeterAndBattery_AndZeroIsData()
    {
        await using var stem = await StemFixture.StartAsync();
        stem.Server.State.AddSite("d", "Derived");
        stem.Server.State.AddIntervals("d", "MONITOR", States(0.0, 5, null, 7, 8));
        stem.Server.State.AddIntervals("d", "CONVERTER", States(-3.0, 2, 1, null).Append(States(0, 0, 0, 0, 0, 4)[5]));
        var query = stem.Query(Midnight, Midnight + Duration.FromHours(3));

        Assert.Equal([At(0, 3), At(1, 3), At(2, null), At(3, null), At(4, null), At(5, null)],
            await stem.Client.Streams.ReadDerivedAsync("d", StemDerivedStream.BuildingLoad, query).ToListAsync());
        Assert.Equal([At(0, 0), At(1, 2), At(2, 1), At(3, null), At(5, 4)], await stem.Client.Streams.ReadDerivedAsync("d", StemDerivedStream.Charge, query).ToListAsync());
        Assert.Equal([At(0, 3), At(1, 0), At(2, 0), At(3, null), At(5, 0)], await stem.Client.Streams.ReadDerivedAsync("d", StemDerivedStream.Discharge, query).ToListAsync());
    }

    [Fact]
    public async Task DerivedSeries_OfTheWorld_AreItsFlows()
    {
        await using var stem = await StemFixture.StartAsync();
        var (start, end) = (Midnight, Midnight + Duration.FromDays(7));

        foreach (var (derived, flow) in new[] { (StemDerivedStream.Charge, SimulatedFlow.StoreIn), (StemDerivedStream.Discharge, SimulatedFlow.StoreOut) })
        {
            await foreach (var reading in stem.Client.Streams.ReadDerivedAsync(stem.SiteId, derived, stem.Query(start, end)))
            {
                var net = stem.Site.Average(SimulatedFlow.StoreIn, reading.Start, reading.End) - stem.Site.Average(SimulatedFlow.StoreOut, reading.Start, reading.End);
                Assert.Equal(Math.Max(0, flow == SimulatedFlow.StoreIn ? net : -net), reading.Value!.Value, 5);
            }
        }

        var load = await stem.Client.Streams.ReadDerivedAsync(stem.SiteId, StemDerivedStream.BuildingLoad, stem.Query(start, end)).Select(r => r.Value!.Value * 0.25).SumAsync();
        Assert.Equal(stem.Site.Energy(SimulatedFlow.Yield, start, end) - stem.Site.Energy(SimulatedFlow.Harvest, start, end), load, 2);
    }

    [Theory]
    [InlineData("charge", StemDerivedStream.Charge)]
    [InlineData("DisCharge", StemDerivedStream.Discharge)]
    [InlineData("synthetic_building load", StemDerivedStream.BuildingLoad)]
    [InlineData("Synthetic Building_Load", StemDerivedStream.BuildingLoad)]
    public void DerivedName_InTheFormsOfConfigurationFiles_IsRead(string text, StemDerivedStream expected) => Assert.Equal(expected, StemDerivedStreams.Parse(text));

    [Theory]
    [InlineData(" charge")]
    [InlineData("charge ")]
    [InlineData("building load")]
    [InlineData("synthetic  building load")]
    [InlineData("building-load")]
    [InlineData("")]
    [InlineData("load")]
    public void DerivedName_InAnotherForm_IsRefused(string text)
    {
        Assert.False(StemDerivedStreams.TryParse(text, out _));
        Assert.Throws<FormatException>(() => StemDerivedStreams.Parse(text));
    }

    [Theory]
    [InlineData(2024, 3, 10, 92)]
    [InlineData(2024, 1, 10, 96)]
    [InlineData(2023, 11, 5, 100)]
    public async Task Days_AreReadFromLocalMidnightToLocalMidnight(int year, int month, int day, int slots)
    {
        await using var stem = await StemFixture.StartAsync();
        var date = new LocalDate(year, month, day);
        var query = new StemDaysQuery { Days = new DateInterval(date, date) };

        var honest = Assert.Single((await stem.Client.Streams.ReadDaysAsync(stem.SiteId, StemStreamType.Monitor, query)).Days());
        var fixedSlots = Assert.Single((await stem.Client.Streams.ReadDaysAsync(stem.SiteId, StemStreamType.Monitor, query with { Shape = TimelineShape.FixedSlots })).Days());

        Assert.Equal(slots, honest.Values.Count);
        Assert.Equal(0, honest.MissingCount);
        var (start, end) = (query.Zone.AtStartOfDay(date).ToInstant(), query.Zone.AtStartOfDay(date.PlusDays(1)).ToInstant());
        Assert.Equal(stem.Site.Energy(SimulatedFlow.Buy, start, end) - stem.Site.Energy(SimulatedFlow.Sell, start, end), honest.NetEnergy(Quarter), 3);
        Assert.Equal(96, fixedSlots.Values.Count);
        Assert.Equal(slots == 92 ? 4 : 0, fixedSlots.MissingCount);
    }

    [Fact]
    public async Task Get_GivesTheAnswerAsItIsOnTheWire()
    {
        await using var stem = await StemFixture.StartAsync();
        stem.Faults.Next(StemFault.MixedStreams());

        var window = await stem.Client.Streams.GetAsync(stem.SiteId, StemStreamType.Monitor, stem.Query(Midnight, Midnight + Duration.FromHours(1)));

        Assert.Equal(stem.SiteId, window.SiteId);
        Assert.Equal(["MONITOR", "CONVERTER", "MONITOR"], window.Streams.Select(s => s.Type.Name));
        Assert.Equal(Midnight + Duration.FromSeconds(1), window.Streams.SelectMany(s => s.Intervals).Min(i => i.Start));
        Assert.Empty((await stem.Client.Streams.GetAsync(stem.SiteId, new StemStreamType("OTHER"), stem.Query(Midnight, Midnight + Quarter))).Streams);
    }

    [Fact]
    public async Task Substitute_OfAClient_NeedsNoServer()
    {
        var streams = NSubstitute.Substitute.For<StemStreamOperations>();
        var stem = NSubstitute.Substitute.For<StemClient>();
        NSubstitute.SubstituteExtensions.Returns(stem.Streams, streams);
        var info = new SeriesInfo { Identity = "stem:/sites/a/MONITOR", Unit = Unit.Kilowatt, Kind = SeriesKind.AveragePower };
        NSubstitute.SubstituteExtensions.ReturnsForAnyArgs(streams.ReadAsync("", default, null!), ReadingSeries.FromReadings(info, At(0, 1), At(1, 2)));

        Assert.Equal(3, await stem.Streams.ReadAsync("a", StemStreamType.Monitor, new StemStreamQuery { Range = new Interval(Midnight, null) }).Select(r => r.Value).SumAsync());
    }

    private static Reading At(int quarter, double? value) => new(Midnight + (Quarter * quarter), Midnight + (Quarter * (quarter + 1)), value);

    private static StemIntervalState[] States(params double?[] values) =>
        [.. values.Select((v, i) => new StemIntervalState(Midnight + (Quarter * i) + Duration.FromSeconds(1), Midnight + (Quarter * (i + 1)), v))];

    private static async Task<List<Reading>> ReadAsync(string body, Instant? start = null, Instant? end = null)
    {
        using var mock = new MockHttpMessageHandler();
        mock.When("*").Respond("application/json", body);
        using var stem = new StemClient(new StemClientOptions { ApiKey = "k-1" }, mock);
        return await stem.Streams.ReadAsync("site-1", StemStreamType.Monitor,
            new StemStreamQuery { Range = new Interval(start ?? Midnight, end ?? Midnight + Duration.FromDays(1)) }).ToListAsync();
    }
}
