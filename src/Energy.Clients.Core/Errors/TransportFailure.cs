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

    /// <summary>Waiting for the account's rate budget would have outlasted the call's total limit. Nothing was sent.</summary>
    RateBudget,
}
