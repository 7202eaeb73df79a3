namespace Energy.Clients.Stem;

/// <summary>The clients (building owners) that the key may see.</summary>
public class StemClientOperations
{
    internal static readonly EnergyEndpoint List = new EnergyPath("api/v1/clients").Get("Stem.Clients.List");

    private readonly EnergyTransport<StemClientOptions> _transport;

    internal StemClientOperations(EnergyTransport<StemClientOptions> transport) => _transport = transport;

    /// <summary>For substitutes in tests.</summary>
    protected StemClientOperations() => _transport = null!;

    /// <summary>Lists the clients.</summary>
    /// <param name="query">Which ones; <see langword="null"/> lists all.</param>
    /// <param name="cancellationToken">Stops every enumeration.</param>
    /// <returns>
    /// The clients in the server's order, one request for each page of <see cref="StemClientOptions.PageSize"/>. When clients are added or removed while the list is read, one may be
    /// missed or come twice, since the server pages by number.
    /// </returns>
    public virtual Paged<StemClientInfo> ListAsync(StemClientQuery? query = null, CancellationToken cancellationToken = default) => new(
        new StemListSource<StemClientInfo, StemClientRowReader>(_transport, List.At(), "clients", query?.ServerName, query?.NameContains), cancellationToken);

    /// <summary>Finds a client by id.</summary>
    /// <param name="clientId">The id, case-sensitive.</param>
    /// <param name="cancellationToken">Stops the search.</param>
    /// <returns>The client, or <see langword="null"/> when the key sees none with that id. Reads the list up to the client.</returns>
    /// <exception cref="EnergyApiException">The list could not be read.</exception>
    public virtual async Task<StemClientInfo?> FindAsync(string clientId, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(clientId);
        return await ListAsync(null, cancellationToken).FirstOrDefaultAsync(c => c.Id == clientId, cancellationToken).ConfigureAwait(false);
    }
}
