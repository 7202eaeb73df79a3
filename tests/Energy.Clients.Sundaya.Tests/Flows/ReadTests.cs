using Energy.Clients.Emulators;
using Energy.Clients.Tests;
using NodaTime;

namespace Energy.Clients.Sundaya.Tests;

public class ReadTests
{
    private static readonly Instant Start = Instant.FromUtc(2023, 11, 28, 0, 0);
    private static readonly Instant End = Instant.FromUtc(2024, 3, 3, 0, 0);

    [Theory]
    [InlineData("2024-06-03T00:00:00Z", "2024-06-03T00:00:01Z", "instant", 1000)]
    [InlineData("2024-06-03T05:59:30Z", "2024-06-03T06:01:00Z", "second", 90)]
    [InlineData("2024-05-31T23:00:00Z", "2024-06-01T01:00:00Z", "minute", 120)]
    [InlineData("2024-05-31T23:05:00Z", "2024-06-01T01:00:00Z", "qtrhour", 7)]
    [InlineData("2024-01-31T22:00:00Z", "2024-02-01T03:00:00Z", "hour", 5)]
    [InlineData("2024-06-02T00:00:00Z", "2024-06-04T00:00:00Z", "timeofday", 8)]
    [InlineData("2024-03-30T00:00:00Z", "2024-04-03T00:00:00Z", "day", 4)]
    [InlineData("2024-01-01T00:00:00Z", "2024-05-06T00:00:00Z", "week", 18)]
    [InlineData("2022-11-01T00:00:00Z", "2024-02-01T00:00:00Z", "month", 15)]
    [InlineData("2022-10-01T00:00:00Z", "2024-04-01T00:00:00Z", "quarter", 6)]
    [InlineData("2022-01-01T00:00:00Z", "2024-01-01T00:00:00Z", "year", 2)]
    [InlineData("2015-01-01T00:00:00Z", "2024-06-01T00:00:00Z", "fiveyear", 2)]
    public async Task Read_OfAnyPeriod_CoversTheRangeWithoutGapOrOverlapAsTheWorldHasIt(string from, string to, string period, int count)
    {
        foreach (var numbers in Enum.GetValues<SundayaNumbers>())
        {
            await using var sundaya = await SundayaFixture.StartAsync(o => o.Numbers = numbers);
            var range = new Interval(NodaTime.Text.InstantPattern.ExtendedIso.Parse(from).Value, NodaTime.Text.InstantPattern.ExtendedIso.Parse(to).Value);
            var kind = PeriodKind.Parse(period);

            var readings = await sundaya.Client.Flows.ReadAsync(SundayaSite.Default, SundayaFlow.Yield, kind, range).ToListAsync();
            var back = await sundaya.Client.Flows.ReadBackAsync(SundayaSite.Default, SundayaFlow.Yield, kind, range).ToListAsync();

            Assert.Equal(count, readings.Count);
            Assert.All(readings.Zip(readings.Skip(1)), pair => Assert.Equal(pair.First.End, pair.Second.Start));
            Assert.True(readings[0].Start >= range.Start && readings[^1].Start < range.End && readings[^1].End >= range.End);
            Assert.Equal(Enumerable.Reverse(readings).Select(Same), back.Select(Same));
            foreach (var reading in readings.Take(3).Where(r => numbers == SundayaNumbers.World && r.End <= SundayaFixture.Now))
            {
                // Every number is off by less than one unit of its last decimal, three at the worst: longer periods are added up from days.
                var bound = 0.002 + ((reading.End - reading.Start).TotalDays * 0.0011);
                Assert.Equal(sundaya.Site.EnergyMillijoules(SimulatedFlow.Yield, reading.Start, reading.End) / 1e9, reading.Value!.Value, bound);
            }

            // Random numbers are others at every look: only the places can be the same.
            object? Same(Reading reading) => numbers == SundayaNumbers.World ? reading : reading.Interval;
        }
    }

