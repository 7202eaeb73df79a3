using NodaTime.Text;

namespace Energy.Clients.Emulators;

/// <summary>The simulated world as Stem sees it.</summary>
internal static class StemWorld
{
    private const string Vendor = "stem";

    /// <summary>Loads all customers and sites, and to the last customer a site that has no streams as yet.</summary>
    internal static void Load(StemEmulatorState state, World world, bool onTheGrid)
    {
        foreach (var customer in world.Customers)
        {
            var clientId = customer.IdFor(Vendor).ToString();
            state.AddClients([new StemClientState { Id = clientId, Name = customer.Name }]);
            state.AddSites(clientId, customer.Sites.Select(Site));
            foreach (var site in customer.Sites)
            {
                var siteId = site.IdFor(Vendor).ToString();

                // As the utility sees it: the battery is included.
                state.AddStream(siteId, "MONITOR", new SimulatedStream(site, SimulatedFlow.Buy, SimulatedFlow.Sell, MonitorBegins(site), onTheGrid));
                state.AddStream(siteId, "CONVERTER", new SimulatedStream(site, SimulatedFlow.StoreIn, SimulatedFlow.StoreOut, ConverterBegins(site), onTheGrid));
                state.AddStream(siteId, "INTERVAL_REVENUE", new SimulatedStream(site, SimulatedFlow.Buy, SimulatedFlow.Sell, RevenueBegins(site), onTheGrid));
            }
        }

        var last = world.Customers[^1];
        state.AddSites(last.IdFor(Vendor).ToString(), [new StemSiteState
        {
            Id = Noise.StableGuid(Vendor, "site", "without-streams").ToString(),
            Name = "Quay Extension (not in service)",
        }]);
    }

    private static Instant MonitorBegins(SimulatedSite site) => site.DataStart;

    private static Instant ConverterBegins(SimulatedSite site) => site.DataStart + Duration.FromMinutes(64) + Duration.FromSeconds(27);

    private static Instant RevenueBegins(SimulatedSite site) => site.DataStart + Duration.FromDays(30);

    private static StemSiteState Site(SimulatedSite site) => new()
    {
        Id = site.IdFor(Vendor).ToString(),
        Name = site.Name,
        StreamStartTimes = new Dictionary<string, JsonElement>
        {
            ["MONITOR"] = Text(MonitorBegins(site)),
            ["CONVERTER"] = Text(ConverterBegins(site)),
            ["INTERVAL_REVENUE"] = Text(RevenueBegins(site)),
        },
    };

    private static JsonElement Text(Instant instant)
    {
        using var document = JsonDocument.Parse($"\"{InstantPattern.General.Format(instant)}\"");
        return document.RootElement.Clone();
    }
}
