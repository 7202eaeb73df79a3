using NodaTime;

namespace Energy.Clients.IOTile.Tests;

/// <summary>Series by their address.</summary>
public class AddressTests
{
    [Fact]
    public async Task Open_OfAStream_KnowsItsUnitBeforeTheFirstReading()
    {
        await using var cloud = await IOTileFixture.StartAsync();
        var address = SeriesUri.Parse("iotile:/" + IOTileFixture.Import);
        var range = new Interval(cloud.Now - Duration.FromHours(2), cloud.Now);

        var series = await cloud.Client.OpenAsync(address, range);

        Assert.Equal((Unit.KilowattHour, Unit.None), (series.Info.Unit, cloud.Client.Open(address, range).Info.Unit));
        var all = await series.ToListAsync();
        Assert.Equal(8, all.Count);
        Assert.Equal(all, await cloud.Client.Open(address, range).ToListAsync());
    }

    [Fact]
    public async Task Open_WhereTheAddressTellsTheUnit_AsksNothing()
    {
        await using var cloud = await IOTileFixture.StartAsync();
        var before = cloud.Server.Requests.Total;

        var range = new Interval(cloud.Now - Duration.FromHours(2), cloud.Now);
        var told = await cloud.Client.OpenAsync(SeriesUri.Parse($"iotile:/{IOTileFixture.Import}?unit=Wh"), range);
        await cloud.Client.OpenAsync(SeriesUri.Parse($"iotile:/{IOTileFixture.Import}?value=raw"), range);

        Assert.Equal(Unit.WattHour, told.Info.Unit);
        Assert.Equal(before, cloud.Server.Requests.Total);
    }

    [Fact]
    public async Task Open_OfAStreamWithoutARecord_LeavesTheUnitOut()
    {
        await using var cloud = await IOTileFixture.StartAsync();

        var series = await cloud.Client.OpenAsync(SeriesUri.Parse("iotile:/s--0000-0001--0000-0000-0000-0fff--5001"), new Interval(cloud.Now - Duration.FromHours(2), cloud.Now));

        Assert.Equal(Unit.None, series.Info.Unit);
    }
}
