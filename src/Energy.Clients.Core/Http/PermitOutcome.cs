namespace Energy.Clients;

/// <summary>What became of a request that a rate budget let through.</summary>
internal enum PermitOutcome
{
    /// <summary>No answer, or one that says nothing about the rate.</summary>
    Unknown,

    /// <summary>The server took it.</summary>
    Served,

    /// <summary>The server says that it is asked too often.</summary>
    Refused,
}
