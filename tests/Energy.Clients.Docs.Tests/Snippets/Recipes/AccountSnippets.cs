using Energy.Clients.Stem;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Energy.Clients.Docs.Tests.Snippets.Recipes;

/// <summary>The code of docs/recipes/several-accounts.md and docs/recipes/rotating-keys.md.</summary>
internal static class AccountSnippets
{
    public static void RegisterKeyed(IServiceCollection services, IConfiguration configuration)
    {
        #region docs/recipes/several-accounts.md
        services.AddKeyedStemClient("north", configuration.GetSection("Stem:North"));
        services.AddKeyedStemClient("south", configuration.GetSection("Stem:South"));
        services.AddSeriesReader<StemClient>("north").AddSeriesReader<StemClient>("south");
        #endregion
    }

    public static ReadingSeries OpenOfNorth(SeriesOpener opener, string siteId, NodaTime.Interval range)
    {
        #region docs/recipes/several-accounts.md
        var load = opener.Open(SeriesUri.Parse($"stem+north:/sites/{siteId}/MONITOR"), range);
        #endregion
        return load;
    }

    public static void RegisterRotating(IServiceCollection services, IConfiguration configuration)
    {
        #region docs/recipes/rotating-keys.md
        services.Configure<VaultKeys>(configuration.GetSection("Vault"));        // a source that reloads
        services.AddStemClient();
        services.AddOptions<StemClientOptions>().Configure<IOptionsMonitor<VaultKeys>>((options, keys) =>
            options.UseCredential(EnergyCredential.FromProvider("stem", _ => new(keys.CurrentValue.Stem))));
        #endregion
    }

    #region docs/recipes/rotating-keys.md
    public sealed class VaultKeys
    {
        public string Stem { get; set; } = "";
    }
    #endregion

    #region docs/recipes/several-accounts.md
    public sealed class Report([FromKeyedServices("north")] StemClient north, [FromKeyedServices("south")] StemClient south)
    {
        public async Task<int> CountOwnersAsync() => await north.Clients.ListAsync().CountAsync() + await south.Clients.ListAsync().CountAsync();
    }
    #endregion

    #region docs/recipes/several-accounts.md
    public sealed class Tenants(StemClient stem, Func<string, CancellationToken, ValueTask<string>> keyOf)
    {
        public StemClient For(string tenant) => stem.WithCredential(EnergyCredential.FromProvider(tenant, cancellationToken => keyOf(tenant, cancellationToken)));
    }
    #endregion
}
