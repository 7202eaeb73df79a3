using NodaTime;
using static Energy.Clients.Tests.Series.Operators.Given;

namespace Energy.Clients.Tests.Series.Operators;

public sealed class ResampleTests
{
    private static readonly DateTimeZone Amsterdam = DateTimeZoneProviders.Tzdb["Europe/Amsterdam"];
    private static readonly Duration Hour = Duration.FromHours(1);

    [Fact]
    public async Task Resample_AveragePower_IsTheMeanOverTime()
    {
        // Half an hour of 2 and two quarters of 4 and 8: (2·30 + 4·15 + 8·15) / 60 = 4.
        var result = await ResumeLaw.AssertAsync(() => new ReadingSource([R(0, 30, 2), R(30, 45, 4), R(45, 60, 8), R(60, 120, 1)], 2, 1).Series(Power).Resample(Hour));

        Assert.Equal([R(0, 60, 4), R(60, 120, 1)], result);
    }

    [Fact]
    public async Task Resample_Energy_IsTheSum() =>
        Assert.Equal([R(0, 60, 10), R(60, 120, 26)], await ResumeLaw.AssertAsync(() => new ReadingSource(Quarters(1, 2, 3, 4, 5, 6, 7, 8), 3, 2).Series(Consumed).Resample(Hour)));

    [Fact]
    public async Task Resample_EnergyInTwoSteps_IsDividedByTime()
    {
        // From 50 to 80 minutes 3 kWh: 1 in the first hour, 2 in the second.
        Reading[] readings = [R(0, 50, 5), R(50, 80, 3), R(80, 120, 4)];

        Assert.Equal([R(0, 60, 6), R(60, 120, 6)], await ResumeLaw.AssertAsync(() => new ReadingSource(readings, 2, 1).Series(Consumed).Resample(Hour)));
        var failure =
            await Assert.ThrowsAsync<SeriesException>(async () =>
                await SeriesOf(Consumed, readings).Resample(Hour, new ResampleOptions { Partial = PartialOverlap.Refuse }).ToListAsync());
        Assert.Equal(readings[1], failure.First);
    }

    [Fact]
    public async Task Resample_PowerInTwoSteps_KeepsItsValueInBoth()
    {
        // The same lengths of power: (5·50 + 3·10) / 60 and (3·20 + 4·40) / 60.
        Reading[] readings = [R(0, 50, 5), R(50, 80, 3), R(80, 120, 4)];

        var hours = await SeriesOf(Power, readings).Resample(Hour).ToListAsync();

        Assert.Equal([280 / 60.0, 220 / 60.0], hours.Select(static r => r.Value!.Value));
    }

    // Of a series that does not say how long its readings are: one that fills a step and reaches into another is longer than a step.
    [Theory]
    [InlineData(0, 90, true)]
    [InlineData(30, 120, true)]
    [InlineData(30, 90, false)]
    [InlineData(0, 60, false)]
    public async Task Resample_AReadingLongerThanAStep_IsRefused(int start, int end, bool isRefused)
    {
        var hours = SeriesOf(Consumed with { Resolution = null }, R(start, end, 6)).Resample(Hour, new ResampleOptions { Coverage = Coverage.Any });

        if (isRefused)
        {
            Assert.Contains("longer than the step", (await Assert.ThrowsAsync<SeriesException>(async () => await hours.ToListAsync())).Message, StringComparison.Ordinal);
        }
        else
        {
            Assert.Equal(6, (await hours.ToListAsync()).Sum(static r => r.Value));
        }
    }

    [Fact]
    public async Task Resample_OfReadingsOfUnlikeLengths_ByTheMeanAndTheDeviation()
    {
        Reading[] readings = [R(0, 15, 1), R(15, 60, 5)];
        async Task<double?> Of(SeriesInfo info, Aggregate aggregate) =>
            (await SeriesOf(info, readings).Resample(Hour, new ResampleOptions { Aggregate = aggregate, MaxReadingsAStep = 2 }).FirstAsync()).Value;

        // The mean over time is (1·15 + 5·45) / 60; of energy that of a reading. About 3: 4 + 4 over 1.
        Assert.Equal(4, await Of(Power, Aggregate.Mean));
        Assert.Equal(3, await Of(Consumed, Aggregate.Mean));
        Assert.Equal(Math.Sqrt(8), await Of(Power, Aggregate.StandardDeviation));
        Assert.Equal(2.5, (await Power3(1, 2, 3, 4).Resample(Hour, new ResampleOptions { MaxReadingsAStep = 1 }).FirstAsync()).Value);
    }

