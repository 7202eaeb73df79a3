namespace Energy.Clients.IOTile;

/// <summary>Devices: reading, changing, claiming, resetting, trimming, masking, their status, counts and keys.</summary>
/// <example>
/// <code>
/// var device = DeviceSlug.Parse("d--0000-0000-0000-0007");
/// await iotile.Devices.UpdateAsync(device, new() { Label = "Meter of the cellar" });
/// await foreach (var property in iotile.Devices.ListPropertiesAsync(device))
/// {
///     Console.WriteLine(property.Name);
/// }
/// </code>
/// </example>
public class IOTileDeviceOperations
{
    private static readonly EnergyPath Items = new("api/v1/device/");
    private static readonly EnergyPath Item = new("api/v1/device/{slug}/");
    private static readonly EnergyPath Health = new("api/v1/device/{slug}/health/");
    private static readonly EnergyPath Mask = new("api/v1/device/{slug}/mask/");

    internal static readonly EnergyEndpoint List = Items.Get("IOTile.Devices.List");
    internal static readonly EnergyEndpoint Get = Item.Get("IOTile.Devices.Get");
    internal static readonly EnergyEndpoint GetExtra = new EnergyPath("api/v1/device/{slug}/extra/").Get("IOTile.Devices.GetExtra");
    internal static readonly EnergyEndpoint Create = Items.Post("IOTile.Devices.Create");
    internal static readonly EnergyEndpoint Update = Item.Patch("IOTile.Devices.Update");
    internal static readonly EnergyEndpoint Delete = Item.Delete("IOTile.Devices.Delete");
    internal static readonly EnergyEndpoint GetSensorGraph = new EnergyPath("api/v1/device/{slug}/sg/").Get("IOTile.Devices.GetSensorGraph");
    internal static readonly EnergyEndpoint GetTemplate = new EnergyPath("api/v1/device/{slug}/template/").Get("IOTile.Devices.GetTemplate");
    internal static readonly EnergyEndpoint ListVersions = new EnergyPath("api/v1/device/{slug}/versions/").Get("IOTile.Devices.ListVersions");
    internal static readonly EnergyEndpoint GetFilterLog = new EnergyPath("api/v1/device/{slug}/filterlog/").Get("IOTile.Devices.GetFilterLog");
    internal static readonly EnergyEndpoint ListStreamers = new EnergyPath("api/v1/device/{slug}/streamers/").Get("IOTile.Devices.ListStreamers");
    internal static readonly EnergyEndpoint GetStatus = new EnergyPath("api/v1/device/{slug}/status/").Get("IOTile.Devices.GetStatus");
    internal static readonly EnergyEndpoint GetHealth = Health.Get("IOTile.Devices.GetHealth");
    internal static readonly EnergyEndpoint UpdateHealth = Health.Patch("IOTile.Devices.UpdateHealth");
    internal static readonly EnergyEndpoint ListProperties = new EnergyPath("api/v1/device/{slug}/properties/").Get("IOTile.Devices.ListProperties");
    internal static readonly EnergyEndpoint SetProperty = new EnergyPath("api/v1/device/{slug}/new_property/").Post("IOTile.Devices.SetProperty") with { IsIdempotent = true };
    internal static readonly EnergyEndpoint GetClaimable = new EnergyPath("api/v1/device/claimable/").Post("IOTile.Devices.GetClaimable");
    internal static readonly EnergyEndpoint Claim = new EnergyPath("api/v1/device/claim/").Post("IOTile.Devices.Claim");
    internal static readonly EnergyEndpoint Unclaim = new EnergyPath("api/v1/device/{slug}/unclaim/").Post("IOTile.Devices.Unclaim");
    internal static readonly EnergyEndpoint Reset = new EnergyPath("api/v1/device/{slug}/reset/").Post("IOTile.Devices.Reset");
    internal static readonly EnergyEndpoint Trim = new EnergyPath("api/v1/device/{slug}/trim/").Post("IOTile.Devices.Trim");
    internal static readonly EnergyEndpoint Upgrade = new EnergyPath("api/v1/device/{slug}/upgrade/").Post("IOTile.Devices.Upgrade");
    internal static readonly EnergyEndpoint GetKey = new EnergyPath("api/v1/device/{slug}/key/").Get("IOTile.Devices.GetKey");
    internal static readonly EnergyEndpoint GetMask = Mask.Get("IOTile.Devices.GetMask");
    internal static readonly EnergyEndpoint SetMask = Mask.Patch("IOTile.Devices.SetMask");
    internal static readonly EnergyEndpoint DeleteMask = Mask.Delete("IOTile.Devices.DeleteMask");

