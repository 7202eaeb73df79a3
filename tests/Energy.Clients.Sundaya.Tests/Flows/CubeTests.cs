using Energy.Clients.Emulators;
using NodaTime;
using RichardSzalay.MockHttp;

namespace Energy.Clients.Sundaya.Tests;

public class CubeTests
{
    [Fact]
    public async Task Get_WithAnEmptyQuery_AsksForNothingInParticularAndGetsThisWeekOfSite999()
    {
        await using var sundaya = await SundayaFixture.StartAsync();

        var cube = await sundaya.Client.Flows.GetAsync(SundayaSite.Default, new SundayaCubeQuery());

        Assert.Equal("/energy", sundaya.Server.Requests.Last!.Target);
        var parameters = Assert.Single(cube.Collections).Self!.Target!;
        Assert.Equal((SundayaEnergyType.Hsy, EnergyPeriod.Containing(SundayaFixture.Now, PeriodKind.Week), "999"), (parameters.Energy, parameters.Period, parameters.Site.Id));
    }

    [Theory]
    [InlineData("harvest", "week", "20240610", 2, "A 1", "/energy/harvest/period/week/20240610/2?site=A%201")]
    [InlineData("buy", "hour", "20240610T0900", null, null, "/energy/buy/period/hour/20240610T0900")]
    [InlineData(null, null, null, -3, null, "/energy/hsy/period/week/now/-3")]
    [InlineData(null, "day", null, null, "7", "/energy/hsy/period/day?site=7")]
    public async Task Get_SendsExactlyWhatTheQuerySays(string? energy, string? period, string? epoch, int? duration, string? site, string target)
    {
        await using var sundaya = await SundayaFixture.StartAsync();

        await sundaya.Client.Flows.GetAsync(site is null ? SundayaSite.Default : new SundayaSite(site), new SundayaCubeQuery
        {
            Energy = energy is null ? null : new SundayaEnergyType(energy),
            Period = period is null ? null : PeriodKind.Parse(period),
            Epoch = epoch is null ? null : EpochText.Parse(epoch),
            Duration = duration,
        });

        Assert.Equal(target, sundaya.Server.Requests.Last!.Target);
    }

    [Fact]
    public async Task Get_OfAWeek_PlacesChildrenAndGrandchildrenOnHalfOpenIntervals()
    {
        await using var sundaya = await SundayaFixture.StartAsync();

        var week = (await sundaya.Client.Flows.GetAsync(SundayaSite.Default,
            new SundayaCubeQuery { Period = PeriodKind.Week, Epoch = SundayaFixture.Epoch("20240603") })).Collections[0];

        var days = week.Readings(SundayaFlow.Harvest, PeriodKind.Day).ToList();
        var times = week.Readings(SundayaFlow.Harvest, PeriodKind.TimeOfDay).ToList();
        Assert.Equal((7, 28), (days.Count, times.Count));
        Assert.Equal(Instant.FromUtc(2024, 6, 3, 0, 0), days[0].Start);
        Assert.All(days.Zip(days.Skip(1)), pair => Assert.Equal(pair.First.End, pair.Second.Start));
        Assert.Equal(new Interval(Instant.FromUtc(2024, 6, 3, 0, 0), Instant.FromUtc(2024, 6, 10, 0, 0)), week.Period!.Value.Interval);
        var bounds = week.Links.Single(l => l.Rel == "service-meta").Description!.Value;
        Assert.Equal(("20240603T000000.0000", "20240609T235959.9990"), (bounds.GetProperty("epochInstant").GetString(), bounds.GetProperty("endInstant").GetString()));
        Assert.Equal(["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"], week.Children!.Labels);
        Assert.Equal(["Night", "Morning", "Afternoon", "Evening"], week.Grandchildren!.Labels);
        for (var day = 0; day < days.Count; day++)
        {
            Assert.Equal(days[day].Value!.Value, times.Skip(day * 4).Take(4).Sum(t => t.Value!.Value), 9);
        }
    }