    [Fact]
    public async Task Resample_NotANumber_IsNotHidden()
    {
        async Task<ResampledReading> Of(Aggregate aggregate, params double?[] values) =>
            await Power3(values).Resample(Hour, new ResampleOptions { Aggregate = aggregate }).Steps.FirstAsync();

        foreach (var aggregate in new[] { Aggregate.Natural, Aggregate.Minimum, Aggregate.Maximum, Aggregate.Median })
        {
            Assert.Equal(double.NaN, (await Of(aggregate, 1, double.NaN, 3, 4)).Value);
        }

        Assert.Equal(R(45, 60, 4), (await Of(Aggregate.Natural, 1, double.NaN, 3, 4)).Peak);
        Assert.Null((await Of(Aggregate.Natural, double.NaN, double.NaN, double.NaN, double.NaN)).Peak);
    }

    // Of equal ones the first; a reading that only touches the step is not in it, and a step without any has no value, however little is asked.
    [Fact]
    public async Task Steps_OfPeaksAlike_AndOfNothing()
    {
        var options = new ResampleOptions { Coverage = new Coverage { MinimumCount = 0 }, Range = new Interval(At(0), At(120)) };

        var steps = await SeriesOf(Consumed, R(-15, 0, 9), R(60, 75, 1), R(75, 90, 7), R(90, 105, 7), R(105, 120, 7), R(120, 135, 9)).Resample(Hour, options).Steps.ToListAsync();

        Assert.Equal([(0, null, null), (4, 22, R(75, 90, 7))], steps.Select(static s => (s.Count, s.Value, s.Peak)));
    }

    [Fact]
    public async Task Resample_LocalDaysOfAClockChange_HaveTheirRealLength()
    {
        // 23 hours of 1 kW on 2024-03-31, 24 on the day before, in quarter hours.
        var start = Instant.FromUtc(2024, 3, 29, 23, 0);
        var quarters = Enumerable.Range(0, 47 * 4).Select(i => new Reading(start + Duration.FromMinutes(15 * i), start + Duration.FromMinutes(15 * (i + 1)), 1.0)).ToArray();

        var days = await ResumeLaw.AssertAsync(() => new ReadingSource(quarters, 40, 7).Series(Power).ToEnergy().Resample(Period.FromDays(1), Amsterdam));

        Assert.Equal(
            [new Reading(start, start + Duration.FromHours(24), 24), new Reading(start + Duration.FromHours(24), start + Duration.FromHours(47), 23)],
            days);
    }

    [Fact]
    public async Task Resample_GasDays_BeginAtSix()
    {
        var start = Instant.FromUtc(2024, 1, 1, 4, 0);
        var hours = Enumerable.Range(0, 26).Select(i => new Reading(start + (Hour * i), start + (Hour * (i + 1)), i)).ToArray();

        var days = await SeriesOf(Consumed with { Resolution = Hour, Zone = Amsterdam }, hours)
            .Resample(Period.FromDays(1), anchor: new LocalDateTime(2000, 1, 1, 6, 0), options: new ResampleOptions { Coverage = Coverage.Any }).ToListAsync();

        // 05:00Z is 06:00 in Amsterdam: the hour of value 0 belongs to the gas day before, 1 to 24 add up to 300, 25 begins the next.
        Assert.Equal([0, 300, 25], days.Select(static d => d.Value));
        Assert.Equal(Instant.FromUtc(2024, 1, 1, 5, 0), days[1].Start);
    }

