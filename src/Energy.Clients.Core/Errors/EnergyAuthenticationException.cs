namespace Energy.Clients;

/// <summary>The server does not accept the credential, or the credential may not do this. Check the key or password, or ask the vendor for the right.</summary>
/// <param name="message">What was asked, what came back, whether trying again can help, and what to do.</param>
/// <param name="innerException">The cause, if there is one.</param>
public sealed class EnergyAuthenticationException(string message, Exception? innerException = null) : EnergyResponseException(message, innerException);
