namespace Energy.Clients.OpenCec;

/// <summary>Listings with all that belongs to them, as one page: the tables are read whole and joined here.</summary>
internal sealed class OpenCecDetailsSource(EnergyTransport transport, OpenCecListingQuery query, OpenCecAdmin admin) : PageSource<OpenCecListingDetails>
{
    private readonly OpenCecListSource<OpenCecListing> _listings = new(
        transport, OpenCecListingOperations.ListDetails.At().With(query.ToQuery()), OpenCecJsonContext.Default.OpenCecListing)
    {
        LocalFilter = query.LocalFilter,
    };

    public override EnergyEndpoint Endpoint => _listings.Endpoint;

    public override string Query => _listings.Query;

    public override PagingContext Context => _listings.Context;

    public override PagePosition? FirstPosition() => _listings.FirstPosition();

    public override bool TryReadPosition(string text, [NotNullWhen(true)] out PagePosition? position) => _listings.TryReadPosition(text, out position);

    public override ulong Fingerprint(OpenCecListingDetails item) => _listings.Fingerprint(item.Listing);

    public override async ValueTask<PageBody<OpenCecListingDetails>> OpenAsync(PageRequest request, CancellationToken cancellationToken)
    {
        // The listings first: what is added to a listing while the rest is read then still finds it.
        var listings = await new Paged<OpenCecListing>(_listings, cancellationToken).ToListAsync(cancellationToken).ConfigureAwait(false);
        var parts = await OpenCecParts.ReadAsync(admin, null, cancellationToken).ConfigureAwait(false);
        var ofClass = query.DeviceClass is { } name ? parts.ListingsOf(name) : null;
        if (query.DeviceClass is not null)
        {
            OpenCecListingOperations.WarnOfUnknownClass(transport, Endpoint, ofClass);
        }

        var details = listings.Where(listing => query.Keep(listing, parts.Certificates, ofClass)).Select(parts.Compose).ToArray();
        return new BufferedPageBody<OpenCecListingDetails>(details, details.Length, null, PageResponse.None);
    }
}
