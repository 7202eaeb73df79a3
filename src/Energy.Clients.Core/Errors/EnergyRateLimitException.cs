namespace Energy.Clients;

/// <summary>The server says that it is asked too often. <see cref="EnergyApiException.RetryAfter"/> tells how long it wants to rest, where it says so. Also thrown, with nothing
/// sent, while the account rests for longer than a call may last.</summary>
/// <param name="message">What was asked, what came back, whether trying again can help, and what to do.</param>
/// <param name="innerException">The cause, if there is one.</param>
public sealed class EnergyRateLimitException(string message, Exception? innerException = null) : EnergyResponseException(message, innerException);
