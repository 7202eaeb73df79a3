namespace Energy.Clients.IOTile;

/// <summary>Locations. Posting one for a device moves the device too.</summary>
/// <example>
/// <code>
/// await iotile.Locations.CreateAsync(new() { Target = "d--0000-0000-0000-0007", Timestamp = now, Lat = 52.37m, Lon = 4.9m });
/// </code>
/// </example>
public class IOTileLocationOperations
{
    private static readonly EnergyPath Items = new("api/v1/location/");

    internal static readonly EnergyEndpoint List = Items.Get("IOTile.Locations.List");
    internal static readonly EnergyEndpoint Create = Items.Post("IOTile.Locations.Create");
    internal static readonly EnergyEndpoint CreateMany = Items.Post("IOTile.Locations.CreateMany");

    private readonly EnergyTransport _transport;

    internal IOTileLocationOperations(EnergyTransport transport) => _transport = transport;

    /// <summary>For substitutes in tests.</summary>
    protected IOTileLocationOperations() => _transport = null!;

    /// <summary>Lists the locations of a target; those you may not see are left out silently.</summary>
    /// <param name="target">A slug; it is sent in canonical form.</param>
    /// <param name="query">Which ones; <see langword="null"/> lists all.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The locations, one request a page.</returns>
    public virtual Paged<IOTileLocation> ListAsync(string target, IOTileTargetQuery? query = null, CancellationToken cancellationToken = default) =>
        _transport.List(List.At().With(new QueryArguments { ["target"] = IOTileSlugText.Canonical(target, null, nameof(target)) }), query, IOTileJsonContext.Default.IOTileLocation,
            static l => (ulong)l.Id + 1, cancellationToken);

    /// <summary>Makes a location.</summary>
    /// <param name="location">The location.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The location.</returns>
    public virtual Task<IOTileLocation> CreateAsync(IOTileNewLocation location, CancellationToken cancellationToken = default) =>
        _transport.SendAsync(Create.At().WithJson(json => Write(json, location)), IOTileJsonContext.Default.IOTileLocation, cancellationToken);

    /// <summary>Makes several locations of one target in one request.</summary>
    /// <param name="locations">The locations, all of one target.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>How many were made.</returns>
    /// <exception cref="ArgumentException">They are of several targets.</exception>
    public virtual Task<IOTileCount> CreateManyAsync(IReadOnlyCollection<IOTileNewLocation> locations, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(locations);
        return locations.Select(l => l.Target).Distinct(StringComparer.Ordinal).Count() > 1
            ? throw new ArgumentException("The locations are of several targets; the server takes one target a request. Send them target by target.", nameof(locations))
            : _transport.SendManyAsync(CreateMany.At(), locations, Write, cancellationToken);
    }

    private static void Write(Utf8JsonWriter json, IOTileNewLocation location)
    {
        ArgumentNullException.ThrowIfNull(location);
        json.Add("target", IOTileSlugText.Canonical(location.Target, null, nameof(location)))
            .Add("timestamp", location.Timestamp).AddDegrees("lat", location.Lat).AddDegrees("lon", location.Lon);
    }
}
