using System.Net;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using RichardSzalay.MockHttp;

namespace Energy.Clients.Stem.Tests;

public class RegistrationTests
{
    [Fact]
    public async Task Client_RegisteredByCode_SendsItsKey()
    {
        using var mock = Answering("main-key");
        var services = new ServiceCollection();
        services.AddStemClient(o => o.ApiKey = "main-key").ConfigurePrimaryHttpMessageHandler(() => mock);
        await using var provider = services.BuildServiceProvider();

        Assert.Equal("a", (await provider.GetRequiredService<StemClient>().Clients.ListAsync().SingleAsync()).Id);
        Assert.Same(provider.GetRequiredService<StemClient>(), provider.GetRequiredService<StemClient>());
    }

    [Fact]
    public void Client_RegisteredByASection_HasEveryOptionOfIt()
    {
        var section = Section(
            ("ApiKey", "k-1"), ("BaseAddress", "http://stem.example.com/api"), ("AllowHttp", "true"), ("TotalTimeout", "00:02:00"), ("AttemptTimeout", "00:00:07"),
            ("BodyIdleTimeout", "00:00:08"),
            ("MaxRetries", "5"), ("RetryBaseDelay", "00:00:01"), ("RetryMaxDelay", "00:00:09"), ("RequestsPerSecond", "2.5"), ("RequestBurst", "4"),
            ("MaxBufferedBodyBytes", "5000"),
            ("MaxStreamedBodyBytes", "6000000000"), ("MaxItemBytes", "7000"), ("MaxJsonDepth", "9"), ("Strict", "true"), ("UseResilience", "false"),
            ("PooledConnectionLifetime", "00:01:00"));
        var services = new ServiceCollection();
        services.AddStemClient(section);
        using var provider = services.BuildServiceProvider();

        var o = provider.GetRequiredService<IOptions<StemClientOptions>>().Value;

        Assert.Equal(("k-1", "http://stem.example.com/api", true), (o.ApiKey, o.BaseAddress!.AbsoluteUri, o.AllowHttp));
        Assert.Equal((120, 7, 8, 1, 9, 60),
            (o.TotalTimeout.TotalSeconds, o.AttemptTimeout.TotalSeconds, o.BodyIdleTimeout.TotalSeconds, o.RetryBaseDelay.TotalSeconds, o.RetryMaxDelay.TotalSeconds,
                o.PooledConnectionLifetime.TotalSeconds));
        Assert.Equal((5, 2.5, 4, 5_000, 6_000_000_000, 7_000, 9),
            (o.MaxRetries, o.RequestsPerSecond, o.RequestBurst, o.MaxBufferedBodyBytes, o.MaxStreamedBodyBytes, o.MaxItemBytes, o.MaxJsonDepth));
        Assert.Equal((true, false), (o.Strict, o.UseResilience));
        Assert.Equal(o.BaseAddress.AbsoluteUri + "/", provider.GetRequiredService<StemClient>().BaseAddress.AbsoluteUri);
    }

    [Fact]
    public async Task KeyedClients_SendTheirOwnKeys()
    {
        using var north = Answering("north-key");
        using var south = Answering("south-key");
        var services = new ServiceCollection();
        services.AddKeyedStemClient("north", o => o.ApiKey = "north-key").ConfigurePrimaryHttpMessageHandler(() => north);
        services.AddKeyedStemClient("south", Section(("ApiKey", "south-key"))).ConfigurePrimaryHttpMessageHandler(() => south);
        await using var provider = services.BuildServiceProvider();

        Assert.Equal(1, await provider.GetRequiredKeyedService<StemClient>("north").Clients.ListAsync().CountAsync());
        Assert.Equal(1, await provider.GetRequiredKeyedService<StemClient>("south").Clients.ListAsync().CountAsync());
        Assert.Null(provider.GetService<StemClient>());
    }

    [Theory]
    [InlineData(null)]
    [InlineData("north")]
    public async Task WrongOptions_FailAtTheStartOfTheHostAtTheFirstResolveAndAtNewWithOneText(string? key)
    {
        static void Configure(StemClientOptions o) => (o.ApiKey, o.MaxRetries, o.BaseAddress) = ("wrong key", -1, new Uri("http://stem.example.com"));
        var builder = Host.CreateApplicationBuilder();
        _ = key is null ? builder.Services.AddStemClient(Configure) : builder.Services.AddKeyedStemClient(key, Configure);
        using var host = builder.Build();

        var atStart = await Assert.ThrowsAsync<OptionsValidationException>(() => host.StartAsync());
        var atResolve =
            Assert.Throws<OptionsValidationException>(() => key is null ? host.Services.GetRequiredService<StemClient>() : host.Services.GetRequiredKeyedService<StemClient>(key));
        var options = new StemClientOptions();
        Configure(options);
        var atNew = Assert.Throws<OptionsValidationException>(() => new StemClient(options));

        Assert.Equal(atStart.Message, atResolve.Message);
        Assert.Equal(atNew.Message, key is null ? atStart.Message : atStart.Message.Replace(" 'north'", "", StringComparison.Ordinal));
        Assert.Equal(3, atNew.Failures.Count());
        Assert.DoesNotContain("wrong key", atNew.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Host_WithRightOptions_Starts()
    {
        var builder = Host.CreateApplicationBuilder();
        builder.Configuration.AddInMemoryCollection([new("Stem:ApiKey", "k-1")]);
        builder.Services.AddStemClient(builder.Configuration.GetSection("Stem"));
        using var host = builder.Build();

        await host.StartAsync();
        await host.StopAsync();

        Assert.Equal(StemClientOptions.DefaultBaseAddress, host.Services.GetRequiredService<StemClient>().BaseAddress);
    }

    [Fact]
    public async Task Client_WithoutOurResilience_RunsTheUsersOwn()
    {
        using var mock = new MockHttpMessageHandler();
        mock.Expect("*").Respond(HttpStatusCode.BadGateway);
        mock.Expect("*").Respond("application/json", Wire.Clients("", "a"));
        var services = new ServiceCollection();
        services.AddStemClient(o => (o.ApiKey, o.UseResilience) = ("k-1", false)).ConfigurePrimaryHttpMessageHandler(() => mock).AddHttpMessageHandler(() => new Again());
        await using var provider = services.BuildServiceProvider();

        Assert.Equal(1, await provider.GetRequiredService<StemClient>().Clients.ListAsync().CountAsync());
    }

    private static MockHttpMessageHandler Answering(string key)
    {
        var mock = new MockHttpMessageHandler();
        mock.When("https://app.stem.com/api/v1/clients").WithHeaders("Authorization", "APIKEY " + key).Respond("application/json", Wire.Clients("", "a"));
        return mock;
    }

    private static IConfigurationSection Section(params (string Name, string Value)[] values) =>
        new ConfigurationBuilder().AddInMemoryCollection(values.Select(v => KeyValuePair.Create<string, string?>("Stem:" + v.Name, v.Value))).Build().GetSection("Stem");

    private sealed class Again : DelegatingHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var response = await base.SendAsync(request, cancellationToken);
            return response.IsSuccessStatusCode ? response : await base.SendAsync(request, cancellationToken);
        }
    }
}
