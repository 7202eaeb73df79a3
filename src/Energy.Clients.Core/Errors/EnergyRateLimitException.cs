namespace Energy.Clients;

/// <summary>The server says that it is asked too often. <see cref="EnergyApiException.RetryAfter"/> tells how long it wants to rest, where it says so.</summary>
public sealed class EnergyRateLimitException : EnergyResponseException
{
    /// <summary>Creates the exception.</summary>
    /// <param name="message">What was asked, what came back, whether trying again can help, and what to do.</param>
    /// <param name="innerException">The cause, if there is one.</param>
    public EnergyRateLimitException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }

    internal EnergyRateLimitException(ResponseErrorDetails details)
        : base(details)
    {
    }
}
