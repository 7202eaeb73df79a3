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

    // Twenty-three in pages of ten: the second page has one too few, the last one too few, the first one too many, the last none.
    [Theory]
    [InlineData(2, -1, 10, "page 2 has 9 items, where a list of 23 in pages of 10 has 10")]
    [InlineData(3, -1, 20, "page 3 has 2 items, where a list of 23 in pages of 10 has 3")]
    [InlineData(1, 1, 0, "page 1 has 11 items, where a list of 23 in pages of 10 has 10")]
    [InlineData(3, -3, 20, "page 3 has 0 items")]
    public async Task List_WhoseItemsAreNotAsManyAsItsCount_IsAnErrorWithAToken(int page, int more, int before, string remark)
    {
        using var server = new ListServer(23, alwaysPaged: false) { More = p => p == page ? more : 0 };
        using var client = new FlexMeasuresClient(new FlexMeasuresClientOptions { BaseAddress = new Uri("https://ems.example"), Token = "secret-token", MaxRetries = 0 }, server);
        var query = new FlexMeasuresSensorQuery { PageSize = 10 };
        var seen = new List<long>();

        var failure = await Assert.ThrowsAsync<EnergyPayloadException>(async () =>
        {
            await foreach (var sensor in client.Sensors.ListAsync(query))
            {
                seen.Add(sensor.Id);
            }
        });

        Assert.Contains(remark, failure.Message, StringComparison.Ordinal);
        Assert.Equal(before, seen.Count - Math.Max(0, (page == 3 ? 3 : 10) + more));

        Assert.NotNull(failure.ResumeFrom);
        if (more < 0)
        {
            // The server is whole again: the token gives the rest.
            server.More = static _ => 0;
            var rest = await client.Sensors.ListAsync(query).StartingAt(failure.ResumeFrom).Select(static s => s.Id).ToListAsync();
            Assert.Equal(Enumerable.Range(1, 23).Select(static i => (long)i), seen.Concat(rest));
        }
    }

    [Fact]
    public async Task List_WhoseCountChangesBetweenTwoPages_IsReadOnAndLogged()
    {
        using var witness = new Witness();
        await using var fixture = await FlexMeasuresFixture.StartAsync(loggers: witness);
        var query = new FlexMeasuresAssetSensorQuery { PageSize = 2, SortBy = "id", Descending = false };
        var seen = new List<long>();

        await foreach (var sensor in fixture.Client.Assets.ListSensorsAsync(1, query))
        {
            seen.Add(sensor.Id);
            if (seen.Count == 2)
            {
                await fixture.AddSensorAsync("came meanwhile");
            }
        }

        Assert.Equal(4, seen.Distinct().Count());
        Assert.Single(witness.Events, static e => e.Name == "ListMoved");
        Assert.Contains("from 3 items to 4", witness.Everything, StringComparison.Ordinal);
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
    public async Task Assets_OfAnOrderWithoutADirection_AreAskedForFromTheFirst()
    {
        using var handler = new Canned((200, "[]"));
        using var client = Canned.Client(handler);

        await client.Assets.ListAsync(new FlexMeasuresAssetQuery { SortBy = "name" }).CountAsync();

        Assert.Contains("sort-by=name&sort-dir=asc", handler.Requests.Single().Target, StringComparison.Ordinal);
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
        using var handler =
            new Canned((422, """{"message":{"json":{"name":["taken"],"values":{"1":["Not a valid number."]}}},"result":"Rejected","status":"UNPROCESSABLE_ENTITY"}"""));
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