    [Theory]
    [InlineData("minute", "2024-06-16T00:00:00Z")]
    [InlineData("qtrhour", "2024-06-16T00:00:00Z")]
    [InlineData("hour", "2024-06-16T00:00:00Z")]
    [InlineData("timeofday", "2024-06-16T00:00:00Z")]
    [InlineData("day", "2024-07-01T00:00:00Z")]
    [InlineData("week", "2024-06-17T00:00:00Z")]
    [InlineData("month", "2024-07-01T00:00:00Z")]
    [InlineData("quarter", "2024-07-01T00:00:00Z")]
    [InlineData("year", "2025-01-01T00:00:00Z")]
    [InlineData("fiveyear", "2025-01-01T00:00:00Z")]
    public async Task Read_OfWhatHasNotBegun_HasNoValues(string period, string from)
    {
        foreach (var numbers in Enum.GetValues<SundayaNumbers>())
        {
            await using var sundaya = await SundayaFixture.StartAsync(o => o.Numbers = numbers);
            var first = EnergyPeriod.Containing(NodaTime.Text.InstantPattern.ExtendedIso.Parse(from).Value, PeriodKind.Parse(period));
            var range = new Interval(first.Start, first.Next.End);

            var readings = await sundaya.Client.Flows.ReadAsync(SundayaSite.Default, SundayaFlow.Harvest, first.Kind, range).ToListAsync();

            Assert.Equal(2, readings.Count);
            Assert.All(readings, r => Assert.Null(r.Value));
            Assert.Empty(await sundaya.Client.Flows.ReadBalancesAsync(SundayaSite.Default, first.Kind, range).ToListAsync());
        }
    }

    // The server has numbers for the whole of a day, or of a month, that has begun.
    [Theory]
    [InlineData("week", 16, 6)]
    [InlineData("month", 1, 7)]
    [InlineData("quarter", 1, 7)]
    [InlineData("year", 1, 7)]
    [InlineData("fiveyear", 1, 7)]
    public async Task Read_OfAPeriodThatIsRunning_HasTheEnergyOfWhatHasBegun(string period, int day, int month)
    {
        await using var sundaya = await SundayaFixture.StartAsync();
        var running = EnergyPeriod.Containing(SundayaFixture.Now, PeriodKind.Parse(period));

        var reading = await sundaya.Client.Flows.ReadAsync(SundayaSite.Default, SundayaFlow.Harvest, running.Kind, new Interval(running.Start, running.End)).SingleAsync();

        var begun = Instant.FromUtc(2024, month, day, 0, 0);
        Assert.Equal(sundaya.Site.EnergyMillijoules(SimulatedFlow.Harvest, running.Start, begun) / 1e9, reading.Value!.Value, (begun - running.Start).TotalDays * 4e-3);
        Assert.Equal(Math.Round(reading.Value!.Value, 3), reading.Value);
    }

    [Fact]
    public async Task Read_AsHoursAndAsDays_GivesTheSameEnergy()
    {
        await using var sundaya = await SundayaFixture.StartAsync();
        var range = new Interval(Start, End);
        foreach (var flow in SundayaFlow.All)
        {
            var hours = await sundaya.Client.Flows.ReadAsync(SundayaSite.Default, flow, PeriodKind.Hour, range).ToListAsync();
            var days = await sundaya.Client.Flows.ReadAsync(SundayaSite.Default, flow, PeriodKind.Day, range).ToListAsync();

            // Every number is off by less than one unit of its last decimal: hours have six decimals, days three.
            var bound = (hours.Count * 1e-6) + (days.Count * 1e-3);
            Assert.Equal(24 * days.Count, hours.Count);
            Assert.Equal(hours.Sum(r => r.Value!.Value), days.Sum(r => r.Value!.Value), bound);
        }
    }

    [Fact]
    public async Task Read_OfADaysHarvest_IsTheWorlds()
    {
        await using var sundaya = await SundayaFixture.StartAsync();
        var day = EnergyPeriod.Parse("day/20240603");

        var harvest = await sundaya.Client.Flows.ReadAsync(SundayaSite.Default, SundayaFlow.Harvest, PeriodKind.Day, day.Interval).SingleAsync();
        var hours = await sundaya.Client.Flows.ReadAsync(SundayaSite.Default, SundayaFlow.Harvest, PeriodKind.Hour, day.Interval).ToListAsync();

        var world = sundaya.Site.EnergyMillijoules(SimulatedFlow.Harvest, day.Start, day.End) / 1e9;
        Assert.True(world > 1000);
        Assert.Equal(world, harvest.Value!.Value, 1e-3);
        Assert.Equal(world, hours.Sum(h => h.Value!.Value), 24e-6);
    }

