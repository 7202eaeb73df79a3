namespace Energy.Clients.OpenCec;

/// <summary>The public search of listings, and listings with all that belongs to them.</summary>
public class OpenCecListingOperations
{
    private const string Path = "listings";

    private readonly OpenCecConnection _connection;
    private readonly OpenCecAdmin _admin;

    internal OpenCecListingOperations(OpenCecConnection connection, OpenCecAdmin admin)
    {
        _connection = connection;
        _admin = admin;
    }

    /// <summary>For substitutes in tests.</summary>
    protected OpenCecListingOperations()
    {
        _connection = null!;
        _admin = null!;
    }

    /// <summary>Searches listings.</summary>
    /// <param name="query">Which ones; <see langword="null"/> lists all.</param>
    /// <param name="cancellationToken">Stops every enumeration.</param>
    /// <returns>The listings, in one request (two for the filters on certificates). The server has no pages and no order: sort by id where order matters.</returns>
    /// <exception cref="ArgumentException">A text of the query holds a NUL character.</exception>
    public virtual Paged<OpenCecListing> ListAsync(OpenCecListingQuery? query = null, CancellationToken cancellationToken = default) =>
        _connection.List(RouteOf(query ?? new OpenCecListingQuery()), cancellationToken);

    /// <summary>Gets a listing.</summary>
    /// <param name="id">The id.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>The listing.</returns>
    /// <exception cref="EnergyNotFoundException">There is no such listing.</exception>
    /// <exception cref="EnergyApiException">The listing could not be read.</exception>
    public virtual Task<OpenCecListing> GetAsync(int id, CancellationToken cancellationToken = default) =>
        _connection.SendAsync(CallOf("Get"), HttpMethod.Get, OpenCecConnection.TargetOfId(Path, id), null, OpenCecJsonContext.Default.OpenCecListing, cancellationToken);

    /// <summary>Finds a listing.</summary>
    /// <param name="id">The id.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>The listing, or <see langword="null"/> when there is none.</returns>
    /// <exception cref="EnergyApiException">The listing could not be read.</exception>
    public virtual Task<OpenCecListing?> FindAsync(int id, CancellationToken cancellationToken = default) =>
        _connection.FindAsync(CallOf("Find"), OpenCecConnection.TargetOfId(Path, id), OpenCecJsonContext.Default.OpenCecListing, cancellationToken);

    /// <summary>Searches listings and reads their classes, attributes and certificates.</summary>
    /// <param name="query">Which ones; <see langword="null"/> reads all.</param>
    /// <param name="cancellationToken">Stops every enumeration.</param>
    /// <returns>
    /// The listings, in the server's order. Six requests, however many listings there are; all is held in memory at once. The six answers are not one moment of the server: what changes
    /// between them may show in part.
    /// </returns>
    public virtual Paged<OpenCecListingDetails> ListDetailsAsync(OpenCecListingQuery? query = null, CancellationToken cancellationToken = default)
    {
        query ??= new OpenCecListingQuery();
        var all = RouteOf(query) with { Call = CallOf("ListDetails"), OpenFilter = null };
        return new Paged<OpenCecListingDetails>(new OpenCecDetailsSource(_connection, all, query, _admin), cancellationToken);
    }

    /// <summary>Gets a listing with its classes, attributes and certificates.</summary>
    /// <param name="id">The id.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>The listing. Six requests.</returns>
    /// <exception cref="EnergyNotFoundException">There is no such listing.</exception>
    /// <exception cref="EnergyApiException">Something could not be read.</exception>
    public virtual async Task<OpenCecListingDetails> GetDetailsAsync(int id, CancellationToken cancellationToken = default) =>
        await OpenCecParts.ComposeAsync(_connection, _admin, await GetAsync(id, cancellationToken).ConfigureAwait(false), cancellationToken).ConfigureAwait(false);

    /// <summary>Finds a listing with its classes, attributes and certificates.</summary>
    /// <param name="id">The id.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>The listing, or <see langword="null"/> when there is none. Six requests, or one.</returns>
    /// <exception cref="EnergyApiException">Something could not be read.</exception>
    public virtual async Task<OpenCecListingDetails?> FindDetailsAsync(int id, CancellationToken cancellationToken = default) =>
        await FindAsync(id, cancellationToken).ConfigureAwait(false) is { } listing
            ? await OpenCecParts.ComposeAsync(_connection, _admin, listing, cancellationToken).ConfigureAwait(false)
            : null;

    private static EnergyCall CallOf(string verb) => new("OpenCec.Listings." + verb, "GET /" + Path);

    private OpenCecListRoute<OpenCecListing> RouteOf(OpenCecListingQuery query) => new()
    {
        Call = CallOf("List"),
        Target = OpenCecConnection.Target(Path, query.Parameters().Where(static p => p is not null).Select(static p => p!.Value)),
        TypeInfo = OpenCecJsonContext.Default.OpenCecListing,
        IdOf = static listing => listing.Id,
        LocalFilter = query.LocalFilter,
        OpenFilter = query.LocalFilter is null ? null : cancellationToken => OpenFilterAsync(query, cancellationToken),
    };

    private async ValueTask<Func<OpenCecListing, bool>> OpenFilterAsync(OpenCecListingQuery query, CancellationToken cancellationToken)
    {
        if (!query.NeedsCertificates)
        {
            return query.Keep;
        }

        var certificates = (await _connection.ReadAllAsync(_admin.Certificates.RouteOf(new OpenCecCertificateQuery()), cancellationToken).ConfigureAwait(false)).ToLookup(static c => c.ListingId);
        return listing => query.Keep(listing, certificates);
    }
}
