namespace Energy.Clients.Conformance.Stem;

/// <summary>The route table of Stem: what each recorded request does.</summary>
public static class StemOperations
{
    public const string Clients = "clients.list";
    public const string Sites = "sites.list";
    public const string Streams = "streams.read";

    /// <summary>Maps every exchange; one that a redirect led to does what the redirected request asked.</summary>
    public static ExchangeOperations Table { get; } = new ExchangeOperations()
        .Map(Clients, exchange => Fits(exchange, "/api/v1/clients"))
        .Map(Sites, exchange => Fits(exchange, "/api/v1/clients/{client}/sites"))
        .Map(Streams, exchange => Fits(exchange, "/api/v1/sites/{site}/streams"))

        // The recorded client pastes ids into paths unescaped, so that a site list may have any path under the clients.
        .Map(Sites, exchange => Fits(exchange, "/api/v1/clients/{*client}"));

    private static bool Fits(RecordedExchange exchange, string template)
    {
        RecordedExchange origin = exchange.Vendor == "stem" ? StemScenario.Load(exchange.File).Origin(exchange) : exchange;
        return origin.Request.Method == "GET" && RequestTarget.Match(template, origin.Request.Target) is not null;
    }
}
