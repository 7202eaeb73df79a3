using Energy.Clients.FlexMeasures.Messages;
using NodaTime;

namespace Energy.Clients.FlexMeasures.Tests;

/// <summary>The worked examples of the vendor's document of 2021 against servers of both generations: stored and read back, they print the same numbers on each version that
/// can.</summary>
public class DocumentServerTests
{
    private static readonly OffsetDateTime Midnight = FlexMeasuresTime.Parse("2015-01-01T00:00:00Z");
    private static readonly OffsetDateTime Afternoon = FlexMeasuresTime.Parse("2016-05-01T13:00:00Z");
    private static readonly double[] Most = [306.66, 306.66, 0, 0, 306.66, 306.66];
    private static readonly double[] Third = [306.66, 0, 0, 0, 306.66, 306.66];

    public static TheoryData<string> Versions => ["v1", "v1_1", "v1_2", "v1_3", "v2_0"];

    private static Task<FlexMeasuresFixture> Of2021Async() => FlexMeasuresFixture.StartAsync(o => o.SpeaksMessages = true);

    private static async Task<string[]> StationsAsync(FlexMeasuresFixture fixture)
    {
        var connections = await fixture.Client.Messages.GetConnectionsAsync(FlexMeasuresApiVersion.V20);
        return [.. connections.Addresses.Where((_, i) => connections.Names[i].EndsWith("battery", StringComparison.Ordinal)).Order(StringComparer.Ordinal).Take(3)];
    }

