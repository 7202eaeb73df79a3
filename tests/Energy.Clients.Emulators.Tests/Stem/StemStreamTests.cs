using System.Globalization;
using System.Net;
using System.Text.Json;
using Energy.Clients.Emulators;
using NodaTime;
using NodaTime.Text;

namespace Energy.Clients.Tests;

public class StemStreamTests
{
    private static readonly Instant Noon = Instant.FromUtc(2024, 6, 10, 12, 0);

    [Fact]
    public async Task Streams_OfTheSimulatedWorld_StartASecondLateAndIncludeBothEnds()
    {
        await using var f = await EmulatorFixture.StartAsync();
        var site = f.Emulators.World.Site("harbour");
        var (status, body) = await f.GetAsync(Target(Id(site), Noon, Noon + Duration.FromHours(1)));
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal((Id(site), site.Name), (body.GetProperty("id").GetString(), body.GetProperty("name").GetString()));
        var entry = Assert.Single(body.GetProperty("stream_types").EnumerateArray());
        Assert.Equal("MONITOR", entry.GetProperty("stream_type").GetString());
        Assert.Equal(
            ["2024-06-10T12:00:01Z", "2024-06-10T12:15:01Z", "2024-06-10T12:30:01Z", "2024-06-10T12:45:01Z"],
            Rows(body).Select(r => r.GetProperty("start_datetime").GetString()));
        Assert.Equal(
            ["2024-06-10T12:15:00Z", "2024-06-10T12:30:00Z", "2024-06-10T12:45:00Z", "2024-06-10T13:00:00Z"],
            Rows(body).Select(r => r.GetProperty("end_datetime").GetString()));

        // One second more at the end lets in the interval that starts there; one more at the start keeps the first.
        Assert.Equal(5, Rows((await f.GetAsync(Target(Id(site), Noon, Noon + Duration.FromSeconds(3601)))).Body).Count());
        Assert.Equal(4, Rows((await f.GetAsync(Target(Id(site), Noon + Duration.FromSeconds(1), Noon + Duration.FromHours(1)))).Body).Count());
        Assert.Equal(3, Rows((await f.GetAsync(Target(Id(site), Noon + Duration.FromSeconds(2), Noon + Duration.FromHours(1)))).Body).Count());
    }

    [Fact]
    public async Task Streams_OfEveryTypeAndResolution_AreTheWorldsEnergy()
    {
        await using var f = await EmulatorFixture.StartAsync();
        foreach (var site in f.Emulators.World.Sites)
        {
            foreach (var resolution in new[] { 900, 1800, 3600 })
            {
                var to = Noon + Duration.FromDays(2);
                async Task<double> Kwh(string type) =>
                    Rows((await f.GetAsync(Target(Id(site), Noon, to, type, resolution))).Body).Sum(r => r.GetProperty("kw_total_avg").GetDouble()) * resolution / 3600;

                var meter = site.Energy(SimulatedFlow.Buy, Noon, to) - site.Energy(SimulatedFlow.Sell, Noon, to);
                Assert.Equal(meter, await Kwh("MONITOR"), 3);
                Assert.Equal(meter, await Kwh("INTERVAL_REVENUE"), 3);
                Assert.Equal(site.Energy(SimulatedFlow.StoreIn, Noon, to) - site.Energy(SimulatedFlow.StoreOut, Noon, to), await Kwh("CONVERTER"), 3);
            }
        }
    }

    [Fact]
    public async Task Streams_AroundTheirBegin_ComeFromTheIntervalThatHoldsIt()
    {
        await using var f = await EmulatorFixture.StartAsync();
        foreach (var site in f.Emulators.World.Sites)
        {
            var (_, body) = await f.GetAsync(Target(Id(site), site.DataStart - Duration.FromDays(1), site.DataStart + Duration.FromHours(2)));
            var first = Time(Rows(body).First(), "start_datetime");
            Assert.InRange(site.DataStart, first - Duration.FromSeconds(1), first + Duration.FromSeconds(899));
            Assert.Equal(HttpStatusCode.BadRequest, (await f.GetAsync(Target(Id(site), site.DataStart - Duration.FromDays(2), site.DataStart - Duration.FromDays(1)))).Status);
        }
    }

    [Fact]
    public async Task Streams_AtThePresent_EndWithTheLastWholeInterval()
    {
        await using var f = await EmulatorFixture.StartAsync();
        var now = Instant.FromDateTimeOffset(f.Clock.GetUtcNow());
        var site = Id(f.Emulators.World.Sites[0]);
        Assert.Equal("2024-06-15T12:00:00Z", Rows((await f.GetAsync(Target(site, now - Duration.FromHours(2), now))).Body).Last().GetProperty("end_datetime").GetString());
        f.Clock.Advance(TimeSpan.FromMinutes(8));
        Assert.Equal("2024-06-15T12:15:00Z",
            Rows((await f.GetAsync(Target(site, now - Duration.FromHours(2), now + Duration.FromHours(1)))).Body).Last().GetProperty("end_datetime").GetString());
        var (status, body) = await f.GetAsync(Target(site, now + Duration.FromDays(1), now + Duration.FromDays(2)));
        Assert.Equal((HttpStatusCode.BadRequest, """{"error":"No data available"}"""), (status, body.GetRawText()));
    }