    [Fact]
    public async Task Resample_Instants_ByMeanLastLeastAndGreatest()
    {
        Reading[] readings = [P(0, 3), P(10, 1), P(59, 8), P(60, 5)];
        async Task<double?[]> Of(Aggregate aggregate) =>
            [.. (await ResumeLaw.AssertAsync(() => new ReadingSource(readings, 2, 1).Series(Temperature).Resample(Hour, new ResampleOptions { Aggregate = aggregate }))).Select(
                static r => r.Value)];

        Assert.Equal([4, 5], await Of(Aggregate.Natural));
        Assert.Equal([3, 5], await Of(Aggregate.First));
        Assert.Equal([8, 5], await Of(Aggregate.Last));
        Assert.Equal([1, 5], await Of(Aggregate.Minimum));
        Assert.Equal([8, 5], await Of(Aggregate.Maximum));
        Assert.Equal([3, 5], await Of(Aggregate.Median));
        Assert.Equal([2, 5], await Of(Aggregate.Percentile(0.25)));

        // About 4: 1 + 9 + 16 = 26 over 2.
        Assert.Equal([Math.Sqrt(13), null], await Of(Aggregate.StandardDeviation));
    }

    [Fact]
    public async Task Resample_Counter_GivesTheEnergyOfEachStep()
    {
        Reading[] readings = [P(0, 100), P(30, 103), P(60, 104), P(90, null), P(120, 110)];

        var result = SeriesOf(Counter, readings).Resample(Hour);

        Assert.Equal([R(0, 60, 4), R(60, 120, 6)], await result.ToListAsync());
        Assert.Equal(SeriesKind.Energy, result.Info.Kind);
    }

    [Fact]
    public async Task Resample_StepWithAGap_IsMissingUnlessLessIsAsked()
    {
        Reading[] readings = [R(0, 15, 1), R(15, 30, null), R(45, 60, 3), R(60, 75, 1), R(75, 90, 1), R(90, 105, 1), R(105, 120, 1), R(240, 255, 9)];
        async Task<double?[]> With(Coverage? coverage) =>
            [.. (await ResumeLaw.AssertAsync(() => new ReadingSource(readings, 3, 2).Series(Power).Resample(Hour, new ResampleOptions { Coverage = coverage }))).Select(static r =>
                r.Value)];

        Assert.Equal([null, 1, null, null, null], await With(null));
        Assert.Equal([2, 1, null, null, 9], await With(Coverage.Any));
        Assert.Equal([2, 1, null, null, null], await With(Coverage.AtLeast(0.5)));
        Assert.Equal([null, 1, null, null, null], await With(Coverage.AtLeast(0.51)));
        Assert.Equal([2, 1, null, null, null], await With(new Coverage { MinimumCount = 2 }));
        Assert.Equal([2, 1, null, null, null], await With(new Coverage { LongestGap = Duration.FromMinutes(30) }));
        Assert.Equal([null, 1, null, null, null], await With(new Coverage { LongestGap = Duration.FromMinutes(29) }));
    }

    [Fact]
    public async Task Steps_TellCoverageCountsAndPeak()
    {
        Reading[] readings = [R(0, 15, 1), R(15, 30, null), R(45, 60, 3)];

        var step = Assert.Single(await ResumeLaw.AssertAsync(() => new ReadingSource(readings, 2, 1).Series(Power).Resample(Hour).Steps));

        Assert.Equal(
            new ResampledReading
            {
                Start = At(0),
                End = At(60),
                Value = null,
                Covered = Duration.FromMinutes(30),
                Count = 2,
                Expected = 4,
                LongestGap = Duration.FromMinutes(30),
                Peak = R(45, 60, 3)
            },
            step);
        Assert.Equal(0.5, step.Share);
    }

    // A nanosecond of a year is less than its share, a double, can tell from one.
    [Theory]
    [InlineData(0, true)]
    [InlineData(1, false)]
    public void Complete_IsToTheNanosecond(long missing, bool isMet)
    {
        var year = new ResampledReading { Start = At(0), End = At(0) + Duration.FromDays(365), Covered = Duration.FromDays(365) - Duration.FromNanoseconds(missing), Count = 1 };

        Assert.Equal(1, year.Share);
        Assert.Equal(isMet, Coverage.Complete.IsMetBy(year));
    }