    private readonly EnergyTransport _transport;

    internal IOTileDeviceOperations(EnergyTransport transport) => _transport = transport;

    /// <summary>For substitutes in tests.</summary>
    protected IOTileDeviceOperations() => _transport = null!;

    /// <summary>Lists devices of your organisations.</summary>
    /// <param name="query">Which ones; <see langword="null"/> lists all active ones.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The devices, one request a page. What you may not see is left out silently.</returns>
    public virtual Paged<IOTileDevice> ListAsync(IOTileDeviceQuery? query = null, CancellationToken cancellationToken = default) =>
        _transport.List(List.At(), query, IOTileJsonContext.Default.IOTileDevice, IOTileDevice.Fingerprint, cancellationToken);

    /// <summary>Gets a device. One that nobody has claimed is readable by the account that made it and by staff only: everyone else gets 403, also the account that gave it
    /// up.</summary>
    /// <param name="device">The device.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The device.</returns>
    /// <exception cref="EnergyNotFoundException">There is none.</exception>
    /// <exception cref="EnergyAuthenticationException">It belongs to others.</exception>
    public virtual Task<IOTileDevice> GetAsync(DeviceSlug device, CancellationToken cancellationToken = default) =>
        _transport.SendAsync(Get.At(device), IOTileJsonContext.Default.IOTileDevice, cancellationToken);

    /// <summary>Finds a device.</summary>
    /// <param name="device">The device.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The device, or <see langword="null"/> when there is none.</returns>
    /// <exception cref="EnergyAuthenticationException">It belongs to others.</exception>
    public virtual Task<IOTileDevice?> FindAsync(DeviceSlug device, CancellationToken cancellationToken = default) =>
        _transport.FindAsync(Get.At(device), IOTileJsonContext.Default.IOTileDevice, cancellationToken);

    /// <summary>Gets a device with the counts of its streams, system streams included.</summary>
    /// <param name="device">The device.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The counts.</returns>
    public virtual Task<IOTileDeviceExtra> GetExtraAsync(DeviceSlug device, CancellationToken cancellationToken = default) =>
        _transport.SendAsync(GetExtra.At(device), IOTileJsonContext.Default.IOTileDeviceExtra, cancellationToken);

    /// <summary>Makes a device; staff only (others get 403). It belongs to nobody until it is claimed: until then only the account that made it and staff can read it.</summary>
    /// <param name="device">The device.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The device.</returns>
    /// <remarks>Sends <c>staff=1</c>, without which the server refuses staff too.</remarks>
    public virtual Task<IOTileDevice> CreateAsync(IOTileNewDevice device, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(device);
        ArgumentException.ThrowIfNullOrEmpty(device.Template, nameof(device));
        return _transport.SendAsync(
            Create.At().AsStaff(true).WithJson(json => json.Add("template", device.Template).Add("label", device.Label).Add("sg", device.Sg).Add("external_id", device.ExternalId)),
            IOTileJsonContext.Default.IOTileDevice,
            cancellationToken);
    }

    /// <summary>Changes a device.</summary>
    /// <param name="device">The device.</param>
    /// <param name="update">What to change.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The device as it is now.</returns>
    public virtual Task<IOTileDevice> UpdateAsync(DeviceSlug device, IOTileDeviceUpdate update, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(update);
        return _transport.SendAsync(
            Update.At(device).WithJson(json => json
                .Add("label", update.Label).AddDegrees("lat", update.Lat).AddDegrees("lon", update.Lon).Add("active", update.Active)
                .Add("state", update.State).Add("sg", update.Sg).Add("external_id", update.ExternalId)),
            IOTileJsonContext.Default.IOTileDevice,
            cancellationToken);
    }

    /// <summary>Deletes a device; staff only.</summary>
    /// <param name="device">The device.</param>
    /// <param name="asStaff">Sends <c>staff=1</c>.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>A task that ends when it is deleted.</returns>
    public virtual Task DeleteAsync(DeviceSlug device, bool asStaff = false, CancellationToken cancellationToken = default) =>
        _transport.SendAsync(Delete.At(device).AsStaff(asStaff), cancellationToken);

    /// <summary>Gets the sensor graph of a device: the variables it makes and how they are shown.</summary>
    /// <param name="device">The device.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The sensor graph as the server sends it.</returns>
    public virtual Task<JsonElement> GetSensorGraphAsync(DeviceSlug device, CancellationToken cancellationToken = default) =>
        _transport.SendAsync(GetSensorGraph.At(device), IOTileJsonContext.Default.JsonElement, cancellationToken);

