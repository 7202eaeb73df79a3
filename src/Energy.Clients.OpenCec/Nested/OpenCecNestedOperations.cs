using System.Text.Json;

namespace Energy.Clients.OpenCec;

/// <summary>The server's unfinished nested read <c>/foo</c>: name and shape will change. <see cref="OpenCecListingOperations.ListDetailsAsync"/> gives the same from what is documented.</summary>
public class OpenCecNestedOperations
{
    private const string Path = "foo";

    private readonly OpenCecConnection _connection;

    internal OpenCecNestedOperations(OpenCecConnection connection) => _connection = connection;

    /// <summary>For substitutes in tests.</summary>
    protected OpenCecNestedOperations() => _connection = null!;

    /// <summary>Lists all listings, nested.</summary>
    /// <param name="cancellationToken">Stops every enumeration.</param>
    /// <returns>The listings, in one request, in no order.</returns>
    public virtual Paged<OpenCecNestedListing> ListAsync(CancellationToken cancellationToken = default) => _connection.List(
        new OpenCecListRoute<OpenCecNestedListing>
        {
            Call = CallOf("List"),
            Target = Path,
            TypeInfo = OpenCecJsonContext.Default.OpenCecNestedListing,
            IdOf = static listing => listing.Id,
        },
        cancellationToken);

    /// <summary>Finds a listing, nested.</summary>
    /// <param name="id">The id.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>The listing, or <see langword="null"/> when there is none: the server answers <c>null</c> with status 200.</returns>
    /// <exception cref="EnergyApiException">The listing could not be read.</exception>
    public virtual async Task<OpenCecNestedListing?> FindAsync(int id, CancellationToken cancellationToken = default)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(OpenCecConnection.TargetOfId(Path, id), UriKind.Relative));
        using var response = await _connection.Transport.SendAsync(CallOf("Find"), request, cancellationToken).ConfigureAwait(false);
        await response.EnsureSuccessAsync(cancellationToken).ConfigureAwait(false);
        using var body = await response.ReadBodyAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            return JsonSerializer.Deserialize(body.Span, OpenCecJsonContext.Default.OpenCecNestedListing);
        }
        catch (JsonException e)
        {
            throw PayloadErrors.From(response.Call, body, e, position: body.PositionOf(e));
        }
    }

    private static EnergyCall CallOf(string verb) => new("OpenCec.Nested." + verb, "GET /" + Path);
}