    [Fact]
    public async Task Resample_PeakOfAMonth_HasItsInterval()
    {
        var month = Enumerable.Range(0, 31 * 96).Select(static i => R(15 * i, 15 * (i + 1), i == 1234 ? 99 : i % 7)).ToArray();

        var result = SeriesOf(Power, month).Resample(TimeStep.Months(DateTimeZone.Utc), new ResampleOptions { Aggregate = Aggregate.Maximum });
        var peak = Assert.Single(await result.Steps.ToListAsync());

        Assert.Equal((99, R(15 * 1234, 15 * 1235, 99)), (peak.Value!.Value, peak.Peak!.Value));
        Assert.Equal(SeriesKind.Level, result.Info.Kind);
    }

    [Fact]
    public async Task Resample_InARange_GivesAllOfItsSteps()
    {
        var options = new ResampleOptions { Range = new Interval(At(-60), At(240)) };
        Reading[] readings = [R(-120, -60, 7), R(0, 60, 1), R(60, 120, 2), R(240, 300, 8)];

        var result = await ResumeLaw.AssertAsync(() => new ReadingSource(readings, 1, 1).Series(Consumed with { Resolution = Hour }).Resample(Hour, options));

        Assert.Equal([R(-60, 0, null), R(0, 60, 1), R(60, 120, 2), R(120, 180, null), R(180, 240, null)], result);
        Assert.Equal(5, await SeriesOf(Consumed).Resample(Hour, options).CountAsync());
        Assert.Empty(await SeriesOf(Consumed).Resample(Hour).ToListAsync());
    }

    [Fact]
    public async Task Resample_AfterAFailure_LosesAndDoublesNothing()
    {
        Reading[] readings = [R(0, 50, 5), R(50, 80, 3), R(80, 120, 4), R(300, 330, 1), R(330, 420, 2)];
        for (var cut = 0; cut < readings.Length; cut++)
        {
            var source = new ReadingSource(readings, 2, 1);
            await ResumeLaw.AssertAfterFailureAsync(() => source.Series(Consumed).Resample(Hour), () => source.CutBefore = cut, () => source.CutBefore = null);
            await ResumeLaw.AssertAfterFailureAsync(() => source.Series(Consumed).Resample(Hour).Steps, () => source.CutBefore = cut, () => source.CutBefore = null);
        }
    }

    [Fact]
    public async Task Resample_Resumed_ReadsTheStepNotHandedOutAgainAndNothingBefore()
    {
        var source = new ReadingSource(Quarters([.. Enumerable.Range(0, 40).Select(static i => (double?)i)]), 4, 4);
        var token = default(PageToken);
        await foreach (var tracked in source.Series(Power).Resample(Hour).WithTokens())
        {
            token = tracked.GetToken();
            if (tracked.Item.Start == At(5 * 60))
            {
                break;
            }
        }

        source.Opened.Clear();
        Assert.Equal(4, await source.Series(Power).Resample(Hour).StartingAt(token!).CountAsync());

        // Page 5 is where the token lies, behind its last reading.
        Assert.Equal([5, 6, 7, 8, 9], source.Opened);
    }

    [Fact]
    public void Resample_Info_SaysWhatTheResultIs()
    {
        var days = SeriesOf(Power with { Zone = Amsterdam }).Resample(Period.FromDays(1));

        Assert.Equal((SeriesKind.AveragePower, Unit.Kilowatt, (Duration?)null, TimeStep.Days(Amsterdam)), (days.Info.Kind, days.Info.Unit, days.Info.Resolution, days.Info.Step));
        Assert.Equal("test:/power | mean P1D Europe/Amsterdam", days.Info.Identity);
        Assert.Equal(Hour, SeriesOf(Power).Resample(Hour).Info.Resolution);
        Assert.Equal(SeriesKind.Level, SeriesOf(Temperature).Resample(Hour).Info.Kind);
    }

