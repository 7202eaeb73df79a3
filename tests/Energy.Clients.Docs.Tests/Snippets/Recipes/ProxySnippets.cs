using System.Net;
using Energy.Clients.Stem;
using Microsoft.Extensions.DependencyInjection;

namespace Energy.Clients.Docs.Tests.Snippets.Recipes;

/// <summary>The code of docs/recipes/proxies.md.</summary>
internal static class ProxySnippets
{
    public static void Register(IServiceCollection services, string apiKey, Uri proxy, ICredentials credentials)
    {
        #region docs/recipes/proxies.md
        services.AddStemClient(options => options.ApiKey = apiKey)
            .ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler { Proxy = new WebProxy(proxy) { Credentials = credentials } });
        #endregion
    }

    public static StemClient Without(StemClientOptions options)
    {
        #region docs/recipes/proxies.md
        var stem = new StemClient(options, new() { PrimaryHandler = new SocketsHttpHandler { UseProxy = false } });
        #endregion
        return stem;
    }
}
