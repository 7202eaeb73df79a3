namespace Energy.Clients.Authoring;

/// <summary>What every vendor client is: resource groups over one transport, raw access, and views for other credentials.</summary>
/// <remarks>Clients are safe to use from many threads and meant to live as long as the application.</remarks>
public abstract class EnergyClient : IDisposable
{
    private static readonly Uri NoServer = new("https://substitute.invalid/");

    private readonly EnergyTransport? _transport;

    /// <summary>Creates the client.</summary>
    /// <param name="transport">The way to the server; disposed with the client, unless it is a view on another client's.</param>
    protected EnergyClient(EnergyTransport transport)
    {
        ArgumentNullException.ThrowIfNull(transport);
        _transport = transport;
    }

    /// <summary>For substitutes in tests, which override the members that they use.</summary>
    protected EnergyClient()
    {
    }

    /// <summary>The server's address, with a slash at the end; <c>https://substitute.invalid/</c> for a substitute that does not override it.</summary>
    public virtual Uri BaseAddress => _transport?.Root ?? NoServer;

    /// <summary>The vendor's name, as it stands in operations.</summary>
    protected abstract string VendorName { get; }

    /// <summary>The way to the server.</summary>
    /// <exception cref="InvalidOperationException">The client is a substitute, which has none.</exception>
    protected EnergyTransport Transport =>
        _transport ?? throw new InvalidOperationException($"This {VendorName} client is a substitute without a server: override the member that is called.");

    /// <summary>Sends a request of your own through the client's pipeline: sign-in, retries, rate budget and limits apply, and the answer comes as it is, whatever its
    /// status.</summary>
    /// <param name="request">The request. Its address may be relative to the base address and must not lead to another origin.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The answer with its headers read and its body open; dispose it.</returns>
    /// <exception cref="ArgumentException">The address leads to another origin.</exception>
    /// <exception cref="EnergyTransportException">No answer came within the limits.</exception>
    public virtual Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken = default) =>
        Transport.SendRawAsync(VendorName, request, cancellationToken);

    /// <inheritdoc/>
    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Gives the transport back.</summary>
    /// <param name="disposing">Whether <see cref="Dispose()"/> was called.</param>
    protected virtual void Dispose(bool disposing)
    {
        if (disposing)
        {
            _transport?.Dispose();
        }
    }
}
