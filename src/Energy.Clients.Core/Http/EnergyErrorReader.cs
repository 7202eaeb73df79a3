using System.Net;

namespace Energy.Clients.Authoring;

/// <summary>Reads a vendor's error bodies. For authors of vendor clients.</summary>
public abstract class EnergyErrorReader
{
    /// <summary>Whether a status is success. Most vendors: any 2xx.</summary>
    /// <param name="status">The status.</param>
    /// <returns>Whether the body is what was asked for.</returns>
    public virtual bool IsSuccess(HttpStatusCode status) => (int)status is >= 200 and < 300;

    /// <summary>Whether bodies of errors may hold what must not be shown or logged (SQL, hashes, stack traces); then <see cref="EnergyResponseException.Body"/> stays
    /// empty.</summary>
    public virtual bool BodiesLeak => false;

    /// <summary>Reads an error body, whatever it is: JSON of any shape, HTML, text, nothing. Must not throw.</summary>
    /// <param name="status">The status.</param>
    /// <param name="body">The body, cut at 64 KiB.</param>
    /// <param name="mediaType">The media type the server names.</param>
    /// <returns>What it says.</returns>
    public abstract VendorError Read(HttpStatusCode status, ReadOnlySpan<byte> body, string? mediaType);

    /// <summary>Whether a refusal says that the thing asked for does not exist. A 404 that somebody in between answered (a gateway's page) says nothing about it.</summary>
    /// <param name="error">The refusal.</param>
    /// <returns>Whether it is absent.</returns>
    public abstract bool IsAbsent(EnergyResponseException error);
}
