namespace Energy.Clients;

/// <summary>The server's present state forbids the change: a duplicate, something still in use, or a newer version.</summary>
/// <param name="message">What was asked, what came back, whether trying again can help, and what to do.</param>
/// <param name="innerException">The cause, if there is one.</param>
public sealed class EnergyConflictException(string message, Exception? innerException = null) : EnergyResponseException(message, innerException);
