using System.Text.Json;
using NodaTime;

namespace Energy.Clients.Sundaya.Tests;

/// <summary>What an address of the energy tree says, and what a link, a collection and their numbers make of it.</summary>
public class AddressTests
{
    [Theory]
    [InlineData("energy/hsy/period/week/20240603/2", "week/20240603/2")]
    [InlineData("/energy/hsy/period/week/20240603/2/", "week/20240603/2")]
    [InlineData("/energy/hsy/PERIOD/week/20240603/2", "week/20240603/2")]
    [InlineData("https://any.example.com/energy/hsy/period/week/2024%30603/2?site=1/2", "week/20240603/2")]
    [InlineData("/energy/hsy/period/week/20240603", "week/20240603")]
    [InlineData("/energy/hsy/period/week/20240603/undefined", "week/20240603")]
    [InlineData("/energy/hsy/period/week/20240617/-2", "week/20240617/-2")]
    [InlineData("/energy/hsy/period/minute/20240603T0000/1000000", "minute/20240603T0000/1000000")]
    [InlineData("/energy/hsy/period/minute/20240603T0000/1000001", null)]
    [InlineData("/energy/hsy/period/minute/20240603T0000/-1000001", null)]
    [InlineData("/energy/hsy/period/week/20240603/0", null)]
    [InlineData("/energy/hsy/period/week/20240603/two", null)]
    [InlineData("/energy/hsy/period/week/2024", null)]
    [InlineData("/energy/hsy/period/week", null)]
    [InlineData("/energy/hsy", null)]
    [InlineData("/energy", null)]
    public void Span_IsWhatTheAddressNames(string href, string? periods) => Assert.Equal(periods, SundayaAddress.Parse(href)!.Span?.ToString());

    [Theory]
    [InlineData("")]
    [InlineData("/")]
    [InlineData("https://any.example.com")]
    [InlineData("https://any.example.com/api")]
    [InlineData("://any/energy/hsy/period/week/20240603/1")]
    [InlineData("/devices/energy/hsy")]
    [InlineData("/energy/hsy/periods/week/20240603/1")]
    [InlineData("/energy/hsy/period/week/20240603/1/more")]
    public void Parse_OfWhatDoesNotLeadIntoTheTree_IsNothing(string href) => Assert.Null(SundayaAddress.Parse(href));

    [Theory]
    [InlineData("/energy/hsy?site=7", "7")]
    [InlineData("/energy/hsy?site=a b&c=d?e", "a b&c=d?e")]
    [InlineData("/energy/hsy?site=", null)]
    [InlineData("/energy/hsy?", null)]
    [InlineData("/energy/hsy?SITE=7", null)]
    [InlineData("/energy/hsy?place=7", null)]
    [InlineData("/energy/hsy", null)]
    public void Site_IsAllBehindItsMark(string href, string? site) => Assert.Equal(site, SundayaAddress.Parse(href)!.Site.Id);

    [Theory]
    [InlineData("/energy/hsy/period/week/20240605/12", "week/20240603")]
    [InlineData("/energy/hsy/period/week/20240605/0", "week/20240603")]
    [InlineData("/energy/hsy/period/fortnight/20240605/1", null)]
    [InlineData("/energy/hsy/period/week/now/1", null)]
    [InlineData("/elsewhere", null)]
    public void Period_OfACollection_IsTheOneThatItsAddressBeginsIn(string href, string? period) =>
        Assert.Equal(period, new SundayaCollection { Href = href }.Period?.ToString());

    [Theory]
    [InlineData("/energy/buy/period/day/20240603/7?site=5", "buy day/20240603/7 5")]
    [InlineData("/energy/buy/period/day/20240603/7", "buy day/20240603/7 ")]
    [InlineData("/energy/buy/period/day", null)]
    [InlineData("/energy", null)]
    [InlineData("/api/energy/type/hsy/period", null)]
    public void Target_OfALink_IsThereWhereItNamesPeriods(string href, string? target) =>
        Assert.Equal(target, new SundayaLink { Href = href }.Target is { } found ? $"{found.Energy} {found.Period} {found.Site}" : null);

    [Fact]
    public void Site_WithoutAnId_IsWrittenAsDefault()
    {
        Assert.Throws<ArgumentException>(static () => new SundayaSite(""));
        Assert.Throws<ArgumentNullException>(static () => new SundayaSite(null!));
        Assert.Null(SundayaSite.Default.Id);
    }

