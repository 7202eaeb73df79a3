using System.Buffers.Text;
using System.Text;
using Energy.Clients.Emulators;
using Energy.Clients.Tests;
using NodaTime;
using NodaTime.Text;

namespace Energy.Clients.Sundaya.Tests;

/// <summary>How a range is cut into requests, and what is made of their numbers: by a server whose every number follows from its start.</summary>
public class PlanLawTests
{
    // From a start inside a period to an end inside another; what is asked for in each request, how many of it, and whose numbers are added up.
    [Theory]
    [InlineData("qtrhour", "2024-02-10T00:10:00Z", "2024-02-10T02:05:00Z", "day", new[] { 1 }, "minute")]
    [InlineData("timeofday", "2024-01-01T05:00:00Z", "2024-04-02T00:00:00Z", "week", new[] { 12, 2 }, "timeofday")]
    [InlineData("week", "2024-01-01T00:00:00Z", "2024-04-02T00:00:00Z", "week", new[] { 12, 2 }, "timeofday")]
    [InlineData("day", "2022-01-01T00:00:00.001Z", "2024-01-01T00:00:00.001Z", "quarter", new[] { 8, 1 }, "day")]
    [InlineData("month", "2018-12-31T00:00:00Z", "2024-02-01T00:00:00Z", "year", new[] { 5, 2 }, "day")]
    [InlineData("quarter", "2018-12-31T00:00:00Z", "2024-02-01T00:00:00Z", "year", new[] { 5, 2 }, "day")]
    [InlineData("year", "2018-12-31T00:00:00Z", "2024-02-01T00:00:00Z", "year", new[] { 5, 2 }, "day")]
    [InlineData("fiveyear", "2014-07-01T00:00:00Z", "2022-02-01T00:00:00Z", "year", new[] { 5, 5, 5 }, "day")]
    public Task Read_AsksForRowsOfPeriodsUpToTheCap_AndAddsUpTheirNumbers(string kind, string from, string to, string asked, int[] counts, string taken) =>
        AssertReadAsync(kind, from, to, asked, counts, taken);

    [Theory]
    [InlineData("instant", "2024-02-29T23:59:58.250Z", "2024-03-01T00:00:00.500Z", "second", new[] { 1, 1, 1 }, "instant")]
    [InlineData("second", "2024-02-29T18:00:30Z", "2024-03-01T01:10:00Z", "hour", new[] { 6, 2 }, "second")]
    [InlineData("minute", "2024-02-10T00:10:30Z", "2024-03-12T01:00:00Z", "day", new[] { 31, 1 }, "minute")]
    [InlineData("qtrhour", "2024-02-10T00:10:00Z", "2024-03-12T01:05:00Z", "day", new[] { 31, 1 }, "minute")]
    [InlineData("hour", "2023-11-15T07:30:00Z", "2024-06-02T00:00:00Z", "month", new[] { 6, 2 }, "hour")]
    public Task Read_OfShortPeriods_AsksForRowsUpToTheCapToo(string kind, string from, string to, string asked, int[] counts, string taken) =>
        AssertReadAsync(kind, from, to, asked, counts, taken);

    [Fact]
    public async Task Plan_TellsTheRequests()
    {
        using var server = new FlowServer();
        using var client = server.Client();
        var transfer = new Transfer(new MemorySink(), new TransferOptions { TimeProvider = new ManualTimeProvider(SundayaFixture.Now) });
        foreach (var (kind, days, requests) in new[] { ("week", 84, 1), ("week", 85, 2), ("day", 730, 1), ("day", 731, 2), ("year", 1826, 1), ("year", 1827, 2) })
        {
            // A Monday; two years of 365 days, five with one of 366.
            var start = Instant.FromUtc(2001, 1, 1, 0, 0);
            var source = TransferSource.Growing(client, SeriesUri.Parse($"sundaya:/sites/999/harvest?period={kind}"), start, start + Duration.FromDays(days));

            Assert.Equal((kind, days, (long?)requests), (kind, days, Assert.Single(await transfer.PlanAsync([source])).Requests));
        }

        Assert.Empty(server.Requests);
    }

