namespace Energy.Clients.IOTile;

/// <summary>Fleets. Changing them needs a right that even owners lack: staff and developers have it.</summary>
/// <example>
/// <code>
/// await foreach (var device in iotile.Fleets.ListDevicesAsync(FleetSlug.Parse("g--0000-0000-0007")))
/// {
///     Console.WriteLine(device.Device);
/// }
/// </code>
/// </example>
public class IOTileFleetOperations
{
    private static readonly EnergyPath Items = new("api/v1/fleet/");

    internal static readonly EnergyEndpoint List = Items.Get("IOTile.Fleets.List");
    internal static readonly EnergyEndpoint Get = new EnergyPath("api/v1/fleet/{slug}/").Get("IOTile.Fleets.Get");
    internal static readonly EnergyEndpoint Create = Items.Post("IOTile.Fleets.Create");
    internal static readonly EnergyEndpoint ListDevices = new EnergyPath("api/v1/fleet/{slug}/devices/").Get("IOTile.Fleets.ListDevices");
    internal static readonly EnergyEndpoint Register = new EnergyPath("api/v1/fleet/{slug}/register/").Post("IOTile.Fleets.Register");
    internal static readonly EnergyEndpoint Deregister = new EnergyPath("api/v1/fleet/{slug}/deregister/").Post("IOTile.Fleets.Deregister");

    private readonly EnergyTransport _transport;

    internal IOTileFleetOperations(EnergyTransport transport) => _transport = transport;

    /// <summary>For substitutes in tests.</summary>
    protected IOTileFleetOperations() => _transport = null!;

    /// <summary>Lists fleets.</summary>
    /// <param name="query">Which ones; <see langword="null"/> lists all.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The fleets, one request a page.</returns>
    public virtual Paged<IOTileFleet> ListAsync(IOTileFleetQuery? query = null, CancellationToken cancellationToken = default) =>
        _transport.List(List.At(), query, IOTileJsonContext.Default.IOTileFleet, static f => StableHash.Of(f.Slug.ToString()), cancellationToken);

    /// <summary>Gets a fleet.</summary>
    /// <param name="fleet">The fleet.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The fleet.</returns>
    public virtual Task<IOTileFleet> GetAsync(FleetSlug fleet, CancellationToken cancellationToken = default) =>
        _transport.SendAsync(Get.At(fleet), IOTileJsonContext.Default.IOTileFleet, cancellationToken);

    /// <summary>Makes a fleet.</summary>
    /// <param name="name">The name.</param>
    /// <param name="org">The organisation's slug.</param>
    /// <param name="isNetwork">Whether its devices form a network; <see langword="null"/> takes the server's default.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The fleet.</returns>
    public virtual Task<IOTileFleet> CreateAsync(string name, string org, bool? isNetwork = null, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentException.ThrowIfNullOrEmpty(org);
        return _transport.SendAsync(Create.At().WithJson(json => json.Add("name", name).Add("org", org).Add("is_network", isNetwork)), IOTileJsonContext.Default.IOTileFleet,
            cancellationToken);
    }

    /// <summary>Lists the devices of a fleet.</summary>
    /// <param name="fleet">The fleet.</param>
    /// <param name="query">Page size and the like.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The devices, one request a page.</returns>
    public virtual Paged<IOTileFleetDevice> ListDevicesAsync(FleetSlug fleet, IOTileListQuery? query = null, CancellationToken cancellationToken = default) =>
        _transport.List(ListDevices.At(fleet), query, IOTileJsonContext.Default.IOTileFleetDevice, static d => (ulong)d.Device.Id + 1, cancellationToken);

    /// <summary>Puts a device into a fleet.</summary>
    /// <param name="fleet">The fleet.</param>
    /// <param name="device">The device.</param>
    /// <param name="alwaysOn">Whether it is always on; <see langword="null"/> takes the server's default.</param>
    /// <param name="isAccessPoint">Whether it connects the others; <see langword="null"/> takes the server's default.</param>
    /// <param name="asStaff">Sends <c>staff=1</c>, without which staff sees its own fleets only.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The device in the fleet.</returns>
    public virtual Task<IOTileFleetDevice> RegisterAsync(FleetSlug fleet, DeviceSlug device, bool? alwaysOn = null, bool? isAccessPoint = null, bool asStaff = false,
        CancellationToken cancellationToken = default) =>
        _transport.SendAsync(Register.At(fleet)
            .AsStaff(asStaff).WithJson(json => json.Add("device", device.ToString()).Add("always_on", alwaysOn).Add("is_access_point", isAccessPoint)),
            IOTileJsonContext.Default.IOTileFleetDevice, cancellationToken);

    /// <summary>Takes a device out of a fleet.</summary>
    /// <param name="fleet">The fleet.</param>
    /// <param name="device">The device.</param>
    /// <param name="asStaff">Sends <c>staff=1</c>.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The device.</returns>
    public virtual Task<IOTileFleetDevice> DeregisterAsync(FleetSlug fleet, DeviceSlug device, bool asStaff = false, CancellationToken cancellationToken = default) =>
        _transport.SendAsync(Deregister.At(fleet).AsStaff(asStaff).WithJson(json => json.Add("device", device.ToString())), IOTileJsonContext.Default.IOTileFleetDevice,
            cancellationToken);
}
