namespace Energy.Clients.Stem;

/// <summary>The sites (meters) of a client.</summary>
/// <example>
/// <code>
/// await foreach (var site in stem.Sites.ListAsync(clientId))
/// {
///     Console.WriteLine(site);
/// }
/// </code>
/// </example>
public class StemSiteOperations
{
    internal static readonly EnergyEndpoint List = new EnergyPath("api/v1/clients/{clientId}/sites").Get("Stem.Sites.List");

    private readonly EnergyTransport _transport;
    private readonly StemClientOperations _clients;

    internal StemSiteOperations(EnergyTransport transport, StemClientOperations clients)
    {
        _transport = transport;
        _clients = clients;
    }

    /// <summary>For substitutes in tests.</summary>
    protected StemSiteOperations()
        : this(null!, null!)
    {
    }

    /// <summary>Lists the sites of a client, with or without a meter stream.</summary>
    /// <param name="clientId">The client's id.</param>
    /// <param name="query">Which ones; <see langword="null"/> lists all.</param>
    /// <param name="cancellationToken">Cancels every enumeration.</param>
    /// <returns>The sites in the server's order, one request for each page of <see cref="StemListQuery.PageSize"/>. When sites are added or removed while the list is read, one may
    /// be missed or come twice.</returns>
    /// <exception cref="ArgumentException">The id is empty, or the page size is out of range.</exception>
    public virtual Paged<StemSite> ListAsync(string clientId, StemSiteQuery? query = null, CancellationToken cancellationToken = default)
    {
        query ??= new StemSiteQuery();
        query.Check();
        return new(new StemListSource<StemSite>(_transport, List.At(clientId), "sites", StemJsonContext.Default.StemSite, query), cancellationToken);
    }

    /// <summary>Finds a site of a client by id.</summary>
    /// <param name="clientId">The client's id.</param>
    /// <param name="siteId">The site's id, case-sensitive.</param>
    /// <param name="cancellationToken">Cancels the search.</param>
    /// <returns>The site, or <see langword="null"/>. Reads the client's list up to the site.</returns>
    /// <exception cref="EnergyApiException">The list could not be read.</exception>
    public virtual async Task<StemSite?> FindAsync(string clientId, string siteId, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(siteId);
        return await ListAsync(clientId, null, cancellationToken).FirstOrDefaultAsync(s => s.Id == siteId, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Finds a site by id over all clients.</summary>
    /// <param name="siteId">The site's id, case-sensitive.</param>
    /// <param name="cancellationToken">Cancels the search.</param>
    /// <returns>The site and its client, or <see langword="null"/>. Costs the list of clients and the lists of sites up to the one that is found: store the id.</returns>
    /// <exception cref="EnergyApiException">A list could not be read.</exception>
    public virtual async Task<StemSiteMatch?> FindAsync(string siteId, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(siteId);
        return await OfAllClients(null, cancellationToken).FirstOrDefaultAsync(m => m.Site.Id == siteId, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Finds sites by name over all clients.</summary>
    /// <param name="nameContains">Text that the site's name contains, in any case.</param>
    /// <param name="cancellationToken">Cancels the search.</param>
    /// <returns>The matches with their clients, as they are found. Costs the list of clients and every list of sites.</returns>
    /// <exception cref="ArgumentException">The text is empty.</exception>
    public virtual IAsyncEnumerable<StemSiteMatch> FindByNameAsync(string nameContains, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(nameContains);
        return OfAllClients(new StemSiteQuery { NameContains = nameContains }, cancellationToken);
    }

    private async IAsyncEnumerable<StemSiteMatch> OfAllClients(StemSiteQuery? query, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var client in _clients.ListAsync(null, cancellationToken).ConfigureAwait(false))
        {
            await foreach (var site in SitesOf(client, query, cancellationToken).ConfigureAwait(false))
            {
                yield return new StemSiteMatch { Client = client, Site = site };
            }
        }
    }

    private Paged<StemSite> SitesOf(StemClientInfo client, StemSiteQuery? query, CancellationToken cancellationToken)
    {
        try
        {
            return ListAsync(client.Id, query, cancellationToken);
        }
        catch (ArgumentException e)
        {
            throw EnergyErrors.Payload(StemClientOperations.List, null,
                "a client is listed with an id whose sites cannot be asked for: it is empty, or leads to another place. Trying again will not help; list the clients and pass "
                    + "over this one.", e);
        }
    }
}
