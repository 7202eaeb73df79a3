using System.Globalization;
using Energy.Clients.Stem;

namespace Energy.Clients.Conformance.Stem;

/// <summary>Makes Stem clients over a handler: each request is made once.</summary>
public static class StemClients
{
    /// <summary>A client as the recorded one was set up.</summary>
    public static StemClient Create(HttpMessageHandler handler, StemScenario scenario, bool strict = false)
    {
        ArgumentNullException.ThrowIfNull(scenario);
        return Create(handler, strict, scenario.ApiKey);
    }

    /// <summary>The size of the pages that the recorded client asked for.</summary>
    public static int PageSizeOf(StemScenario scenario)
    {
        ArgumentNullException.ThrowIfNull(scenario);
        string? asked = scenario.Exchanges.Select(exchange => exchange.Request.Parameter("per_page")).FirstOrDefault(size => size is not null);
        return asked is null ? StemListQuery.DefaultPageSize : int.Parse(asked, CultureInfo.InvariantCulture);
    }

    /// <summary>A client of which only the reading matters.</summary>
    public static StemClient Create(
        HttpMessageHandler handler, bool strict = false, string apiKey = "any-key") => new(
        new StemClientOptions
        {
            BaseAddress = new Uri("https://stem.example"),
            ApiKey = apiKey,
            MaxRetries = 0,
            Strict = strict,
        },
        handler);
}