    [Fact]
    public void Labels_AreThoseOfChildren()
    {
        Assert.Equal(["Mon", "Tue"], Link("collection", "week.day", "\"Mon Tue\"").Labels);
        Assert.Equal(["Mon", "Tue"], Link("item", "week.day", "\"Mon Tue\"").Labels);
        Assert.Empty(Link("self", "week", "\"hsy week 20240603 1 999\"").Labels);
        Assert.Empty(Link("collection", "week.day", """{"epochInstant":"x"}""").Labels);
        Assert.Empty(Link("collection", "week.day", null).Labels);
    }

    [Fact]
    public void Links_OfACollection_AreFoundByTheirRelation()
    {
        SundayaLink[] links =
        [
            Link("next", "n"), Link("prev", "p"), Link("up", "month"), Link("up", "quarter"), Link("down", "d"), Link("item", "day.hour"), Link("collection", "week.day"),
            Link("self", "week"),
        ];
        var whole = new SundayaCollection { Href = "/energy/hsy/period/week/20240603/1", Links = links };
        Assert.Equal(("n", "p", "d", "week"), (whole.Next!.Name, whole.Previous!.Name, whole.Down!.Name, whole.Self!.Name));
        Assert.Equal(["month", "quarter"], whole.Up.Select(static l => l.Name));
        Assert.Equal(("week.day", "day.hour"), (whole.Children!.Name, whole.Grandchildren!.Name));

        // Without the link to itself, the address says which the children are.
        var nameless = new SundayaCollection { Href = whole.Href, Links = links[..^1] };
        Assert.Equal(("week.day", "day.hour"), (nameless.Children!.Name, nameless.Grandchildren!.Name));

        var empty = new SundayaCollection { Href = "/elsewhere" };
        Assert.All([empty.Next, empty.Previous, empty.Down, empty.Self, empty.Children, empty.Grandchildren], Assert.Null);
        Assert.Empty(empty.Up);
        var unread = new SundayaCollection { Href = "/elsewhere", Links = links };
        Assert.Equal(("week.day", "day.hour"), (unread.Children!.Name, unread.Grandchildren!.Name));
        Assert.Empty(empty.Items);
        Assert.Null(new SundayaItem().Self ?? new SundayaItem().Grandchildren);
        Assert.Empty(new SundayaItem().Data);
        Assert.Equal(("/a", "", "0.3.14"), (new SundayaItem { Href = "/a" }.Href, new SundayaItem().Href, new SundayaCollection { Version = "0.3.14" }.Version));
        var item = new SundayaItem { Links = links };
        Assert.Equal(("week", "day.hour"), (item.Self!.Name, item.Grandchildren!.Name));
    }

    [Fact]
    public void Numbers_StandForThePeriodsThatTheirNameAndPlaceName()
    {
        var data = Data("week.day", "20240603/2", ("harvest", "1.5 0"), ("store.out", "0.000 2"));

        Assert.Equal((PeriodKind.Day, "day/20240603/2"), (data.Kind, data.Span.ToString()));
        Assert.Equal(
            [
                new Reading(Instant.FromUtc(2024, 6, 3, 0, 0), Instant.FromUtc(2024, 6, 4, 0, 0), 1.5),
                new Reading(Instant.FromUtc(2024, 6, 4, 0, 0), Instant.FromUtc(2024, 6, 5, 0, 0), null),
            ],
            data.Readings(SundayaFlow.Harvest));
        Assert.Equal([0, 2], data.Readings(SundayaFlow.StoreOut).Select(static r => r.Value!.Value));
        Assert.Empty(data.Readings(SundayaFlow.Buy));
        var balance = Data("week.day", "20240603/3", ("harvest", "1.5 0 2.5"), ("store.out", "0.000 2 0"), ("sell", "1 1 1")).Balance();
        Assert.Equal(new Interval(Instant.FromUtc(2024, 6, 3, 0, 0), Instant.FromUtc(2024, 6, 6, 0, 0)), balance.Range);
        Assert.Equal(new SundayaBalance { Harvest = 4, StoreOut = 2, Sell = 3 }, balance.Balance);
        Assert.Equal(PeriodKind.Day, Data("day", "20240603/2").Kind);
        Assert.Null(Data("week.dag", "20240603/2").Kind);
    }

    [Theory]
    [InlineData("/energy/hsy/period/week/20240603/1", "week/20240603")]
    [InlineData("/elsewhere", "/elsewhere")]
    public void Readings_OfItemsThatLeaveADayOut_SayOfWhich(string href, string name)
    {
        SundayaData[] days = [Data("week.day", "20240603/1", ("buy", "1")), Data("week.day", "20240605/1", ("buy", "1"))];
        var collection = new SundayaCollection { Href = href, Items = [.. days.Select(static d => new SundayaItem { Data = [d] })] };

        var failure = Assert.Throws<EnergyPayloadException>(() => collection.Readings(SundayaFlow.Buy, PeriodKind.Day).ToList());

        Assert.Contains($"of {name} go from 2024-06-04T00:00:00Z on with 2024-06-05T00:00:00Z", failure.Message, StringComparison.Ordinal);
        Assert.Throws<EnergyPayloadException>(() => collection.Balances().ToList());
    }

