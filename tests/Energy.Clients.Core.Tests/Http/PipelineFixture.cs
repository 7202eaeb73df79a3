using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using Energy.Clients.Emulators;
using Microsoft.Extensions.Logging;
using NodaTime;

namespace Energy.Clients.Tests.Http;

/// <summary>A transport over a stub server on a manual clock whose delays cost no real time.</summary>
internal sealed class PipelineFixture : IDisposable
{
    public static readonly EnergyPath Thing = new("things/{id}");

    public static readonly EnergyEndpoint Get = Thing.Get("Test.Things.Get");

    private readonly Instant _start;

    public PipelineFixture(HttpMessageHandler server, Action<TestVendor.Settings>? configure = null, bool autoAdvance = true, ILoggerFactory? loggers = null)
    {
        Handler = server;
        Clock = new ManualTimeProvider(Instant.FromUtc(2024, 3, 1, 12, 0)) { AutoAdvance = autoAdvance };
        _start = Now;
        var options = new TestVendor.Settings();
        configure?.Invoke(options);
        Transport = EnergyTransport.Create(TestVendor.Instance, options, new() { PrimaryHandler = server, TimeProvider = Clock, LoggerFactory = loggers });
    }

    public HttpMessageHandler Handler { get; }

    public StubServer Server => (StubServer)Handler;

    public ManualTimeProvider Clock { get; }

    public EnergyTransport<TestVendor.Settings> Transport { get; }

    public Duration Elapsed => Now - _start;

    private Instant Now => Instant.FromDateTimeOffset(Clock.GetUtcNow());

    public Task<JsonNode> GetAsync(string path = "things/1", CancellationToken cancellationToken = default) => SendAsync(HttpMethod.Get, path, null, cancellationToken);

    public Task<JsonNode> SendAsync(HttpMethod method, string path = "things/1", EnergyEndpoint? endpoint = null, CancellationToken cancellationToken = default) =>
        SendAsync(new EnergyRequest(endpoint ?? Endpoint(method), path), cancellationToken);

    public Task<JsonNode> SendAsync(EnergyRequest request, CancellationToken cancellationToken = default) =>
        Transport.SendAsync(request, (JsonTypeInfo<JsonNode>)System.Text.Json.JsonSerializerOptions.Default.GetTypeInfo(typeof(JsonNode)), cancellationToken);

    /// <summary>An endpoint of the same operation with another method.</summary>
    public static EnergyEndpoint Endpoint(HttpMethod method) => new("Test.Things.Get", method, Thing);

    public void Dispose() => Transport.Dispose();
}