    [Theory]
    [InlineData("start_datetime=2024-05-02T00:00:00Z&end_datetime=2024-05-02T00:00:00Z&resolution=900&stream_type=MONITOR", "Bad range")]
    [InlineData("start_datetime=2024-05-03T00:00:00Z&end_datetime=2024-05-02T00:00:00Z&resolution=900&stream_type=MONITOR", "Bad range")]
    [InlineData("start_datetime=2024-05-02T00:00:00Z&end_datetime=2024-06-02T00:00:01Z&resolution=900&stream_type=MONITOR", "Bad range")]
    [InlineData("start_datetime=2024-05-02T00:00:00&end_datetime=2024-05-03T00:00:00Z&resolution=900&stream_type=MONITOR", "Bad range")]
    [InlineData("start_datetime=2024-05-02&end_datetime=2024-05-03T00:00:00Z&resolution=900&stream_type=MONITOR", "Bad range")]
    [InlineData("end_datetime=2024-05-03T00:00:00Z&resolution=900&stream_type=MONITOR", "Bad range")]
    [InlineData("start_datetime=2024-05-02T00:00:00Z&end_datetime=2024-05-03T00:00:00Z&resolution=600&stream_type=MONITOR", "Bad resolution")]
    [InlineData("start_datetime=2024-05-02T00:00:00Z&end_datetime=2024-05-03T00:00:00Z&resolution=900.0&stream_type=MONITOR", "Bad resolution")]
    [InlineData("start_datetime=2024-05-02T00:00:00Z&end_datetime=2024-05-03T00:00:00Z&resolution=900", "Bad stream type")]
    [InlineData("start_datetime=2024-05-02T00:00:00Z&end_datetime=2024-05-03T00:00:00Z&resolution=900&stream_type=WEATHER", "No data available")]
    [InlineData("start_datetime=2024-05-02T00:00:00Z&end_datetime=2024-05-03T00:00:00Z&resolution=900&stream_type=monitor", "No data available")]
    public async Task Streams_WithParametersThatCannotBe_AreRefused(string query, string error)
    {
        await using var f = await EmulatorFixture.StartAsync();
        var (status, body) = await f.GetAsync($"/api/v1/sites/{Id(f.Emulators.World.Sites[0])}/streams?{query}");
        Assert.Equal((HttpStatusCode.BadRequest, error), (status, body.GetProperty("error").GetString()));
    }

    [Fact]
    public async Task Streams_OfAMonthInEitherForm_AreAnswered()
    {
        await using var f = await EmulatorFixture.StartAsync();
        var site = Id(f.Emulators.World.Sites[0]);
        var (_, escaped) =
            await f.GetAsync($"/api/v1/sites/{site}/streams?start_datetime=2024-01-31T00%3A00%3A00Z&end_datetime=2024-02-29T00%3A00%3A00Z&resolution=3600&stream_type=MONITOR");
        Assert.Equal(29 * 24, Rows(escaped).Count());
        var (_, micro) = await f.GetAsync($"/api/v1/sites/{site}/streams?start_datetime=2024-01-31T00:00:00.500000Z&end_datetime=2024-02-29T00:00:00.000000Z&stream_type=MONITOR");
        Assert.Equal(29 * 96, Rows(micro).Count());
    }

    [Fact]
    public async Task Streams_OfAnUnknownSiteOrOneWithoutStreams_AreNotFoundOrEmpty()
    {
        await using var f = await EmulatorFixture.StartAsync();
        Assert.Equal(HttpStatusCode.NotFound, (await f.GetAsync(Target("unknown", Noon, Noon + Duration.FromHours(1)))).Status);
        var customer = f.Emulators.World.Customers[^1];
        var bare = f.Stem.State.SitesOf(customer.IdFor("stem").ToString())![^1];
        Assert.Equal(HttpStatusCode.BadRequest, (await f.GetAsync(Target(bare.Id, Noon, Noon + Duration.FromHours(1)))).Status);
        await using var lenient = await EmulatorFixture.StartAsync(o => o.Stem.EmptyAsList = true);
        var (status, body) = await lenient.GetAsync(Target(bare.Id, Noon, Noon + Duration.FromHours(1)));
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Empty(Rows(body));
    }

