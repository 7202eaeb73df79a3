namespace Energy.Clients.OpenCec;

/// <summary>The keys that the server lets in. Any of them can do everything, this included.</summary>
public class OpenCecKeyOperations : OpenCecResource<OpenCecKey, OpenCecKeyQuery, OpenCecNewKey, OpenCecKeyUpdate>
{
    private static readonly EnergyPath Rows = new("admin/keys");
    private static readonly EnergyPath Row = new("admin/keys/{id}");

    internal static readonly EnergyEndpoint List = Rows.Get("OpenCec.Keys.List");
    internal static readonly EnergyEndpoint Get = Rows.Get("OpenCec.Keys.Get");
    internal static readonly EnergyEndpoint Find = Rows.Get("OpenCec.Keys.Find");
    internal static readonly EnergyEndpoint Create = Rows.Post("OpenCec.Keys.Create");
    internal static readonly EnergyEndpoint Update = Row.Put("OpenCec.Keys.Update");
    internal static readonly EnergyEndpoint Delete = Row.Delete("OpenCec.Keys.Delete");

    internal OpenCecKeyOperations(EnergyTransport<OpenCecClientOptions> transport)
        : base(transport, new OpenCecEndpoints(List, Get, Find, Create, Update, Delete), OpenCecJsonContext.Default.OpenCecKey, static row => row.Id)
    {
    }

    /// <summary>For substitutes in tests.</summary>
    protected OpenCecKeyOperations()
    {
    }

    private protected override bool HoldsOwnKey => true;

    /// <summary>Creates a key from its clear text: it is hashed here, and only the hash is sent. Hand the clear text to its user yourself.</summary>
    /// <param name="clearText">The key: visible ASCII. Its first eight characters count; <see cref="OpenCecApiKey.Create"/> makes a good one.</param>
    /// <param name="description">What the key is for.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>The key as it is kept, with its id. Keys may be there twice.</returns>
    /// <exception cref="ArgumentException">The key cannot be sent in a header; nothing was sent.</exception>
    /// <exception cref="EnergyApiException">The key was not created, or it is not known.</exception>
    public virtual Task<OpenCecKey> CreateAsync(string clearText, string description, CancellationToken cancellationToken = default) =>
        CreateAsync(OpenCecNewKey.FromClearText(clearText, description), cancellationToken);
}
