namespace Energy.Clients;

/// <summary>The answer's body is not what the vendor's interface promises: not JSON, a missing or mistyped member, a repeated page, a body over the limit.</summary>
/// <remarks>This is how a vendor's schema change is noticed. Trying again seldom helps; an update of the package may.</remarks>
/// <param name="message">What was asked, what came back, and what to do.</param>
/// <param name="innerException">The cause, if there is one.</param>
public sealed class EnergyPayloadException(string message, Exception? innerException = null) : EnergyResponseException(message, innerException)
{
    /// <summary>The JSON path of the offending value (<c>$.clients[3].id</c>), as precisely as it is known; empty when the body is not JSON at all.</summary>
    public string JsonPath { get; init; } = "";

    /// <summary>The zero-based byte position in the body at which reading stopped; <see langword="null"/> when the fault is not at one place.</summary>
    public long? BytePosition { get; init; }
}
