namespace Energy.Clients.OpenCec;

/// <summary>The public search of listings, and listings with all that belongs to them.</summary>
/// <example>
/// <code>
/// await foreach (var listing in cec.Listings.ListDetailsAsync(new() { Manufacturer = OpenCecTextFilter.Contains("Example") }))
/// {
///     Console.WriteLine($"{listing.Listing.Model}: {listing.Certificates.Count} certificates");
/// }
/// </code>
/// </example>
public class OpenCecListingOperations
{
    private static readonly EnergyPath Rows = new("listings");

    internal static readonly EnergyEndpoint List = Rows.Get("OpenCec.Listings.List");
    internal static readonly EnergyEndpoint Get = Rows.Get("OpenCec.Listings.Get");
    internal static readonly EnergyEndpoint Find = Rows.Get("OpenCec.Listings.Find");
    internal static readonly EnergyEndpoint ListDetails = Rows.Get("OpenCec.Listings.ListDetails");

    private readonly EnergyTransport<OpenCecClientOptions> _transport;
    private readonly OpenCecAdmin _admin;

    internal OpenCecListingOperations(EnergyTransport<OpenCecClientOptions> transport, OpenCecAdmin admin)
    {
        _transport = transport;
        _admin = admin;
    }

    /// <summary>For substitutes in tests.</summary>
    protected OpenCecListingOperations()
        : this(null!, null!)
    {
    }

    /// <summary>Searches listings.</summary>
    /// <param name="query">Which ones; <see langword="null"/> lists all.</param>
    /// <param name="cancellationToken">Cancels every enumeration.</param>
    /// <returns>The listings, in one request (one more for the filters on certificates, two more for the device class). The server has no pages and no order: sort by id where
    /// order matters.</returns>
    /// <exception cref="ArgumentException">A text of the query holds a NUL character.</exception>
    public virtual Paged<OpenCecListing> ListAsync(OpenCecListingQuery? query = null, CancellationToken cancellationToken = default)
    {
        query ??= new OpenCecListingQuery();
        var source = new OpenCecListSource<OpenCecListing>(_transport, List.At().With(query.ToQuery()), OpenCecJsonContext.Default.OpenCecListing)
        {
            LocalFilter = query.LocalFilter,
            OpenFilter = query.LocalFilter is null ? null : cancel => OpenFilterAsync(query, cancel),
        };
        return new Paged<OpenCecListing>(source, cancellationToken);
    }

    /// <summary>Gets a listing.</summary>
    /// <param name="id">The id.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The listing.</returns>
    /// <exception cref="EnergyNotFoundException">There is no such listing.</exception>
    /// <exception cref="EnergyApiException">The listing could not be read.</exception>
    public virtual Task<OpenCecListing> GetAsync(int id, CancellationToken cancellationToken = default) =>
        _transport.SendAsync(Get.At().WithId(id), OpenCecJsonContext.Default.OpenCecListing, cancellationToken);

    /// <summary>Finds a listing.</summary>
    /// <param name="id">The id.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The listing, or <see langword="null"/> when there is none.</returns>
    /// <exception cref="EnergyApiException">The listing could not be read.</exception>
    public virtual Task<OpenCecListing?> FindAsync(int id, CancellationToken cancellationToken = default) =>
        _transport.FindAsync(Find.At().WithId(id), OpenCecJsonContext.Default.OpenCecListing, cancellationToken);

    /// <summary>Searches listings and reads their classes, attributes and certificates.</summary>
    /// <param name="query">Which ones; <see langword="null"/> reads all.</param>
    /// <param name="cancellationToken">Cancels every enumeration.</param>
    /// <returns>
    /// The listings, in the server's order. Six requests, however many listings there are; all is held in memory at once. The six answers are not one moment of the server: what
    /// changes between them may show in part.
    /// </returns>
    public virtual Paged<OpenCecListingDetails> ListDetailsAsync(OpenCecListingQuery? query = null, CancellationToken cancellationToken = default) =>
        new(new OpenCecDetailsSource(_transport, query ?? new OpenCecListingQuery(), _admin), cancellationToken);

    /// <summary>Gets a listing with its classes, attributes and certificates.</summary>
    /// <param name="id">The id.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The listing. Six requests.</returns>
    /// <exception cref="EnergyNotFoundException">There is no such listing.</exception>
    /// <exception cref="EnergyApiException">Something could not be read.</exception>
    public virtual async Task<OpenCecListingDetails> GetDetailsAsync(int id, CancellationToken cancellationToken = default) =>
        await OpenCecParts.ComposeAsync(_admin, await GetAsync(id, cancellationToken).ConfigureAwait(false), cancellationToken).ConfigureAwait(false);

    /// <summary>Finds a listing with its classes, attributes and certificates.</summary>
    /// <param name="id">The id.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The listing, or <see langword="null"/> when there is none. Six requests, or one.</returns>
    /// <exception cref="EnergyApiException">Something could not be read.</exception>
    public virtual async Task<OpenCecListingDetails?> FindDetailsAsync(int id, CancellationToken cancellationToken = default) =>
        await FindAsync(id, cancellationToken).ConfigureAwait(false) is { } listing
            ? await OpenCecParts.ComposeAsync(_admin, listing, cancellationToken).ConfigureAwait(false)
            : null;

    // Once a walk.
    private async ValueTask<Func<OpenCecListing, bool>> OpenFilterAsync(OpenCecListingQuery query, CancellationToken cancellationToken)
    {
        var certificates = query.NeedsCertificates
            ? (await _admin.Certificates.ListAsync(null, cancellationToken).ToListAsync(cancellationToken).ConfigureAwait(false)).ToLookup(static c => c.ListingId)
            : null;
        IReadOnlySet<int>? ofClass = null;
        if (query.DeviceClass is { } name)
        {
            var found = await _admin.DeviceClasses.ListAsync(new() { Name = name }, cancellationToken).FirstOrDefaultAsync(cancellationToken).ConfigureAwait(false);
            ofClass = found is null ? null
                : await _admin.ListingDeviceClasses.ListAsync(new() { DeviceClassId = found.Id }, cancellationToken)
                    .Select(static l => l.ListingId).ToHashSetAsync(cancellationToken: cancellationToken).ConfigureAwait(false);
            WarnOfUnknownClass(_transport, List, ofClass);
        }

        return listing => query.Keep(listing, certificates, ofClass);
    }

    internal static void WarnOfUnknownClass(EnergyTransport transport, EnergyEndpoint list, IReadOnlySet<int>? ofClass)
    {
        if (ofClass is null)
        {
            transport.Telemetry.WarnOfData(list.Operation,
                "the server has no device class of the name asked for, so nothing is listed. Names are case-sensitive: list Admin.DeviceClasses.");
        }
    }
}
