using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using Energy.Clients.Emulators;
using Microsoft.Extensions.Logging;
using NodaTime;

namespace Energy.Clients.Tests.Http;

/// <summary>A transport over a stub server on a manual clock whose delays cost no real time.</summary>
internal sealed class PipelineFixture : IDisposable
{
    public static readonly EnergyCall Call = new("Test.Things.Get", "GET /things/{id}");

    private readonly Instant _start;

    public PipelineFixture(StubServer server, Action<TestVendor.Settings>? configure = null, bool autoAdvance = true, ILoggerFactory? loggers = null)
    {
        Server = server;
        Clock = new ManualTimeProvider(Instant.FromUtc(2024, 3, 1, 12, 0)) { AutoAdvance = autoAdvance };
        _start = Now;
        var options = new TestVendor.Settings();
        configure?.Invoke(options);
        Transport = EnergyTransport.Create(TestVendor.Instance, options, server, Clock, loggers);
    }

    public StubServer Server { get; }

    public ManualTimeProvider Clock { get; }

    public EnergyTransport Transport { get; }

    public Duration Elapsed => Now - _start;

    private Instant Now => Instant.FromDateTimeOffset(Clock.GetUtcNow());

    public Task<JsonNode> GetAsync(string path = "things/1", CancellationToken cancellationToken = default) => SendAsync(HttpMethod.Get, path, null, cancellationToken);

    public async Task<JsonNode> SendAsync(HttpMethod method, string path = "things/1", EnergyCall? call = null, CancellationToken cancellationToken = default)
    {
        using var request = new HttpRequestMessage(method, new Uri(path, UriKind.RelativeOrAbsolute));
        return await Transport.SendForJsonAsync(call ?? Call, request, (JsonTypeInfo<JsonNode>)System.Text.Json.JsonSerializerOptions.Default.GetTypeInfo(typeof(JsonNode)), cancellationToken);
    }

    public void Dispose() => Transport.Dispose();
}
