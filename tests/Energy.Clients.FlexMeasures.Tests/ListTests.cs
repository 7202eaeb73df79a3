using Energy.Clients.Tests;

namespace Energy.Clients.FlexMeasures.Tests;

public class ListTests
{
    [Fact]
    public async Task Sensors_ListedWholeOrInPages_ResumeAnywhere()
    {
        await using var fixture = await FlexMeasuresFixture.StartAsync();
        var whole = await ResumeLaw.AssertAsync(() => fixture.Client.Sensors.ListAsync(), s => s.Id);
        var paged = await ResumeLaw.AssertAsync(() => fixture.Client.Sensors.ListAsync(new FlexMeasuresSensorQuery { PageSize = 5 }), s => s.Id);
        Assert.Equal(whole.Select(s => s.Id), paged.Select(s => s.Id));
        Assert.Equal(12, whole.Count);
    }

    [Fact]
    public async Task Sensors_ListedInPages_StopWhereTheMatchingOnesEnd()
    {
        await using var fixture = await FlexMeasuresFixture.StartAsync();
        var pages = await fixture.Client.Sensors.ListAsync(new FlexMeasuresSensorQuery { PageSize = 3, Filter = "grid load" }).AsPages().ToListAsync();
        Assert.Equal([3, 3], pages.Select(p => p.Items.Count));
        Assert.Equal(6, pages[0].Total);
        Assert.Equal(2, fixture.Server.Requests.ToList().Count(r => r.Path == "/api/v3_0/sensors"));
    }

    [Fact]
    public async Task SensorsOfAnAsset_AreAlwaysPaged()
    {
        await using var fixture = await FlexMeasuresFixture.StartAsync();
        for (var i = 0; i < 12; i++)
        {
            await fixture.AddSensorAsync($"more {i}");
        }

        Assert.Equal(15, (await fixture.Client.Assets.ListSensorsAsync(1).ToListAsync()).Count);
    }

    [Fact]
    public async Task Assets_AreAskedWithAllFieldsUnlessTold()
    {
        await using var fixture = await FlexMeasuresFixture.StartAsync();
        fixture.Server.State.SunsetActive = true;
        var all = await fixture.Client.Assets.ListAsync(new FlexMeasuresAssetQuery { SortBy = "id", PageSize = 4 }).ToListAsync();
        Assert.Equal(6, all.Count);
        Assert.All(all, a => Assert.NotNull(a.FlexModel));
        Assert.Null((await fixture.Client.Assets.ListAsync(new FlexMeasuresAssetQuery { Fields = [] }).FirstAsync()).FlexModel);
    }

    [Fact]
    public async Task Find_OfWhatIsNotThere_IsNull()
    {
        await using var fixture = await FlexMeasuresFixture.StartAsync();
        Assert.Null(await fixture.Client.Sensors.FindAsync(4711));
        Assert.Null(await fixture.Client.Assets.FindAsync(4711));
        await Assert.ThrowsAsync<EnergyNotFoundException>(() => fixture.Client.Sensors.GetAsync(4711));
    }

    [Fact]
    public async Task Create_OfWhatTheServerRefuses_TellsTheFields()
    {
        using var handler = new Canned((422, """{"message":{"json":{"name":["taken"],"values":{"1":["Not a valid number."]}}},"result":"Rejected","status":"UNPROCESSABLE_ENTITY"}"""));
        using var client = Canned.Client(handler);
        var failure = await Assert.ThrowsAsync<EnergyResponseException>(() => client.Assets.CreateAsync(new FlexMeasuresNewAsset { Name = "x", AssetTypeId = 1 }));
        Assert.Equal(["taken"], failure.FieldErrors["name"]);
        Assert.Equal(["Not a valid number."], failure.FieldErrors["values.1"]);
        Assert.Equal(FlexMeasuresStatus.UnprocessableEntity, FlexMeasuresStatus.Of(failure));
    }

    [Fact]
    public async Task Update_OfOneMember_SendsThatAlone()
    {
        using var handler = new Canned((200, """{"id":7,"name":"n","status":200}"""));
        using var client = Canned.Client(handler);
        var asset = await client.Assets.UpdateAsync(7, new FlexMeasuresAssetUpdate { Description = null, Attributes = FlexMeasuresJson.FromText("""{"a":1}""") });
        Assert.Equal("""{"description":null,"attributes":"{\u0022a\u0022:1}"}""", handler.Requests[0].Body);
        Assert.Equal(new FlexMeasuresStatus("200"), asset.AnswerStatus);
    }
}
