namespace Energy.Clients.Conformance.Stem;

/// <summary>What the recorded client was asked to do.</summary>
public enum StemCall
{
    /// <summary>List all clients.</summary>
    Clients,

    /// <summary>List the sites of a client.</summary>
    Sites,

    /// <summary>Read a stream over a range.</summary>
    Streams,
}