    [Fact]
    public async Task Get_OfTheFuture_HasNoValues()
    {
        await using var sundaya = await SundayaFixture.StartAsync();

        var week = (await sundaya.Client.Flows.GetAsync(SundayaSite.Default,
            new SundayaCubeQuery { Period = PeriodKind.Week, Epoch = SundayaFixture.Epoch("20300107") })).Collections[0];

        Assert.All(week.Readings(SundayaFlow.Yield, PeriodKind.TimeOfDay), r => Assert.Null(r.Value));
    }

    [Fact]
    public async Task Get_OverTheCap_IsSplitAndWhole()
    {
        foreach (var numbers in Enum.GetValues<SundayaNumbers>())
        {
            await using var sundaya = await SundayaFixture.StartAsync(o => o.Numbers = numbers);

            var cube = await sundaya.Client.Flows.GetAsync(SundayaSite.Default,
                new SundayaCubeQuery { Energy = SundayaEnergyType.Harvest, Period = PeriodKind.Week, Epoch = SundayaFixture.Epoch("20230102"), Duration = 30 });
            var back = await sundaya.Client.Flows.GetAsync(SundayaSite.Default,
                new SundayaCubeQuery { Energy = SundayaEnergyType.Harvest, Period = PeriodKind.Week, Epoch = SundayaFixture.Epoch("20230731"), Duration = -30 });

            Assert.Equal(EnergyPeriod.Parse("week/20230102/30").Each.ToList(), cube.Collections.Select(c => c.Period!.Value));
            Assert.Equal(cube.Collections.Select(c => c.Href), back.Collections.Select(c => c.Href));
            Assert.Equal(6, sundaya.Server.Requests.Total);
        }
    }

    [Theory]
    [InlineData(SundayaFormat.Json, "application/json", "[{")]
    [InlineData(SundayaFormat.CollectionJson, "application/vnd.collection+json", "[{")]
    [InlineData(SundayaFormat.PlainText, "text/plain", "[{")]
    [InlineData(SundayaFormat.Html, "text/html", "<!doctype html>")]
    public async Task GetText_GivesTheServersOwnText(SundayaFormat format, string accept, string beginning)
    {
        await using var sundaya = await SundayaFixture.StartAsync();

        var text = await sundaya.Client.Flows.GetTextAsync(SundayaSite.Default, new SundayaCubeQuery { Period = PeriodKind.Week }, format);

        Assert.StartsWith(beginning, text.TrimStart(), StringComparison.Ordinal);
        Assert.Equal(accept, sundaya.Server.Requests.Last!.Headers["Accept"]);
    }

    [Fact]
    public async Task GetText_OverTheCap_IsRefused()
    {
        await using var sundaya = await SundayaFixture.StartAsync();

        var refusal =
            await Assert.ThrowsAsync<ArgumentException>(() => sundaya.Client.Flows.GetTextAsync(SundayaSite.Default, new SundayaCubeQuery { Duration = 13 }, SundayaFormat.Json));

        Assert.Contains("12", refusal.Message, StringComparison.Ordinal);
        Assert.Equal(0, sundaya.Server.Requests.Total);
    }

    [Fact]
    public async Task Get_WithProducts_SendsTheFilterInTheBody()
    {
        using var mock = new MockHttpMessageHandler();
        mock.Expect(HttpMethod.Get, "https://sundaya.example.com/energy")
            .WithHeaders("x-api-key", "key-1")
            .WithContent(
                """{"productCatalogItems":[{"productCategory":"Components"},{"productCategory":"Solutions","productSubcategory":"Solar Home Kits","productType":"JouleBox"}]}""")
            .Respond("application/json", """[{"collection":{"href":"/energy/hsy/period/week/20240610/1","links":[],"items":[]}}]""");
        using var client = new SundayaClient(new SundayaClientOptions { BaseAddress = new Uri("https://sundaya.example.com"), ApiKey = "key-1" }, mock);

        await client.Flows.GetAsync(SundayaSite.Default, new SundayaCubeQuery
        {
            Products = [new SundayaProductCatalogItem { ProductCategory = "Components" },
                new SundayaProductCatalogItem { ProductCategory = "Solutions", ProductSubcategory = "Solar Home Kits", ProductType = "JouleBox" }],
        });

        mock.VerifyNoOutstandingExpectation();
    }

