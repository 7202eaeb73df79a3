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
        await LawAsync(c => c.Assets.ListAuditLogAsync(1, new FlexMeasuresAuditQuery { PageSize = size }), e => e.Event);
        await LawAsync(c => c.Accounts.ListAsync(new FlexMeasuresAccountQuery { PageSize = size }), a => a.Id);
        await LawAsync(c => c.Accounts.ListAuditLogAsync(1, new FlexMeasuresAuditQuery { PageSize = size }), e => e.Event);
        await LawAsync(c => c.Users.ListAsync(new FlexMeasuresUserQuery { PageSize = size }), u => u.Id);
        await LawAsync(c => c.Users.ListAuditLogAsync(1, new FlexMeasuresAuditQuery { PageSize = size }), e => e.Event);
        await LawAsync(c => c.Assets.ListSensorsAsync(1, new FlexMeasuresAssetSensorQuery { PageSize = size }), s => s.Id, alwaysPaged: true);
    }

    [Fact]
    public async Task Lists_ThatComeWhole_ResumeAnywhere()
    {
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
        Assert.Equal(4, (await ResumeLaw.AssertAsync(() => fixture.Client.Accounts.ListAuditLogAsync(1, new FlexMeasuresAuditQuery { PageSize = 3 }), e => e.Event)).Count);
        Assert.Equal(3, (await ResumeLaw.AssertAsync(() => fixture.Client.Assets.ListSensorsAsync(1, new FlexMeasuresAssetSensorQuery { PageSize = 2 }), s => s.Id)).Count);
    }

    [Fact]
    public async Task Reads_ResumeAnywhere()
    {
        await using var fixture = await FlexMeasuresFixture.StartAsync(client: o => o.SlotsPerRequest = 5);
        var sensor = await fixture.Client.Sensors.GetAsync(1);
        var end = Day + Duration.FromMinutes(95);
        Assert.Equal(19, (await ResumeLaw.AssertAsync(() => fixture.Client.Data.ReadAsync(sensor, Day, end))).Count);
        Assert.Equal(7, (await ResumeLaw.AssertAsync(() => fixture.Client.Data.ReadAsync(new FlexMeasuresReadQuery { SensorId = 1, Start = Day, End = end, Resolution = Duration.FromMinutes(15), Unit = Unit.Watt }))).Count);
        Assert.Equal(19, (await ResumeLaw.AssertAsync(() => fixture.Client.Read(SeriesUri.Parse("flexmeasures:/sensors/1"), new Interval(Day, end)))).Count);
    }

    private static async Task LawAsync<T>(Func<FlexMeasuresClient, Paged<T>> list, Func<T, object?> identity, bool alwaysPaged = false)
    {
        using var client = new FlexMeasuresClient(new FlexMeasuresClientOptions { BaseAddress = new Uri("https://ems.example"), Token = "secret-token", MaxRetries = 0 }, new ListServer(Count, alwaysPaged));
        var all = await ResumeLaw.AssertAsync(() => list(client), identity);
        Assert.Equal(Count, all.Select(identity).Distinct().Count());
    }
}