    [Fact]
    public async Task List_GoesOnBehindEachCollection_WhateverHostItsLinksName()
    {
        using var server = new FlowServer();
        using var client = server.Client();
        var query = new SundayaCubeQuery { Energy = SundayaEnergyType.Buy, Period = PeriodKind.TimeOfDay, Epoch = EpochText.Parse("20240603T0000"), Duration = 18 };
        var site = new SundayaSite("7");

        var all = await ResumeLaw.AssertAsync(() => client.Flows.ListAsync(site, query), static c => c.Period);

        Assert.Equal(Enumerable.Range(0, 18).Select(static i => Instant.FromUtc(2024, 6, 3, 0, 0) + Duration.FromHours(6 * i)), all.Select(static c => c.Period!.Value.Start));
        var token = (await client.Flows.ListAsync(site, query).WithTokens().ElementAtAsync(9)).GetToken();
        SundayaProductCatalogItem[] products = [new() { ProductCategory = "A" }];
        SundayaCubeQuery[] others =
        [
            query with { Energy = SundayaEnergyType.Hsy },
            query with { Duration = 17 },
            query with { Epoch = EpochText.Parse("20240603T0600") },
            query with { Products = products },
        ];
        foreach (var other in others)
        {
            Assert.Throws<ArgumentException>(() => client.Flows.ListAsync(site, other).StartingAt(token));
        }

        Assert.Throws<ArgumentException>(() => client.Flows.ListAsync(SundayaSite.Default, query).StartingAt(token));

        // The place in a token is that of a page's first period: none behind the last, and no text.
        var parts = token.ToString().Split('.');
        foreach (var (place, isOne) in new[] { ("0", true), ("8", true), ("17", true), ("18", false), ("19", false), ("-1", false), ("x", false) })
        {
            var changed = PageToken.Parse(string.Join('.', [.. parts[..4], Base64Url.EncodeToString(Encoding.UTF8.GetBytes(place))]));
            Assert.Equal(isOne, Record.Exception(() => client.Flows.ListAsync(site, query).StartingAt(changed)) is null);
        }
    }

    [Theory]
    [InlineData("hour", "hour")]
    [InlineData("week", "timeofday")]
    [InlineData("month", "day")]
    public async Task ReadBalances_AddsUpEachFlow(string kind, string taken)
    {
        var (wanted, part) = (PeriodKind.Parse(kind), PeriodKind.Parse(taken));
        var range = new Interval(Instant.FromUtc(2024, 1, 3, 0, 0), Instant.FromUtc(2024, 4, 2, 0, 0));
        using var server = new FlowServer();
        using var client = server.Client();

        var balances = await client.Flows.ReadBalancesAsync(new SundayaSite("7"), wanted, range).ToListAsync();

        var flows = SundayaFlow.All.Select(f => Expected(f, wanted, part, range)).ToList();
        Assert.Equal(flows[0].Select(static r => r.Interval), balances.Select(static b => b.Range));
        Assert.Equal(
            Enumerable.Range(0, flows[0].Count).Select(i => new SundayaBalance
            {
                Harvest = flows[0][i].Value!.Value,
                StoreIn = flows[1][i].Value!.Value,
                StoreOut = flows[2][i].Value!.Value,
                Yield = flows[3][i].Value!.Value,
                Sell = flows[4][i].Value!.Value,
                Buy = flows[5][i].Value!.Value,
            }),
            balances.Select(static b => b.Balance));
        Assert.All(server.Requests, static r => Assert.Matches("^/energy/hsy/period/[a-z]+/[0-9T]+/[0-9]+\\?site=7$", r.Target));
    }

