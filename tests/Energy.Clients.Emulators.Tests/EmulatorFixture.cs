using System.Net;
using System.Text.Json;
using Energy.Clients.Emulators;
using NodaTime;

namespace Energy.Clients.Tests;

/// <summary>Started emulators on a manual clock, and a plain HTTP client with the key.</summary>
internal sealed class EmulatorFixture : IAsyncDisposable
{
    private EmulatorFixture(EnergyEmulators emulators, ManualTimeProvider clock)
    {
        Emulators = emulators;
        Clock = clock;
        Http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = Stem.BaseAddress };
        Http.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", "APIKEY " + Stem.ApiKey);
    }

    public EnergyEmulators Emulators { get; }

    public StemEmulator Stem => Emulators.Stem;

    public ManualTimeProvider Clock { get; }

    public HttpClient Http { get; }

    public static async Task<EmulatorFixture> StartAsync(Action<EnergyEmulatorOptions>? configure = null)
    {
        var clock = new ManualTimeProvider(Instant.FromUtc(2024, 6, 15, 12, 7, 9));
        return new EmulatorFixture(
            await EnergyEmulators.StartAsync(o =>
            {
                o.TimeProvider = clock;
                configure?.Invoke(o);
            }),
            clock);
    }

    /// <summary>An emulator that knows so many clients, named by their place, and nothing else.</summary>
    public static async Task<EmulatorFixture> WithClientsAsync(int count, Action<StemEmulatorOptions>? configure = null)
    {
        var fixture = await StartAsync(o =>
        {
            o.Stem.SimulatedWorld = false;
            configure?.Invoke(o.Stem);
        });
        fixture.Stem.State.AddClients(Enumerable.Range(0, count).Select(i => new StemClientState { Id = $"id-{i}", Name = $"Owner {i}" }));
        return fixture;
    }

    public async Task<(HttpStatusCode Status, JsonElement Body)> GetAsync(string target)
    {
        using var response = await Http.GetAsync(target);
        using var document = JsonDocument.Parse(await response.Content.ReadAsStringAsync());
        return (response.StatusCode, document.RootElement.Clone());
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await Emulators.DisposeAsync();
    }
}