    [Theory]
    [InlineData("Components", null, null, "harvest,store.in,store.out,yield,sell,buy")]
    [InlineData("Components", "Harvest", null, "harvest")]
    [InlineData("Components", "Replacing", "Home Battery", "store.in,store.out")]
    [InlineData("Solutions", null, null, "")]
    public async Task Get_FromTheCorrectedServer_IsRestrictedToTheProducts(string category, string? subcategory, string? type, string flows)
    {
        await using var sundaya = await SundayaFixture.StartAsync(o => o.FiltersProducts = true);
        var products = new[] { new SundayaProductCatalogItem { ProductCategory = category, ProductSubcategory = subcategory, ProductType = type } };

        var cube = await sundaya.Client.Flows.GetAsync(SundayaSite.Default, new SundayaCubeQuery { Products = products });
        var both = await sundaya.Client.Flows.GetAsync(SundayaSite.Default,
            new SundayaCubeQuery { Products = [.. products, new SundayaProductCatalogItem { ProductCategory = "Components", ProductSubcategory = "Saving & Yield" }] });

        Assert.Equal(flows, string.Join(',', cube.Collections[0].Items[0].Data[0].Series.Select(s => s.Name)));
        Assert.Contains(both.Collections[0].Items[0].Data[0].Series, s => s.Flow == SundayaFlow.Yield);
    }

    [Fact]
    public async Task Get_FromTheLiveServer_IgnoresTheProducts()
    {
        await using var sundaya = await SundayaFixture.StartAsync();

        var cube = await sundaya.Client.Flows.GetAsync(SundayaSite.Default, new SundayaCubeQuery { Products = [new SundayaProductCatalogItem { ProductCategory = "Solutions" }] });

        Assert.Equal(6, cube.Collections[0].Items[0].Data[0].Series.Count);
    }

    [Theory]
    [InlineData("sell")]
    [InlineData("HSY")]
    [InlineData("")]
    public async Task Get_OfAnUnknownEnergyType_IsRefusedWithTheRule(string energy)
    {
        await using var sundaya = await SundayaFixture.StartAsync();

        var refusal =
            await Assert.ThrowsAsync<ArgumentException>(() => sundaya.Client.Flows.GetAsync(SundayaSite.Default, new SundayaCubeQuery { Energy = new SundayaEnergyType(energy) }));

        Assert.Contains("hsy, harvest, store, yield, buy", refusal.Message, StringComparison.Ordinal);
        Assert.Equal(0, sundaya.Server.Requests.Total);
    }

    [Theory]
    [InlineData("/energy/hsy/period/Week")]
    [InlineData("/energy/hsy/period/fortnight/20240603/1")]
    [InlineData("/energy/grid/period/week")]
    [InlineData("/devices")]
    [InlineData("https://elsewhere.example.com/other")]
    public async Task Get_OfAnAddressThatTheServerRefuses_IsRefusedBeforeSending(string address)
    {
        await using var sundaya = await SundayaFixture.StartAsync();

        await Assert.ThrowsAsync<ArgumentException>(() => sundaya.Client.Flows.GetAsync(address));

        Assert.Equal(0, sundaya.Server.Requests.Total);
    }

    [Fact]
    public async Task Get_WithContradictions_IsRefused()
    {
        await using var sundaya = await SundayaFixture.StartAsync();
        var flows = sundaya.Client.Flows;

        await Assert.ThrowsAsync<ArgumentException>(() => flows.GetAsync(SundayaSite.Default, new SundayaCubeQuery { Duration = 0 }));
        await Assert.ThrowsAsync<ArgumentException>(() =>
            flows.GetAsync(SundayaSite.Default, new SundayaCubeQuery { PartialEpoch = "2019", Epoch = SundayaFixture.Epoch("20190101") }));
        await Assert.ThrowsAsync<ArgumentException>(() =>
            flows.GetAsync(SundayaSite.Default, new SundayaCubeQuery { Products = [new SundayaProductCatalogItem { ProductCategory = "A", ProductType = "T" }] }));
        Assert.Equal(0, sundaya.Server.Requests.Total);
    }

