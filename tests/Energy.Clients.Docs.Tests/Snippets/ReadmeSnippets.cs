using Energy.Clients.Stem;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace Energy.Clients.Docs.Tests.Snippets;

/// <summary>The sample of README.md, between the region's lines, word for word.</summary>
internal static class ReadmeSnippets
{
    public static async Task ReadBuildingLoadAsync(string apiKey, string siteId, Instant start, Instant end)
    {
        #region README.md
        var services = new ServiceCollection();
        services.AddStemClient(options => options.ApiKey = apiKey);
        await using var provider = services.BuildServiceProvider();
        var stem = provider.GetRequiredService<StemClient>();

        var query = new StemStreamQuery { SiteId = siteId, Start = start, End = end };
        var load = stem.Streams.ReadDerivedAsync(StemDerivedStream.BuildingLoad, query);

        Console.WriteLine($"{load.Info.Identity} in {load.Info.Unit}");
        await foreach (var reading in load.Where(r => r.Value is not null))
        {
            Console.WriteLine($"{reading.Start} to {reading.End}: {reading.Value:0.0}");
        }
        #endregion
    }
}
