namespace Energy.Clients;

/// <summary>No complete answer came: the server could not be reached, a time limit ran out, or the connection was cut.</summary>
public sealed class EnergyTransportException : EnergyApiException
{
    /// <summary>Creates the exception.</summary>
    /// <param name="failure">What kind of failure it was.</param>
    /// <param name="message">What was asked, what happened, and what to do.</param>
    /// <param name="innerException">The cause, if there is one.</param>
    public EnergyTransportException(TransportFailure failure, string message, Exception? innerException = null)
        : base(message, innerException)
    {
        Failure = failure;
        Facts = Facts with { CanRetry = true };
    }

    /// <summary>What kind of failure it was.</summary>
    public TransportFailure Failure { get; }

    /// <summary>Whether it happened behind the headers, where the paging engine and not the pipeline tries again.</summary>
    internal bool IsOfBody { get; init; }

    /// <summary>Whether the same request may bring the body that this one did not. A total limit that ran out is not begun again.</summary>
    internal bool IsBodyToBeAskedForAgain => Failure == TransportFailure.CutOff || (Failure == TransportFailure.TimedOut && IsOfBody);

    /// <summary>Whether whoever threw it has tried again already, so that nobody further out does.</summary>
    internal bool AreRetriesSpent { get; init; }
}
