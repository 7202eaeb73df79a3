using System.Net;
using Energy.Clients.Tests;
using NodaTime;

namespace Energy.Clients.FlexMeasures.Tests;

/// <summary>How a read finds the slots of a sensor: each reading at its own start, the empty slots between them, and no more questions than it takes.</summary>
public sealed class SlotSearchTests
{
    private static readonly Instant Start = Instant.FromUtc(2024, 6, 1, 0, 0);
    private static readonly Duration Step = Duration.FromMinutes(15);

    // One grid, on the full quarter or four minutes behind it, with two slots that hold nothing: every slot from the first that begins in the range, whole or not.
    [Theory]
    [InlineData(0, 1)]
    [InlineData(0, 3)]
    [InlineData(0, 100)]
    [InlineData(4, 1)]
    [InlineData(4, 2)]
    [InlineData(4, 7)]
    [InlineData(4, 100)]
    public async Task Read_OfOneGrid_HasEachSlotOnce(int minutes, int size)
    {
        var first = Start + Duration.FromMinutes(minutes);
        using var server = new SensorServer(15).Hold(Enumerable.Range(0, 16).Where(static i => i is not (5 or 6)).Select(i => first + (Step * i)));
        using var client = server.Client();
        foreach (var (from, to) in new[] { (0, 240), (3, 177), (4, 184), (5, 79), (19, 20), (-61, 60) })
        {
            var range = new Interval(Start + Duration.FromMinutes(from), Start + Duration.FromMinutes(to));
            var read = await client.Data.ReadAsync(server.Sensor, new FlexMeasuresReadQuery { Range = range, PageSize = size }).ToListAsync();

            var slots = Enumerable.Range(-8, 40).Select(i => first + (Step * i)).Where(s => s >= range.Start && s < range.End).ToList();
            var held = slots.ConvertAll(s => new Reading(s, s + Step, server.Held.TryGetValue(s, out var value) ? value : null));
            Assert.Equal(held.Where(static r => r.Value is not null), read.Where(static r => r.Value is not null));
            if (size == 100 && held.Exists(static r => r.Value is not null))
            {
                Assert.Equal(held, read);
            }

            Assert.All(read.Zip(read.Skip(1)), static pair => Assert.True(pair.First.End <= pair.Second.Start));
            Assert.All(read, r => Assert.True(range.Contains(r.Start)));
        }

        // Where no slot begins in a window there is nothing to ask for.
        Assert.All(server.Reads, static r => Assert.True(r.Slots > 0));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(4)]
    public async Task Read_OfOneGrid_AsksTwiceAWindow(int minutes)
    {
        var first = Start + Duration.FromMinutes(minutes);
        using var server = new SensorServer(15).Hold(Enumerable.Range(0, 40).Select(i => first + (Step * i)));
        using var client = server.Client();

        var read = await client.Data.ReadAsync(server.Sensor, new FlexMeasuresReadQuery { Range = new Interval(first, first + (Step * 40)), PageSize = 10 }).ToListAsync();

        Assert.Equal(Enumerable.Range(0, 40).Select(i => new Reading(first + (Step * i), first + (Step * (i + 1)), i)), read);

        // On another grid than the sensor's clock has, the first window needs one more question; from then on it is known.
        Assert.Equal(minutes == 0 ? 4 : 5, server.Reads.Count);
        Assert.Equal(4, server.Looks.Count);
        Assert.Equal(Enumerable.Range(0, 4).Select(i => (first + (Step * 10 * i), 10)), server.Reads.TakeLast(4));

        // What ends within a slot of the window's end begins in it.
        Assert.All(server.Looks.Select(static (look, i) => (look!.Value, i)), look =>
            Assert.Equal(new Interval(first + (Step * 10 * look.i), first + (Step * 10 * (look.i + 1)) + Step - Duration.FromMilliseconds(1)), look.Item1));
    }

