namespace Energy.Clients;

/// <summary>What was asked for does not exist, or the credential may not see it. <c>FindAsync</c> methods answer <see langword="null"/> instead.</summary>
/// <param name="message">What was asked, what came back, whether trying again can help, and what to do.</param>
/// <param name="innerException">The cause, if there is one.</param>
public sealed class EnergyNotFoundException(string message, Exception? innerException = null) : EnergyResponseException(message, innerException);
