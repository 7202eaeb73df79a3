namespace Energy.Clients.FlexMeasures;

/// <summary>Where a job stands.</summary>
public enum FlexMeasuresJobState
{
    /// <summary>The server uses a word that this package does not know.</summary>
    Unknown = 0,

    /// <summary>It waits in its queue, or for another job.</summary>
    Waiting,

    /// <summary>It runs.</summary>
    Running,

    /// <summary>It ended well.</summary>
    Finished,

    /// <summary>It failed.</summary>
    Failed,

    /// <summary>It was stopped before its end.</summary>
    Cancelled,
}
