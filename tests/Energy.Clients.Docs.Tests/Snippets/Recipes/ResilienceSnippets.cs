using Microsoft.Extensions.DependencyInjection;

namespace Energy.Clients.Docs.Tests.Snippets.Recipes;

/// <summary>The code of docs/recipes/resilience-handlers.md.</summary>
internal static class ResilienceSnippets
{
    public static void RegisterForTheHost(IServiceCollection services)
    {
        #region docs/recipes/resilience-handlers.md
        services.ConfigureHttpClientDefaults(http => http.AddStandardResilienceHandler());   // what ServiceDefaults of Aspire does
        #endregion
    }

    public static IHttpClientBuilder RegisterWithOurs(IServiceCollection services, string apiKey)
    {
#pragma warning disable EXTEXP0001 // RemoveAllResilienceHandlers may change in a later release of Microsoft.Extensions.Http.Resilience
        #region docs/recipes/resilience-handlers.md
        var http = services.AddStemClient(options => options.ApiKey = apiKey).RemoveAllResilienceHandlers();
        #endregion
#pragma warning restore EXTEXP0001
        return http;
    }

    public static IHttpClientBuilder RegisterWithTheirs(IServiceCollection services, string apiKey)
    {
        #region docs/recipes/resilience-handlers.md
        var http = services.AddStemClient(options =>
        {
            options.ApiKey = apiKey;
            options.UseResilience = false;
        });
        #endregion
        return http;
    }
}