    /// <summary>Gets the template of a device: its hardware.</summary>
    /// <param name="device">The device.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The template as the server sends it.</returns>
    public virtual Task<JsonElement> GetTemplateAsync(DeviceSlug device, CancellationToken cancellationToken = default) =>
        _transport.SendAsync(GetTemplate.At(device), IOTileJsonContext.Default.JsonElement, cancellationToken);

    /// <summary>Lists the firmware versions that a device reported.</summary>
    /// <param name="device">The device.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The versions as the server sends them, in one request.</returns>
    public virtual Paged<JsonElement> ListVersionsAsync(DeviceSlug device, CancellationToken cancellationToken = default) =>
        _transport.ListAll(ListVersions.At(device), IOTileJsonContext.Default.JsonElement, IOTileApi.FingerprintOf, cancellationToken);

    /// <summary>Gets the log of the stream filters of a device.</summary>
    /// <param name="device">The device.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The log as the server sends it.</returns>
    public virtual Task<JsonElement> GetFilterLogAsync(DeviceSlug device, CancellationToken cancellationToken = default) =>
        _transport.SendAsync(GetFilterLog.At(device), IOTileJsonContext.Default.JsonElement, cancellationToken);

    /// <summary>Lists the streamers of a device.</summary>
    /// <param name="device">The device.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>All of them, in one request.</returns>
    public virtual Paged<IOTileStreamer> ListStreamersAsync(DeviceSlug device, CancellationToken cancellationToken = default) =>
        _transport.ListAll(ListStreamers.At(device), IOTileJsonContext.Default.IOTileStreamer, IOTileStreamer.Fingerprint, cancellationToken);

    /// <summary>Gets the status of a device.</summary>
    /// <param name="device">The device.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The status.</returns>
    public virtual Task<IOTileDeviceStatus> GetStatusAsync(DeviceSlug device, CancellationToken cancellationToken = default) =>
        _transport.SendAsync(GetStatus.At(device), IOTileJsonContext.Default.IOTileDeviceStatus, cancellationToken);

    /// <summary>Gets the health of a device: the same as the status, under the name that can be changed.</summary>
    /// <param name="device">The device.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The status.</returns>
    public virtual Task<IOTileDeviceStatus> GetHealthAsync(DeviceSlug device, CancellationToken cancellationToken = default) =>
        _transport.SendAsync(GetHealth.At(device), IOTileJsonContext.Default.IOTileDeviceStatus, cancellationToken);

    /// <summary>Changes the watch over a device.</summary>
    /// <param name="device">The device.</param>
    /// <param name="update">What to change.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The watch; alert and last known values are not part of the answer.</returns>
    public virtual Task<IOTileDeviceStatus> UpdateHealthAsync(DeviceSlug device, IOTileDeviceHealthUpdate update, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(update);
        return _transport.SendAsync(
            UpdateHealth.At(device).WithJson(json => json
                .Add("health_check_enabled", update.HealthCheckEnabled)
                .Add("health_check_period", update.HealthCheckPeriod, static (writer, period) => writer.WriteNumberValue((long)period.TotalSeconds))),
            IOTileJsonContext.Default.IOTileDeviceStatus,
            cancellationToken);
    }

    /// <summary>Lists the properties of a device.</summary>
    /// <param name="device">The device.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>All of them, by name, in one request.</returns>
    public virtual Paged<IOTileProperty> ListPropertiesAsync(DeviceSlug device, CancellationToken cancellationToken = default) =>
        _transport.ListProperties(ListProperties.At(device), cancellationToken);

    /// <summary>Sets a property of a device, new or not; its type may change.</summary>
    /// <param name="device">The device.</param>
    /// <param name="name">The property's name.</param>
    /// <param name="value">The value.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The property.</returns>
    public virtual Task<IOTileProperty> SetPropertyAsync(DeviceSlug device, string name, IOTilePropertyValue value, CancellationToken cancellationToken = default) =>
        _transport.SetPropertyAsync(SetProperty.At(device), name, value, cancellationToken);

    /// <summary>Asks which devices can be claimed.</summary>
    /// <param name="devices">The devices.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The devices that exist.</returns>
    public virtual Task<IOTileClaimableList> GetClaimableAsync(IReadOnlyCollection<DeviceSlug> devices, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(devices);
        return _transport.SendAsync(GetClaimable.At().WithJson(json => json.Add("slugs", devices.Select(d => d.ToString()))), IOTileJsonContext.Default.IOTileClaimableList,
            cancellationToken);
    }