    [Fact]
    public async Task Streams_OnTheGrid_StartWithoutTheSecond()
    {
        await using var f = await EmulatorFixture.StartAsync(o => o.Stem.StartsOnTheGrid = true);
        var (_, body) = await f.GetAsync(Target(Id(f.Emulators.World.Sites[0]), Noon, Noon + Duration.FromHours(1), "CONVERTER", 3600));
        Assert.Equal(["2024-06-10T12:00:00Z", "2024-06-10T13:00:00Z"], Rows(body).Select(r => r.GetProperty("start_datetime").GetString()));
    }

    [Fact]
    public async Task HideAndBlank_OverARange_TakeIntervalsOrValues()
    {
        await using var f = await EmulatorFixture.StartAsync();
        var site = Id(f.Emulators.World.Sites[0]);
        f.Stem.State.Hide(site, "MONITOR", new Interval(Noon, Noon + Duration.FromMinutes(30)));
        f.Stem.State.Blank(site, null, new Interval(Noon + Duration.FromMinutes(45), Noon + Duration.FromMinutes(60)));
        async Task<string> Shape(string type) => string.Join(' ', Rows((await f.GetAsync(Target(site, Noon, Noon + Duration.FromHours(1), type))).Body)
            .Select(r => r.GetProperty("start_datetime").GetString()![14..16] + (r.GetProperty("kw_total_avg").ValueKind == JsonValueKind.Null ? "-" : "")));

        Assert.Equal("30 45-", await Shape("MONITOR"));
        Assert.Equal("00 15 30 45-", await Shape("CONVERTER"));
        var (status, _) = await f.GetAsync(Target(site, Noon, Noon + Duration.FromMinutes(15)));
        Assert.Equal(HttpStatusCode.BadRequest, status);
    }

    [Fact]
    public async Task LoadedIntervals_InAnyForm_AnswerAsTheyAre()
    {
        const string Loaded = """
            {"id":"s/1","name":"Loaded","stream_types":[{"stream_type":"MONITOR","streams":[
            {"start_datetime":"2022-04-05T01:00:01Z","end_datetime":"2022-04-05T01:15:00Z","kw_total_avg":12.5},
            {"start_datetime":"2022-04-05T00:15:01Z","end_datetime":"2022-04-05T00:30:00Z","kw_total_avg":null},
            {"start_datetime":"2022-04-05T00:00:00Z","end_datetime":"2022-04-05T00:15:00Z","kw_total_avg":-3}]},
            {"stream_type":"EMPTY","streams":[]}]}
            """;
        await using var f = await EmulatorFixture.WithClientsAsync(0);
        using var document = JsonDocument.Parse(Loaded);
        f.Stem.State.AddStreams(document.RootElement, resolution: 3600);
        var day = Instant.FromUtc(2022, 4, 5, 0, 0);
        var site = Uri.EscapeDataString("s/1");
        async Task<string> Read(Instant from, Instant to, string type = "MONITOR", int resolution = 3600)
        {
            var (status, body) = await f.GetAsync(Target(site, from, to, type, resolution));
            return status == HttpStatusCode.OK
                ? string.Join(' ', Rows(body).Select(r => r.GetProperty("start_datetime").GetString()![11..19] + "=" + r.GetProperty("kw_total_avg").GetRawText()))
                : body.GetProperty("error").GetString()!;
        }

        Assert.Equal("01:00:01=12.5 00:15:01=null 00:00:00=-3", await Read(day, day + Duration.FromDays(1)));
        Assert.Equal("00:15:01=null 00:00:00=-3", await Read(day, day + Duration.FromHours(1)));
        Assert.Equal("No data available", await Read(day, day + Duration.FromDays(1), resolution: 900));
        Assert.Equal("No data available", await Read(day + Duration.FromDays(1), day + Duration.FromDays(2)));
        Assert.Equal(string.Empty, await Read(day, day + Duration.FromDays(1), "EMPTY"));
        f.Stem.State.AddIntervals("s/1", "MONITOR", [new StemIntervalState(day, day + Duration.FromMinutes(15), 8)], 3600);
        f.Stem.State.AddIntervals("s/1", "MONITOR", [new StemIntervalState(day + Duration.FromHours(3), day + Duration.FromHours(4), 9)]);
        Assert.Equal("01:00:01=12.5 00:15:01=null 00:00:00=8 03:00:00=9", await Read(day, day + Duration.FromDays(1)));
        Assert.Equal("03:00:00=9", await Read(day, day + Duration.FromDays(1), resolution: 1800));
        Assert.Throws<ArgumentException>(() => f.Stem.State.AddIntervals("unknown", "MONITOR", []));
    }

