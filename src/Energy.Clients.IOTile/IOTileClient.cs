using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using NodaTime;

namespace Energy.Clients.IOTile;

/// <summary>The whole of an IOTile Cloud: sign-in, every resource, data as async streams, reports, events, and a generic way to everything else.</summary>
/// <remarks>
/// <para>Register it with <c>services.AddIOTileClient(…)</c>, or make one with <c>new</c>. It is safe to use from many threads and meant to live as long as the application.</para>
/// <para>It signs in by itself when the first call needs it, renews its token before the end, and keeps no cookies. Slugs go out in canonical form only.</para>
/// </remarks>
public class IOTileClient : EnergyClient, ISeriesReader
{
    private readonly EnergyTransport<IOTileClientOptions> _transport;

    /// <summary>Creates a client that needs no container.</summary>
    /// <param name="options">The options; not to be changed afterwards.</param>
    /// <param name="primaryHandler">What really sends, for tests or a proxy; <see langword="null"/> makes a <see cref="SocketsHttpHandler"/>.</param>
    /// <param name="timeProvider">The clock; <see langword="null"/> is the system's.</param>
    /// <param name="loggerFactory">Where logs go; <see langword="null"/> logs nothing.</param>
    /// <exception cref="OptionsValidationException">An option is out of its range; the message names it and the remedy.</exception>
    public IOTileClient(IOTileClientOptions options, HttpMessageHandler? primaryHandler = null, TimeProvider? timeProvider = null, ILoggerFactory? loggerFactory = null)
        : this(EnergyTransport.Create(IOTileVendor.Instance, options, primaryHandler, timeProvider, loggerFactory))
    {
    }

    internal IOTileClient(EnergyTransport<IOTileClientOptions> transport)
        : base(transport)
    {
        _transport = transport;
        Session = new IOTileSessionOperations(transport);
        Accounts = new IOTileAccountOperations(transport);
        Organizations = new IOTileOrganizationOperations(transport);
        Projects = new IOTileProjectOperations(transport);
        Devices = new IOTileDeviceOperations(transport);
        Variables = new IOTileVariableOperations(transport);
        VariableTypes = new IOTileVariableTypeOperations(transport);
        Streams = new IOTileStreamOperations(transport);
        Data = new IOTileDataOperations(transport);
        Events = new IOTileEventOperations(transport);
        Properties = new IOTilePropertyOperations(transport);
        Notes = new IOTileNoteOperations(transport);
        Locations = new IOTileLocationOperations(transport);
        DataBlocks = new IOTileDataBlockOperations(transport);
        Fleets = new IOTileFleetOperations(transport);
        Streamers = new IOTileStreamerOperations(transport);
        StreamerReports = new IOTileStreamerReportOperations(transport, Streamers);
        Reports = new IOTileReportOperations(transport, Streams);
        Server = new IOTileServerOperations(transport);
    }

    /// <summary>For substitutes in tests, which override the members that they use.</summary>
    protected IOTileClient()
    {
        _transport = null!;
        Session = null!;
        Accounts = null!;
        Organizations = null!;
        Projects = null!;
        Devices = null!;
        Variables = null!;
        VariableTypes = null!;
        Streams = null!;
        Data = null!;
        Events = null!;
        Properties = null!;
        Notes = null!;
        Locations = null!;
        DataBlocks = null!;
        Fleets = null!;
        Streamers = null!;
        StreamerReports = null!;
        Reports = null!;
        Server = null!;
    }

    /// <summary>Signing in and out, and tokens.</summary>
    public virtual IOTileSessionOperations Session { get; }

    /// <summary>Accounts.</summary>
    public virtual IOTileAccountOperations Accounts { get; }

    /// <summary>Organisations and members.</summary>
    public virtual IOTileOrganizationOperations Organizations { get; }

    /// <summary>Projects.</summary>
    public virtual IOTileProjectOperations Projects { get; }

    /// <summary>Devices.</summary>
    public virtual IOTileDeviceOperations Devices { get; }

    /// <summary>Variables.</summary>
    public virtual IOTileVariableOperations Variables { get; }

    /// <summary>Variable types.</summary>
    public virtual IOTileVariableTypeOperations VariableTypes { get; }

    /// <summary>Streams and their data in output units.</summary>
    public virtual IOTileStreamOperations Streams { get; }

    /// <summary>Data of anything, and data frames.</summary>
    public virtual IOTileDataOperations Data { get; }

    /// <summary>Events.</summary>
    public virtual IOTileEventOperations Events { get; }

    /// <summary>Properties.</summary>
    public virtual IOTilePropertyOperations Properties { get; }

    /// <summary>Notes.</summary>
    public virtual IOTileNoteOperations Notes { get; }

    /// <summary>Locations.</summary>
    public virtual IOTileLocationOperations Locations { get; }

    /// <summary>Data blocks.</summary>
    public virtual IOTileDataBlockOperations DataBlocks { get; }

