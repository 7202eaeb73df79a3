using Energy.Clients.Stem;

namespace Energy.Clients.Conformance.Stem;

/// <summary>Makes Stem clients over a handler: each request is made once.</summary>
public static class StemClients
{
    public static StemClient Create(HttpMessageHandler handler, string apiKey = "any-key", bool strict = false) => new(
        new StemClientOptions
        {
            BaseAddress = new Uri("https://stem.example"),
            ApiKey = apiKey,
            MaxRetries = 0,
            Strict = strict,
        },
        handler);
}
