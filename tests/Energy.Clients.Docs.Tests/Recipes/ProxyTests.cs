using System.Net;
using Energy.Clients.Docs.Tests.Programs;
using Energy.Clients.Docs.Tests.Snippets.Recipes;
using Energy.Clients.Emulators;
using Energy.Clients.Stem;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Energy.Clients.Docs.Tests.Recipes;

/// <summary>docs/recipes/proxies.md, run with a proxy that answers everything by itself and tells what it was asked.</summary>
[Collection(ConsoleCollection.Name)] // The machine's proxy is a setting of the process.
public sealed class ProxyTests : IAsyncLifetime
{
    private readonly List<string> _asked = [];
    private WebApplication _proxy = null!;

    private Uri Address => new(_proxy.Urls.First());

    public async Task InitializeAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        _proxy = builder.Build();
        _proxy.Run(context =>
        {
            _asked.Add(context.Request.Host.Host);
            context.Response.StatusCode = StatusCodes.Status418ImATeapot;
            return Task.CompletedTask;
        });
        await _proxy.StartAsync();
    }

    public async Task DisposeAsync() => await _proxy.DisposeAsync();

    [Fact]
    public async Task MachinesProxy_ServerOnLoopback_IsNotAsked()
    {
        await using var vendors = await EnergyEmulators.StartAsync(static o => o.Only(o.Stem));
        using var stem = new StemClient(new() { BaseAddress = vendors.Stem.BaseAddress, ApiKey = vendors.Stem.ApiKey });
        var services = new ServiceCollection();
        services.AddStemClient(o => (o.BaseAddress, o.ApiKey) = (vendors.Stem.BaseAddress, vendors.Stem.ApiKey));
        await using var provider = services.BuildServiceProvider();

        await WithMachinesProxyAsync(async () =>
        {
            Assert.Equal(vendors.World.Customers.Count, await stem.Clients.ListAsync().CountAsync());
            Assert.Equal(vendors.World.Customers.Count, await provider.GetRequiredService<StemClient>().Clients.ListAsync().CountAsync());
        });

        Assert.Empty(_asked);
    }

    [Fact]
    public async Task MachinesProxy_ServerElsewhere_IsAsked()
    {
        using var stem = new StemClient(new() { BaseAddress = new Uri("http://stem.invalid"), AllowHttp = true, ApiKey = "key", MaxRetries = 0 });

        await WithMachinesProxyAsync(async () => await Assert.ThrowsAsync<EnergyResponseException>(async () => await stem.Clients.ListAsync().CountAsync()));

        Assert.Equal(["stem.invalid"], _asked);
    }

    [Fact]
    public async Task ProxyOfOnesOwn_ServerElsewhere_IsAsked()
    {
        var services = new ServiceCollection();
        ProxySnippets.Register(services, "key", Address, CredentialCache.DefaultCredentials);
        services.Configure<StemClientOptions>(static o => (o.BaseAddress, o.AllowHttp, o.MaxRetries) = (new Uri("http://stem.invalid"), true, 0));
        await using var provider = services.BuildServiceProvider();

        await Assert.ThrowsAsync<EnergyResponseException>(async () => await provider.GetRequiredService<StemClient>().Clients.ListAsync().CountAsync());

        Assert.Equal(["stem.invalid"], _asked);
    }

    [Fact]
    public async Task NoProxy_ServerElsewhere_DoesNotAskTheMachines()
    {
        using var stem = ProxySnippets.Without(new() { BaseAddress = new Uri("http://stem.invalid"), AllowHttp = true, ApiKey = "key", MaxRetries = 0 });

        await WithMachinesProxyAsync(async () => await Assert.ThrowsAsync<EnergyTransportException>(async () => await stem.Clients.ListAsync().CountAsync()));

        Assert.Empty(_asked);
    }

    private async Task WithMachinesProxyAsync(Func<Task> act)
    {
        var before = HttpClient.DefaultProxy;
        HttpClient.DefaultProxy = new WebProxy(Address, BypassOnLocal: false);
        try
        {
            await act();
        }
        finally
        {
            HttpClient.DefaultProxy = before;
        }
    }
}