    /// <summary>Fleets.</summary>
    public virtual IOTileFleetOperations Fleets { get; }

    /// <summary>Streamers.</summary>
    public virtual IOTileStreamerOperations Streamers { get; }

    /// <summary>Reports of devices.</summary>
    public virtual IOTileStreamerReportOperations StreamerReports { get; }

    /// <summary>The accumulation report.</summary>
    public virtual IOTileReportOperations Reports { get; }

    /// <summary>The server itself.</summary>
    public virtual IOTileServerOperations Server { get; }

    /// <inheritdoc/>
    public string SeriesScheme => "iotile";

    /// <inheritdoc/>
    protected override string VendorName => IOTileVendor.VendorName;

    /// <summary>The generic way to a resource: <c>client.Resource("org")["acme"]["projects"].GetAsync()</c>.</summary>
    /// <param name="name">The resource as <see cref="IOTileServerOperations.ListResourcesAsync"/> names it; a name of two parts (<c>streamer/report</c>) may keep its slash.</param>
    /// <returns>The resource. Nothing is asked yet.</returns>
    public virtual IOTileResource Resource(string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        return name.Trim('/').Split('/').Aggregate(new IOTileResource(_transport, ""), static (resource, segment) => resource[segment]);
    }

    /// <summary>A view of this client in another account's name, on the same connections; its tokens and rate budget are the other account's.</summary>
    /// <param name="credential">A user name with a password, or a token.</param>
    /// <returns>The view; it need not be disposed.</returns>
    public virtual IOTileClient WithCredential(EnergyCredential credential) => new(_transport.WithCredential(credential));

    /// <inheritdoc/>
    /// <remarks>
    /// Paths: <c>iotile:/s--…</c>, the slug of a stream in any form. Query: <c>value</c> is <c>output</c> (the default), <c>stored</c> or <c>raw</c>; <c>unit</c> says the unit, which a slug does not tell;
    /// <c>source=data</c> reads a stream that has no record, stored or raw.
    /// </remarks>
    public virtual ReadingSeries Read(SeriesUri series, Interval range, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(series);
        var (stream, kind, unit, fromData) = PartsOf(series);
        return fromData
            ? Data.ReadAsync(stream, new IOTileDataQuery { Start = range.Start, End = range.End }, kind ?? IOTileValueKind.Stored, unit, cancellationToken)
            : Streams.ReadAsync(stream, QueryOf(kind, unit, range), cancellationToken);
    }

    /// <inheritdoc/>
    /// <remarks>Where output values are read and the address tells no unit, the stream's record is looked up; a stream without a record is opened as <see cref="Read"/> does.</remarks>
    public virtual ValueTask<ReadingSeries> OpenAsync(SeriesUri series, Interval range, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(series);
        var (stream, kind, unit, fromData) = PartsOf(series);
        var isTold = fromData || unit is not null || (kind ?? IOTileValueKind.Output) != IOTileValueKind.Output;
        return isTold ? new(Read(series, range, cancellationToken)) : LookUpAsync(stream, QueryOf(kind, unit, range), cancellationToken);
    }

    private async ValueTask<ReadingSeries> LookUpAsync(StreamSlug stream, IOTileStreamDataQuery query, CancellationToken cancellationToken) =>
        await Streams.FindAsync(stream, cancellationToken).ConfigureAwait(false) is { } known
            ? Streams.ReadAsync(known, query, cancellationToken)
            : Streams.ReadAsync(stream, query, cancellationToken);

    private static IOTileStreamDataQuery QueryOf(IOTileValueKind? kind, Unit? unit, Interval range) => new() { Start = range.Start, End = range.End, Value = kind ?? IOTileValueKind.Output, Unit = unit };

    private (StreamSlug Stream, IOTileValueKind? Kind, Unit? Unit, bool FromData) PartsOf(SeriesUri series)
    {
        if (series.Scheme != SeriesScheme || series.Segments is not [var text] || !StreamSlug.TryParse(text, out var stream))
        {
            throw new ArgumentException($"'{series}' is not an IOTile series. Write iotile:/ and the slug of a stream, such as iotile:/s--0000-0005--0000-0000-0000-000a--5001.", nameof(series));
        }

        IOTileValueKind? kind = null;
        Unit? unit = null;
        var fromData = false;
        foreach (var (name, value) in series.Query)
        {
            switch (name)
            {
                case "value" when value is "output" or "stored" or "raw":
                    kind = value == "output" ? IOTileValueKind.Output : value == "stored" ? IOTileValueKind.Stored : IOTileValueKind.Raw;
                    break;
                case "unit" when Unit.TryParse(value, out var known):
                    unit = known;
                    break;
                case "source" when value is "data" or "stream":
                    fromData = value == "data";
                    break;
                default:
                    throw new ArgumentException($"'{name}={value}' is not a query of an IOTile series. value=output, stored or raw, unit=… and source=data are.", nameof(series));
            }
        }

        return (stream, kind, unit, fromData);
    }
}