    [Fact]
    public async Task Token_OfOneRead_IsNotTakenByAnother()
    {
        using var server = new FlowServer();
        using var client = server.Client();
        var flows = client.Flows;
        var range = new Interval(Instant.FromUtc(2024, 1, 1, 0, 0), Instant.FromUtc(2024, 9, 1, 0, 0));
        var later = new Interval(range.Start + Duration.FromDays(1), range.End);
        var shorter = new Interval(range.Start, range.End - Duration.FromDays(1));
        var token = (await flows.ReadAsync(new SundayaSite("7"), SundayaFlow.Buy, PeriodKind.Hour, range).WithTokens().ElementAtAsync(10)).GetToken();
        var balance = (await flows.ReadBalancesAsync(new SundayaSite("7"), PeriodKind.Hour, range).WithTokens().ElementAtAsync(10)).GetToken();

        var next = range.Start + Duration.FromHours(11);
        Assert.Equal(next, (await flows.ReadAsync(new SundayaSite("7"), SundayaFlow.Buy, PeriodKind.Hour, range).StartingAt(token).FirstAsync()).Start);
        Assert.Equal(next, (await flows.ReadBalancesAsync(new SundayaSite("7"), PeriodKind.Hour, range).StartingAt(balance).FirstAsync()).Range.Start);
        foreach (var other in (Func<Paged<Reading>>[])[
            () => flows.ReadAsync(new SundayaSite("8"), SundayaFlow.Buy, PeriodKind.Hour, range),
            () => flows.ReadAsync(new SundayaSite("7"), SundayaFlow.Sell, PeriodKind.Hour, range),
            () => flows.ReadAsync(new SundayaSite("7"), SundayaFlow.Buy, PeriodKind.Day, range),
            () => flows.ReadAsync(new SundayaSite("7"), SundayaFlow.Buy, PeriodKind.Hour, later),
            () => flows.ReadAsync(new SundayaSite("7"), SundayaFlow.Buy, PeriodKind.Hour, shorter),
            () => flows.ReadBackAsync(new SundayaSite("7"), SundayaFlow.Buy, PeriodKind.Hour, range)])
        {
            Assert.Throws<ArgumentException>(() => other().StartingAt(token));
        }

        Assert.Throws<ArgumentException>(() => flows.ReadBalancesAsync(new SundayaSite("7"), PeriodKind.Hour, range).StartingAt(token));
        Assert.Throws<ArgumentException>(() => flows.ReadBalancesAsync(new SundayaSite("8"), PeriodKind.Hour, range).StartingAt(balance));
    }

    private static async Task AssertReadAsync(string kind, string from, string to, string asked, int[] counts, string taken)
    {
        var (wanted, part) = (PeriodKind.Parse(kind), PeriodKind.Parse(taken));
        var range = new Interval(InstantPattern.ExtendedIso.Parse(from).Value, InstantPattern.ExtendedIso.Parse(to).Value);
        var expected = Expected(SundayaFlow.Sell, wanted, part, range);
        using var forth = new FlowServer();
        using var back = new FlowServer();
        using var client = forth.Client();
        using var backwards = back.Client();

        Assert.Equal(expected, await client.Flows.ReadAsync(SundayaSite.Default, SundayaFlow.Sell, wanted, range).ToListAsync());
        Assert.Equal(Enumerable.Reverse(expected), await backwards.Flows.ReadBackAsync(SundayaSite.Default, SundayaFlow.Sell, wanted, range).ToListAsync());

        AssertRows([.. forth.Asked], asked, counts, range);
        Assert.All(forth.Requests, static r => Assert.StartsWith("/energy/buy/period/", r.Target, StringComparison.Ordinal));

        // From the end the row is full too, and the rest is at the start.
        AssertRows([.. Enumerable.Reverse(back.Asked)], asked, [.. Enumerable.Reverse(counts)], range);
    }

    private static void AssertRows(List<EnergyPeriod> rows, string kind, int[] counts, Interval range)
    {
        Assert.All(rows, r => Assert.Equal(kind, r.Kind.Name));
        Assert.Equal(counts, rows.Select(static r => r.Count));
        Assert.All(rows.Zip(rows.Skip(1)), static pair => Assert.True(pair.Second.Start <= pair.First.End));
        Assert.True(rows[0].Start <= range.Start && rows[^1].End >= range.End);
    }

    private static List<Reading> Expected(SundayaFlow flow, PeriodKind wanted, PeriodKind part, Interval range)
    {
        var readings = new List<Reading>();
        for (var period = EnergyPeriod.Containing(range.Start, wanted); period.Start < range.End; period = period.Next)
        {
            var sum = 0m;
            for (var piece = EnergyPeriod.Containing(period.Start, part); piece.Start < period.End; piece = piece.Next)
            {
                sum += FlowServer.Number(flow, part, piece.Start);
            }

            if (period.Start >= range.Start)
            {
                readings.Add(new Reading(period.Start, period.End, (double)sum));
            }
        }

        return readings;
    }
}
