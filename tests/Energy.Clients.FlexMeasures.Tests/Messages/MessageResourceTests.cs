using Energy.Clients.Emulators;
using Energy.Clients.FlexMeasures.Messages;
using Energy.Clients.Tests;
using NodaTime;

namespace Energy.Clients.FlexMeasures.Tests;

/// <summary>Assets and users of v2_0, and the runs of a server's tasks.</summary>
public sealed class MessageResourceTests
{
    private static readonly FlexMeasuresNewMessageAsset Pump = new()
    {
        Name = "pump",
        Unit = "MW",
        AssetTypeName = "battery",
        OwnerId = 1,
        MarketId = 301,
        CapacityInMegawatts = 0.5,
        EventResolutionMinutes = 15,
        Latitude = 52.1,
        Longitude = 4.9,
        MinimumChargeInMegawattHours = 0,
        MaximumChargeInMegawattHours = 2,
    };

    private static Task<FlexMeasuresFixture> StartAsync() => FlexMeasuresFixture.StartAsync(o => o.SpeaksMessages = true);

    [Fact]
    public async Task Assets_AreMadeChangedAndListed()
    {
        await using var fixture = await StartAsync();
        var before = await ResumeLaw.AssertAsync(() => fixture.Client.Messages.ListAssetsAsync(), a => a.Id);

        var made = await fixture.Client.Messages.CreateAssetAsync(Pump);
        Assert.Equal(("pump", 15, 2.0), (made.DisplayName, made.EventResolutionMinutes!.Value, made.MaximumChargeInMegawattHours!.Value));
        var changed = await fixture.Client.Messages.UpdateAssetAsync(made.Id, new FlexMeasuresMessageAssetUpdate { Latitude = 51.5, DisplayName = "The pump" });
        Assert.Equal((51.5, "The pump", "pump"), (changed.Latitude!.Value, changed.DisplayName, changed.Name));
        var read = await fixture.Client.Messages.GetAssetAsync(made.Id);
        Assert.Null(read.UnknownMembers);
        Assert.Equal(changed, read);
        Assert.Equal([made.Id, .. before.Select(a => a.Id)], await fixture.Client.Messages.ListAssetsAsync().Select(a => a.Id).ToListAsync());

        // What was made can be asked for by its address, under the name for people.
        var connections = await fixture.Client.Messages.GetConnectionsAsync(FlexMeasuresApiVersion.V20);
        Assert.Equal("The pump", connections.Names[0]);
        Assert.EndsWith($":1:{made.Id}", connections.Addresses[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Asset_ThatTheServerRefuses_TellsEachField()
    {
        await using var fixture = await StartAsync();
        await fixture.Client.Messages.CreateAssetAsync(Pump);

        var failure =
            await Assert.ThrowsAsync<EnergyResponseException>(() =>
                fixture.Client.Messages.CreateAssetAsync(Pump with { AssetTypeName = "spaceship", MarketId = 99, OwnerId = 4711 }));

        Assert.Equal(FlexMeasuresStatus.UnprocessableEntity, FlexMeasuresStatus.Of(failure));
        Assert.Equal(["asset_type_name", "market_id", "name", "owner_id"], failure.FieldErrors.Keys.Order(StringComparer.Ordinal));
        await Assert.ThrowsAsync<EnergyNotFoundException>(() => fixture.Client.Messages.GetAssetAsync(4711));
    }

    [Fact]
    public async Task WhatIsForAdmins_IsForbiddenToOthers()
    {
        await using var fixture = await StartAsync();
        var asset = await fixture.Client.Messages.CreateAssetAsync(Pump);

        foreach (var call in new Func<Task>[]
        {
            () => fixture.Client.Messages.DeleteAssetAsync(asset.Id),
            () => fixture.Client.Messages.ListUsersAsync().ToListAsync().AsTask(),
            () => fixture.Client.Messages.ResetPasswordAsync(1),
            () => fixture.Client.Messages.ListAssetsAsync(2).ToListAsync().AsTask(),
        })
        {
            Assert.Equal(FlexMeasuresStatus.Forbidden, FlexMeasuresStatus.Of(await Assert.ThrowsAsync<EnergyAuthenticationException>(call)));
        }

        Assert.Equal(asset.Id, (await fixture.Client.Messages.GetAssetAsync(asset.Id)).Id);
    }

    [Fact]
    public async Task User_ReadsAndChangesItself()
    {
        await using var fixture = await StartAsync();

        var user = await fixture.Client.Messages.GetUserAsync(1);
        Assert.Equal(FlexMeasuresEmulatorOptions.DefaultEmail, user.Email);
        Assert.Equal("Asia/Seoul", (await fixture.Client.Messages.UpdateUserAsync(1, new FlexMeasuresUserUpdate { TimeZone = "Asia/Seoul" })).TimeZone);
        await Assert.ThrowsAsync<EnergyAuthenticationException>(() => fixture.Client.Messages.UpdateUserAsync(1, new FlexMeasuresUserUpdate { IsActive = false }));
        await Assert.ThrowsAsync<EnergyNotFoundException>(() => fixture.Client.Messages.GetUserAsync(4711));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task TaskRuns_AreForTheTokenThatTheServerIsSetTo(bool speaksMessages)
    {
        await using var fixture = await FlexMeasuresFixture.StartAsync(o => o.SpeaksMessages = speaksMessages);

        await Assert.ThrowsAsync<EnergyAuthenticationException>(() => fixture.Client.Server.GetLatestTaskRunAsync("backup"));
        var watcher = fixture.Client.WithCredential(EnergyCredential.FromText(fixture.Server.State.TaskCheckToken));
        await Assert.ThrowsAsync<EnergyNotFoundException>(() => watcher.Server.GetLatestTaskRunAsync("backup"));
    }

    [Fact]
    public async Task Indicators_OfASiteWithoutReports_AreNone()
    {
        await using var fixture = await FlexMeasuresFixture.StartAsync();
        var (start, end) = (Instant.FromUtc(2024, 6, 1, 0, 0), Instant.FromUtc(2024, 6, 2, 0, 0));

        Assert.Empty((await fixture.Client.Assets.GetKpisAsync(1, new FlexMeasuresChartQuery { Range = new Interval(start, end) })).GetProperty("data").EnumerateArray());
        await Assert.ThrowsAsync<EnergyNotFoundException>(() => fixture.Client.Assets.GetKpisAsync(4711, new FlexMeasuresChartQuery { Range = new Interval(start, end) }));
    }
}