    private static FlexMeasuresMessage Message(OffsetDateTime start, string duration, params FlexMeasuresMessageGroup[] groups) =>
        new() { Groups = groups, Start = start, Duration = IsoDuration.Parse(duration), Unit = "MW" };

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task Groups_OfThreeStations_AreStoredAndComeBackMerged(string name)
    {
        var version = new FlexMeasuresApiVersion(name);
        await using var fixture = await Of2021Async();
        var stations = await StationsAsync(fixture);

        await fixture.Client.Messages.PostMeterDataAsync(version,
            Message(Midnight, "PT1H30M", new() { Targets = [stations[0], stations[1]], Values = Most }, new() { Targets = [stations[2]], Values = Third }));

        Assert.Contains("\"groups\"", Posted(fixture), StringComparison.Ordinal);
        var data = await fixture.Client.Messages.GetMeterDataAsync(version, stations, new FlexMeasuresMessageQuery { Start = Midnight, Duration = IsoDuration.Parse("PT1H30M") });
        Assert.Equal([2, 1], data.Groups.Select(g => g.Targets.Count));
        Assert.Equal(Most, data.ByAddress[stations[0]]);
        Assert.Equal(Most, data.ByAddress[stations[1]]);
        Assert.Equal(Third, data.ByAddress[stations[2]]);
        Assert.Equal((Midnight.ToInstant(), "PT1H30M", "MW"), (data.Start.ToInstant(), data.Duration.ToString(), data.Unit));
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task Groups_OfEqualValues_AreFlatThereAndBack(string name)
    {
        var version = new FlexMeasuresApiVersion(name);
        await using var fixture = await Of2021Async();
        var stations = await StationsAsync(fixture);

        await fixture.Client.Messages.PostMeterDataAsync(version, Message(Midnight, "PT1H30M", new FlexMeasuresMessageGroup { Targets = stations, Values = Most }));

        Assert.DoesNotContain("\"groups\"", Posted(fixture), StringComparison.Ordinal);
        var data = await fixture.Client.Messages.GetMeterDataAsync(version, stations, new FlexMeasuresMessageQuery { Start = Midnight, Duration = IsoDuration.Parse("PT1H30M") });
        Assert.Equal(3, Assert.Single(data.Groups).Targets.Count);
        Assert.All(stations, s => Assert.Equal(Most, data.ByAddress[s]));
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task Shorthand_Stored_ReadsBackAsTheTimeseries(string name)
    {
        var version = new FlexMeasuresApiVersion(name);
        await using var fixture = await Of2021Async();
        var station = (await StationsAsync(fixture))[0];

        await fixture.Client.Messages.PostMeterDataAsync(version, Message(Afternoon, "PT45M", new FlexMeasuresMessageGroup { Targets = [station], Values = [10, 5, 8] }));

        var query = new FlexMeasuresMessageQuery { Start = Afternoon, Duration = IsoDuration.Parse("PT45M"), Resolution = IsoDuration.Parse("PT15M") };
        Assert.Equal(["13:00 10", "13:15 5", "13:30 8"], Print(await fixture.Client.Messages.ReadMeterDataAsync(version, station, query).ToListAsync()));
    }

    [Fact]
    public async Task Shorthand_OnAServerOfToday_ReadsBackAsTheTimeseries()
    {
        await using var fixture = await FlexMeasuresFixture.StartAsync();
        var sensor = await fixture.AddSensorAsync("station", Unit.Megawatt);
        await fixture.Client.Data.PostAsync(sensor.Id, Post(Afternoon, 10, 5, 8));
        var start = Afternoon.ToInstant();
        Assert.Equal(["13:00 10", "13:15 5", "13:30 8"], Print(await fixture.Client.Data.ReadAsync(sensor, new Interval(start, start + Duration.FromMinutes(45))).ToListAsync()));

        await fixture.Client.Data.PostAsync(sensor.Id, Post(Midnight, [.. Most.Select(v => (double?)v)]));
        start = Midnight.ToInstant();
        Assert.Equal(Most, (await fixture.Client.Data.ReadAsync(sensor, new Interval(start, start + Duration.FromMinutes(90))).ToListAsync()).Select(r => r.Value!.Value));
    }

    [Theory]
    [InlineData("07:45", null, "07:45", "07:45", "07:45")]
    [InlineData(null, "PT6H", "07:15", "07:30", "07:45")]
    [InlineData(null, "-PT10M", "13:25", "13:40", "13:55")]
    [InlineData(null, "PT5M", "13:10", "13:25", "13:40")]
    [InlineData("07:45", "PT6H", "07:15", "07:30", "07:45")]
    public async Task Prognosis_OnV20_IsBelievedWhenTheDocumentSays(string? prior, string? horizon, params string[] expected)
    {
        await using var fixture = await Of2021Async();
        var station = (await StationsAsync(fixture))[0];

        await fixture.Client.Messages.PostPrognosisAsync(
            FlexMeasuresApiVersion.V20,
            Message(Afternoon, "PT45M", new FlexMeasuresMessageGroup { Targets = [station], Values = [10, 5, 8] })
                with
            { Prior = At(prior), Horizon = horizon is null ? null : FlexMeasuresHorizon.Parse(horizon) });

        // Read by v1_1's interface too, whose filter is a horizon.
        await AssertBelievedAsync(expected, async (slot, believed) =>
        {
            var query = new FlexMeasuresMessageQuery { Start = slot, Duration = IsoDuration.Parse("PT15M") };
            var byPrior = await fixture.Client.Messages.GetPrognosisAsync(FlexMeasuresApiVersion.V20, [station], query with { Prior = believed.PlusSeconds(1) });
            var ahead = slot.ToInstant() + Duration.FromMinutes(15) - believed.ToInstant();
            var byHorizon = await fixture.Client.Messages.GetPrognosisAsync(FlexMeasuresApiVersion.V11, [station], query with { Horizon = new FlexMeasuresHorizon(ahead) });
            Assert.Equal(byPrior.Groups[0].Values.Count, byHorizon.Groups[0].Values.Count);
            return byPrior.Groups[0].Values.Count;
        });
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task MeterData_TenMinutesAfterTheFact_IsBelievedThenOnEachVersion(string name)
    {
        await using var fixture = await Of2021Async();
        var station = (await StationsAsync(fixture))[0];

        await fixture.Client.Messages.PostMeterDataAsync(
            new FlexMeasuresApiVersion(name),
            Message(Afternoon, "PT45M", new FlexMeasuresMessageGroup { Targets = [station], Values = [10, 5, 8] }) with { Horizon = FlexMeasuresHorizon.Parse("-PT10M") });

        await AssertBelievedAsync(["13:25", "13:40", "13:55"], async (slot, believed) =>
        {
            var query = new FlexMeasuresMessageQuery { Start = slot, Duration = IsoDuration.Parse("PT15M"), Prior = believed.PlusSeconds(1) };
            return (await fixture.Client.Messages.GetMeterDataAsync(FlexMeasuresApiVersion.V20, [station], query)).Groups[0].Values.Count;
        });
    }

    [Theory]
    [InlineData("07:45", null, "07:45", "07:45", "07:45")]
    [InlineData(null, "PT6H", "07:15", "07:30", "07:45")]
    [InlineData(null, "-PT10M", "13:25", "13:40", "13:55")]
    [InlineData(null, "PT5M", "13:10", "13:25", "13:40")]
    public async Task Prognosis_OnAServerOfToday_IsBelievedWhenTheDocumentSays(string? prior, string? horizon, params string[] expected)
    {
        await using var fixture = await FlexMeasuresFixture.StartAsync();
        var sensor = await fixture.AddSensorAsync("station", Unit.Megawatt);
        var post = Post(Afternoon, 10, 5, 8) with { Prior = At(prior), Horizon = horizon is null ? null : FlexMeasuresHorizon.Parse(horizon) };
        if (horizon is ['-', ..])
        {
            // Three values after the fact have three times of recording, which takes three posts.
            Assert.Contains("one by one", (await Assert.ThrowsAsync<ArgumentException>(() => fixture.Client.Data.PostAsync(sensor.Id, post))).Message, StringComparison.Ordinal);
            for (var i = 0; i < 3; i++)
            {
                await fixture.Client.Data.PostAsync(sensor.Id,
                    post with { Values = [post.Values[i]], Start = Afternoon.PlusMinutes(15 * i), Duration = IsoDuration.Parse("PT15M") });
            }
        }
        else
        {
            await fixture.Client.Data.PostAsync(sensor.Id, post);
        }

        await AssertBelievedAsync(expected, async (slot, believed) =>
        {
            var query = new FlexMeasuresReadQuery
            {
                Range = new Interval(slot.ToInstant(), slot.ToInstant() + Duration.FromMinutes(15)),
                Prior = believed.ToInstant() + Duration.FromSeconds(1)
            };
            return await fixture.Client.Data.ReadAsync(sensor, query).CountAsync(r => r.Value is not null);
        });
    }

    [Fact]
    public async Task Beliefs_FilteredByPrior_ShowWhatWasKnownThen()
    {
        await using var fixture = await Of2021Async();
        var station = (await StationsAsync(fixture))[0];
        var early = Message(Afternoon, "PT45M", new FlexMeasuresMessageGroup { Targets = [station], Values = [10, 5, 8] });
        await fixture.Client.Messages.PostPrognosisAsync(FlexMeasuresApiVersion.V20, early with { Prior = At("07:45") });
        await fixture.Client.Messages.PostPrognosisAsync(FlexMeasuresApiVersion.V20,
            early with { Groups = [new FlexMeasuresMessageGroup { Targets = [station], Values = [11, 6, 9] }], Prior = At("09:45") });

        var query = new FlexMeasuresMessageQuery { Start = Afternoon, Duration = IsoDuration.Parse("PT45M") };
        Assert.Empty((await fixture.Client.Messages.GetPrognosisAsync(FlexMeasuresApiVersion.V20, [station], query with { Prior = At("07:45") })).Groups[0].Values);
        Assert.Equal([10, 5, 8], (await fixture.Client.Messages.GetPrognosisAsync(FlexMeasuresApiVersion.V20, [station], query with { Prior = At("09:00") })).Groups[0].Values);
        Assert.Equal([11, 6, 9], (await fixture.Client.Messages.GetPrognosisAsync(FlexMeasuresApiVersion.V20, [station], query with { Prior = At("10:00") })).Groups[0].Values);
        Assert.Equal([10, 5, 8],
            (await fixture.Client.Messages.GetPrognosisAsync(FlexMeasuresApiVersion.V13, [station], query with { Horizon = FlexMeasuresHorizon.Parse("PT5H") })).Groups[0].Values);
    }

    // "At least 6 hours before the fact and prior to 5 PM on August 1st 2020": of each slot one belief is both, and the later one is not.
    private static readonly (string Slot, double Value, string Recorded)[] Recorded =
    [
        ("2020-08-01T20:00:00Z", 1, "2020-08-01T12:00:00Z"), ("2020-08-01T20:00:00Z", 2, "2020-08-01T15:00:00Z"),
        ("2020-08-02T04:00:00Z", 3, "2020-08-01T16:00:00Z"), ("2020-08-02T04:00:00Z", 4, "2020-08-01T18:00:00Z"),
    ];

    [Theory]
    [InlineData("v1_1")]
    [InlineData("v1_2")]
    [InlineData("v1_3")]
    [InlineData("v2_0")]
    public async Task Beliefs_FilteredByHorizonAndPrior_AreThoseOfTheDocument(string name)
    {
        await using var fixture = await Of2021Async();
        var station = (await StationsAsync(fixture))[0];
        foreach (var (slot, value, recorded) in Recorded)
        {
            await fixture.Client.Messages.PostPrognosisAsync(
                FlexMeasuresApiVersion.V20,
                Message(FlexMeasuresTime.Parse(slot), "PT15M", new FlexMeasuresMessageGroup { Targets = [station], Values = [value] })
                    with
                { Prior = FlexMeasuresTime.Parse(recorded) });
        }

        Assert.Equal([1, 3], await ReadAsync(FlexMeasuresHorizon.Parse("PT6H"), FlexMeasuresTime.Parse("2020-08-01T17:00:00Z")));
        Assert.Equal([2, 4], await ReadAsync(null, null));

        async Task<List<double>> ReadAsync(FlexMeasuresHorizon? horizon, OffsetDateTime? prior)
        {
            var values = new List<double>();
            foreach (var slot in Recorded.Select(r => r.Slot).Distinct())
            {
                var query = new FlexMeasuresMessageQuery { Start = FlexMeasuresTime.Parse(slot), Duration = IsoDuration.Parse("PT15M"), Horizon = horizon, Prior = prior };
                values.AddRange((await fixture.Client.Messages.GetPrognosisAsync(new FlexMeasuresApiVersion(name), [station], query)).ByAddress[station]);
            }

            return values;
        }
    }

    [Fact]
    public async Task Beliefs_FilteredByHorizonAndPriorOnAServerOfToday_AreThoseOfTheDocument()
    {
        await using var fixture = await FlexMeasuresFixture.StartAsync();
        var sensor = await fixture.AddSensorAsync("station", Unit.Megawatt);
        foreach (var (slot, value, recorded) in Recorded)
        {
            await fixture.Client.Data.PostAsync(sensor.Id, Post(FlexMeasuresTime.Parse(slot), value) with { Prior = FlexMeasuresTime.Parse(recorded) });
        }

        foreach (var (slot, filtered, latest) in new[] { ("2020-08-01T20:00:00Z", 1.0, 2.0), ("2020-08-02T04:00:00Z", 3.0, 4.0) })
        {
            var start = FlexMeasuresTime.Parse(slot).ToInstant();
            var query = new FlexMeasuresReadQuery { Range = new Interval(start, start + Duration.FromMinutes(15)) };
            var both = query with { Horizon = FlexMeasuresHorizon.Parse("PT6H"), Prior = Instant.FromUtc(2020, 8, 1, 17, 0) };
            Assert.Equal(filtered, (await fixture.Client.Data.ReadAsync(sensor, both).SingleAsync()).Value);
            Assert.Equal(latest, (await fixture.Client.Data.ReadAsync(sensor, query).SingleAsync()).Value);
        }
    }

    // A belief is there right behind its time, and not a minute before.
    private static async Task AssertBelievedAsync(string[] expected, Func<OffsetDateTime, OffsetDateTime, Task<int>> countAsync)
    {
        for (var i = 0; i < expected.Length; i++)
        {
            var (slot, believed) = (Afternoon.PlusMinutes(15 * i), At(expected[i])!.Value);
            Assert.Equal(1, await countAsync(slot, believed));
            Assert.Equal(0, await countAsync(slot, believed.PlusMinutes(-1)));
        }
    }

    private static OffsetDateTime? At(string? time) => time is null ? null : FlexMeasuresTime.Parse($"2016-05-01T{time}:00Z");

    private static FlexMeasuresNewData Post(OffsetDateTime start, params double?[] values) =>
        new() { Values = values, Start = start, Duration = new IsoDuration(Duration.FromMinutes(15) * values.Length), Unit = Unit.Megawatt };

    private static string Posted(FlexMeasuresFixture fixture) => fixture.Server.Requests.ToList().Last(r => r.Method == "POST").Body!;

    private static IEnumerable<string> Print(IEnumerable<Reading> readings) =>
        readings.Select(r => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{r.Start.InUtc().TimeOfDay:HH:mm} {r.Value}"));
}
