using System.Text.Json.Nodes;
using Energy.Clients.Emulators;
using Energy.Clients.Tests;
using NodaTime;

namespace Energy.Clients.Sundaya.Tests;

/// <summary>An answer that does not have what was asked for is an error that says where to go on, never a shorter series: under both kinds of numbers of the emulator.</summary>
public abstract class CoverageTests(SundayaNumbers numbers)
{
    private static readonly Interval FiveYears = new(Instant.FromUtc(2019, 1, 1, 0, 0), Instant.FromUtc(2024, 1, 1, 0, 0));

    [Fact]
    public async Task Read_AnsweredWithNothingInTheMiddle_FailsAndGoesOn()
    {
        await using var sundaya = await StartAsync();

        var (failure, before) = await ResumeLaw.AssertAfterFailureAsync(
            () => sundaya.Client.Flows.ReadAsync(SundayaSite.Default, SundayaFlow.Yield, PeriodKind.Day, FiveYears),
            () => sundaya.Faults.After(1, Fault.Body("[]"), null),
            sundaya.Faults.Clear,
            static r => r.Interval);

        Assert.IsType<EnergyPayloadException>(failure);
        Assert.Equal(731, before);
    }

    [Theory]
    [InlineData("name", "harvest", "harvst")]
    [InlineData("name", "quarter.month", "quarter.months")]
    [InlineData("name", "month.day", "month.days")]
    [InlineData("value", "20190101/31", "20190102/31")]
    [InlineData("value", "20190201/28", "20190201/27")]
    public async Task Read_OfAnAnswerWhoseNamesDoNotMatch_FailsWhereReadingsWouldBeLost(string member, string from, string to)
    {
        await using var sundaya = await StartAsync();
        var range = new Interval(FiveYears.Start, FiveYears.Start + Duration.FromDays(90));
        var body = await BodyAsync(sundaya, "energy/harvest/period/quarter/20190101/1");
        sundaya.Faults.Always(Fault.Body(body.Replace($"\"{member}\":\"{from}\"", $"\"{member}\":\"{to}\"", StringComparison.Ordinal)));

        if (from == "quarter.month")
        {
            // The months' own numbers are not what is read.
            Assert.Equal(90, await sundaya.Client.Flows.ReadAsync(SundayaSite.Default, SundayaFlow.Harvest, PeriodKind.Day, range).CountAsync());
            return;
        }

        var failure =
            await Assert.ThrowsAsync<EnergyPayloadException>(async () =>
                await sundaya.Client.Flows.ReadAsync(SundayaSite.Default, SundayaFlow.Harvest, PeriodKind.Day, range).ToListAsync());
        Assert.NotNull(failure.ResumeFrom);
    }

    [Fact]
    public async Task Read_OfAnItemLess_OfAnItemTwiceAndOfItemsInDisorder_Fails()
    {
        await using var sundaya = await StartAsync();
        var range = new Interval(FiveYears.Start, FiveYears.Start + Duration.FromDays(90));
        var body = await BodyAsync(sundaya, "energy/harvest/period/quarter/20190101/1");
        foreach (var change in (Action<JsonArray>[])[static items =>
            items.RemoveAt(0), static items => items.RemoveAt(1), static items => items.RemoveAt(2), static items => items.Add(items[2]!.DeepClone()), Swap])
        {
            var cube = JsonNode.Parse(body)!;
            change(cube[0]!["collection"]!["items"]!.AsArray());
            sundaya.Faults.Next(Fault.Body(cube.ToJsonString()));
            await Assert.ThrowsAsync<EnergyPayloadException>(async () =>
                await sundaya.Client.Flows.ReadAsync(SundayaSite.Default, SundayaFlow.Harvest, PeriodKind.Day, range).ToListAsync());
        }

        static void Swap(JsonArray items)
        {
            var first = items[0]!.DeepClone();
            items[0] = items[1]!.DeepClone();
            items[1] = first;
        }
    }

