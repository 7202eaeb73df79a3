namespace Energy.Clients.FlexMeasures;

/// <summary>How a question for a result that takes time has ended.</summary>
public enum FlexMeasuresPollState
{
    /// <summary>The result is there.</summary>
    Ready = 0,

    /// <summary>The job still waits or runs: ask again.</summary>
    NotReady,

    /// <summary>The job failed, and asking again will not help.</summary>
    Failed,

    /// <summary>The job is done, but the server has no values of it for this sensor.</summary>
    NoData,

    /// <summary>The server knows no such job, or no longer.</summary>
    UnknownJob,

    /// <summary>The caller's deadline came before the result.</summary>
    TimedOut,
}
