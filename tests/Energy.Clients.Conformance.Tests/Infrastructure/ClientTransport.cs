using System.Runtime.CompilerServices;

namespace Energy.Clients.Conformance;

/// <summary>The way of a client to its server, for requests as they were recorded whose answers go through the client's own readers.</summary>
internal static class ClientTransport
{
    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "get_Transport")]
    public static extern EnergyTransport Of(EnergyClient client);
}
