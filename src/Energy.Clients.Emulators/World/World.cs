namespace Energy.Clients.Emulators;

/// <summary>The simulated world behind all emulators: customers with sites, each with weather, panels, a battery, a building and a grid connection.</summary>
/// <remarks>
/// The world is a pure function of the seed, the site and the instant: nothing is stored, so a year of minutes costs no memory, two
/// worlds with one seed are equal on every machine, and every vendor shows the same building. The customers and sites, their names and
/// ids are the same for every seed; only what happens there differs.
/// </remarks>
public sealed class World
{
    /// <summary>Creates the world of a seed.</summary>
    /// <param name="seed">Any number; equal seeds give equal worlds.</param>
    public World(long seed = 0)
    {
        Seed = seed;
        Customers =
        [
            new SimulatedCustomer("northwind-logistics", "Northwind Logistics", seed,
            [
                new SiteProfile("harbour", 1, "Harbour Cold Store", "America/Los_Angeles", 33.74, -118.26, 450, 250, 320, 210),
                new SiteProfile("hillside", 2, "Hillside Warehouse", "America/Los_Angeles", 37.66, -122.09, 340, 100, 60, 110),
            ]),
            new SimulatedCustomer("lowland-works", "Lowland Works", seed,
            [
                new SiteProfile("canal", 3, "Canal Works", "Europe/Amsterdam", 52.39, 4.88, 120, 80, 45, 95),
            ]),
        ];
        Sites = [.. Customers.SelectMany(c => c.Sites)];
    }

    /// <summary>The seed that the world was made from.</summary>
    public long Seed { get; }

    /// <summary>The customers, in a fixed order: two, with three sites between them.</summary>
    public IReadOnlyList<SimulatedCustomer> Customers { get; }

    /// <summary>The sites of all customers, in a fixed order.</summary>
    public IReadOnlyList<SimulatedSite> Sites { get; }

    /// <summary>The site with a key.</summary>
    /// <param name="key">One of <c>harbour</c>, <c>hillside</c>, <c>canal</c>; case matters.</param>
    /// <returns>The site.</returns>
    /// <exception cref="KeyNotFoundException">There is no such site; the message lists the keys.</exception>
    public SimulatedSite Site(string key) => Sites.FirstOrDefault(s => s.Key == key)
        ?? throw new KeyNotFoundException($"The simulated world has no site '{key}'; it has {string.Join(", ", Sites.Select(s => s.Key))}.");
}
