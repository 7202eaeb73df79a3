using Energy.Clients.Docs.Tests.Programs;
using Energy.Clients.Docs.Tests.Snippets.Recipes;
using Energy.Clients.Emulators;
using Energy.Clients.Postgres.Tests;
using Energy.Clients.Stem;
using NodaTime;

namespace Energy.Clients.Docs.Tests.Recipes;

/// <summary>docs/recipes/storing.md, run on a server of its own.</summary>
[Collection(ConsoleCollection.Name)]
public sealed class StoringTests(PostgresServer server) : IClassFixture<PostgresServer>
{
    [ServerFact]
    public async Task StoreAsync_RunTwice_HasEachReadingOfEachSiteOnce()
    {
        var clock = new ManualTimeProvider(Instant.FromUtc(2024, 6, 8, 0, 0));
        await using var vendors = await EnergyEmulators.StartAsync(o =>
        {
            o.TimeProvider = clock;
            o.Only(o.Stem);
        });
        using var stem = new StemClient(new() { BaseAddress = vendors.Stem.BaseAddress, ApiKey = vendors.Stem.ApiKey }, new() { TimeProvider = clock });
        var series = vendors.World.Sites.Select(static site => SeriesUri.Create("stem", "sites", site.IdFor("stem").ToString(), "MONITOR")).ToList();

        await StoringSnippets.StoreAsync(stem, series, server.ConnectionString, clock, CancellationToken.None);
        clock.Advance(Duration.FromDays(1));
        await StoringSnippets.StoreAsync(stem, series, server.ConnectionString, clock, CancellationToken.None);

        Assert.Equal(vendors.World.Sites.Count * 8 * 96L, await CountAsync("select count(*) from energy_clients.readings"));
        Assert.Equal(0L, await CountAsync(Documents.Blocks("docs/recipes/storing.md", "sql")[0].Replace("select s.identity, gap.*", "select count(*)", StringComparison.Ordinal)));
    }

    private async Task<long> CountAsync(string sql)
    {
        await using var command = server.Source.CreateCommand(sql);
        return (long)(await command.ExecuteScalarAsync())!;
    }
}
