using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using NodaTime;

namespace Energy.Clients.OpenCec;

/// <summary>Reads and administers an Open CEC server: a registry of products that are certified for CSIP-AUS.</summary>
/// <remarks>
/// <para>Register it with <c>services.AddOpenCecClient(…)</c>, or make one with <c>new</c>. It is safe to use from many threads and meant to live as long as the application.</para>
/// <para>There is no public server: the address is always your own. The server keeps no interval data, so the client opens no series.</para>
/// </remarks>
public class OpenCecClient : EnergyClient
{
    private readonly DateTimeZone _zone;
    private readonly OpenCecNestedOperations _nested;

    /// <summary>Creates a client that needs no container.</summary>
    /// <param name="options">The options; not to be changed afterwards.</param>
    /// <param name="primaryHandler">What really sends, for tests or a proxy; <see langword="null"/> makes a <see cref="SocketsHttpHandler"/>.</param>
    /// <param name="timeProvider">The clock; <see langword="null"/> is the system's.</param>
    /// <param name="loggerFactory">Where logs go; <see langword="null"/> logs nothing.</param>
    /// <exception cref="OptionsValidationException">An option is out of its range; the message names it and the remedy.</exception>
    public OpenCecClient(OpenCecClientOptions options, HttpMessageHandler? primaryHandler = null, TimeProvider? timeProvider = null, ILoggerFactory? loggerFactory = null)
        : this(EnergyTransport.Create(OpenCecVendor.Instance, options, primaryHandler, timeProvider, loggerFactory))
    {
    }

    internal OpenCecClient(EnergyTransport transport)
        : base(transport)
    {
        var options = (OpenCecClientOptions)transport.Options;
        _zone = DateTimeZoneProviders.Tzdb[options.DatabaseTimeZone];
        Connection = new OpenCecConnection(transport);
        Admin = new OpenCecAdmin(Connection);
        Listings = new OpenCecListingOperations(Connection, Admin);
        _nested = new OpenCecNestedOperations(Connection);
        if (options.GetCredential() is null && OpenCecApiKey.DescribeWeakness(options.ApiKey!) is { } weakness)
        {
            transport.Telemetry.WarnOfCredential($"{nameof(OpenCecClientOptions)}.{nameof(OpenCecClientOptions.ApiKey)} {weakness}");
        }
    }

    private OpenCecClient(EnergyTransport transport, DateTimeZone zone)
        : base(transport)
    {
        _zone = zone;
        Connection = new OpenCecConnection(transport);
        Admin = new OpenCecAdmin(Connection);
        Listings = new OpenCecListingOperations(Connection, Admin);
        _nested = new OpenCecNestedOperations(Connection);
    }

    /// <summary>For substitutes in tests, which override the members that they use.</summary>
    protected OpenCecClient()
    {
        _zone = DateTimeZone.Utc;
        Connection = null!;
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

    internal OpenCecConnection Connection { get; }

    /// <inheritdoc/>
    protected override string VendorName => OpenCecVendor.VendorName;

    /// <summary>Asks whether the server is well.</summary>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>The server's word. Needs a good key.</returns>
    /// <exception cref="EnergyApiException">The server is not well, or could not be asked.</exception>
    public virtual Task<OpenCecStatus> GetStatusAsync(CancellationToken cancellationToken = default) =>
        Connection.SendAsync(new EnergyCall("OpenCec.Status.Get", "GET /"), HttpMethod.Get, "", null, OpenCecJsonContext.Default.OpenCecStatus, cancellationToken);

    /// <summary>The instant of a time that the server gave without a zone, by <see cref="OpenCecClientOptions.DatabaseTimeZone"/>.</summary>
    /// <param name="time">The time, as in <see cref="OpenCecListing.CreatedAt"/>.</param>
    /// <returns>The instant. A time that the zone skips is moved forward by the length of the gap; of a time that comes twice the earlier is taken.</returns>
    public virtual Instant ToInstant(LocalDateTime time) => time.InZoneLeniently(_zone).ToInstant();

    /// <summary>A view of this client in another key's name, on the same connections; its rate budget is the other key's.</summary>
    /// <param name="credential">The other key.</param>
    /// <returns>The view; it need not be disposed.</returns>
    public virtual OpenCecClient WithCredential(EnergyCredential credential) => new(Transport.WithCredential(credential), _zone);
}