    [Theory]
    [InlineData("hour")]
    [InlineData("day")]
    [InlineData("timeofday")]
    [InlineData("month")]
    public async Task ReadBalances_FromTheWorld_AreZeroInEveryInterval(string period)
    {
        await using var sundaya = await SundayaFixture.StartAsync();

        var intervals = await sundaya.Client.Flows.ReadBalancesAsync(new SundayaSite("hillside"), PeriodKind.Parse(period), new Interval(Start, End)).ToListAsync();

        Assert.NotEmpty(intervals);
        Assert.All(intervals, i => Assert.True(i.Balance.Sources > 0));
        Assert.All(intervals, i => Assert.Equal(0, i.Balance.Residual, 1e-8));
    }

    [Fact]
    public async Task ReadBalances_OfRandomNumbers_DoNotBalance()
    {
        await using var sundaya = await SundayaFixture.StartAsync(o => o.Numbers = SundayaNumbers.Random);

        var intervals = await sundaya.Client.Flows.ReadBalancesAsync(SundayaSite.Default, PeriodKind.Day, new Interval(Start, End)).ToListAsync();

        Assert.Contains(intervals, i => Math.Abs(i.Balance.Residual) > 1);
    }

    [Theory]
    [InlineData(SundayaNumbers.World)]
    [InlineData(SundayaNumbers.Random)]
    public async Task Read_KilledAnywhere_GoesOnExactly(SundayaNumbers numbers)
    {
        await using var sundaya = await SundayaFixture.StartAsync(o => o.Numbers = numbers);
        var range = new Interval(Instant.FromUtc(2022, 1, 1, 7, 30), Instant.FromUtc(2023, 8, 2, 3, 0));

        // Random numbers are others at every look: only the places can be the same.
        object? Same(Reading reading) => numbers == SundayaNumbers.World ? reading : reading.Interval;
        await ResumeLaw.AssertAsync(() => sundaya.Client.Flows.ReadAsync(SundayaSite.Default, SundayaFlow.Buy, PeriodKind.Hour, range), Same, mostItems: 8);
        await ResumeLaw.AssertAsync(() => sundaya.Client.Flows.ReadBackAsync(SundayaSite.Default, SundayaFlow.Buy, PeriodKind.Week, range), Same, mostItems: 8);
        await ResumeLaw.AssertAsync(() =>
            sundaya.Client.Flows.ReadBalancesAsync(SundayaSite.Default, PeriodKind.Week, range), b => numbers == SundayaNumbers.World ? b : b.Range, mostItems: 8);
        await ResumeLaw.AssertAsync(
            () => sundaya.Client.Flows.ListAsync(SundayaSite.Default,
                new SundayaCubeQuery { Energy = SundayaEnergyType.Harvest, Period = PeriodKind.Month, Epoch = SundayaFixture.Epoch("20220101"), Duration = 14 }), static c =>
                    c.Href, mostItems: 8);
    }

    [Theory]
    [InlineData(0, SundayaNumbers.World)]
    [InlineData(5_000, SundayaNumbers.World)]
    [InlineData(0, SundayaNumbers.Random)]
    [InlineData(5_000, SundayaNumbers.Random)]
    public async Task Read_WhoseServerFailsForGood_GoesOnFromTheError(int bytes, SundayaNumbers numbers)
    {
        await using var sundaya = await SundayaFixture.StartAsync(o => o.Numbers = numbers);
        var range = new Interval(Instant.FromUtc(2023, 1, 1, 0, 0), Instant.FromUtc(2024, 2, 1, 0, 0));

        var (failure, before) = await ResumeLaw.AssertAfterFailureAsync(
            () => sundaya.Client.Flows.ReadAsync(SundayaSite.Default, SundayaFlow.Yield, PeriodKind.Hour, range), () =>
                sundaya.Faults.After(1, Fault.CutBody(bytes), null), sundaya.Faults.Clear, r => numbers == SundayaNumbers.World ? r : r.Interval);

        Assert.IsType<EnergyTransportException>(failure);
        Assert.Equal(181 * 24, before);
    }