    [Fact]
    public async Task ReadBalances_WithoutOneOfTheFlows_Fails()
    {
        await using var sundaya = await StartAsync();
        var body = await BodyAsync(sundaya, "energy/hsy/period/week/20240527/1");
        sundaya.Faults.Always(Fault.Body(body.Replace("\"name\":\"sell\"", "\"name\":\"sold\"", StringComparison.Ordinal)));

        var failure =
            await Assert.ThrowsAsync<EnergyPayloadException>(async () =>
                await sundaya.Client.Flows.ReadBalancesAsync(SundayaSite.Default, PeriodKind.Week, EnergyPeriod.Parse("week/20240527").Interval).ToListAsync());

        Assert.Contains("sell", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Get_AnsweredWithFewerOrOtherPeriods_Fails()
    {
        await using var sundaya = await StartAsync();
        var flows = sundaya.Client.Flows;
        var query = new SundayaCubeQuery { Period = PeriodKind.Week, Epoch = SundayaFixture.Epoch("20240527"), Duration = 3 };
        var fewer = await BodyAsync(sundaya, "energy/hsy/period/week/20240527/2");
        var others = await BodyAsync(sundaya, "energy/hsy/period/week/20240520/3");
        var link = (await flows.GetAsync(SundayaSite.Default, query)).Collections[0].Next!;
        foreach (var body in (string[])["[]", fewer, others])
        {
            sundaya.Faults.Always(Fault.Body(body));
            await Assert.ThrowsAsync<EnergyPayloadException>(() => flows.GetAsync(SundayaSite.Default, query));
            await Assert.ThrowsAsync<EnergyPayloadException>(() => flows.GetAsync("energy/hsy/period/week/20240527/3"));
            await Assert.ThrowsAsync<EnergyPayloadException>(() => flows.FollowAsync(link));
            Assert.NotNull((await Assert.ThrowsAsync<EnergyPayloadException>(async () => await flows.ListAsync(SundayaSite.Default, query).ToListAsync())).ResumeFrom);
            sundaya.Faults.Clear();
        }
    }

    [Fact]
    public async Task Readings_OfACollectionWithAnItemLess_AnItemTwiceOrItemsInDisorder_Fail()
    {
        await using var sundaya = await StartAsync();
        var query = new SundayaCubeQuery { Period = PeriodKind.Week, Epoch = SundayaFixture.Epoch("20240527"), Duration = 1 };
        var body = await BodyAsync(sundaya, "energy/hsy/period/week/20240527/1");
        var whole = await sundaya.Client.Flows.GetAsync(SundayaSite.Default, query);
        Assert.Equal(7, whole.Readings(SundayaFlow.Buy, PeriodKind.Day).Count());
        Assert.Equal(28, whole.Readings(SundayaFlow.Buy, PeriodKind.TimeOfDay).Count());
        Assert.Equal(7, whole.Collections[0].Balances().Count());

        foreach (var change in (Action<JsonArray>[])[
            static items => items.RemoveAt(0),
            static items => items.RemoveAt(3),
            static items => items.RemoveAt(6),
            static items => items.Add(items[6]!.DeepClone()),
            static items => items.Insert(0, items[5]!.DeepClone()),
            static items => items[4]!["data"]!.AsArray().Clear()])
        {
            var cube = JsonNode.Parse(body)!;
            change(cube[0]!["collection"]!["items"]!.AsArray());
            sundaya.Faults.Next(Fault.Body(cube.ToJsonString()));
            var answer = await sundaya.Client.Flows.GetAsync(SundayaSite.Default, query);

            Assert.Contains("an item is missing", Assert.Throws<EnergyPayloadException>(() => answer.Readings(SundayaFlow.Buy, PeriodKind.Day).ToList()).Message,
                StringComparison.Ordinal);
            Assert.Throws<EnergyPayloadException>(() => answer.Readings(SundayaFlow.Buy, PeriodKind.TimeOfDay).ToList());
            Assert.Throws<EnergyPayloadException>(() => answer.Collections[0].Balances().ToList());
        }
    }

    [Fact]
    public async Task Readings_OfAFlowThatOneItemLacks_Fail()
    {
        await using var sundaya = await StartAsync();
        var cube = JsonNode.Parse(await BodyAsync(sundaya, "energy/hsy/period/week/20240527/1"))!;
        foreach (var data in cube[0]!["collection"]!["items"]![2]!["data"]!.AsArray())
        {
            foreach (var series in data!["data"]!.AsArray().Where(static s => (string)s!["name"]! == "sell").ToList())
            {
                series!["name"] = "sold";
            }
        }

        sundaya.Faults.Next(Fault.Body(cube.ToJsonString()));
        var answer = await sundaya.Client.Flows.GetAsync(SundayaSite.Default,
            new SundayaCubeQuery { Period = PeriodKind.Week, Epoch = SundayaFixture.Epoch("20240527"), Duration = 1 });

        Assert.Throws<EnergyPayloadException>(() => answer.Readings(SundayaFlow.Sell, PeriodKind.Day).ToList());
        Assert.Equal(7, answer.Readings(SundayaFlow.Buy, PeriodKind.Day).Count());
    }

    [Theory]
    [InlineData("second", 0, 1000)]
    [InlineData("year", 1, 365)]
    [InlineData("fiveyear", 0, 5)]
    [InlineData("fiveyear", 1, 20)]
    public async Task Readings_OfTheShortestAndTheLongestPeriods_AreAll(string kind, int level, int count)
    {
        await using var sundaya = await StartAsync();
        var period = EnergyPeriod.Containing(Instant.FromUtc(2019, 3, 1, 12, 0), PeriodKind.Parse(kind));
        var cube = await sundaya.Client.Flows.GetAsync(SundayaSite.Default, new SundayaCubeQuery { Period = period.Kind, Epoch = period.Epoch, Duration = 1 });
        var taken = cube.Collections[0].Items[0].Data[level].Kind!.Value;

        Assert.Equal(count, cube.Readings(SundayaFlow.Harvest, taken).Count());
    }

    [Fact]
    public async Task Read_ThatRunsIntoTheFuture_IsWholeAndMissingThere()
    {
        await using var sundaya = await StartAsync();

        var readings =
            await sundaya.Client.Flows.ReadAsync(SundayaSite.Default, SundayaFlow.Buy, PeriodKind.Hour,
                new Interval(SundayaFixture.Now, SundayaFixture.Now + Duration.FromDays(100))).ToListAsync();

        Assert.Equal(2400, readings.Count);
        Assert.All(readings.Where(r => r.Start >= Instant.FromUtc(2024, 6, 16, 0, 0)), r => Assert.Null(r.Value));
    }

    private Task<SundayaFixture> StartAsync() => SundayaFixture.StartAsync(o => o.Numbers = numbers);

    private static async Task<string> BodyAsync(SundayaFixture sundaya, string target)
    {
        using var http = new HttpClient { BaseAddress = sundaya.Client.BaseAddress };
        return await http.GetStringAsync(new Uri(target, UriKind.Relative));
    }
}
