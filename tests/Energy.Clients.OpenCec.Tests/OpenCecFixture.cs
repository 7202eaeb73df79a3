using System.Net;
using System.Text;
using Energy.Clients.Emulators;
using Microsoft.Extensions.Logging;
using RichardSzalay.MockHttp;

namespace Energy.Clients.OpenCec.Tests;

/// <summary>A client over a real emulator; nothing is shared between tests.</summary>
internal sealed class OpenCecFixture : IAsyncDisposable
{
    private OpenCecFixture(EnergyEmulators emulators, OpenCecClient client)
    {
        Emulators = emulators;
        Client = client;
    }

    public EnergyEmulators Emulators { get; }

    public OpenCecEmulator Server => Emulators.OpenCec;

    public OpenCecClient Client { get; }

    public static async Task<OpenCecFixture> StartAsync(Action<OpenCecEmulatorOptions>? configure = null, ILoggerFactory? loggers = null, TimeProvider? clock = null)
    {
        var emulators = await EnergyEmulators.StartAsync(o =>
        {
            o.Only(o.OpenCec);
            o.TimeProvider = clock ?? o.TimeProvider;
            configure?.Invoke(o.OpenCec);
        });
        return new OpenCecFixture(emulators, new OpenCecClient(OptionsFor(emulators.OpenCec.BaseAddress, emulators.OpenCec.ApiKey), new() { LoggerFactory = loggers }));
    }

    public static OpenCecClientOptions OptionsFor(Uri address, string key) => new() { BaseAddress = address, ApiKey = key, RetryBaseDelay = TimeSpan.Zero, MaxRetries = 1 };

    public static OpenCecClient Mocked(MockHttpMessageHandler mock, string key = "k3y-8chr") => new(OptionsFor(new Uri("https://cec.example.test"), key), mock);

    public static HttpResponseMessage Json(string json, HttpStatusCode status = HttpStatusCode.OK) =>
        new(status) { Content = new StringContent(json, Encoding.UTF8, "application/json") };

    public static HttpResponseMessage Failure() => new(HttpStatusCode.InternalServerError) { Content = new StringContent("Internal Server Error") };

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await Emulators.DisposeAsync();
    }
}
