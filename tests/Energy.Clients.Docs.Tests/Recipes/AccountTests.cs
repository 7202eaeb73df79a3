using Energy.Clients.Docs.Tests.Snippets.Recipes;
using Energy.Clients.Emulators;
using Energy.Clients.Stem;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace Energy.Clients.Docs.Tests.Recipes;

/// <summary>docs/recipes/several-accounts.md and docs/recipes/rotating-keys.md, run.</summary>
public sealed class AccountTests
{
    [Fact]
    public async Task KeyedClients_OfTwoAccounts_EachAskWithTheirOwnKey()
    {
        await using var north = await StartAsync("key-of-north");
        await using var south = await StartAsync("key-of-south");
        var services = new ServiceCollection();
        AccountSnippets.RegisterKeyed(services, new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Stem:North:BaseAddress"] = north.Stem.BaseAddress.ToString(),
            ["Stem:North:ApiKey"] = "key-of-north",
            ["Stem:South:BaseAddress"] = south.Stem.BaseAddress.ToString(),
            ["Stem:South:ApiKey"] = "key-of-south",
        }).Build());
        services.AddSingleton<AccountSnippets.Report>();
        await using var provider = services.BuildServiceProvider();
        var start = Instant.FromUtc(2024, 6, 10, 0, 0);

        var owners = await provider.GetRequiredService<AccountSnippets.Report>().CountOwnersAsync();
        var site = north.World.Site("harbour").IdFor("stem").ToString();
        var readings = await AccountSnippets.OpenOfNorth(provider.GetRequiredService<SeriesOpener>(), site, new Interval(start, start + Duration.FromDays(1))).CountAsync();

        Assert.Equal(north.World.Customers.Count + south.World.Customers.Count, owners);
        Assert.Equal(96, readings);
        Assert.DoesNotContain(south.Stem.Requests.ToList(), static r => r.Path.Contains("streams", StringComparison.Ordinal));
    }

    [Fact]
    public async Task WithCredential_OfATenantWhoLeft_RefusesThatTenantOnly()
    {
        await using var vendors = await StartAsync("key-of-a");
        using var stem = new StemClient(new() { BaseAddress = vendors.Stem.BaseAddress, ApiKey = "key-of-nobody" });
        var tenants = new AccountSnippets.Tenants(stem, static (tenant, _) => new($"key-of-{tenant}"));

        await Assert.ThrowsAsync<EnergyAuthenticationException>(async () => await tenants.For("b").Clients.ListAsync().CountAsync());

        Assert.Equal(vendors.World.Customers.Count, await tenants.For("a").Clients.ListAsync().CountAsync());
    }

    [Fact]
    public async Task FromProvider_KeyThatIsReplacedInTheConfiguration_IsUsedByTheNextRequest()
    {
        StemEmulatorOptions server = null!;
        await using var vendors = await EnergyEmulators.StartAsync(o =>
        {
            o.Only(o.Stem);
            (server = o.Stem).ApiKey = "first-key";
        });
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?> { ["Vault:Stem"] = "first-key" }).Build();
        var services = new ServiceCollection();
        AccountSnippets.RegisterRotating(services, configuration);
        services.Configure<StemClientOptions>(o => o.BaseAddress = vendors.Stem.BaseAddress);
        await using var provider = services.BuildServiceProvider();
        var stem = provider.GetRequiredService<StemClient>();
        Assert.Equal(vendors.World.Customers.Count, await stem.Clients.ListAsync().CountAsync());

        server.ApiKey = "second-key";
        await Assert.ThrowsAsync<EnergyAuthenticationException>(async () => await stem.Clients.ListAsync().CountAsync());
        configuration["Vault:Stem"] = "second-key";
        configuration.Reload();

        Assert.Equal(vendors.World.Customers.Count, await stem.Clients.ListAsync().CountAsync());
    }

    private static Task<EnergyEmulators> StartAsync(string key) => EnergyEmulators.StartAsync(o =>
    {
        o.Only(o.Stem);
        o.Stem.ApiKey = key;
    });
}
