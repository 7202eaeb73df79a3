namespace Energy.Clients.Emulators;

/// <summary>A customer of the vendors: who owns one or more simulated sites.</summary>
public sealed class SimulatedCustomer
{
    internal SimulatedCustomer(string key, string name, long seed, IEnumerable<SiteProfile> sites)
    {
        Key = key;
        Name = name;
        Sites = [.. sites.Select(p => SimulatedSite.Of(p, seed))];
    }

    /// <summary>A short text that names the customer in the world, the same for every seed.</summary>
    public string Key { get; }

    /// <summary>The name that vendors show.</summary>
    public string Name { get; }

    /// <summary>The customer's sites, in a fixed order; at least one.</summary>
    public IReadOnlyList<SimulatedSite> Sites { get; }

    /// <summary>An id that a vendor could have given this customer: the same for every seed, different for every vendor.</summary>
    /// <param name="vendor">The vendor's name, or any text.</param>
    /// <returns>A UUID.</returns>
    public Guid IdFor(string vendor) => Noise.StableGuid(vendor, "customer", Key);
}
