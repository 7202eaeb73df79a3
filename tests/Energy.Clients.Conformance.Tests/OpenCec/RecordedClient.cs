using Energy.Clients.OpenCec;

namespace Energy.Clients.Conformance.OpenCec;

/// <summary>A client whose way to the server also takes requests as they were recorded.</summary>
internal sealed class RecordedClient(EnergyTransport<OpenCecClientOptions> wire) : OpenCecClient(wire)
{
    public EnergyTransport Wire { get; } = wire;
}