    // A token out of the middle of a page, in another process: another client, and a server whose numbers are others.
    [Theory]
    [InlineData("hour")]
    [InlineData("week")]
    public async Task Token_OutOfTheMiddleOfAPage_ResumesWhereTheNumbersAreOthers(string kind)
    {
        var range = new Interval(Instant.FromUtc(2023, 1, 5, 7, 30), Instant.FromUtc(2023, 9, 2, 0, 0));
        var period = PeriodKind.Parse(kind);
        string reading, back, balance;
        List<Interval> all;
        await using (var first = await SundayaFixture.StartAsync(o => o.Numbers = SundayaNumbers.Random))
        {
            all = await first.Client.Flows.ReadAsync(SundayaSite.Default, SundayaFlow.Buy, period, range).Select(static r => r.Interval).ToListAsync();
            reading = (await first.Client.Flows.ReadAsync(SundayaSite.Default, SundayaFlow.Buy, period, range).WithTokens().ElementAtAsync(6)).GetToken().ToString();
            back = (await first.Client.Flows.ReadBackAsync(SundayaSite.Default, SundayaFlow.Buy, period, range).WithTokens().ElementAtAsync(6)).GetToken().ToString();
            balance = (await first.Client.Flows.ReadBalancesAsync(SundayaSite.Default, period, range).WithTokens().ElementAtAsync(6)).GetToken().ToString();
        }

        await using var second = await SundayaFixture.StartAsync(o => o.Numbers = SundayaNumbers.World);
        var flows = second.Client.Flows;
        Assert.Equal(all[7..],
            await flows.ReadAsync(SundayaSite.Default, SundayaFlow.Buy, period, range).StartingAt(PageToken.Parse(reading)).Select(static r => r.Interval).ToListAsync());
        Assert.Equal(Enumerable.Reverse(all).Skip(7),
            await flows.ReadBackAsync(SundayaSite.Default, SundayaFlow.Buy, period, range).StartingAt(PageToken.Parse(back)).Select(static r => r.Interval).ToListAsync());
        Assert.Equal(all[7..], await flows.ReadBalancesAsync(SundayaSite.Default, period, range).StartingAt(PageToken.Parse(balance)).Select(static b => b.Range).ToListAsync());
        await Assert.ThrowsAsync<ArgumentException>(async () =>
            await flows.ReadAsync(new SundayaSite("7"), SundayaFlow.Buy, period, range).StartingAt(PageToken.Parse(reading)).FirstAsync());
    }

    [Fact]
    public async Task Read_WhoseBodyIsCutOnce_AsksAgainAndIsWhole()
    {
        foreach (var numbers in Enum.GetValues<SundayaNumbers>())
        {
            await using var sundaya = await SundayaFixture.StartAsync(o => o.Numbers = numbers);
            var range = new Interval(Start, End);
            var whole = await sundaya.Client.Flows.ReadAsync(SundayaSite.Default, SundayaFlow.Yield, PeriodKind.Day, range).ToListAsync();
            sundaya.Faults.Next(Fault.CutBody(1_000));

            var again = await sundaya.Client.Flows.ReadAsync(SundayaSite.Default, SundayaFlow.Yield, PeriodKind.Day, range).ToListAsync();
            Assert.Equal(whole.Select(static r => r.Interval), again.Select(static r => r.Interval));
            Assert.Equal(numbers == SundayaNumbers.World, whole.SequenceEqual(again));
        }
    }

    [Fact]
    public async Task Read_OfMembersInAnotherOrder_IsTheSame()
    {
        await using var sundaya = await SundayaFixture.StartAsync();
        var range = new Interval(Start, End);
        var usual = await sundaya.Client.Flows.ReadAsync(SundayaSite.Default, SundayaFlow.Yield, PeriodKind.Day, range).ToListAsync();
        sundaya.Faults.Always(Fault.ReversedMembers());

        Assert.Equal(usual, await sundaya.Client.Flows.ReadAsync(SundayaSite.Default, SundayaFlow.Yield, PeriodKind.Day, range).ToListAsync());
    }

