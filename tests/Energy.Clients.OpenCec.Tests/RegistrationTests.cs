using Energy.Clients.Emulators;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Energy.Clients.OpenCec.Tests;

public sealed class RegistrationTests
{
    [Fact]
    public async Task AddOpenCecClient_ByCodeBySectionAndByKey_Reads()
    {
        await using var vendors = await EnergyEmulators.StartAsync(o => o.Only(o.OpenCec));
        var section = new ConfigurationBuilder()
            .AddInMemoryCollection(
                new Dictionary<string, string?>
                {
                    ["OpenCec:BaseAddress"] = vendors.OpenCec.BaseAddress.ToString(),
                    ["OpenCec:ApiKey"] = vendors.OpenCec.ApiKey,
                    ["OpenCec:DatabaseTimeZone"] = "Australia/Perth"
                })
            .Build().GetSection("OpenCec");
        var services = new ServiceCollection();
        services.AddOpenCecClient(section);
        services.AddKeyedOpenCecClient("section", section);
        services.AddKeyedOpenCecClient("code", o =>
        {
            o.BaseAddress = vendors.OpenCec.BaseAddress;
            o.ApiKey = vendors.OpenCec.ApiKey;
        });
        await using var provider = services.BuildServiceProvider();
        foreach (var client in new[] { provider.GetRequiredService<OpenCecClient>(), provider.GetRequiredKeyedService<OpenCecClient>("section"),
            provider.GetRequiredKeyedService<OpenCecClient>("code") })
        {
            Assert.Equal("Banksia Power", (await client.Listings.GetAsync(1)).Manufacturer);
        }

        Assert.Equal("Australia/Perth", provider.GetRequiredService<IOptions<OpenCecClientOptions>>().Value.DatabaseTimeZone);
    }

    [Fact]
    public async Task AddOpenCecClient_WithoutAddress_FailsAtTheFirstResolveAndNamesIt()
    {
        var services = new ServiceCollection();
        services.AddOpenCecClient(o => o.ApiKey = "k3y-8chr");
        await using var provider = services.BuildServiceProvider();
        var refusal = Assert.Throws<OptionsValidationException>(() => provider.GetRequiredService<OpenCecClient>());
        Assert.Contains("BaseAddress", refusal.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("k3y-8chr", refusal.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task AnyFailure_ShowsNeitherTheKeyNorAHash()
    {
        using var witness = new Energy.Clients.Tests.Witness();
        await using var cec = await OpenCecFixture.StartAsync(o => o.ApiKey = "Zq7_secret-tail", witness);
        var key = await cec.Client.Admin.Keys.GetAsync(1);
        var failures = new List<Exception?>
        {
            await Record.ExceptionAsync(() => cec.Client.Listings.GetAsync(99)),
            await Record.ExceptionAsync(() => cec.Client.WithCredential(EnergyCredential.FromText("Zq7_wrong")).Listings.GetAsync(1)),
            await Record.ExceptionAsync(() => cec.Client.Admin.Keys.UpdateAsync(77, new() { Value = key.Value })),
            await Record.ExceptionAsync(() => cec.Client.Admin.DeviceClasses.DeleteAsync(1)),
        };
        cec.Server.Faults.Always(Fault.Body("{\"detail\":\"key Zq7_secret-tail hash " + key.Value + "\"}", status: 418));
        failures.Add(await Record.ExceptionAsync(() => cec.Client.Listings.GetAsync(1)));
        Assert.All(failures, static f => Assert.NotNull(f));
        var everything = witness.Everything + string.Join('\n', failures);
        Assert.DoesNotContain("Zq7_secre", everything, StringComparison.Ordinal);
        Assert.DoesNotContain(key.Value, everything, StringComparison.Ordinal);
    }
}
