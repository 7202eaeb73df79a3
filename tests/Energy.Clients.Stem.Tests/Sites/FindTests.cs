using NodaTime;

namespace Energy.Clients.Stem.Tests.Sites;

public class FindTests
{
    [Fact]
    public async Task Find_ByIdAndName_GoesOverAllClients()
    {
        await using var stem = await StemFixture.StartAsync();
        var canal = stem.World.Site("canal");

        var match = await stem.Client.Sites.FindAsync(canal.IdFor("stem").ToString());
        Assert.Equal((stem.World.Customers[1].Name, canal.Name), (match!.Client.Name, match.Site.Name));
        Assert.Equal(canal.Name, (await stem.Client.Sites.FindAsync(match.Client.Id, match.Site.Id))!.Name);
        Assert.Equal([canal.Name], await stem.Client.Sites.FindByNameAsync("CANAL").Select(m => m.Site.Name).ToListAsync());
        Assert.Null(await stem.Client.Sites.FindAsync("nobody"));
        Assert.Equal(stem.ClientId, (await stem.Client.Clients.FindAsync(stem.ClientId))!.Id);
        Assert.Null(await stem.Client.Clients.FindAsync(stem.ClientId.ToUpperInvariant()));
    }

    [Fact]
    public async Task Site_TellsItsStreamsAndTheirStarts()
    {
        await using var stem = await StemFixture.StartAsync();
        var site = await stem.Client.Sites.ListAsync(stem.ClientId).FirstAsync(s => s.Id == stem.SiteId);

        Assert.Equal(["MONITOR", "CONVERTER", "INTERVAL_REVENUE"], site.StreamTypes.Select(t => t.Name));
        Assert.Equal(stem.Site.DataStart, site.StartOf(StemStreamType.Monitor));
        Assert.Null(site.StartOf(new StemStreamType("OTHER")));
    }

    [Theory]
    [InlineData("")]
    [InlineData("soon")]
    public async Task Start_ThatCannotBeRead_IsAbsent(string text)
    {
        await using var stem = await StemFixture.WithListsAsync(1, 0, 10);
        stem.Server.State.AddSites("client-0", [StemFixture.Meter("m", text)]);

        Assert.Null((await stem.Client.Sites.ListAsync("client-0").SingleAsync()).StartOf(StemStreamType.Monitor));
    }
}