    [Fact]
    public async Task Read_OfABodyThatIsNoCube_SaysSo()
    {
        await using var sundaya = await SundayaFixture.StartAsync();
        foreach (var body in (string[])
        [
            "{}",
            "[{\"collection\":{\"items\":[{\"data\":[{\"name\":\"month.day\",\"value\":\"20240101/2\",\"data\":[{\"name\":\"yield\",\"value\":\"1.000\"}]}]}]}}]",
            "[{\"collection\":{\"items\":[{\"data\":[{\"name\":\"month.day\",\"value\":\"20240101/1\",\"data\":[{\"name\":\"yield\",\"value\":\"1,000\"}]}]}]}}]",
            "[{\"collection\":{\"items\":[{\"data\":[{\"value\":\"20240101/1\",\"data\":[]}]}]}}]",
        ])
        {
            sundaya.Faults.Next(Fault.Body(body));
            await Assert.ThrowsAsync<EnergyPayloadException>(async () =>
                await sundaya.Client.Flows.ReadAsync(SundayaSite.Default, SundayaFlow.Yield, PeriodKind.Day, new Interval(Start, End)).ToListAsync());
        }
    }

    [Fact]
    public async Task Read_OfWhatIsYetToCome_HasReadingsWithoutValue()
    {
        await using var sundaya = await SundayaFixture.StartAsync();
        var range = EnergyPeriod.Parse("quarter/20250101").Interval;

        var readings = await sundaya.Client.Flows.ReadAsync(SundayaSite.Default, SundayaFlow.Yield, PeriodKind.Day, range).ToListAsync();

        Assert.Equal(90, readings.Count);
        Assert.All(readings, r => Assert.Null(r.Value));
        Assert.Empty(await sundaya.Client.Flows.ReadBalancesAsync(SundayaSite.Default, PeriodKind.Day, range).ToListAsync());
    }

    [Fact]
    public async Task Read_OfASeriesAddress_KnowsWhatItIs()
    {
        await using var sundaya = await SundayaFixture.StartAsync();

        var series = sundaya.Client.Open(SeriesUri.Parse("sundaya:/sites/999/store.in?period=day"), new Interval(Start, End));

        Assert.Equal((Unit.Megajoule, SeriesKind.Energy, PositiveDirection.Charge), (series.Info.Unit, series.Info.Kind, series.Info.Positive));
        Assert.Equal(96, await series.CountAsync());
        Assert.Throws<ArgumentException>(() => sundaya.Client.Open(SeriesUri.Parse("sundaya:/sites/999/grid"), new Interval(Start, End)));
        Assert.Throws<ArgumentException>(() => sundaya.Client.Open(SeriesUri.Parse("sundaya:/sites/999/buy?period=decade"), new Interval(Start, End)));
    }

    [Fact]
    public async Task Read_WithBadArguments_IsRefusedAtTheCall()
    {
        await using var sundaya = await SundayaFixture.StartAsync();
        var flows = sundaya.Client.Flows;
        var range = new Interval(Start, End);

        Assert.Throws<ArgumentException>(() => flows.ReadAsync(SundayaSite.Default, new SundayaFlow("grid"), PeriodKind.Day, range));
        Assert.Throws<ArgumentException>(() => flows.ReadAsync(new SundayaSite(""), SundayaFlow.Buy, PeriodKind.Day, range));
        Assert.Throws<ArgumentException>(() => flows.ReadAsync(SundayaSite.Default, SundayaFlow.Buy, PeriodKind.Day, new Interval(Start, null)));
        Assert.Throws<ArgumentException>(() => flows.ReadBalancesAsync(SundayaSite.Default, PeriodKind.Day, new Interval(null, End)));
        Assert.Empty(await flows.ReadAsync(SundayaSite.Default, SundayaFlow.Buy, PeriodKind.Day, new Interval(Start, Start)).ToListAsync());
        Assert.Equal(0, sundaya.Server.Requests.Total);
    }

    [Fact]
    public async Task Read_OfAnything_LeaksNoKey()
    {
        const string Key = "a-very-secret-key-0123456789";
        using var witness = new Witness();
        await using var sundaya = await SundayaFixture.StartAsync(null, o => o.ApiKey = Key, witness);
        sundaya.Faults.Always(Fault.Status(500, null, $"[{{\"status\":500,\"message\":\"{Key}\",\"details\":[]}}]", "application/json"));

        var error = await Assert.ThrowsAsync<EnergyResponseException>(async () =>
            await sundaya.Client.Flows.ReadAsync(SundayaSite.Default, SundayaFlow.Buy, PeriodKind.Day, new Interval(Start, End)).ToListAsync());

        Assert.DoesNotContain(Key, error + error.Body + error.VendorCode + witness.Everything, StringComparison.Ordinal);
    }
}
