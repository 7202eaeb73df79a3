namespace Energy.Clients.Emulators;

/// <summary>Lets so many bytes of the body out, and then cuts the connection or goes silent.</summary>
internal sealed class BodyLimitStep(long afterBytes, bool stall) : FaultStep
{
    internal override Stream Wrap(EmulatorExchange exchange, Stream wire) => new LimitedBody(exchange, wire, afterBytes, stall);
}
