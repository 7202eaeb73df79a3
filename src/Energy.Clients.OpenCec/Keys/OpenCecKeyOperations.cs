namespace Energy.Clients.OpenCec;

/// <summary>The keys that the server lets in. Any of them can do everything, this included.</summary>
/// <example>
/// <code>
/// OpenCecKey made = await cec.Admin.Keys.CreateAsync("k3y-8chr", "for the nightly export");
/// </code>
/// </example>
public class OpenCecKeyOperations : OpenCecResource<OpenCecKey, OpenCecKeyQuery, OpenCecNewKey, OpenCecKeyUpdate>
{
    internal static readonly OpenCecEndpoints Endpoints = new("Keys", "keys");

    internal OpenCecKeyOperations(EnergyTransport<OpenCecClientOptions> transport)
        : base(transport, Endpoints, OpenCecJsonContext.Default.OpenCecKey)
    {
    }

    /// <summary>For substitutes in tests.</summary>
    protected OpenCecKeyOperations()
        : this(null!)
    {
    }

    private protected override bool HoldsOwnKey => true;

    /// <summary>Creates a key from its clear text: it is hashed here, and only the hash is sent. Hand the clear text to its user yourself.</summary>
    /// <param name="clearText">The key: visible ASCII. Its first eight characters count; <see cref="OpenCecApiKey.Create"/> makes a good one.</param>
    /// <param name="description">What the key is for.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The key as it is kept, with its id. Keys may be there twice.</returns>
    /// <exception cref="ArgumentException">The key cannot be sent in a header; nothing was sent.</exception>
    /// <exception cref="EnergyApiException">The key was not created, or it is not known.</exception>
    public virtual Task<OpenCecKey> CreateAsync(string clearText, string description, CancellationToken cancellationToken = default) =>
        CreateAsync(OpenCecNewKey.FromClearText(clearText, description), cancellationToken);
}