    [Fact]
    public void Resample_Info_HasTheZoneOfTheStepsAndElseItsOwn()
    {
        var kathmandu = DateTimeZoneProviders.Tzdb["Asia/Kathmandu"];

        Assert.Equal(kathmandu, SeriesOf(Power with { Zone = Amsterdam }).Resample(Period.FromDays(1), kathmandu).Info.Zone);
        Assert.Equal(kathmandu, SeriesOf(Power).Resample(Period.FromDays(1), kathmandu).Info.Zone);
        Assert.Equal(Amsterdam, SeriesOf(Power with { Zone = Amsterdam }).Resample(Hour).Info.Zone);
        var sum = new ResampleOptions { Aggregate = Aggregate.Sum };
        Assert.Equal(SeriesKind.Unknown, SeriesOf(Power with { Kind = SeriesKind.Unknown }).Resample(Hour, sum).Info.Kind);
        Assert.Equal(SeriesKind.Energy, SeriesOf(Consumed).Resample(Hour, sum).Info.Kind);
        Assert.DoesNotContain("ToEnergy", Assert.Throws<ArgumentException>(() => SeriesOf(Level).Resample(Hour, sum)).Message, StringComparison.Ordinal);
    }

    // Intervals tell how long they are, instants only where their resolution is known; where nothing does, a reading is enough.
    [Fact]
    public async Task Resample_WithoutAWord_IsOfWholeSteps_WhereTheirLengthCanBeTold()
    {
        async Task<double?> With(SeriesInfo info, Coverage? coverage, params Reading[] readings) =>
            (await SeriesOf(info, readings).Resample(Hour, new ResampleOptions { Coverage = coverage }).FirstAsync()).Value;
        var sixths = Temperature with { Resolution = Duration.FromMinutes(10) };
        Reading[] all = [P(0, 1), P(10, 1), P(20, 1), P(30, 1), P(40, 1), P(50, 1)];

        Assert.Null(await With(Consumed with { Resolution = null }, null, R(0, 30, 1)));
        Assert.Equal(2, await With(Consumed with { Resolution = null }, null, R(0, 30, 1), R(30, 60, 1)));
        Assert.Equal(2, await With(Consumed with { Resolution = null }, Coverage.Complete, R(0, 30, 1), R(30, 60, 1)));
        Assert.Equal(1, await With(sixths, null, all));
        Assert.Null(await With(sixths, null, all[1..]));
        Assert.Equal(1, await With(Temperature, null, all[0]));
        Assert.Equal(1, await With(Temperature, Coverage.Any, all[0]));
    }

    [Fact]
    public async Task Resample_ThatMakesNoSense_IsRefused()
    {
        Assert.Contains("shorter", Assert.Throws<ArgumentException>(() => SeriesOf(Power).Resample(Duration.FromMinutes(5))).Message, StringComparison.Ordinal);
        Assert.Contains("ToEnergy", Assert.Throws<ArgumentException>(() => SeriesOf(Power).Resample(Hour, new ResampleOptions { Aggregate = Aggregate.Sum })).Message,
            StringComparison.Ordinal);
        Assert.Contains("zone", Assert.Throws<ArgumentException>(() => SeriesOf(Power).Resample(Period.FromDays(1))).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => SeriesOf(Power with { Kind = SeriesKind.Unknown }).Resample(Hour));
        Assert.Throws<ArgumentException>(() => SeriesOf(Temperature).Resample(Hour, new ResampleOptions { Coverage = Coverage.Complete }));
        Assert.Throws<ArgumentException>(() => SeriesOf(Power).Resample(Hour, new ResampleOptions { Range = new Interval(null, At(0)) }));
        Assert.Throws<ArgumentOutOfRangeException>(() => Coverage.AtLeast(1.1));
        Assert.Throws<ArgumentOutOfRangeException>(() => Aggregate.Percentile(-0.1));

        var coarse = SeriesOf(Consumed with { Resolution = null }, R(0, 600, 1)).Resample(Hour);
        Assert.Contains("longer", (await Assert.ThrowsAsync<SeriesException>(async () => await coarse.ToListAsync())).Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<InvalidOperationException>(async () =>
            await Power3(1, 2, 3).Resample(Hour, new ResampleOptions { Aggregate = Aggregate.Median, MaxReadingsAStep = 2 }).ToListAsync());
    }
}
