using System.Globalization;

namespace Energy.Clients.OpenCec;

/// <summary>Listings with all that belongs to them, as one page: the tables are read whole and joined here.</summary>
internal sealed class OpenCecDetailsSource(OpenCecConnection connection, OpenCecListRoute<OpenCecListing> route, OpenCecListingQuery query, OpenCecAdmin admin) : PageSource<OpenCecListingDetails>
{
    private const string OnlyPosition = "all";

    public override string Operation => route.Call.Operation;

    public override string Query => $"{route.Target}|{route.LocalFilter}";

    public override PagingContext Context => connection.Transport.Paging;

    public override string? FirstPosition() => OnlyPosition;

    public override ulong Fingerprint(OpenCecListingDetails item) => StableHash.Of(item.Listing.Id.ToString(CultureInfo.InvariantCulture));

    public override async ValueTask<PageBody<OpenCecListingDetails>> OpenAsync(PageRequest request, CancellationToken cancellationToken)
    {
        if (request.Position != OnlyPosition)
        {
            throw new FormatException("The position is not one of a list of Open CEC.");
        }

        // The listings first: what is added to a listing while the rest is read then still finds it.
        var listings = await connection.ReadAllAsync(route, cancellationToken).ConfigureAwait(false);
        var parts = await OpenCecParts.ReadAsync(connection, admin, null, cancellationToken).ConfigureAwait(false);
        var details = listings.Where(listing => query.Keep(listing, parts.Certificates)).Select(parts.Compose).ToArray();
        return new BufferedPageBody<OpenCecListingDetails>(details, details.Length, null, PageResponse.None);
    }
}