    /// <summary>Claims a device for a project.</summary>
    /// <param name="device">The device; nobody may have claimed it.</param>
    /// <param name="project">The project.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>Device and project.</returns>
    public virtual Task<IOTileClaim> ClaimAsync(DeviceSlug device, ProjectSlug project, CancellationToken cancellationToken = default) =>
        _transport.SendAsync(Claim.At().WithJson(json => json.Add("device", device.ToString()).Add("project", project.ToString())), IOTileJsonContext.Default.IOTileClaim,
            cancellationToken);

    /// <summary>Gives a device up. The server does it later.</summary>
    /// <param name="device">The device.</param>
    /// <param name="label">The label it gets; <see langword="null"/> takes the server's.</param>
    /// <param name="cleanStreams">Whether its streams and data are deleted; <see langword="null"/> takes the server's default.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The task.</returns>
    public virtual Task<IOTileTask> UnclaimAsync(DeviceSlug device, string? label = null, bool? cleanStreams = null, CancellationToken cancellationToken = default) =>
        _transport.SendAsync(Unclaim.At(device).WithJson(json => json.Add("label", label).Add("clean_streams", cleanStreams)), IOTileJsonContext.Default.IOTileTask,
            cancellationToken);

    /// <summary>Deletes the data of a device. The server does it later.</summary>
    /// <param name="device">The device.</param>
    /// <param name="reset">What else is deleted; <see langword="null"/> takes the server's defaults.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The task.</returns>
    public virtual Task<IOTileTask> ResetAsync(DeviceSlug device, IOTileDeviceReset? reset = null, CancellationToken cancellationToken = default) =>
        _transport.SendAsync(Reset.At(device)
            .WithJson(json => json.Add("full", reset?.Full).Add("include_properties", reset?.IncludeProperties)
                .Add("include_notes_and_locations", reset?.IncludeNotesAndLocations)), IOTileJsonContext.Default.IOTileTask, cancellationToken);

    /// <summary>Deletes the data of a device outside a window. The server does it later.</summary>
    /// <param name="device">The device.</param>
    /// <param name="range">What is kept, the end exclusive; one end may be open.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The task.</returns>
    /// <exception cref="ArgumentException">Both ends are open.</exception>
    public virtual Task<IOTileTask> TrimAsync(DeviceSlug device, Interval range, CancellationToken cancellationToken = default) =>
        _transport.SendAsync(Trim.At(device).WithJson(json => json.AddWindow(range)), IOTileJsonContext.Default.IOTileTask, cancellationToken);

    /// <summary>Schedules new firmware.</summary>
    /// <param name="device">The device.</param>
    /// <param name="firmware">The firmware's name.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The server's answer as it sends it.</returns>
    public virtual Task<JsonElement> UpgradeAsync(DeviceSlug device, string firmware, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(firmware);
        return _transport.SendAsync(Upgrade.At(device).WithJson(json => json.Add("firmware", firmware)), IOTileJsonContext.Default.JsonElement, cancellationToken);
    }

    /// <summary>Gets a key that lets the device act as the user who claimed it.</summary>
    /// <param name="device">The device.</param>
    /// <param name="type">The kind of key; <c>a-jwt</c> is the one that signs requests.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The key: a credential.</returns>
    public virtual Task<IOTileKey> GetKeyAsync(DeviceSlug device, string type = "a-jwt", CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(type);
        return _transport.SendAsync(GetKey.At(device).With(new QueryArguments { ["type"] = type }), IOTileJsonContext.Default.IOTileKey, cancellationToken);
    }

    /// <summary>Gets the mask of a device.</summary>
    /// <param name="device">The device.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The window that is shown.</returns>
    public virtual Task<IOTileMask> GetMaskAsync(DeviceSlug device, CancellationToken cancellationToken = default) =>
        _transport.SendAsync(GetMask.At(device), IOTileJsonContext.Default.IOTileMask, cancellationToken);

    /// <summary>Sets the mask of a device; the side left out is open. The server leaves a note on the device.</summary>
    /// <param name="device">The device.</param>
    /// <param name="range">What is shown, the end exclusive; one end may be open.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The window.</returns>
    /// <exception cref="ArgumentException">Both ends are open.</exception>
    public virtual Task<IOTileMask> SetMaskAsync(DeviceSlug device, Interval range, CancellationToken cancellationToken = default) =>
        _transport.SendAsync(SetMask.At(device).WithJson(json => json.AddWindow(range)), IOTileJsonContext.Default.IOTileMask, cancellationToken);

    /// <summary>Shows all data of a device again.</summary>
    /// <param name="device">The device.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>A task that ends when the mask is deleted.</returns>
    public virtual Task DeleteMaskAsync(DeviceSlug device, CancellationToken cancellationToken = default) =>
        _transport.SendAsync(DeleteMask.At(device), cancellationToken);
}
