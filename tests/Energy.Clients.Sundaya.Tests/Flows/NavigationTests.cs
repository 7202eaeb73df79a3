using System.Text.Json;
using Energy.Clients.Emulators;

namespace Energy.Clients.Sundaya.Tests;

public class NavigationTests
{
    [Fact]
    public async Task Follow_GoesToTheConfiguredAddressWhateverTheLinkSays()
    {
        await using var sundaya = await SundayaFixture.StartAsync();
        var day = await DayAsync(sundaya);
        Assert.StartsWith("https://api.sundaya.intelliweave.com/", day.Next!.Href, StringComparison.Ordinal);

        Assert.Equal(["day/20240604"], await PeriodsAsync(sundaya, day.Next));
        Assert.Equal(["day/20240602"], await PeriodsAsync(sundaya, day.Previous!));
        Assert.Equal(["month/20240601"], await PeriodsAsync(sundaya, day.Up.First()));
        Assert.Equal(["week/20240603"], await PeriodsAsync(sundaya, day.Up.Last()));
        Assert.Equal(["timeofday/20240603T0000"], await PeriodsAsync(sundaya, day.Down!));
        Assert.Equal(["day/20240603"], await PeriodsAsync(sundaya, day.Self!));
        Assert.Equal(["hour/20240603T0000"], await PeriodsAsync(sundaya, day.Items[0].Self!));
    }

    [Fact]
    public async Task Follow_OfALinkOverTheCap_GetsAllThatItPromises()
    {
        foreach (var numbers in Enum.GetValues<SundayaNumbers>())
        {
            await using var sundaya = await SundayaFixture.StartAsync(o => o.Numbers = numbers);
            var week = (await sundaya.Client.Flows.GetAsync(SundayaSite.Default,
                new SundayaCubeQuery { Energy = SundayaEnergyType.Harvest, Period = PeriodKind.Week, Epoch = SundayaFixture.Epoch("20240603") })).Collections[0];
            var before = sundaya.Server.Requests.Total;

            var times = await PeriodsAsync(sundaya, week.Grandchildren!);

            Assert.Equal(28, times.Count);
            Assert.Equal(("timeofday/20240603T0000", "timeofday/20240609T1800"), (times[0], times[^1]));
            Assert.Equal(28, times.Distinct().Count());
            Assert.Equal(4, sundaya.Server.Requests.Total - before);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(12)]
    public async Task Follow_OfPreviousOfAGroup_DoesNotReadTheGroupAgain(int count)
    {
        foreach (var numbers in Enum.GetValues<SundayaNumbers>())
        {
            await using var sundaya = await SundayaFixture.StartAsync(o => o.Numbers = numbers);
            var group = await sundaya.Client.Flows.GetAsync(SundayaSite.Default,
                new SundayaCubeQuery { Energy = SundayaEnergyType.Harvest, Period = PeriodKind.Week, Epoch = SundayaFixture.Epoch("20240603"), Duration = count });

            var previous = await sundaya.Client.Flows.FollowAsync(group.Collections[^1].Previous!);
            var next = await sundaya.Client.Flows.FollowAsync(group.Collections[0].Next!);

            Assert.Equal(EnergyPeriod.Spanning(group.Collections[0].Period!.Value.Start, PeriodKind.Week, -count).Each.ToList(), previous.Collections.Select(c => c.Period!.Value));
            Assert.Equal(group.Collections[^1].Period!.Value.Next, next.Collections[0].Period);
            Assert.Equal(count, next.Collections.Count);
        }
    }

    [Fact]
    public async Task Follow_WithASiteThatTheServerDidNotEscape_AsksForThatSite()
    {
        await using var sundaya = await SundayaFixture.StartAsync();
        var query = new SundayaCubeQuery { Period = PeriodKind.Week, Epoch = SundayaFixture.Epoch("20240603") };
        var week = (await sundaya.Client.Flows.GetAsync(new SundayaSite("north & south"), query)).Collections[0];
        Assert.EndsWith("?site=north & south", week.Next!.Href, StringComparison.Ordinal);

        var next = (await sundaya.Client.Flows.FollowAsync(week.Next)).Collections[0];
        var own = (await sundaya.Client.Flows.FollowAsync(week.Next, new SundayaSite("north & south"))).Collections[0];

        Assert.Equal("north & south", next.Self!.Target!.Site.Id);
        Assert.Equal(next.Href, own.Href);
    }

    [Fact]
    public async Task Follow_OfTheServicesDescription_IsRefused()
    {
        await using var sundaya = await SundayaFixture.StartAsync();
        var day = await DayAsync(sundaya);

        await Assert.ThrowsAsync<ArgumentException>(() => sundaya.Client.Flows.FollowAsync(day.Links.Single(l => l.Rel == "service-meta")));
    }

    [Theory]
    [InlineData("/energy/hsy/period/week/20240603/undefined?site=1", "week/20240603", 1)]
    [InlineData("https://any.example.com/energy/buy/period/day/20240603/7", "day/20240603/7", 7)]
    [InlineData("/energy/hsy/period/hour/20240603T0500", "hour/20240603T0500", 1)]
    public void Address_OfALink_IsReadWithoutItsHost(string href, string period, int count)
    {
        var address = SundayaAddress.Parse(href)!;

        Assert.Equal(period, address.Span.ToString());
        Assert.Equal(count, address.Span!.Value.Count);
    }

    [Fact]
    public void Link_ByItsDocumentedRelation_IsReadLikeTheLiveOne()
    {
        var collection = JsonSerializer.Deserialize(
            """
            {"href":"/energy/hsy/period/week/20240603/1","version":"0.1","links":[
              {"rel":"self","name":"week","description":"hsy week 20240603 undefined a b c","href":"https://elsewhere.example.com/energy/hsy/period/week/20240603/undefined?site=a b c"},
              {"rel":"collection","name":"week.day","description":"Mon Tue","href":"/energy/hsy/period/day/20240603/7"},
              {"rel":"item","name":"day.hour","href":"/energy/hsy/period/hour/20240603T0000/168","render":"text","shade":"dark"}],"items":[]}
            """,
            SundayaJsonContext.Default.SundayaCollection)!;

        Assert.Equal("day.hour", collection.Grandchildren!.Name);
        Assert.Equal("week.day", collection.Children!.Name);
        Assert.Equal("text", collection.Grandchildren.Render);
        Assert.Equal("dark", collection.Grandchildren.UnknownMembers!["shade"].GetString());
        Assert.Equal(("a b c", "week/20240603"), (collection.Self!.Target!.Site.Id, collection.Self.Target.Period.ToString()));
    }

    private static async Task<SundayaCollection> DayAsync(SundayaFixture sundaya) =>
        (await sundaya.Client.Flows.GetAsync(SundayaSite.Default,
            new SundayaCubeQuery { Energy = SundayaEnergyType.Harvest, Period = PeriodKind.Day, Epoch = SundayaFixture.Epoch("20240603") })).Collections[0];

    private static async Task<List<string>> PeriodsAsync(SundayaFixture sundaya, SundayaLink link) =>
        [.. (await sundaya.Client.Flows.FollowAsync(link)).Collections.Select(c => c.Period!.Value.ToString())];
}
