namespace Energy.Clients.OpenCec;

/// <summary>The server's unfinished nested read <c>/foo</c>: name and shape will change. <see cref="OpenCecListingOperations.ListDetailsAsync"/> gives the same from what is
/// documented.</summary>
/// <example>
/// <code>
/// #pragma warning disable ENERGYCEC001 // it will change
/// await foreach (var listing in cec.Nested.ListAsync())
/// {
///     Console.WriteLine(listing.Certificates.Count);
/// }
/// </code>
/// </example>
public class OpenCecNestedOperations
{
    private static readonly EnergyPath Rows = new("foo");

    internal static readonly EnergyEndpoint List = Rows.Get("OpenCec.Nested.List");
    internal static readonly EnergyEndpoint Find = Rows.Get("OpenCec.Nested.Find");

    private readonly EnergyTransport<OpenCecClientOptions> _transport;

    internal OpenCecNestedOperations(EnergyTransport<OpenCecClientOptions> transport) => _transport = transport;

    /// <summary>For substitutes in tests.</summary>
    protected OpenCecNestedOperations() => _transport = null!;

    /// <summary>Lists all listings, nested.</summary>
    /// <param name="cancellationToken">Cancels every enumeration.</param>
    /// <returns>The listings, in one request, in no order.</returns>
    public virtual Paged<OpenCecNestedListing> ListAsync(CancellationToken cancellationToken = default) => new(
        new OpenCecListSource<OpenCecNestedListing>(_transport, List.At(), OpenCecJsonContext.Default.OpenCecNestedListing), cancellationToken);

    /// <summary>Finds a listing, nested.</summary>
    /// <param name="id">The id.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The listing, or <see langword="null"/> when there is none: the server answers <c>null</c> with status 200.</returns>
    /// <exception cref="EnergyApiException">The listing could not be read.</exception>
    public virtual Task<OpenCecNestedListing?> FindAsync(int id, CancellationToken cancellationToken = default) => _transport.SendAsync(
        Find.At().WithId(id),
        static async (response, token) =>
        {
            using var body = await response.ReadBodyAsync(token).ConfigureAwait(false);
            try
            {
                return JsonSerializer.Deserialize(body.Span, OpenCecJsonContext.Default.OpenCecNestedListing);
            }
            catch (JsonException e)
            {
                throw EnergyErrors.Unreadable(response.Call, body, e, position: body.PositionOf(e));
            }
        },
        cancellationToken);
}
