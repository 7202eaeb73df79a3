using NodaTime;
using RichardSzalay.MockHttp;

namespace Energy.Clients.Sundaya.Tests;

/// <summary>What is sent for a query, an address or a link: within the server's cap, with the query's own site and products; and what is not sent at all.</summary>
public class RequestTests
{
    private static readonly SundayaProductCatalogItem[] Products = [new() { ProductCategory = "Components", ProductSubcategory = "Harvest", ProductType = "Meter" }];

    // The cap on weeks is 12.
    [Theory]
    [InlineData(12, new[] { 12 })]
    [InlineData(-12, new[] { -12 })]
    [InlineData(13, new[] { 12, 1 })]
    [InlineData(-13, new[] { 12, 1 })]
    [InlineData(25, new[] { 12, 12, 1 })]
    public async Task Get_SplitsAtTheCap(int duration, int[] counts)
    {
        using var server = new FlowServer();
        using var client = server.Client();
        var query = new SundayaCubeQuery
        {
            Energy = SundayaEnergyType.Buy,
            Period = PeriodKind.Week,
            Epoch = EpochText.Parse("20240603"),
            Duration = duration,
            Products = Products,
        };

        var cube = await client.Flows.GetAsync(new SundayaSite("A 1"), query);

        var first = Instant.FromUtc(2024, 6, 3, 0, 0) - (duration < 0 ? Duration.FromDays(-7 * duration) : Duration.Zero);
        Assert.Equal(Enumerable.Range(0, Math.Abs(duration)).Select(i => first + Duration.FromDays(7 * i)), cube.Collections.Select(static c => c.Period!.Value.Start));
        Assert.Equal(counts.Select(static c => $"/{c}?site=A%201"), server.Requests.Select(static r => r.Target[r.Target.LastIndexOf('/')..]));
        Assert.All(server.Requests, static r => Assert.StartsWith("/energy/buy/period/week/", r.Target, StringComparison.Ordinal));
        Assert.All(server.Requests, static r => Assert.Contains("\"productType\":\"Meter\"", r.Body, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("/energy/buy/period/week/20240603/12?site=A%201", 12, 1)]
    [InlineData("https://any.example.com/energy/buy/period/week/20240603/13?site=A%201", 13, 2)]
    [InlineData("/energy/buy/period/week/20240603/13", 13, 2)]
    public async Task Get_OfAnAddress_AsksForItsSite(string address, int count, int requests)
    {
        using var server = new FlowServer();
        using var client = server.Client();

        Assert.Equal(count, (await client.Flows.GetAsync(address)).Collections.Count);

        Assert.Equal(requests, server.Requests.Count);
        Assert.All(server.Requests, r => Assert.Equal(address.Contains('?', StringComparison.Ordinal), r.Target.EndsWith("?site=A%201", StringComparison.Ordinal)));
        Assert.All(server.Requests, static r => Assert.StartsWith("/energy/buy/period/week/", r.Target, StringComparison.Ordinal));
    }

    // The answer must be the periods that were named, but where the server filled them in from its clock.
    [Fact]
    public async Task Get_AnsweredWithOtherPeriods_FailsWhereTheQueryNamedThem()
    {
        const string Other = """[{"collection":{"href":"/energy/hsy/period/hour/20200101T0500/1","links":[],"items":[]}}]""";
        using var mock = new MockHttpMessageHandler();
        mock.When("*").Respond("application/json", Other);
        using var client = new SundayaClient(new SundayaClientOptions { BaseAddress = new Uri("https://sundaya.example.com"), MaxRetries = 0 }, mock);
        var (flows, site) = (client.Flows, SundayaSite.Default);
        var hour = new SundayaCubeQuery { Period = PeriodKind.Hour };

        foreach (var whole in (SundayaCubeQuery[])[hour with { Epoch = EpochText.Parse("20240603T0500") }, hour with { Epoch = EpochText.Parse("20240603T0500"), Duration = 1 }])
        {
            Assert.Contains("answered with hour/20200101T0500 where hour/20240603T0500 was asked for",
                (await Assert.ThrowsAsync<EnergyPayloadException>(() => flows.GetAsync(site, whole))).Message, StringComparison.Ordinal);
        }

        await Assert.ThrowsAsync<EnergyPayloadException>(() => flows.GetAsync("/energy/hsy/period/hour/20240603T0500/1"));
        Assert.Contains("with 1 periods, and 2 were asked for", (await Assert.ThrowsAsync<EnergyPayloadException>(() => flows.GetAsync(site, hour with { Duration = 2 }))).Message,
            StringComparison.Ordinal);
        foreach (var filled in (SundayaCubeQuery[])[hour, hour with { PartialEpoch = "2020" }, hour with { Epoch = EpochText.Parse("20240603") }, hour with { Duration = -1 }])
        {
            Assert.Single((await flows.GetAsync(site, filled)).Collections);
        }

        foreach (var address in (string[])["/energy", "/energy/hsy/period/hour", "/energy/hsy/period/hour/20240603/1", "/energy/hsy/period/hour/2020/2"])
        {
            Assert.Single((await flows.GetAsync(address)).Collections);
        }
    }

    [Fact]
    public async Task Get_AnsweredWithNothing_FailsWhateverWasAskedFor()
    {
        using var mock = new MockHttpMessageHandler();
        mock.When("*").Respond("application/json", "[]");
        using var client = new SundayaClient(new SundayaClientOptions { BaseAddress = new Uri("https://sundaya.example.com"), MaxRetries = 0 }, mock);

        Assert.Contains("1 were asked for", (await Assert.ThrowsAsync<EnergyPayloadException>(() => client.Flows.GetAsync(SundayaSite.Default, new SundayaCubeQuery()))).Message,
            StringComparison.Ordinal);
        Assert.Contains("1 or more were asked for", (await Assert.ThrowsAsync<EnergyPayloadException>(() => client.Flows.GetAsync("/energy"))).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("collection", """ ,"more":1 """, "", "", "", "")]
    [InlineData("link", "", """ "more":1 """, "", "", "")]
    [InlineData("item", "", "", """ ,"more":1 """, "", "")]
    [InlineData("data", "", "", "", """ ,"more":1 """, "")]
    [InlineData("flow", "", "", "", "", """ ,"more":1 """)]
    public async Task Strict_SeesAMemberThatIsNotKnownAtEachLevel(string what, string collection, string link, string item, string data, string flow)
    {
        var body = $$$"""
            [{"collection":{"href":"/energy/hsy/period/week/20240603/1","links":[{"rel":"self"{{{(link.Length > 0 ? "," + link : "")}}}}],
              "items":[{"data":[{"data":[{"name":"buy"{{{flow}}}}]{{{data}}}}]{{{item}}}}]{{{collection}}}}}]
            """;
        using var mock = new MockHttpMessageHandler();
        mock.When("*").Respond("application/json", body);
        foreach (var strict in (bool[])[true, false])
        {
            using var client = new SundayaClient(new SundayaClientOptions { BaseAddress = new Uri("https://sundaya.example.com"), MaxRetries = 0, Strict = strict }, mock);
            var failure = await Record.ExceptionAsync(() => client.Flows.GetAsync(SundayaSite.Default, new SundayaCubeQuery()));
            Assert.True(strict == (failure is EnergyPayloadException), what);
            Assert.Equal(strict, failure?.Message.Contains("more", StringComparison.Ordinal) == true);
        }
    }

    [Fact]
    public async Task Follow_KeepsTheSiteAndTheProductsOfTheQuery()
    {
        using var server = new FlowServer();
        using var client = server.Client();
        var group = new SundayaLink { Rel = "prev", Name = "week", Href = "https://any.example.com/energy/buy/period/week/20240527/3?site=9" };
        var many = new SundayaLink { Rel = "collection", Name = "week.day", Href = "/energy/buy/period/day/20240603/32?site=9" };

        var before = await client.Flows.FollowAsync(group, new SundayaSite("7"), Products);
        Assert.Equal("week/20240513,week/20240520,week/20240527", string.Join(',', before.Collections.Select(static c => c.Period!.Value)));
        Assert.Equal(32, (await client.Flows.FollowAsync(many, new SundayaSite("7"), Products)).Collections.Count);
        Assert.Equal(3, server.Requests.Count);
        Assert.All(server.Requests, static r => Assert.EndsWith("?site=7", r.Target, StringComparison.Ordinal));
        Assert.All(server.Requests, static r => Assert.Contains("Meter", r.Body, StringComparison.Ordinal));

        await client.Flows.FollowAsync(group);
        Assert.Equal(("", true), (server.Requests[^1].Body, server.Requests[^1].Target.EndsWith("?site=9", StringComparison.Ordinal)));
        await Assert.ThrowsAsync<ArgumentNullException>(() => client.Flows.FollowAsync(null!));
        await Assert.ThrowsAsync<ArgumentNullException>(() => client.Flows.FollowAsync(null!, SundayaSite.Default));
        await Assert.ThrowsAsync<ArgumentException>(() => client.Flows.FollowAsync(new SundayaLink { Rel = "next", Href = "" }));
        await Assert.ThrowsAsync<ArgumentException>(() => client.Flows.FollowAsync(new SundayaLink { Rel = "next", Href = "/energy/grid/period/day/20240603/1" }));
        await Assert.ThrowsAsync<ArgumentException>(() => client.Flows.FollowAsync(new SundayaLink { Rel = "next", Href = "/energy/buy/period/day" }));
        Assert.Equal(4, server.Requests.Count);
    }

    [Fact]
    public async Task GetText_IsWithinTheCap()
    {
        using var server = new FlowServer();
        using var client = server.Client();
        var query = new SundayaCubeQuery { Period = PeriodKind.Week, Epoch = EpochText.Parse("20240603"), Products = Products };
        foreach (var duration in (int[])[12, -12])
        {
            Assert.StartsWith("[{", await client.Flows.GetTextAsync(SundayaSite.Default, query with { Duration = duration }, SundayaFormat.Json), StringComparison.Ordinal);
            Assert.Contains("Meter", server.Requests[^1].Body, StringComparison.Ordinal);
        }

        foreach (var duration in (int[])[13, -13, int.MinValue])
        {
            await Assert.ThrowsAsync<ArgumentException>(() => client.Flows.GetTextAsync(SundayaSite.Default, query with { Duration = duration }, SundayaFormat.Json));
        }

        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => client.Flows.GetTextAsync(SundayaSite.Default, query, (SundayaFormat)9));
        await Assert.ThrowsAsync<ArgumentNullException>(() => client.Flows.GetTextAsync(SundayaSite.Default, null!, SundayaFormat.Json));
        Assert.Equal(2, server.Requests.Count);
    }

    // What each entrance refuses, by the name of what is wrong; nothing is sent.
    [Fact]
    public async Task Query_ThatTheServerWouldMisread_IsRefusedAtEachEntrance()
    {
        using var server = new FlowServer();
        using var client = server.Client();
        var flows = client.Flows;
        (SundayaCubeQuery Query, string Parameter)[] refused =
        [
            (new() { Energy = new SundayaEnergyType("sell") }, "Energy"),
            (new() { Duration = 0 }, "Duration"),
            (new() { Epoch = EpochText.Parse("20240603"), PartialEpoch = "2024" }, "PartialEpoch"),
            (new() { PartialEpoch = "" }, "PartialEpoch"),
            (new() { Products = [new() { ProductCategory = "" }] }, "Products"),
            (new() { Products = [.. Products, new() { ProductCategory = "A", ProductType = "C" }] }, "Products"),
        ];
        foreach (var (query, parameter) in refused)
        {
            Assert.Equal(parameter, (await Assert.ThrowsAsync<ArgumentException>(() => flows.GetAsync(SundayaSite.Default, query))).ParamName);
            Assert.Equal(parameter, (await Assert.ThrowsAsync<ArgumentException>(() => flows.GetTextAsync(SundayaSite.Default, query, SundayaFormat.Json))).ParamName);
            Assert.Equal(parameter, Assert.Throws<ArgumentException>(() => flows.ListAsync(SundayaSite.Default, query)).ParamName);
        }

        await Assert.ThrowsAsync<ArgumentNullException>(() => flows.GetAsync(SundayaSite.Default, null!));
        Assert.Throws<ArgumentNullException>(() => flows.ListAsync(SundayaSite.Default, null!));
        await Assert.ThrowsAsync<ArgumentNullException>(() => flows.GetAsync(null!));
        await Assert.ThrowsAsync<ArgumentException>(() => flows.GetAsync(""));
        Assert.Empty(server.Requests);

        // The rest of a filter may be left out from the right.
        SundayaProductCatalogItem[][] taken = [[], Products, [new() { ProductCategory = "A" }], [new() { ProductCategory = "A", ProductSubcategory = "B" }]];
        foreach (var products in taken)
        {
            await flows.GetAsync(SundayaSite.Default, new SundayaCubeQuery { Products = products });
        }

        Assert.Equal([false, true, true, true], server.Requests.Select(static r => r.Body.Length > 0));
        await flows.GetAsync(SundayaSite.Default, new SundayaCubeQuery { Period = PeriodKind.Month, PartialEpoch = "2019" });
        Assert.Equal("/energy/hsy/period/month/2019", server.Requests[^1].Target);
        await flows.GetAsync(SundayaSite.Default, new SundayaCubeQuery { Energy = SundayaEnergyType.Buy });
        Assert.Equal("/energy/buy", server.Requests[^1].Target);
    }

    [Fact]
    public void Read_KnowsItsSeries_AndRefusesARangeThatIsOpenOrCannotBeNamed()
    {
        using var server = new FlowServer();
        using var client = server.Client();
        var (flows, range) = (client.Flows, new Interval(Instant.FromUtc(2024, 1, 1, 0, 0), Instant.FromUtc(2024, 2, 1, 0, 0)));

        var info = flows.ReadAsync(new SundayaSite("7"), SundayaFlow.Sell, PeriodKind.Hour, range).Info;

        Assert.Equal("sundaya:/sites/7/sell?period=hour", info.Identity);
        Assert.Equal((Unit.Megajoule, SeriesKind.Energy, PositiveDirection.Export, StampEdge.Start), (info.Unit, info.Kind, info.Positive, info.Stamp));
        Assert.Equal((Duration.FromHours(1), DateTimeZone.Utc), (info.Resolution, info.Zone));
        Assert.Null(flows.ReadAsync(SundayaSite.Default, SundayaFlow.Sell, PeriodKind.Month, range).Info.Resolution);
        Assert.Equal("sundaya:/sites/999/sell?period=month", flows.ReadAsync(SundayaSite.Default, SundayaFlow.Sell, PeriodKind.Month, range).Info.Identity);
        foreach (var bad in (Interval[])[new(null, range.End), new(range.Start, null), new(Instant.FromUtc(-5, 1, 1, 0, 0), range.End)])
        {
            Assert.ThrowsAny<ArgumentException>(() => flows.ReadAsync(SundayaSite.Default, SundayaFlow.Sell, PeriodKind.Hour, bad));
            Assert.ThrowsAny<ArgumentException>(() => flows.ReadBackAsync(SundayaSite.Default, SundayaFlow.Sell, PeriodKind.Hour, bad));
            Assert.ThrowsAny<ArgumentException>(() => flows.ReadBalancesAsync(SundayaSite.Default, PeriodKind.Hour, bad));
        }

        Assert.Throws<ArgumentException>(() => flows.ReadBackAsync(SundayaSite.Default, new SundayaFlow("grid"), PeriodKind.Hour, range));
        Assert.Empty(server.Requests);
    }
}
