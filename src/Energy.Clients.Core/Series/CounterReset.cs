namespace Energy.Clients;

/// <summary>What becomes of the interval in which a counter was reset.</summary>
public enum CounterReset
{
    /// <summary>It is missing: what passed before the reset is not known.</summary>
    Missing = 0,

    /// <summary>The counter began at 0: what it shows now is what passed, at least.</summary>
    FromZero,

    /// <summary>It is an error.</summary>
    Refuse,
}
