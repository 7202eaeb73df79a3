using Microsoft.Extensions.Options;

namespace Energy.Clients.OpenCec;

/// <summary>Reads and administers an Open CEC server: a registry of products that are certified for CSIP-AUS.</summary>
/// <remarks>
/// <para>Register it with <c>services.AddOpenCecClient(…)</c>, or make one with <c>new</c>. It is safe to use from many threads and meant to live as long as the
/// application.</para>
/// <para>There is no public server: the address is always your own. The server keeps no interval data, so the client opens no series.</para>
/// </remarks>
/// <example>
/// <code>
/// using var cec = new OpenCecClient(new() { BaseAddress = address, ApiKey = key });
/// await foreach (var listing in cec.Listings.ListAsync(new() { Status = OpenCecListingStatus.Active }))
/// {
///     Console.WriteLine($"{listing.Manufacturer} {listing.Model}");
/// }
/// </code>
/// </example>
public class OpenCecClient : EnergyClient
{
    internal static readonly EnergyEndpoint GetStatus = new EnergyPath("").Get("OpenCec.Status.Get");

    private readonly EnergyTransport<OpenCecClientOptions> _transport;
    private readonly OpenCecNestedOperations _nested;

    /// <summary>Creates a client that needs no container.</summary>
    /// <param name="options">The options; not to be changed afterwards.</param>
    /// <param name="setup">What sends, the clock and the logs, or a handler alone; <see langword="null"/> takes the network, the system's clock, and logs nothing.</param>
    /// <exception cref="OptionsValidationException">An option is out of its range; the message names it and the remedy.</exception>
    public OpenCecClient(OpenCecClientOptions options, EnergyClientSetup? setup = null)
        : this(WarnOfWeakKey(EnergyTransport.Create(OpenCecVendor.Instance, options, setup)))
    {
    }

    internal OpenCecClient(EnergyTransport<OpenCecClientOptions> transport)
        : base(transport)
    {
        _transport = transport;
        Admin = new OpenCecAdmin(transport);
        Listings = new OpenCecListingOperations(transport, Admin);
        _nested = new OpenCecNestedOperations(transport);
    }

    /// <summary>For substitutes in tests, which override the members that they use.</summary>
    protected OpenCecClient()
    {
        _transport = null!;
        Admin = null!;
        Listings = null!;
        _nested = null!;
    }

    /// <summary>The public search of listings.</summary>
    public virtual OpenCecListingOperations Listings { get; }

    /// <summary>The administration.</summary>
    public virtual OpenCecAdmin Admin { get; }

    /// <summary>The server's unfinished nested read.</summary>
    [Experimental("ENERGYCEC001")]
    public virtual OpenCecNestedOperations Nested => _nested;

    /// <inheritdoc/>
    protected override string VendorName => OpenCecVendor.VendorName;

    /// <summary>Asks whether the server is well.</summary>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The server's word. Needs a good key.</returns>
    /// <exception cref="EnergyApiException">The server is not well, or could not be asked.</exception>
    public virtual Task<OpenCecStatus> GetStatusAsync(CancellationToken cancellationToken = default) =>
        _transport.SendAsync(GetStatus.At(), OpenCecJsonContext.Default.OpenCecStatus, cancellationToken);

    /// <summary>The instant of a time that the server gave without a zone, by <see cref="OpenCecClientOptions.DatabaseTimeZone"/>.</summary>
    /// <param name="time">The time, as in <see cref="OpenCecListing.CreatedAt"/>.</param>
    /// <returns>The instant. A time that the zone skips is moved forward by the length of the gap; of a time that comes twice the earlier is taken.</returns>
    public virtual Instant ToInstant(LocalDateTime time) => time.InZoneLeniently(DateTimeZoneProviders.Tzdb[_transport.Options.DatabaseTimeZone]).ToInstant();

    /// <summary>A view of this client in another key's name, on the same connections; its rate budget is the other key's.</summary>
    /// <param name="credential">The other key.</param>
    /// <returns>The view; it need not be disposed.</returns>
    public virtual OpenCecClient WithCredential(EnergyCredential credential) => new(_transport.WithCredential(credential));

    internal static EnergyTransport<OpenCecClientOptions> WarnOfWeakKey(EnergyTransport<OpenCecClientOptions> transport)
    {
        if (transport.Options.GetCredential() is null && OpenCecApiKey.DescribeWeakness(transport.Options.ApiKey!) is { } weakness)
        {
            transport.Telemetry.WarnOfCredential($"{nameof(OpenCecClientOptions)}.{nameof(OpenCecClientOptions.ApiKey)} {weakness}");
        }

        return transport;
    }
}
