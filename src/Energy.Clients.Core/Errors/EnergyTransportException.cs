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
        CanRetry = true;
    }

    /// <summary>What kind of failure it was.</summary>
    public TransportFailure Failure { get; }

    /// <summary>Whether it happened behind the headers, where the paging engine and not the pipeline tries again.</summary>
    internal bool IsOfBody { get; init; }
}
