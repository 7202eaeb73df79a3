namespace Energy.Clients.Stem;

/// <summary>The clients (building owners) that the key may see.</summary>
/// <example>
/// <code>
/// await foreach (var owner in stem.Clients.ListAsync())
/// {
///     Console.WriteLine(owner);
/// }
/// </code>
/// </example>
public class StemClientOperations
{
    internal static readonly EnergyEndpoint List = new EnergyPath("api/v1/clients").Get("Stem.Clients.List");

    private readonly EnergyTransport _transport;

    internal StemClientOperations(EnergyTransport transport) => _transport = transport;

    /// <summary>For substitutes in tests.</summary>
    protected StemClientOperations() => _transport = null!;

    /// <summary>Lists the clients.</summary>
    /// <param name="query">Which ones; <see langword="null"/> lists all.</param>
    /// <param name="cancellationToken">Cancels every enumeration.</param>
    /// <returns>
    /// The clients in the server's order, one request for each page of <see cref="StemListQuery.PageSize"/>. When clients are added or removed while the list is read, one may be
    /// missed or come twice, since the server pages by number.
    /// </returns>
    /// <exception cref="ArgumentOutOfRangeException">The page size is.</exception>
    public virtual Paged<StemClientInfo> ListAsync(StemClientQuery? query = null, CancellationToken cancellationToken = default)
    {
        query ??= new StemClientQuery();
        query.Check();
        return new(new StemListSource<StemClientInfo>(_transport, List.At(), "clients", StemJsonContext.Default.StemClientInfo, query), cancellationToken);
    }

    /// <summary>Finds a client by id.</summary>
    /// <param name="clientId">The id, case-sensitive.</param>
    /// <param name="cancellationToken">Cancels the search.</param>
    /// <returns>The client, or <see langword="null"/> when the key sees none with that id. Reads the list up to the client.</returns>
    /// <exception cref="EnergyApiException">The list could not be read.</exception>
    public virtual async Task<StemClientInfo?> FindAsync(string clientId, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(clientId);
        return await ListAsync(null, cancellationToken).FirstOrDefaultAsync(c => c.Id == clientId, cancellationToken).ConfigureAwait(false);
    }
}
