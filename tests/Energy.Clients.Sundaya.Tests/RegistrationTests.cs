using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using RichardSzalay.MockHttp;

namespace Energy.Clients.Sundaya.Tests;

public class RegistrationTests
{
    [Fact]
    public async Task Clients_RegisteredByCodeAndByKey_SendTheirOwnKeys()
    {
        using var plain = Answering("key-plain");
        using var north = Answering("key-north");
        var services = new ServiceCollection();
        services.AddSundayaClient(o => o.ApiKey = "key-plain").ConfigurePrimaryHttpMessageHandler(() => plain);
        services.AddKeyedSundayaClient("north", o => o.ApiKey = "key-north").ConfigurePrimaryHttpMessageHandler(() => north);
        await using var provider = services.BuildServiceProvider();

        Assert.Equal("1.2", await provider.GetRequiredService<SundayaClient>().Admin.GetCurrentVersionAsync());
        Assert.Equal("1.2", await provider.GetRequiredKeyedService<SundayaClient>("north").Admin.GetCurrentVersionAsync());
        Assert.Same(provider.GetRequiredService<SundayaClient>(), provider.GetRequiredService<SundayaClient>());
    }

    [Fact]
    public void Clients_RegisteredBySections_HaveTheirOptions()
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["A:ApiKey"] = "key-a",
            ["A:BaseAddress"] = "https://a.example.com/base",
            ["A:TotalTimeout"] = "00:00:50",
            ["B:ApiKey"] = "key-b",
        }).Build();
        var services = new ServiceCollection();
        services.AddSundayaClient(configuration.GetSection("A"));
        services.AddKeyedSundayaClient("b", configuration.GetSection("B"));
        using var provider = services.BuildServiceProvider();

        var a = provider.GetRequiredService<IOptionsMonitor<SundayaClientOptions>>().CurrentValue;
        var b = provider.GetRequiredService<IOptionsMonitor<SundayaClientOptions>>().Get("b");
        Assert.Equal(("key-a", 50), (a.ApiKey, a.TotalTimeout.TotalSeconds));
        Assert.Equal(("key-b", SundayaClientOptions.DefaultBaseAddress), (b.ApiKey, b.BaseAddress));
        Assert.Equal("https://a.example.com/base/", provider.GetRequiredService<SundayaClient>().BaseAddress.AbsoluteUri);
    }

    [Fact]
    public async Task Client_WithoutAKey_SendsNone()
    {
        using var mock = new MockHttpMessageHandler();
        mock.When("*").With(r => !r.Headers.Contains("x-api-key")).Respond("application/json", """{"versions":{"current":"1.2"}}""");
        using var client = new SundayaClient(new SundayaClientOptions(), mock);

        Assert.Equal("1.2", await client.Admin.GetCurrentVersionAsync());
        Assert.Equal("api.sundaya.intelliweave.com", client.BaseAddress.Host);
    }

    [Fact]
    public async Task WithCredential_GivesAViewInAnotherName()
    {
        using var mock = Answering("key-other");
        using var client = new SundayaClient(new SundayaClientOptions { ApiKey = "key-first" }, mock);

        Assert.Equal("1.2", await client.WithCredential(EnergyCredential.FromText("key-other")).Admin.GetCurrentVersionAsync());
    }

    [Fact]
    public void Options_ThatCannotBe_AreRefusedWithTheRemedyAndWithoutTheKey()
    {
        var endless = Assert.Throws<OptionsValidationException>(() => new SundayaClient(new SundayaClientOptions { TotalTimeout = Timeout.InfiniteTimeSpan }));
        var key = Assert.Throws<OptionsValidationException>(() => new SundayaClient(new SundayaClientOptions { ApiKey = "bad key" }));

        Assert.Contains("TotalTimeout is infinite", endless.Message, StringComparison.Ordinal);
        Assert.Contains("ApiKey", key.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("bad key", key.Message, StringComparison.Ordinal);
    }

    private static MockHttpMessageHandler Answering(string key)
    {
        var mock = new MockHttpMessageHandler();
        mock.When("*").WithHeaders("x-api-key", key).Respond("application/json", """{"versions":{"current":"1.2"}}""");
        return mock;
    }
}
