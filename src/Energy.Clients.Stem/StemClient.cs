using Microsoft.Extensions.Options;

namespace Energy.Clients.Stem;

/// <summary>Reads the Stem interval data API: the clients (building owners) that granted access, their sites, and the sites' streams.</summary>
/// <remarks>
/// <para>Register it with <c>services.AddStemClient(…)</c>, or make one with <c>new</c>. It is safe to use from many threads and meant to live as long as the application.</para>
/// <para>The API only reads. A site is in practice one meter. Reading needs nothing but a stored site id; lists serve to find it.</para>
/// </remarks>
/// <example>
/// <code>
/// using var stem = new StemClient(new() { ApiKey = key });
/// await foreach (var reading in stem.Streams.ReadAsync(siteId, StemStreamType.Monitor, new() { Range = january }))
/// {
///     Console.WriteLine($"{reading.Start} {reading.Value} kW");
/// }
/// </code>
/// </example>
public class StemClient : EnergyClient, ISeriesReader
{
    private const string SitesSegment = "sites";

    private readonly EnergyTransport<StemClientOptions> _transport = null!;

    /// <summary>Creates a client that needs no container.</summary>
    /// <param name="options">The options; not to be changed afterwards.</param>
    /// <param name="setup">What sends, the clock and the logs, or a handler alone; <see langword="null"/> takes the network, the system's clock, and logs nothing.</param>
    /// <exception cref="OptionsValidationException">An option is out of its range; the message names it and the remedy.</exception>
    public StemClient(StemClientOptions options, EnergyClientSetup? setup = null)
        : this(EnergyTransport.Create(StemVendor.Instance, options, setup))
    {
    }

    internal StemClient(EnergyTransport<StemClientOptions> transport)
        : base(transport)
    {
        _transport = transport;
        Clients = new StemClientOperations(transport);
        Sites = new StemSiteOperations(transport, Clients);
        Streams = new StemStreamOperations(transport);
    }

    /// <summary>For substitutes in tests, which override the members that they use.</summary>
    protected StemClient()
    {
    }

    /// <summary>The clients (building owners) that the key may see.</summary>
    public virtual StemClientOperations Clients { get; } = null!;

    /// <summary>The sites (meters) of a client.</summary>
    public virtual StemSiteOperations Sites { get; } = null!;

    /// <summary>The readings of a site.</summary>
    public virtual StemStreamOperations Streams { get; } = null!;

    /// <inheritdoc/>
    public string SeriesScheme => "stem";

    /// <inheritdoc/>
    protected override string VendorName => StemVendor.VendorName;

    /// <summary>A view of this client in another key's name, on the same connections; its rate budget is the other key's.</summary>
    /// <param name="credential">The other key.</param>
    /// <returns>The view; it need not be disposed.</returns>
    public virtual StemClient WithCredential(EnergyCredential credential) => new(_transport.WithCredential(credential));

    /// <inheritdoc/>
    /// <remarks>
    /// Paths: <c>stem:/sites/{siteId}/{stream}</c>, where the stream is a type as it is on the wire (<c>MONITOR</c>, <c>CONVERTER</c>, …) or a derived
    /// one in lower case (<c>building-load</c>, <c>charge</c>, <c>discharge</c>). Query: <c>resolution</c> in seconds, 900 by default.
    /// </remarks>
    public virtual ReadingSeries Open(SeriesUri series, Interval range, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(series);
        if (series.Scheme != SeriesScheme || series.Segments is not [SitesSegment, var siteId, var stream])
        {
            throw new ArgumentException($"'{series}' is not a Stem series. Write stem:/sites/<site id>/MONITOR, or another stream type, or building-load, charge or discharge.",
                nameof(series));
        }

        if (!range.HasStart)
        {
            throw new ArgumentException("The range has no start. Give the first instant to read; the end may be left open for now.", nameof(range));
        }

        var query = new StemStreamQuery { Range = range };
        foreach (var (name, value) in series.Query)
        {
            query = name == "resolution" && long.TryParse(value, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var seconds)
                ? query with { Resolution = Duration.FromSeconds(seconds) }
                : throw new ArgumentException($"'{name}={value}' is not a query of a Stem series. Only resolution=900, 1800 or 3600 is.", nameof(series));
        }

        return StemDerivation.All.FirstOrDefault(d => d.Segment == stream) is { Segment: not null } derived
            ? Streams.ReadDerivedAsync(siteId, derived.Stream, query, cancellationToken)
            : Streams.ReadAsync(siteId, new StemStreamType(stream), query, cancellationToken);
    }

    /// <inheritdoc/>
    /// <remarks>The address tells everything: nothing is asked, and this is <see cref="Open"/>.</remarks>
    public virtual ValueTask<ReadingSeries> OpenAsync(SeriesUri series, Interval range, CancellationToken cancellationToken = default) =>
        new(Open(series, range, cancellationToken));
}