    [Fact]
    public async Task Get_AnsweredBy500_IsTriedAgain()
    {
        await using var sundaya = await SundayaFixture.StartAsync();
        sundaya.Faults.Next(Fault.Status(500), 2);

        Assert.Single((await sundaya.Client.Flows.GetAsync(SundayaSite.Default, new SundayaCubeQuery())).Collections);

        Assert.Equal(3, sundaya.Server.Requests.Total);
    }

    [Fact]
    public async Task Get_ThatIsNeverAnswered_EndsAtTheTimeLimitAndSaysSo()
    {
        var clock = new ManualTimeProvider(SundayaFixture.Now);
        await using var sundaya = await SundayaFixture.StartAsync(null, o => o.RetryBaseDelay = TimeSpan.Zero, null, clock);
        sundaya.Faults.Always(Fault.StallHeaders());

        var failure =
            await Assert.ThrowsAsync<EnergyTransportException>(() => WhileTimePassesAsync(clock, sundaya.Client.Flows.GetAsync(SundayaSite.Default, new SundayaCubeQuery())));

        Assert.Equal(TransportFailure.TimedOut, failure.Failure);
        Assert.Contains("too long", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Raw_RefusalOfTheNewerServerThatNeverComes_EndsAtTheTimeLimit()
    {
        var clock = new ManualTimeProvider(SundayaFixture.Now);
        await using var sundaya = await SundayaFixture.StartAsync(null, o => o.MaxRetries = 0, null, clock);
        using var request = new HttpRequestMessage(HttpMethod.Get, "device/D-1/dataset/nothing");

        var failure = await Assert.ThrowsAsync<EnergyTransportException>(() => WhileTimePassesAsync(clock, sundaya.Client.SendAsync(request)));

        Assert.Equal(TransportFailure.TimedOut, failure.Failure);
    }

    private static async Task WhileTimePassesAsync(ManualTimeProvider clock, Task call)
    {
        while (!call.IsCompleted)
        {
            clock.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }

        await call;
    }

    [Fact]
    public async Task Get_RefusedByTheOlderServer_NamesTheParameter()
    {
        using var mock = new MockHttpMessageHandler();
        mock.When("*")
            .Respond(System.Net.HttpStatusCode.BadRequest, "application/json",
                """[{"status":400,"message":"Bad Request","details":[{"message":"No. | /x | period | x","description":"invalid parameter: 'period'. "}]}]""");
        using var client = new SundayaClient(new SundayaClientOptions { BaseAddress = new Uri("https://sundaya.example.com") }, mock);

        var error = await Assert.ThrowsAsync<EnergyResponseException>(() => client.Flows.GetAsync(SundayaSite.Default, new SundayaCubeQuery()));

        Assert.Equal("Bad Request", error.VendorCode);
        Assert.Equal(["No. | /x | period | x"], error.FieldErrors["period"]);
        Assert.False(error.CanRetry);
    }

    [Fact]
    public async Task Get_RefusedWithAStackTrace_DoesNotShowIt()
    {
        using var mock = new MockHttpMessageHandler();
        mock.When("*")
            .Respond(System.Net.HttpStatusCode.InternalServerError, "application/json",
                """[{"status":500,"message":"Internal Server Error","details":[{"message":"broken","description":"Error: broken\n    at secret (/host/file.js:1:1)"}]}]""");
        using var client = new SundayaClient(new SundayaClientOptions { BaseAddress = new Uri("https://sundaya.example.com"), MaxRetries = 0 }, mock);

        var error = await Assert.ThrowsAsync<EnergyResponseException>(() => client.Flows.GetAsync(SundayaSite.Default, new SundayaCubeQuery()));

        Assert.DoesNotContain("host/file", error.ToString() + error.Body, StringComparison.Ordinal);
        Assert.True(error.CanRetry);
    }
}
