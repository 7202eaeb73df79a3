using Energy.Clients.Emulators;
using Energy.Clients.FlexMeasures.Messages;
using Energy.Clients.Tests;
using NodaTime;

namespace Energy.Clients.FlexMeasures.Tests;

/// <summary>Every list and every read of the client goes on from any token with exactly the rest.</summary>
public class ResumeTests
{
    private const int Count = 23;

    private static readonly Instant Day = Instant.FromUtc(2024, 6, 1, 0, 0);

    [Theory]
    [InlineData(null)]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(100)]
    public async Task Lists_ResumeAnywhere(int? size)
    {
        await LawAsync(c => c.Sensors.ListAsync(new FlexMeasuresSensorQuery { PageSize = size }), s => s.Id);
        await LawAsync(c => c.Assets.ListAsync(new FlexMeasuresAssetQuery { PageSize = size }), a => a.Id);
        await LawAsync(c => c.Assets.ListAuditLogAsync(1, new FlexMeasuresAuditQuery { PageSize = size }), e => e.Event, alwaysPaged: true);
        await LawAsync(c => c.Accounts.ListAsync(new FlexMeasuresAccountQuery { PageSize = size }), a => a.Id);
        await LawAsync(c => c.Users.ListAsync(new FlexMeasuresUserQuery { PageSize = size }), u => u.Id);
        await LawAsync(c => c.Users.ListAuditLogAsync(1, new FlexMeasuresAuditQuery { PageSize = size }), e => e.Event);
        await LawAsync(c => c.Assets.ListSensorsAsync(1, new FlexMeasuresAssetSensorQuery { PageSize = size }), s => s.Id, alwaysPaged: true);
    }

    [Fact]
    public async Task Lists_ThatComeWhole_ResumeAnywhere()
    {
        await LawAsync(c => c.Accounts.ListAuditLogAsync(1), e => e.Event);
        await LawAsync(c => c.Assets.ListPublicAsync(), a => a.Id);
        await LawAsync(c => c.Assets.ListTypesAsync(), t => t.Id);
        await LawAsync(c => c.Messages.ListAssetsAsync(), a => a.Id);
        await LawAsync(c => c.Messages.ListUsersAsync(), u => u.Id);
    }

    [Fact]
    public async Task ListsOfAServer_ResumeAnywhere()
    {
        await using var fixture = await FlexMeasuresFixture.StartAsync();
        for (var i = 0; i < 4; i++)
        {
            await fixture.Client.Users.CreateAsync(new FlexMeasuresNewUser { Email = $"user{i}@emulated.example", Username = $"user {i}", AccountId = 1 });
        }

        Assert.Equal(5, (await ResumeLaw.AssertAsync(() => fixture.Client.Users.ListAsync(new FlexMeasuresUserQuery { PageSize = 2 }), u => u.Id)).Count);
        Assert.Equal(6, (await ResumeLaw.AssertAsync(() => fixture.Client.Assets.ListAsync(new FlexMeasuresAssetQuery { PageSize = 4, SortBy = "id" }), a => a.Id)).Count);
        Assert.Equal(4, (await ResumeLaw.AssertAsync(() => fixture.Client.Accounts.ListAuditLogAsync(1), e => e.Event)).Count);
        Assert.Equal(3, (await ResumeLaw.AssertAsync(() => fixture.Client.Assets.ListSensorsAsync(1, new FlexMeasuresAssetSensorQuery { PageSize = 2 }), s => s.Id)).Count);
    }

    [Fact]
    public async Task Reads_ResumeAnywhere()
    {
        await using var fixture = await FlexMeasuresFixture.StartAsync();
        var sensor = await fixture.Client.Sensors.GetAsync(1);
        var end = Day + Duration.FromMinutes(95);
        Assert.Equal(19,
            (await ResumeLaw.AssertAsync(() => fixture.Client.Data.ReadAsync(sensor, new FlexMeasuresReadQuery { Range = new Interval(Day, end), PageSize = 5 }))).Count);
        Assert.Equal(7,
            (await ResumeLaw.AssertAsync(() =>
                fixture.Client.Data.ReadAsync(1,
                    new FlexMeasuresReadQuery { Range = new Interval(Day, end), PageSize = 5, Resolution = Period.FromMinutes(15), Unit = Unit.Watt }))).Count);
        Assert.Equal(19, (await ResumeLaw.AssertAsync(() => fixture.Client.Open(SeriesUri.Parse("flexmeasures:/sensors/1"), new Interval(Day, end)))).Count);
    }

    [Fact]
    public async Task ReadsOfMessages_ResumeAnywhere_ThroughSlotsThatAreLeftOut()
    {
        await using var fixture = await FlexMeasuresFixture.StartAsync(o => o.SpeaksMessages = true);
        var (connections, start) = (await fixture.Client.Messages.GetConnectionsAsync(FlexMeasuresApiVersion.V20), Day.WithOffset(Offset.Zero));
        var battery = connections.Addresses[connections.Names.ToList().FindIndex(n => n.EndsWith("battery", StringComparison.Ordinal))];
        foreach (var (from, values) in new[] { (0, 3), (4, 1), (9, 4), (21, 2) })
        {
            await fixture.Client.Messages.PostPrognosisAsync(FlexMeasuresApiVersion.V20, new FlexMeasuresMessage
            {
                Groups = [new FlexMeasuresMessageGroup { Targets = [battery], Values = [.. Enumerable.Range(from, values).Select(i => (double)i)] }],
                Start = start.PlusMinutes(15 * from),
                Duration = new IsoDuration(Duration.FromMinutes(15 * values)),
                Unit = "MW",
                Prior = start,
            });
        }

        // Five windows: a slot is missing in the middle, at either end, everywhere, and but for the middle.
        var query = new FlexMeasuresMessageQuery { Start = start, Duration = IsoDuration.Parse("PT6H"), Resolution = IsoDuration.Parse("PT15M"), PageSize = 5 };
        var all = await ResumeLaw.AssertAsync(() => fixture.Client.Messages.ReadPrognosisAsync(FlexMeasuresApiVersion.V20, battery, query));
        Assert.Equal([0, 1, 2, 4, 9, 10, 11, 12, 21, 22], all.Select(r => (int)r.Value!.Value));
        Assert.All(all, r => Assert.Equal(Day + Duration.FromMinutes(15 * r.Value!.Value), r.Start));

        var (failure, before) = await ResumeLaw.AssertAfterFailureAsync(
            () => fixture.Client.Messages.ReadPrognosisAsync(FlexMeasuresApiVersion.V20, battery, query),
            () => fixture.Server.Faults.After(9, Fault.Status(500), null),
            fixture.Server.Faults.Clear);
        Assert.Equal(4, before);
        Assert.Equal("FlexMeasures.Messages.GetPrognosis", failure.Operation);

        var meter = new FlexMeasuresMessageQuery { Start = start, Duration = IsoDuration.Parse("PT6H"), Resolution = IsoDuration.Parse("PT15M"), PageSize = 5 };
        var measured = await ResumeLaw.AssertAsync(() => fixture.Client.Messages.ReadMeterDataAsync(FlexMeasuresApiVersion.V1, connections.Addresses[0], meter));

        // The name of a series opens it, and its tokens go with it.
        var series = fixture.Client.Messages.ReadMeterDataAsync(FlexMeasuresApiVersion.V1, connections.Addresses[0], meter);
        var named = SeriesUri.Parse(series.Info.Identity + "?resolution=PT15M");
        Assert.Equal(measured, await ResumeLaw.AssertAsync(() => fixture.Client.Open(named, new Interval(Day, Day + Duration.FromHours(6)))));
        Assert.Equal(all,
            await fixture.Client.Open(SeriesUri.Create("flexmeasures", "v2_0", "prognoses", battery).With("resolution", "PT15M"), new Interval(Day, Day + Duration.FromHours(6)))
                .ToListAsync());
    }

    [Fact]
    public async Task Plans_ResumeAnywhere_AlsoFromTokensOfThePlanThatWasTriggered()
    {
        await using var fixture = await FlexMeasuresFixture.StartAsync();
        var sensor = await fixture.AddSensorAsync("plan", Unit.Megawatt);
        var request = new FlexMeasuresScheduleRequest
        {
            Start = FlexMeasuresTime.Parse("2024-06-16T00:00:00Z"),
            Duration = IsoDuration.Parse("PT4H"),
            FlexModel = [new FlexMeasuresFlexModel { SensorId = sensor.Id, SocAtStart = FlexMeasuresVariable.Of(10, Unit.KilowattHour),
                PowerCapacity = FlexMeasuresVariable.Of(20, Unit.Kilowatt) }],
        };
        var plan = await fixture.Client.Schedules.PlanAsync(1, request, sensor.Id, Unit.Kilowatt);
        var job = await fixture.Client.Schedules.TriggerAsync(1, request);
        var query = new FlexMeasuresScheduleQuery { Duration = request.Duration, Unit = Unit.Kilowatt };

        var read = await ResumeLaw.AssertAsync(() => fixture.Client.Schedules.ReadAsync(sensor.Id, job.Id, query));

        Assert.Equal(16, read.Count);
        Assert.Equal(read, await plan.ToListAsync());
        var tokens = await plan.WithTokens().Select(t => t.GetToken()).ToListAsync();
        Assert.Equal(read.Skip(3), await fixture.Client.Schedules.ReadAsync(sensor.Id, job.Id, query).StartingAt(tokens[2]).ToListAsync());
        Assert.Throws<ArgumentException>(() => fixture.Client.Schedules.ReadAsync(sensor.Id, "11111111-0000-0000-0000-000000000000", query).StartingAt(tokens[2]));
    }

    private static async Task LawAsync<T>(Func<FlexMeasuresClient, Paged<T>> list, Func<T, object?> identity, bool alwaysPaged = false)
    {
        using var client =
            new FlexMeasuresClient(new FlexMeasuresClientOptions { BaseAddress = new Uri("https://ems.example"), Token = "secret-token", MaxRetries = 0 },
                new ListServer(Count, alwaysPaged));
        var all = await ResumeLaw.AssertAsync(() => list(client), identity);
        Assert.Equal(Count, all.Select(identity).Distinct().Count());
    }
}
