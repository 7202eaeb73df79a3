using Microsoft.Extensions.Options;

namespace Energy.Clients.IOTile;

/// <summary>The whole of an IOTile Cloud: sign-in, every resource, data as async streams, reports, events, and a generic way to everything else.</summary>
/// <remarks>
/// <para>Register it with <c>services.AddIOTileClient(…)</c>, or make one with <c>new</c>. It is safe to use from many threads and meant to live as long as the application.</para>
/// <para>It signs in by itself when the first call needs it, renews its token before the end, and keeps no cookies. Slugs go out in canonical form only.</para>
/// </remarks>
/// <example>
/// <code>
/// using var iotile = new IOTileClient(new() { UserName = user, Password = password });
/// await foreach (var reading in iotile.Streams.ReadAsync(StreamSlug.Parse("s--0000-0001--0000-0000-0000-0002--5001")))
/// {
///     Console.WriteLine($"{reading.Start} {reading.Value}");
/// }
/// </code>
/// </example>
public class IOTileClient : EnergyClient, ISeriesReader
{
    private readonly EnergyTransport<IOTileClientOptions> _transport;

    /// <summary>Creates a client that needs no container.</summary>
    /// <param name="options">The options; not to be changed afterwards.</param>
    /// <param name="setup">What sends, the clock and the logs, or a handler alone; <see langword="null"/> takes the network, the system's clock, and logs nothing.</param>
    /// <exception cref="OptionsValidationException">An option is out of its range; the message names it and the remedy.</exception>
    public IOTileClient(IOTileClientOptions options, EnergyClientSetup? setup = null)
        : this(EnergyTransport.Create(IOTileVendor.Instance, options, setup))
    {
    }

    internal IOTileClient(EnergyTransport<IOTileClientOptions> transport)
        : base(transport) => _transport = transport;

    /// <summary>For substitutes in tests, which override the members that they use.</summary>
    protected IOTileClient() => _transport = null!;

    /// <summary>Signing in and out, and tokens.</summary>
    public virtual IOTileSessionOperations Session => field ??= new(_transport);

    /// <summary>Accounts.</summary>
    public virtual IOTileAccountOperations Accounts => field ??= new(_transport);

    /// <summary>Organisations and members.</summary>
    public virtual IOTileOrganizationOperations Organizations => field ??= new(_transport);

    /// <summary>Projects.</summary>
    public virtual IOTileProjectOperations Projects => field ??= new(_transport);

    /// <summary>Devices.</summary>
    public virtual IOTileDeviceOperations Devices => field ??= new(_transport);

    /// <summary>Variables.</summary>
    public virtual IOTileVariableOperations Variables => field ??= new(_transport);

    /// <summary>Variable types.</summary>
    public virtual IOTileVariableTypeOperations VariableTypes => field ??= new(_transport);

    /// <summary>Streams and their data in output units.</summary>
    public virtual IOTileStreamOperations Streams => field ??= new(_transport);

    /// <summary>Data of anything, and data frames.</summary>
    public virtual IOTileDataOperations Data => field ??= new(_transport);

    /// <summary>Events.</summary>
    public virtual IOTileEventOperations Events => field ??= new(_transport);

    /// <summary>Properties.</summary>
    public virtual IOTilePropertyOperations Properties => field ??= new(_transport);

    /// <summary>Notes.</summary>
    public virtual IOTileNoteOperations Notes => field ??= new(_transport);

    /// <summary>Locations.</summary>
    public virtual IOTileLocationOperations Locations => field ??= new(_transport);

    /// <summary>Data blocks.</summary>
    public virtual IOTileDataBlockOperations DataBlocks => field ??= new(_transport);

    /// <summary>Fleets.</summary>
    public virtual IOTileFleetOperations Fleets => field ??= new(_transport);

    /// <summary>Streamers.</summary>
    public virtual IOTileStreamerOperations Streamers => field ??= new(_transport);

    /// <summary>Reports of devices.</summary>
    public virtual IOTileStreamerReportOperations StreamerReports => field ??= new(_transport, Streamers);

    /// <summary>The accumulation report.</summary>
    public virtual IOTileReportOperations Reports => field ??= new(_transport, Streams);

    /// <summary>The server itself.</summary>
    public virtual IOTileServerOperations Server => field ??= new(_transport);

    /// <inheritdoc/>
    public string SeriesScheme => "iotile";

    /// <inheritdoc/>
    protected override string VendorName => IOTileVendor.VendorName;

    /// <summary>The generic way to a resource: <c>client.Resource("org")["acme"]["projects"].GetAsync()</c>.</summary>
    /// <param name="name">The resource as <see cref="IOTileServerOperations.ListResourcesAsync"/> names it; a name of two parts (<c>streamer/report</c>) may keep its
    /// slash.</param>
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
    /// Paths: <c>iotile:/s--…</c>, the slug of a stream in any form. Query: <c>value</c> is <c>output</c> (the default), <c>stored</c> or <c>raw</c>; <c>unit</c> says the unit,
    /// which a slug does not tell;
    /// <c>source=data</c> reads a stream that has no record, stored or raw.
    /// </remarks>
    public virtual ReadingSeries Open(SeriesUri series, Interval range, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(series);
        var (stream, kind, unit, fromData) = PartsOf(series);
        return fromData
            ? Data.ReadAsync(stream, new IOTileDataQuery { Range = range }, kind ?? IOTileValueKind.Stored, unit, cancellationToken)
            : Streams.ReadAsync(stream, QueryOf(kind, unit, range), cancellationToken);
    }

    /// <inheritdoc/>
    /// <remarks>Where output values are read and the address tells no unit, the stream's record is looked up; a stream without a record is opened as <see cref="Open"/>
    /// does.</remarks>
    public virtual ValueTask<ReadingSeries> OpenAsync(SeriesUri series, Interval range, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(series);
        var (stream, kind, unit, fromData) = PartsOf(series);
        var isTold = fromData || unit is not null || (kind ?? IOTileValueKind.Output) != IOTileValueKind.Output;
        return isTold ? new(Open(series, range, cancellationToken)) : LookUpAsync(stream, QueryOf(kind, unit, range), cancellationToken);
    }

    private async ValueTask<ReadingSeries> LookUpAsync(StreamSlug stream, IOTileStreamDataQuery query, CancellationToken cancellationToken) =>
        await Streams.FindAsync(stream, cancellationToken).ConfigureAwait(false) is { } known
            ? Streams.ReadAsync(known, query, cancellationToken)
            : Streams.ReadAsync(stream, query, cancellationToken);

    private static IOTileStreamDataQuery QueryOf(IOTileValueKind? kind, Unit? unit, Interval range) => new() { Range = range, Value = kind ?? IOTileValueKind.Output, Unit = unit };

    private (StreamSlug Stream, IOTileValueKind? Kind, Unit? Unit, bool FromData) PartsOf(SeriesUri series)
    {
        if (series.Scheme != SeriesScheme || series.Segments is not [var text] || !StreamSlug.TryParse(text, out var stream))
        {
            throw new ArgumentException($"'{series}' is not an IOTile series. Write iotile:/ and the slug of a stream, such as iotile:/s--0000-0005--0000-0000-0000-000a--5001.",
                nameof(series));
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