    [Theory]
    [InlineData("week.day", "20240603/2", "1.5")]
    [InlineData("week.day", "20240603/2", "1.5 2.5 3.5")]
    [InlineData("week.day", "20240603/2", "1.5 x")]
    [InlineData("week.day", "20240603/2", "1.5  2.5")]
    [InlineData("week.day", "20240603/2", "1.5 2.5x")]
    [InlineData("week.day", "20240603/2", "1.5 1e400")]
    [InlineData("week.dag", "20240603/2", "1.5 2.5")]
    [InlineData("week.day", "gestern/2", "1.5 2.5")]
    public void Numbers_ThatDoNotFitTheirName_AreRefused(string name, string value, string numbers)
    {
        var data = Data(name, value, ("harvest", numbers));

        Assert.Throws<EnergyPayloadException>(() => data.Readings(SundayaFlow.Harvest));
        if (data.Span is null)
        {
            Assert.Throws<EnergyPayloadException>(() => data.Balance());
        }
    }

    [Theory]
    [InlineData("1e3", 1000.0)]
    [InlineData("-0.25", -0.25)]
    [InlineData("00", 0.0)]
    [InlineData("0.0", 0.0)]
    [InlineData("0", null)]
    public void Number_IsReadAsItStands(string text, double? value) => Assert.Equal(value, Assert.Single(new SundayaFlowSeries { Name = "buy", Value = text }.Values));

    [Fact]
    public void Covers_ComparesThePartsThatAreNamed()
    {
        var category = new SundayaProductCatalogItem { ProductCategory = "A" };
        var subcategory = category with { ProductSubcategory = "B" };
        var type = subcategory with { ProductType = "C" };
        foreach (var (product, covered) in new[] { (("A", "B", "C"), 3), (("A", "B", "c"), 2), (("A", "b", "C"), 1), (("a", "B", "C"), 0) })
        {
            var (a, b, c) = product;
            Assert.Equal(
                new[] { covered >= 1, covered >= 2, covered >= 3 }, new[] { category, subcategory, type }.Select(item => item.Covers(a, b, c)));
        }
    }

    [Fact]
    public void EnergyTypes_HaveTheirFlowsAndDevices()
    {
        Assert.Equal(
            ["harvest|harvest|Renewables|2", "store|store.in,store.out|Storage|2", "yield|yield|Appliances|2", "buy|sell,buy|Grid|2"],
            SundayaEnergyType.All.Skip(1).Select(static t => $"{t}|{string.Join(',', t.Flows)}|{t.Assets}|{t.Devices.Count}"));
        Assert.Equal(SundayaEnergyType.Hsy, SundayaEnergyType.All[0]);
        Assert.Equal(["harvest", "store.in", "store.out", "yield", "sell", "buy"], SundayaEnergyType.Hsy.Flows.Select(static f => f.Name));
        Assert.Empty(SundayaEnergyType.Hsy.Devices);
        Assert.Contains("Grid", SundayaEnergyType.Hsy.Assets, StringComparison.Ordinal);
        var other = new SundayaEnergyType("sell");
        Assert.Equal((0, 0, ""), (other.Flows.Count, other.Devices.Count, other.Assets));
        Assert.All(SundayaFlow.All, static f => Assert.True(SundayaFlow.TryParse(f.Name, out var flow) && flow == f));
        Assert.False(SundayaFlow.TryParse("Buy", out _));
        Assert.False(SundayaFlow.TryParse(null, out _));
        Assert.Equal(6, SundayaFlow.All.Select(static f => f.Colour).Distinct().Count());
        Assert.Equal((SundayaEnergyType.Hsy, PositiveDirection.None), (new SundayaFlow("grid").Type, new SundayaFlow("grid").Positive));
        Assert.Equal(("", "", ""), (default(SundayaFlow).ToString(), default(SundayaEnergyType).ToString(), SundayaSite.Default.ToString()));
    }

    private static SundayaLink Link(string rel, string name, string? description = null) =>
        new() { Rel = rel, Name = name, Description = description is null ? null : JsonSerializer.Deserialize<JsonElement>(description) };

    private static SundayaData Data(string name, string value, params (string Flow, string Numbers)[] flows) =>
        new() { Name = name, Value = value, Series = [.. flows.Select(static f => new SundayaFlowSeries { Name = f.Flow, Value = f.Numbers })] };
}