    [Fact]
    public async Task StreamFaults_MakeTheAllowedAwkwardAnswers()
    {
        await using var f = await EmulatorFixture.StartAsync();
        var target = Target(Id(f.Emulators.World.Sites[0]), Noon, Noon + Duration.FromHours(1));
        var right = Rows((await f.GetAsync(target)).Body).Select(r => r.GetRawText()).ToArray();

        f.Stem.Faults.Next(StemFault.MixedStreams());
        var mixed = (await f.GetAsync(target)).Body.GetProperty("stream_types").EnumerateArray().ToArray();
        Assert.Equal(["MONITOR", "CONVERTER", "MONITOR"], mixed.Select(m => m.GetProperty("stream_type").GetString()));
        var own = new[] { mixed[0], mixed[2] }.SelectMany(m => m.GetProperty("streams").EnumerateArray()).Select(r => r.GetRawText()).ToArray();
        Assert.NotEqual(right, own);
        Assert.Equal(right.Order(), own.Order());

        f.Stem.Faults.Next(StemFault.BoundaryIntervalTwice());
        Assert.Equal("2024-06-10T13:00:01Z", Rows((await f.GetAsync(target)).Body).Last().GetProperty("start_datetime").GetString());
        f.Stem.Faults.Next(Fault.VanishingRows(1));
        Assert.Equal(right[1..], Rows((await f.GetAsync(target)).Body).Select(r => r.GetRawText()));
        f.Stem.Faults.Next(Fault.ShortPage(3));
        Assert.Equal(right[..1], Rows((await f.GetAsync(target)).Body).Select(r => r.GetRawText()));
        f.Stem.Faults.Next(Fault.VanishingRows(99));
        Assert.Equal(HttpStatusCode.BadRequest, (await f.GetAsync(target)).Status);
        f.Stem.Faults.Next(Fault.EmptyPage());
        Assert.Empty(Rows((await f.GetAsync(target)).Body));
    }

    [Fact]
    public async Task RowFaults_SpoilTheRowsTheyName()
    {
        await using var f = await EmulatorFixture.StartAsync();
        var target = Target(Id(f.Emulators.World.Sites[0]), Noon, Noon + Duration.FromHours(1));
        async Task<(string Start, string End, double Kilowatts)[]> Read(params Fault[] faults)
        {
            foreach (var fault in faults)
            {
                f.Stem.Faults.Next(fault);
            }

            return [.. Rows((await f.GetAsync(target)).Body)
                .Select(r => (r.GetProperty("start_datetime").GetString()!, r.GetProperty("end_datetime").GetString()!, r.GetProperty("kw_total_avg").GetDouble()))];
        }

        var right = await Read();
        Assert.Equal(4, right.Length);
        var (twice, empty, unordered) = (await Read(StemFault.SameStampTwice()), await Read(StemFault.EmptyInterval()), await Read(StemFault.UnorderedIntervals()));
        Assert.Equal([right[0], right[0] with { Kilowatts = right[0].Kilowatts + 1 }, .. right[1..]], twice);
        Assert.Equal([right[0] with { End = right[0].Start }, .. right[1..]], empty);
        Assert.Equal([right[3], right[1], right[2], right[0]], unordered);
        Assert.Equal(5, (await Read(StemFault.UnorderedIntervals().And(StemFault.SameStampTwice()))).Length);
        Assert.Equal(right, await Read());
    }

    [Fact]
    public async Task SameStampTwice_OfAnIntervalWithoutAValue_HasOneTheSecondTime()
    {
        await using var f = await EmulatorFixture.StartAsync();
        var site = Id(f.Emulators.World.Sites[0]);
        f.Stem.State.Blank(site, null, new Interval(Noon, Noon + Duration.FromHours(1)));
        f.Stem.Faults.Next(StemFault.SameStampTwice());
        var rows = Rows((await f.GetAsync(Target(site, Noon, Noon + Duration.FromMinutes(15)))).Body).Select(r => r.GetProperty("kw_total_avg").GetRawText());
        Assert.Equal(["null", "1"], rows);
    }

    private static string Id(SimulatedSite site) => site.IdFor("stem").ToString();

    private static string Target(string site, Instant from, Instant to, string type = "MONITOR", int resolution = 900) => string.Create(
        CultureInfo.InvariantCulture,
        $"/api/v1/sites/{site}/streams?start_datetime={InstantPattern.General.Format(from)}&end_datetime={InstantPattern.General.Format(to)}&resolution={resolution}"
            + $"&stream_type={type}");

    private static IEnumerable<JsonElement> Rows(JsonElement body) =>
        body.GetProperty("stream_types").EnumerateArray().SelectMany(t => t.GetProperty("streams").EnumerateArray());

    private static Instant Time(JsonElement row, string member) => InstantPattern.General.Parse(row.GetProperty(member).GetString()!).GetValueOrThrow();
}