    // Writers used four grids, one behind the other.
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(5)]
    [InlineData(100)]
    public async Task Read_OfSeveralGrids_FindsAll(int size)
    {
        var starts = Enumerable.Range(0, 6).Select(i => Start + (Step * i))
            .Concat(Enumerable.Range(6, 6).Select(i => Start + (Step * i) + Duration.FromMinutes(5)))
            .Concat(Enumerable.Range(14, 6).Select(i => Start + (Step * i) + Duration.FromMinutes(11)))
            .Concat([Start + (Step * 12) + Duration.FromMinutes(7)]).Order();
        using var server = new SensorServer(15).Hold(starts);
        using var client = server.Client();

        var read = await client.Data.ReadAsync(server.Sensor, new FlexMeasuresReadQuery { Range = new Interval(Start, Start + (Step * 24)), PageSize = size }).ToListAsync();

        Assert.Equal(server.Held.Select(static h => (h.Key, h.Value)), read.Where(static r => r.Value is not null).Select(static r => (r.Start, r.Value!.Value)));
        Assert.All(read.Zip(read.Skip(1)), static pair => Assert.True(pair.First.Start < pair.Second.Start));
    }

    [Fact]
    public async Task Read_OfASensorThatHoldsNothing_AsksForAllStatisticsOnce()
    {
        using var server = new SensorServer(60, "Asia/Kolkata");
        using var client = server.Client();

        var read = await client.Data.ReadAsync(server.Sensor, new FlexMeasuresReadQuery { Range = new Interval(Start, Start + Duration.FromHours(6)), PageSize = 2 }).ToListAsync();

        // Full hours of a clock that is five and a half hours ahead.
        var first = Start + Duration.FromMinutes(30);
        Assert.Equal(Enumerable.Range(0, 6).Select(i => new Reading(first + Duration.FromHours(i), first + Duration.FromHours(i + 1), null)), read);
        Assert.Equal(1, server.Looks.Count(static l => l is null));
        Assert.Equal(4, server.Looks.Count);
    }

    // A window that holds nothing has the slots of the data that lie elsewhere.
    [Fact]
    public async Task Read_OfAnEmptyWindow_HasTheSlotsOfTheFirstData()
    {
        var first = Start + Duration.FromDays(3) + Duration.FromMinutes(4);
        using var server = new SensorServer(15).Hold([first, first + Step]);
        using var client = server.Client();

        var read = await client.Data.ReadAsync(server.Sensor, new Interval(Start, Start + Duration.FromHours(1))).ToListAsync();

        Assert.Equal(Enumerable.Range(0, 4).Select(i => Start + Duration.FromMinutes(4 + (15 * i))), read.Select(static r => r.Start));
        Assert.All(read, static r => Assert.Null(r.Value));
    }

    [Theory]
    [InlineData(HttpStatusCode.Forbidden, """{"message":"no","status":403}""")]
    [InlineData(HttpStatusCode.MethodNotAllowed, """{"message":"no","status":405}""")]
    [InlineData(HttpStatusCode.UnprocessableEntity, """{"message":"no","status":422}""")]
    [InlineData(HttpStatusCode.NotFound, """{"message":"The requested URL was not found on the server.","status":404}""")]
    public async Task Read_WithoutStatistics_ReadsTheSensorsOwnGridAndAsksForThemOnce(HttpStatusCode status, string body)
    {
        using var witness = new Witness();
        using var server = new SensorServer(15) { InsteadOfStatistics = (status, body) }.Hold(Enumerable.Range(0, 12).Select(i => Start + (Step * i)));
        using var client = server.Client(witness);

        var read = await client.Data.ReadAsync(server.Sensor, new FlexMeasuresReadQuery { Range = new Interval(Start, Start + Duration.FromHours(3)), PageSize = 4 }).ToListAsync();

        Assert.Equal(Enumerable.Range(0, 12).Select(static i => (double?)i), read.Select(static r => r.Value));
        Assert.Single(server.Looks);
        Assert.Single(witness.Events, static e => e.Name == "DataWarning");
    }

    [Theory]
    [InlineData(HttpStatusCode.BadRequest)]
    [InlineData(HttpStatusCode.InternalServerError)]
    public async Task Read_WhoseStatisticsFail_Fails(HttpStatusCode status)
    {
        using var server = new SensorServer(15) { InsteadOfStatistics = (status, "{}") }.Hold([Start]);
        using var client = server.Client();

        Assert.NotNull((await Assert.ThrowsAsync<EnergyResponseException>(async () => await client.Data.ReadAsync(server.Sensor, new Interval(Start, Start + Step)).ToListAsync()))
            .ResumeFrom);
    }

    // Several values a slot: that all was found cannot be seen, so the gaps are looked into, each once, and in later windows seldom.
    [Fact]
    public async Task Read_OfSeveralBeliefsASlot_LooksIntoTheGapsAndGivesUp()
    {
        using var witness = new Witness();
        using var server = new SensorServer(15) { Beliefs = 2 }.Hold(Enumerable.Range(0, 200).Where(static i => i % 3 != 2).Select(i => Start + (Step * i)));
        using var client = server.Client(witness);

        var read = await client.Data.ReadAsync(server.Sensor, new FlexMeasuresReadQuery { Range = new Interval(Start, Start + (Step * 200)), PageSize = 100 }).ToListAsync();

        Assert.Equal(server.Held.Keys, read.Where(static r => r.Value is not null).Select(static r => r.Start));
        Assert.Equal(200, read.Count);

        // A look at each window, one at all that the sensor holds, and two gaps of each: as often in a window that is reached by a token as in the same one of the whole walk.
        Assert.Equal(3 + 3 + 1, server.Looks.Count);
        Assert.Equal(2, server.Reads.Count);
        Assert.Equal(server.Looks.Count, server.Looks.Distinct().Count());
        Assert.Single(witness.Events, static e => e.Name == "DataWarning");
        Assert.Contains("not every gap was looked into", witness.Everything, StringComparison.Ordinal);

        // Without gaps there is one more place to look: behind the start of a slot.
        using var whole = new SensorServer(15) { Beliefs = 2 }.Hold(Enumerable.Range(0, 20).Select(i => Start + (Step * i)));
        using var other = whole.Client(witness);
        Assert.Equal(20, await other.Data.ReadAsync(whole.Sensor, new Interval(Start, Start + (Step * 20))).CountAsync());
        Assert.Equal(3, whole.Looks.Count);
        Assert.Equal(2, witness.Events.Count(static e => e.Name == "DataWarning"));
        Assert.Contains("with SearchEveryMinute, to be sure", witness.Everything, StringComparison.Ordinal);
    }

    // A value among slots that all have one leaves no gap to look into: what the statistics count in each half tells where it is.
    [Theory]
    [InlineData(1, 10_000, 1, 15)]
    [InlineData(5_000, 10_000, 1, 15)]
    [InlineData(8_191, 10_000, 1, 15)]
    [InlineData(9_999, 10_000, 1, 15)]
    [InlineData(37, 100, 1, 8)]
    [InlineData(37, 100, 2, 8)]
    [InlineData(98, 100, 3, 8)]
    [InlineData(2, 3, 1, 3)]
    public async Task Read_OfAValueAmongFullSlots_FindsIt(int at, int slots, int beliefs, int mostHalvings)
    {
        using var witness = new Witness();
        using var server = new SensorServer(15) { Beliefs = beliefs }.Hold(
            Enumerable.Range(0, slots).Select(i => Start + (Step * i)).Append(Start + (Step * at) - Duration.FromMinutes(8)).Order());
        using var client = server.Client(witness);

        var read = await client.Data.ReadAsync(server.Sensor, new Interval(Start, Start + (Step * slots))).ToListAsync();

        Assert.Equal(server.Held.Select(static h => (h.Key, (double?)h.Value)), read.Select(static r => (r.Start, r.Value)));
        Assert.Equal(2, server.Reads.Count);

        // The window, all that the sensor holds, and the slot in the middle besides.
        Assert.InRange(server.Looks.Count, 3, 3 + mostHalvings);
        Assert.Equal(beliefs == 1 ? 0 : 1, witness.Events.Count(static e => e.Name == "DataWarning"));
    }

    // Wherever it was begun: a walk that is resumed before the window finds what the whole one does.
    [Fact]
    public async Task Read_OfValuesAmongFullSlots_FindsThemAlsoWhenResumed()
    {
        using var server = new SensorServer(15) { Beliefs = 2 }.Hold(
            Enumerable.Range(0, 60).Select(i => Start + (Step * i)).Concat(new[] { 5, 45 }.Select(static i => Start + (Step * i) + Duration.FromMinutes(4))).Order());
        using var client = server.Client();
        var query = new FlexMeasuresReadQuery { Range = new Interval(Start, Start + (Step * 60)), PageSize = 20 };

        var all = await ResumeLaw.AssertAsync(() => client.Data.ReadAsync(server.Sensor, query));

        Assert.Equal(server.Held.Keys, all.Select(static r => r.Start));
    }

    // A second source that has a value of some slots: what it has besides cannot be told from a value on another grid, but every minute can be asked for.
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Read_OfAValueAmongFullSlotsOfSeveralSources_IsToldOrFoundAtItsPrice(bool everyMinute)
    {
        using var witness = new Witness();
        using var server = new SensorServer(15).Hold(Enumerable.Range(0, 400).Select(i => Start + (Step * i)).Append(Start + (Step * 333) + Duration.FromMinutes(4)).Order());
        server.HeldByAnother.UnionWith(Enumerable.Range(0, 100).Select(i => Start + (Step * i)));
        using var client = server.Client(witness);
        var query = new FlexMeasuresReadQuery { Range = new Interval(Start, Start + (Step * 400)), SearchEveryMinute = everyMinute };

        var read = await client.Data.ReadAsync(server.Sensor, query).ToListAsync();

        if (everyMinute)
        {
            Assert.Equal(server.Held.Select(static h => (h.Key, (double?)h.Value)), read.Select(static r => (r.Start, r.Value)));
            Assert.Equal(15, server.Reads.Count);
            Assert.Equal(16, await Plan());
        }
        else
        {
            Assert.Equal(400, read.Count);
            Assert.Single(witness.Events, static e => e.Name == "DataWarning");
            Assert.Contains("SearchEveryMinute", witness.Everything, StringComparison.Ordinal);
            Assert.Equal(2, await Plan());
        }

        // Of one source the statistics count that one alone.
        Assert.Equal(401, (await client.Data.ReadAsync(server.Sensor, query with { SourceId = 1 }).ToListAsync()).Count);
        Assert.Equal(everyMinute ? 0 : 1, witness.Events.Count(static e => e.Name == "DataWarning"));

        async Task<long?> Plan() => (await new Transfer(new MemorySink(), new TransferOptions()).PlanAsync(
            [TransferSource.Of(client.Data.ReadAsync(server.Sensor, query))])).Single().Requests;
    }

    [Fact]
    public async Task Read_OfEveryMinuteWithoutStatistics_FindsWhatBeginsOnOne()
    {
        using var witness = new Witness();
        using var server = new SensorServer(15) { InsteadOfStatistics = (HttpStatusCode.Forbidden, "{}") }.Hold(
            [Start + Duration.FromSeconds(30), Start + Duration.FromMinutes(4), Start + Duration.FromMinutes(21), Start + Duration.FromMinutes(45)]);
        using var client = server.Client(witness);
        var query = new FlexMeasuresReadQuery { Range = new Interval(Start + Duration.FromSeconds(1), Start + Duration.FromHours(1)), SearchEveryMinute = true };

        var read = await client.Data.ReadAsync(server.Sensor, query).ToListAsync();

        Assert.Equal([4, 21, 45], read.Where(static r => r.Value is not null).Select(static r => (r.Start - Start).TotalMinutes));
        Assert.Contains("only values that begin on whole minutes are seen", witness.Everything, StringComparison.Ordinal);
    }

    // Days end with the day of the sensor's zone: 23 hours, 24 and 25.
    [Theory]
    [InlineData(2024, 3, 29)]
    [InlineData(2024, 10, 25)]
    public async Task Read_OfDays_EndsThemWithTheDay(int year, int month, int day)
    {
        var zone = DateTimeZoneProviders.Tzdb["Europe/Amsterdam"];
        var days = Enumerable.Range(0, 7).Select(i => new LocalDate(year, month, day).PlusDays(i).AtMidnight().InZoneStrictly(zone).ToInstant()).ToList();
        using var server = new SensorServer(1440, zone.Id).Hold([days[0], days[1], days[2], days[4]]);
        using var client = server.Client();
        foreach (var size in new[] { 100, 3, 2, 1 })
        {
            var read = await client.Data.ReadAsync(server.Sensor, new FlexMeasuresReadQuery { Range = new Interval(days[0], days[6]), PageSize = size }).ToListAsync();

            var held = new[] { 0, 1, 2, 4 }.Select((d, i) => new Reading(days[d], days[d + 1], i));
            Assert.Equal(held, read.Where(static r => r.Value is not null));
            if (size == 100)
            {
                Assert.Equal(days[..^1], read.Select(static r => r.Start));
                Assert.Equal(days[1..], read.Select(static r => r.End));
            }
        }
    }

    // As one post of several days leaves them: 24 hours each, off midnight behind the change.
    [Fact]
    public async Task Read_OfDaysOf24HoursAcrossAClockChange_HasThemAsTheyAre()
    {
        var zone = DateTimeZoneProviders.Tzdb["Europe/Amsterdam"];
        var (first, day) = (new LocalDate(2024, 3, 29).AtMidnight().InZoneStrictly(zone).ToInstant(), Duration.FromHours(24));
        using var server = new SensorServer(1440, zone.Id).Hold(Enumerable.Range(0, 5).Select(i => first + (day * i)));
        using var client = server.Client();

        Assert.Equal(
            Enumerable.Range(0, 5).Select(i => new Reading(first + (day * i), first + (day * (i + 1)), i)),
            await client.Data.ReadAsync(server.Sensor, new Interval(first, first + (day * 5))).ToListAsync());
    }

    [Fact]
    public async Task Read_OfADayAndAHalf_IsNoReadOfDays()
    {
        var (first, length) = (Instant.FromUtc(2024, 3, 29, 23, 0), Duration.FromHours(36));
        using var server = new SensorServer(2160, "Europe/Amsterdam").Hold([first, first + length, first + (length * 3)]);
        using var client = server.Client();

        var read = await client.Data.ReadAsync(server.Sensor, new Interval(first, first + (length * 4))).ToListAsync();

        Assert.Equal(Enumerable.Range(0, 4).Select(i => (first + (length * i), first + (length * (i + 1)))), read.Select(static r => (r.Start, r.End)));
        Assert.Equal([0, 1, null, 2], read.Select(static r => r.Value));
    }

    // Two slots of half an hour a page, and the slot of a quarter before the first, whose value may reach in.
    [Fact]
    public async Task Read_InOtherSlots_AsksForAPageOfThem()
    {
        using var server = new SensorServer(15).Hold(Enumerable.Range(0, 12).Select(i => Start + (Step * i)));
        using var client = server.Client();
        var query = new FlexMeasuresReadQuery { Range = new Interval(Start, Start + (Step * 12)), Resolution = Period.FromMinutes(30), PageSize = 4 };

        Assert.Equal(6, await client.Data.ReadAsync(server.Sensor, query).CountAsync());
        Assert.Equal([(Start - Step, 5), (Start + (Step * 3), 5), (Start + (Step * 7), 5)], server.Reads);
        server.Reads.Clear();

        // The sensor's own slots are asked for as they are, of amounts too.
        var own = query with { Resolution = Period.FromMinutes(15), PageSize = 100 };
        Assert.Equal(12, await client.Data.ReadAsync(server.Sensor with { Unit = Unit.KilowattHour }, own).CountAsync());
        Assert.Equal([(Start, 12)], server.Reads);
        server.Reads.Clear();
        Assert.Empty(await client.Data.ReadAsync(server.Sensor, query with { Range = new Interval(Start, Start) }).ToListAsync());
        Assert.Empty(server.Reads);
    }

    // A clean first window does not make the next one be searched less: fifteen writers there, each with a grid of its own, of which a look tells two.
    [Fact]
    public async Task Read_OfManyGridsInALaterWindow_SearchesItAsThoroughly()
    {
        using var server = new SensorServer(15).Hold(
            Enumerable.Range(0, 40).Select(i => Start + (Step * i)).Concat(Enumerable.Range(0, 15).Select(i => Start + Duration.FromMinutes(600 + (22 * i)))));
        using var client = server.Client();

        var query = new FlexMeasuresReadQuery { Range = new Interval(Start, Start + Duration.FromHours(20)), PageSize = 40 };
        var read = await client.Data.ReadAsync(server.Sensor, query).ToListAsync();

        Assert.Equal(server.Held.Keys, read.Where(static r => r.Value is not null).Select(static r => r.Start));
    }

    // The first slot and the last are told by one look: two grids need no second one; and where all is found by the first of them, the other is not asked for.
    [Fact]
    public async Task Read_OfTwoGrids_NeedsOneLookAWindow()
    {
        using var witness = new Witness();
        using var server = new SensorServer(15).Hold(
            Enumerable.Range(0, 4).Select(i => Start + (Step * i) + Duration.FromMinutes(3))
                .Concat(Enumerable.Range(5, 4).Select(i => Start + (Step * i) + Duration.FromMinutes(7)))
                .Concat(Enumerable.Range(12, 4).Where(static i => i != 13).Select(i => Start + (Step * i) + Duration.FromMinutes(3))));
        using var client = server.Client(witness);

        var read = await client.Data.ReadAsync(server.Sensor, new FlexMeasuresReadQuery { Range = new Interval(Start, Start + (Step * 20)), PageSize = 10 }).ToListAsync();

        Assert.Equal(server.Held.Keys, read.Where(static r => r.Value is not null).Select(static r => r.Start));
        Assert.Equal(3 + 1, server.Reads.Count);
        Assert.Equal(2, server.Looks.Count);
        Assert.DoesNotContain(witness.Events, static e => e.Name == "DataWarning");
    }

    // A window that has no value although the sensor has some before and behind it is told, once a read; the figures of a window are counted anew, those of all need not be.
    [Theory]
    [InlineData(-4, -2, false)]
    [InlineData(0, 8, true)]
    [InlineData(1, 8, true)]
    [InlineData(1, 7, true)]
    [InlineData(-1, 8, false)]
    [InlineData(0, 9, false)]
    [InlineData(8, 9, false)]
    [InlineData(20, 24, false)]
    public async Task Read_OfAnEmptyWindow_IsToldWhereDataLieAround(int from, int to, bool told)
    {
        using var witness = new Witness();
        using var server = new SensorServer(15) { HidesValues = true }.Hold(Enumerable.Range(0, 9).Select(i => Start + (Step * i)));
        using var client = server.Client(witness);

        var range = new Interval(Start + (Step * from), Start + (Step * to));
        Assert.All(await client.Data.ReadAsync(server.Sensor, range).ToListAsync(), static r => Assert.Null(r.Value));

        Assert.Equal(told, witness.Everything.Contains("a whole window came back without a value", StringComparison.Ordinal));
        Assert.All(server.LookQueries.Zip(server.Looks), static look => Assert.Equal(look.Second is not null, look.First.Contains("fresh=true", StringComparison.Ordinal)));
        Assert.DoesNotContain(server.LookQueries, static q => q.Contains("fresh=false", StringComparison.Ordinal));
        Assert.Contains(server.Looks, static l => l is null);
    }

    [Fact]
    public async Task Read_InAUnit_ConvertsOrLeavesItToTheServer()
    {
        using var server = new SensorServer(15).Hold([Start]);
        using var client = server.Client();
        var query = new FlexMeasuresReadQuery { Range = new Interval(Start, Start + Step) };

        Assert.Throws<ArgumentException>(() => client.Data.ReadAsync(server.Sensor, query with { Unit = Unit.KilowattHour }));

        // What a unit is that is not known here, the server may know.
        Assert.Equal(Unit.FromText("parsec"), client.Data.ReadAsync(server.Sensor, query with { Unit = Unit.FromText("parsec") }).Info.Unit);
        Assert.NotNull(client.Data.ReadAsync(server.Sensor with { Unit = Unit.FromText("parsec") }, query with { Unit = Unit.Kilowatt }));
        var byId = client.Data.ReadAsync(4, query with { Unit = Unit.Megawatt }).Info;
        Assert.Equal((Unit.Megawatt, SeriesKind.AveragePower, StampEdge.Start), (byId.Unit, byId.Kind, byId.Stamp));
        Assert.Equal(StampEdge.Start, client.Data.ReadAsync(server.Sensor, query).Info.Stamp);
    }

    [Theory]
    [InlineData("\"duration\":\"PT15M\"", null)]
    [InlineData("\"resolution\":\"PT15M\"", null)]
    [InlineData("\"status\":\"PROCESSED\"", null)]
    [InlineData("\"message\":\"ok\"", null)]
    [InlineData("\"more\":1", "more")]
    public async Task Answer_WithAMemberThatIsNotKnown_IsToldWhereItMustBe(string member, string? words)
    {
        const string Whole = """{"values":[1],"start":"2024-06-01T00:00:00Z","unit":"kW",""";
        using var handler = new Canned((200, Whole + member + "}"), (200, "{}"));
        using var client = Canned.Client(handler, static o => o.Strict = true);
        using var server = new SensorServer(15);

        var failure = await Record.ExceptionAsync(async () => await client.Data.ReadAsync(server.Sensor, new Interval(Start, Start + Step)).ToListAsync());

        Assert.Equal(words is null, failure is null);
        Assert.True(words is null || failure!.Message.Contains(words, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Answer_WithoutValues_SaysWhatIsMissing()
    {
        using var handler = new Canned((200, """{"start":"2024-06-01T00:00:00Z","unit":"kW"}"""));
        using var client = Canned.Client(handler);
        using var server = new SensorServer(15);

        var failure = await Assert.ThrowsAsync<EnergyPayloadException>(async () => await client.Data.ReadAsync(server.Sensor, new Interval(Start, Start + Step)).ToListAsync());

        Assert.Contains("The member 'values' is missing", failure.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Get_ByIdOrAddress_AsksForWholeMinutesForward()
    {
        using var handler = new Canned((200, """{"values":[1],"start":"2024-06-01T00:00:00Z","duration":"PT15M","unit":"kW"}"""));
        using var client = Canned.Client(handler);
        var query = new FlexMeasuresDataQuery { Start = Start.WithOffset(Offset.Zero), Duration = new IsoDuration(Step), Unit = Unit.Kilowatt };
        var address = EntityAddress.Parse("ea1.2021-02.io.flexmeasures.company:fm1.42");

        Assert.Equal([1], (await client.Data.GetAsync(4, query with { Resolution = new IsoDuration(Step) })).Values);
        Assert.Equal([1], (await client.Data.GetAsync(address, query)).Values);
        Assert.Contains("sensor=ea1.2021-02.io.flexmeasures.company%3Afm1.42", handler.Requests[1].Target.Replace("company:", "company%3A", StringComparison.Ordinal),
            StringComparison.Ordinal);
        foreach (var bad in (FlexMeasuresDataQuery[])[
            query with { Duration = new IsoDuration(-Step) }, query with { Duration = IsoDuration.Parse("PT90S") }, query with { Resolution = IsoDuration.Parse("PT90S") }])
        {
            await Assert.ThrowsAsync<ArgumentException>(() => client.Data.GetAsync(4, bad));
        }

        await Assert.ThrowsAsync<ArgumentNullException>(() => client.Data.GetAsync(4, null!));
        await Assert.ThrowsAsync<ArgumentNullException>(() => client.Data.GetAsync(address, null!));
        Assert.Equal(2, handler.Requests.Count);
    }

    [Fact]
    public async Task Read_OfInstants_LooksAtEachMinuteOrAsOftenAsTold()
    {
        using var server = new SensorServer(0).Hold([Start, Start + Duration.FromMinutes(7), Start + Duration.FromMinutes(10)]);
        using var client = server.Client();
        var range = new Interval(Start, Start + Duration.FromMinutes(11));
        Reading At(int minute, double value) => new(Start + Duration.FromMinutes(minute), Start + Duration.FromMinutes(minute), value);

        var series = client.Data.ReadAsync(server.Sensor, new FlexMeasuresReadQuery { Range = range, PageSize = 4 });
        Assert.Equal([At(0, 0), At(7, 1), At(10, 2)], await series.ToListAsync());
        Assert.Equal((SeriesKind.Instantaneous, StampEdge.Instant, (Duration?)null), (series.Info.Kind, series.Info.Stamp, series.Info.Resolution));
        Assert.Equal([4, 4, 3], server.Reads.Select(static r => r.Slots));
        Assert.Empty(server.Looks);

        var fives = new FlexMeasuresReadQuery { Range = range, Resolution = Period.FromMinutes(5) };
        Assert.Equal([At(0, 0), At(10, 2)], await client.Data.ReadAsync(server.Sensor, fives).ToListAsync());
        Assert.Throws<ArgumentException>(() => client.Data.ReadAsync(server.Sensor, new FlexMeasuresReadQuery { Range = range, Resolution = Period.FromDays(1) }));
    }

    // Quarters 0 to 11 hold their number, but for 4 and 5.
    [Theory]
    [InlineData(30, new[] { 0.5, 2.5, double.NaN, 6.5, 8.5, 10.5 })]
    [InlineData(60, new[] { 1.5, 6.5, 9.5 })]
    [InlineData(15, new double[] { 0, 1, 2, 3, double.NaN, double.NaN, 6, 7, 8, 9, 10, 11 })]
    [InlineData(5, new double[]
    {
        0, 0, 0, 1, 1, 1, 2, 2, 2, 3, 3, 3, double.NaN, double.NaN, double.NaN, double.NaN, double.NaN, double.NaN, 6, 6, 6, 7, 7, 7, 8, 8, 8, 9, 9, 9, 10, 10, 10, 11, 11, 11,
    })]
    public async Task Read_InOtherSlots_AveragesWhatBeginsInThemOrRepeatsIt(int minutes, double[] values)
    {
        using var server = new SensorServer(15);
        for (var i = 0; i < 12; i++)
        {
            if (i is not (4 or 5))
            {
                server.Held[Start + (Step * i)] = i;
            }
        }

        using var client = server.Client();
        var step = Duration.FromMinutes(minutes);
        var expected = values.Select((v, i) => new Reading(Start + (step * i), Start + (step * (i + 1)), double.IsNaN(v) ? null : v)).ToList();
        foreach (var size in new[] { 1, 2, 3, 5, 100 })
        {
            var query = new FlexMeasuresReadQuery { Range = new Interval(Start, Start + Duration.FromHours(3)), Resolution = Period.FromMinutes(minutes), PageSize = size };
            var series = client.Data.ReadAsync(server.Sensor, query);
            Assert.Equal(step, series.Info.Resolution);
            Assert.Equal(expected, await series.ToListAsync());
        }
    }

    // A fine slot that begins inside a value's slot has that value, also the first of a range.
    [Fact]
    public async Task Read_InFinerSlotsFromInsideOne_HasTheValueThatReachesIn()
    {
        using var server = new SensorServer(15).Hold([Start, Start + Step]);
        using var client = server.Client();
        var query = new FlexMeasuresReadQuery { Range = new Interval(Start + Duration.FromMinutes(5), Start + Duration.FromMinutes(35)), Resolution = Period.FromMinutes(5) };

        Assert.Equal([0, 0, 1, 1, 1, null], (await client.Data.ReadAsync(server.Sensor, query).ToListAsync()).Select(static r => r.Value));

        // Off the sensor's minutes too it is the value at the start that counts.
        var off = query with { Range = new Interval(Start + Duration.FromMinutes(2), Start + Duration.FromMinutes(22)) };
        Assert.Equal([0, 0, 0, 1], (await client.Data.ReadAsync(server.Sensor, off).ToListAsync()).Select(static r => r.Value));

        // Where two reach in, the later one.
        using var both = new SensorServer(15).Hold([Start, Start + Duration.FromMinutes(7)]);
        using var other = both.Client();
        var overlapped = query with { Range = new Interval(Start, Start + Duration.FromMinutes(25)) };
        Assert.Equal([0, 0, 1, 1, 1], (await other.Data.ReadAsync(both.Sensor, overlapped).ToListAsync()).Select(static r => r.Value));
    }

    [Fact]
    public async Task Read_InDaysWeeksAndMonths_CountsThemByTheSensorsCalendar()
    {
        var zone = DateTimeZoneProviders.Tzdb["Europe/Amsterdam"];
        Instant At(int month, int day) => new LocalDate(2024, month, day).AtMidnight().InZoneStrictly(zone).ToInstant();
        using var server = new SensorServer(1440, zone.Id);
        for (var day = new LocalDate(2024, 1, 31); day < new LocalDate(2024, 6, 1); day = day.PlusDays(1))
        {
            server.Held[day.AtMidnight().InZoneStrictly(zone).ToInstant()] = day.Month;
        }

        using var client = server.Client();
        foreach (var size in new[] { 10, 1000 })
        {
            var months = await client.Data.ReadAsync(
                server.Sensor, new FlexMeasuresReadQuery { Range = new Interval(At(2, 1), At(5, 1)), Resolution = Period.FromMonths(1), PageSize = size }).ToListAsync();
            Assert.Equal([new Reading(At(2, 1), At(3, 1), 2), new Reading(At(3, 1), At(4, 1), 3), new Reading(At(4, 1), At(5, 1), 4)], months);
            var weeks = await client.Data.ReadAsync(
                server.Sensor, new FlexMeasuresReadQuery { Range = new Interval(At(3, 20), At(4, 10)), Resolution = Period.FromWeeks(1), PageSize = size }).ToListAsync();
            Assert.Equal([At(3, 20), At(3, 27), At(4, 3)], weeks.Select(static r => r.Start));
            Assert.Equal([3, (15.0 + 8) / 7, 4], weeks.Select(static r => r.Value!.Value));
        }
    }

    [Theory]
    [InlineData("PT0S")]
    [InlineData("PT30S")]
    [InlineData("PT90S")]
    [InlineData("PT-15M")]
    [InlineData("P0D")]
    [InlineData("P-1D")]
    [InlineData("P1DT1H")]
    [InlineData("P1M-31D")]
    [InlineData("PT7M")]
    [InlineData("PT20M")]
    public void Read_InSlotsThatCannotBeAskedFor_IsRefused(string period)
    {
        using var server = new SensorServer(15);
        using var client = server.Client();
        var query = new FlexMeasuresReadQuery { Range = new Interval(Start, Start + Step), Resolution = NodaTime.Text.PeriodPattern.Roundtrip.Parse(period).Value };

        Assert.Throws<ArgumentException>(() => client.Data.ReadAsync(server.Sensor, query));
        if (period is not ("PT7M" or "PT20M"))
        {
            // What no sensor has is refused before the sensor is known.
            Assert.Throws<ArgumentException>(() => client.Data.ReadAsync(4, query));
        }
    }

    [Theory]
    [InlineData("kW", 15, SeriesKind.AveragePower)]
    [InlineData("kWh", 15, SeriesKind.Energy)]
    [InlineData("°C", 15, SeriesKind.Level)]
    [InlineData("parsec", 15, SeriesKind.Unknown)]
    [InlineData("kW", 0, SeriesKind.Instantaneous)]
    public void Read_KnowsWhatTheSensorMeasures(string unit, int minutes, SeriesKind kind)
    {
        var sensor = new FlexMeasuresSensor
        {
            Id = 4,
            Unit = Unit.FromText(unit),
            EventResolution = new IsoDuration(Duration.FromMinutes(minutes)),
            TimeZone = "Europe/Amsterdam",
            Attributes = FlexMeasuresJson.FromText("""{"consumption_is_positive":false}"""),
        };
        using var server = new SensorServer(minutes);
        using var client = server.Client();

        var info = client.Data.ReadAsync(sensor, new Interval(Start, Start + Step)).Info;

        Assert.Equal((kind, PositiveDirection.Production, "Europe/Amsterdam"), (info.Kind, info.Positive, info.Zone!.Id));
        Assert.Equal(Unit.FromText(unit), info.Unit);
        Assert.Equal(minutes == 0 ? (Duration?)null : Step, info.Resolution);
        Assert.Equal("flexmeasures:/sensors/4", info.Identity);
    }

    [Fact]
    public void Read_OfNumbersWithoutAUnit_IsALevelOfThem()
    {
        using var server = new SensorServer(15);
        using var client = server.Client();

        var info = client.Data.ReadAsync(server.Sensor with { Unit = Unit.None }, new Interval(Start, Start + Step)).Info;

        Assert.Equal((Unit.Dimensionless, SeriesKind.Level), (info.Unit, info.Kind));

        // As long as the sensor is not known, nor is what it measures.
        var unknown = client.Data.ReadAsync(4, new FlexMeasuresReadQuery { Range = new Interval(Start, Start + Step) }).Info;
        Assert.Equal((Unit.None, SeriesKind.Unknown), (unknown.Unit, unknown.Kind));
    }

    // All that a query says is in its requests, and in its tokens.
    [Fact]
    public async Task Query_IsSentWhole_AndItsTokensAreItsOwn()
    {
        using var server = new SensorServer(15).Hold(Enumerable.Range(0, 8).Select(i => Start + (Step * i)));
        using var client = server.Client();
        var query = new FlexMeasuresReadQuery
        {
            Range = new Interval(Start, Start + (Step * 8)),
            Unit = Unit.Megawatt,
            Horizon = FlexMeasuresHorizon.Parse("-PT10M"),
            Prior = Instant.FromUtc(2024, 6, 2, 0, 0),
            SourceId = 7,
            SourceAccountId = 8,
            SourceType = "forecaster",
            PageSize = 3,
        };
        var token = (await client.Data.ReadAsync(4, query).WithTokens().ElementAtAsync(4)).GetToken();

        Assert.All(server.Queries, static q => Assert.Equal("?start=2024-06-01T", q[..18]));
        Assert.All(server.Queries, static q => Assert.Contains(
            "&unit=MW&resolution=PT15M&horizon=-PT10M&prior=2024-06-02T00:00:00Z&source=7&source-account=8&source-type=forecaster",
            q.Replace("PT0H15M", "PT15M", StringComparison.Ordinal).Replace("PT0H10M", "PT10M", StringComparison.Ordinal), StringComparison.Ordinal));
        Assert.Equal([5, 6, 7], (await client.Data.ReadAsync(4, query).StartingAt(token).ToListAsync()).Select(static r => r.Value!.Value));
        foreach (var other in (FlexMeasuresReadQuery[])[
            query with { Range = new Interval(Start - Step, query.Range.End) },
            query with { Range = new Interval(Start, query.Range.End + Step) },
            query with { Unit = null },
            query with { Resolution = Period.FromMinutes(30) },
            query with { Horizon = null },
            query with { Prior = null },
            query with { SourceId = null },
            query with { SourceAccountId = null },
            query with { SourceType = null }])
        {
            Assert.Throws<ArgumentException>(() => client.Data.ReadAsync(4, other).StartingAt(token));
        }

        Assert.Throws<ArgumentException>(() => client.Data.ReadAsync(5, query).StartingAt(token));
        Assert.ThrowsAny<ArgumentException>(() => client.Data.ReadAsync(4, query with { PageSize = 0 }));
        Assert.ThrowsAny<ArgumentException>(() => client.Data.ReadAsync(4, query with { PageSize = 100_001 }));
        Assert.NotNull(client.Data.ReadAsync(4, query with { PageSize = 100_000 }));
        Assert.Throws<ArgumentException>(() => client.Data.ReadAsync(4, query with { Range = new Interval(null, Start) }));
        Assert.Throws<ArgumentException>(() => client.Data.ReadAsync(4, query with { Range = new Interval(Start, null) }));
        Assert.Throws<ArgumentException>(() => client.Data.ReadAsync(4, query with { Horizon = FlexMeasuresHorizon.Parse("R/PT10M") }));
        Assert.Empty(await client.Data.ReadAsync(4, query with { Range = new Interval(Start, Start) }).ToListAsync());
        Assert.Throws<ArgumentNullException>(() => client.Data.ReadAsync(4, null!));
        Assert.Throws<ArgumentNullException>(() => client.Data.ReadAsync(null!, query));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    [InlineData(7)]
    public async Task Read_StoppedAnywhere_GoesOn(int size)
    {
        using var server = new SensorServer(15).Hold(
            Enumerable.Range(0, 6).Select(i => Start + (Step * i)).Concat(Enumerable.Range(7, 6).Select(i => Start + (Step * i) + Duration.FromMinutes(4))));
        using var client = server.Client();
        var query = new FlexMeasuresReadQuery { Range = new Interval(Start, Start + (Step * 14)), PageSize = size };

        var all = await ResumeLaw.AssertAsync(() => client.Data.ReadAsync(server.Sensor, query), static r => r.Value is null ? null : r);

        Assert.Equal(server.Held.Keys, all.Where(static r => r.Value is not null).Select(static r => r.Start));
        await ResumeLaw.AssertAsync(() => client.Data.ReadAsync(server.Sensor, query with { Resolution = Period.FromMinutes(30) }));
    }
}
