namespace Energy.Clients;

/// <summary>Why no complete answer came.</summary>
public enum TransportFailure
{
    /// <summary>No connection could be made: refused, name not found, or the TLS handshake failed.</summary>
    Unreachable,

    /// <summary>A limit of the options ran out: total, attempt, or the idle limit of a body.</summary>
    TimedOut,

    /// <summary>The connection ended before the answer was complete.</summary>
    CutOff,

    /// <summary>The call's turn in the queue of the account's rate budget would have come too late. Nothing was sent.</summary>
    RateBudget,

    /// <summary>Something on this side of the network failed: a handler of your own (an open circuit breaker, a limiter), or the provider of the credential. The inner exception
    /// says what.</summary>
    Handler,
}
