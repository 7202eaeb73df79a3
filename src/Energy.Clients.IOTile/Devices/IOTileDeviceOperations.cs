using System.Text.Json;
using NodaTime;

namespace Energy.Clients.IOTile;

/// <summary>Devices: reading, changing, claiming, resetting, trimming, masking, their status, counts and keys.</summary>
public class IOTileDeviceOperations
{
    private readonly IOTileApi _api;

    internal IOTileDeviceOperations(IOTileApi api) => _api = api;

    /// <summary>For substitutes in tests.</summary>
    protected IOTileDeviceOperations() => _api = null!;

    /// <summary>Lists devices of your organisations.</summary>
    /// <param name="query">Which ones; <see langword="null"/> lists all active ones.</param>
    /// <param name="cancellationToken">Stops every enumeration.</param>
    /// <returns>The devices, one request a page. What you may not see is left out silently.</returns>
    public virtual Paged<IOTileDevice> ListAsync(IOTileDeviceQuery? query = null, CancellationToken cancellationToken = default) =>
        _api.List("Devices.List", "device/", "device/", query, IOTileJsonContext.Default.IOTileDevice, IOTileDevice.Fingerprint, cancellationToken);

    /// <summary>Gets a device. One that nobody has claimed is readable by anyone.</summary>
    /// <param name="device">The device.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>The device.</returns>
    /// <exception cref="EnergyNotFoundException">There is none.</exception>
    /// <exception cref="EnergyAuthenticationException">It belongs to others.</exception>
    public virtual Task<IOTileDevice> GetAsync(DeviceSlug device, CancellationToken cancellationToken = default) =>
        _api.GetAsync("Devices.Get", "device/{slug}/", Path(device), IOTileJsonContext.Default.IOTileDevice, cancellationToken);

    /// <summary>Finds a device.</summary>
    /// <param name="device">The device.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>The device, or <see langword="null"/> when there is none.</returns>
    /// <exception cref="EnergyAuthenticationException">It belongs to others.</exception>
    public virtual Task<IOTileDevice?> FindAsync(DeviceSlug device, CancellationToken cancellationToken = default) => IOTileApi.OrNullAsync(GetAsync(device, cancellationToken));

    /// <summary>Gets a device with the counts of its streams, system streams included.</summary>
    /// <param name="device">The device.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>The counts.</returns>
    public virtual Task<IOTileDeviceExtra> GetExtraAsync(DeviceSlug device, CancellationToken cancellationToken = default) =>
        _api.GetAsync("Devices.GetExtra", "device/{slug}/extra/", Path(device, "extra"), IOTileJsonContext.Default.IOTileDeviceExtra, cancellationToken);

    /// <summary>Makes a device; staff only.</summary>
    /// <param name="label">The label.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>The device.</returns>
    public virtual Task<IOTileDevice> CreateAsync(string label, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(label);
        return _api.SendAsync("Devices.Create", HttpMethod.Post, "device/", "device/", new IOTileBody().Add("label", label), IOTileJsonContext.Default.IOTileDevice, cancellationToken);
    }

    /// <summary>Changes a device.</summary>
    /// <param name="device">The device.</param>
    /// <param name="update">What to change.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>The device as it is now.</returns>
    public virtual Task<IOTileDevice> UpdateAsync(DeviceSlug device, IOTileDeviceUpdate update, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(update);
        var body = new IOTileBody()
            .Add("label", update.Label).AddDegrees("lat", update.Lat).AddDegrees("lon", update.Lon).Add("active", update.Active)
            .Add("state", update.State).Add("sg", update.Sg).Add("external_id", update.ExternalId);
        return _api.SendAsync("Devices.Update", HttpMethod.Patch, "device/{slug}/", Path(device), body, IOTileJsonContext.Default.IOTileDevice, cancellationToken);
    }

    /// <summary>Deletes a device; staff only.</summary>
    /// <param name="device">The device.</param>
    /// <param name="asStaff">Sends <c>staff=1</c>.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>When it is gone.</returns>
    public virtual Task DeleteAsync(DeviceSlug device, bool asStaff = false, CancellationToken cancellationToken = default) =>
        _api.SendAsync("Devices.Delete", HttpMethod.Delete, "device/{slug}/", Path(device), null, cancellationToken, IOTileQuery.Staff(asStaff));

    /// <summary>Gets the sensor graph of a device: the variables it makes and how they are shown.</summary>
    /// <param name="device">The device.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>The sensor graph as the server sends it.</returns>
    public virtual Task<JsonElement> GetSensorGraphAsync(DeviceSlug device, CancellationToken cancellationToken = default) =>
        _api.GetAsync("Devices.GetSensorGraph", "device/{slug}/sg/", Path(device, "sg"), IOTileJsonContext.Default.JsonElement, cancellationToken);

    /// <summary>Gets the template of a device: its hardware.</summary>
    /// <param name="device">The device.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>The template as the server sends it.</returns>
    public virtual Task<JsonElement> GetTemplateAsync(DeviceSlug device, CancellationToken cancellationToken = default) =>
        _api.GetAsync("Devices.GetTemplate", "device/{slug}/template/", Path(device, "template"), IOTileJsonContext.Default.JsonElement, cancellationToken);

    /// <summary>Gets the firmware versions that a device reported.</summary>
    /// <param name="device">The device.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>The versions as the server sends them.</returns>
    public virtual Task<IReadOnlyList<JsonElement>> GetVersionsAsync(DeviceSlug device, CancellationToken cancellationToken = default) =>
        _api.GetAsync("Devices.GetVersions", "device/{slug}/versions/", Path(device, "versions"), IOTileJsonContext.Default.IReadOnlyListJsonElement, cancellationToken);

    /// <summary>Gets the log of the stream filters of a device.</summary>
    /// <param name="device">The device.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>The log as the server sends it.</returns>
    public virtual Task<JsonElement> GetFilterLogAsync(DeviceSlug device, CancellationToken cancellationToken = default) =>
        _api.GetAsync("Devices.GetFilterLog", "device/{slug}/filterlog/", Path(device, "filterlog"), IOTileJsonContext.Default.JsonElement, cancellationToken);

    /// <summary>Gets the streamers of a device.</summary>
    /// <param name="device">The device.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>All of them.</returns>
    public virtual Task<IReadOnlyList<IOTileStreamer>> GetStreamersAsync(DeviceSlug device, CancellationToken cancellationToken = default) =>
        _api.GetAsync("Devices.GetStreamers", "device/{slug}/streamers/", Path(device, "streamers"), IOTileJsonContext.Default.IReadOnlyListIOTileStreamer, cancellationToken);

    /// <summary>Gets the status of a device.</summary>
    /// <param name="device">The device.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>The status.</returns>
    public virtual Task<IOTileDeviceStatus> GetStatusAsync(DeviceSlug device, CancellationToken cancellationToken = default) =>
        _api.GetAsync("Devices.GetStatus", "device/{slug}/status/", Path(device, "status"), IOTileJsonContext.Default.IOTileDeviceStatus, cancellationToken);

    /// <summary>Gets the health of a device: the same as the status, under the name that can be changed.</summary>
    /// <param name="device">The device.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>The status.</returns>
    public virtual Task<IOTileDeviceStatus> GetHealthAsync(DeviceSlug device, CancellationToken cancellationToken = default) =>
        _api.GetAsync("Devices.GetHealth", "device/{slug}/health/", Path(device, "health"), IOTileJsonContext.Default.IOTileDeviceStatus, cancellationToken);

    /// <summary>Changes the watch over a device.</summary>
    /// <param name="device">The device.</param>
    /// <param name="update">What to change.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>The watch; alert and last known values are not part of the answer.</returns>
    public virtual Task<IOTileDeviceStatus> UpdateHealthAsync(DeviceSlug device, IOTileDeviceHealthUpdate update, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(update);
        var body = new IOTileBody().Add("health_check_enabled", update.HealthCheckEnabled);
        if (update.HealthCheckPeriod.TryGetValue(out var period))
        {
            body.Add("health_check_period", (long)period.TotalSeconds);
        }

        return _api.SendAsync("Devices.UpdateHealth", HttpMethod.Patch, "device/{slug}/health/", Path(device, "health"), body, IOTileJsonContext.Default.IOTileDeviceStatus, cancellationToken);
    }

    /// <summary>Gets the properties of a device.</summary>
    /// <param name="device">The device.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>All of them, by name.</returns>
    public virtual Task<IReadOnlyList<IOTileProperty>> GetPropertiesAsync(DeviceSlug device, CancellationToken cancellationToken = default) =>
        _api.GetAsync("Devices.GetProperties", "device/{slug}/properties/", Path(device, "properties"), IOTileJsonContext.Default.IReadOnlyListIOTileProperty, cancellationToken);

    /// <summary>Sets a property of a device, new or not; its type may change.</summary>
    /// <param name="device">The device.</param>
    /// <param name="name">The property's name.</param>
    /// <param name="value">The value.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>The property.</returns>
    public virtual Task<IOTileProperty> SetPropertyAsync(DeviceSlug device, string name, IOTilePropertyValue value, CancellationToken cancellationToken = default) =>
        _api.SetPropertyAsync("Devices.SetProperty", "device/{slug}/new_property/", Path(device, "new_property"), name, value, cancellationToken);

    /// <summary>Asks which devices can be claimed.</summary>
    /// <param name="devices">The devices.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>The devices that exist.</returns>
    public virtual Task<IOTileClaimableList> GetClaimableAsync(IReadOnlyCollection<DeviceSlug> devices, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(devices);
        return _api.SendAsync("Devices.GetClaimable", HttpMethod.Post, "device/claimable/", "device/claimable/", new IOTileBody().Add("slugs", devices.Select(d => d.ToString())), IOTileJsonContext.Default.IOTileClaimableList, cancellationToken);
    }

    /// <summary>Claims a device for a project.</summary>
    /// <param name="device">The device; nobody may have claimed it.</param>
    /// <param name="project">The project.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>Device and project.</returns>
    public virtual Task<IOTileClaim> ClaimAsync(DeviceSlug device, ProjectSlug project, CancellationToken cancellationToken = default) =>
        _api.SendAsync("Devices.Claim", HttpMethod.Post, "device/claim/", "device/claim/", new IOTileBody().Add("device", device.ToString()).Add("project", project.ToString()), IOTileJsonContext.Default.IOTileClaim, cancellationToken);

    /// <summary>Gives a device up. The server does it later.</summary>
    /// <param name="device">The device.</param>
    /// <param name="label">The label it gets; <see langword="null"/> takes the server's.</param>
    /// <param name="cleanStreams">Whether its streams and data are deleted; <see langword="null"/> takes the server's default.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>The task.</returns>
    public virtual Task<IOTileTask> UnclaimAsync(DeviceSlug device, string? label = null, bool? cleanStreams = null, CancellationToken cancellationToken = default) =>
        _api.SendAsync("Devices.Unclaim", HttpMethod.Post, "device/{slug}/unclaim/", Path(device, "unclaim"), new IOTileBody().Add("label", label).Add("clean_streams", cleanStreams), IOTileJsonContext.Default.IOTileTask, cancellationToken);

    /// <summary>Deletes the data of a device. The server does it later.</summary>
    /// <param name="device">The device.</param>
    /// <param name="reset">What else is deleted; <see langword="null"/> takes the server's defaults.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>The task.</returns>
    public virtual Task<IOTileTask> ResetAsync(DeviceSlug device, IOTileDeviceReset? reset = null, CancellationToken cancellationToken = default) =>
        _api.SendAsync("Devices.Reset", HttpMethod.Post, "device/{slug}/reset/", Path(device, "reset"), new IOTileBody().Add("full", reset?.Full).Add("include_properties", reset?.IncludeProperties).Add("include_notes_and_locations", reset?.IncludeNotesAndLocations), IOTileJsonContext.Default.IOTileTask, cancellationToken);

    /// <summary>Deletes the data of a device outside a window. The server does it later.</summary>
    /// <param name="device">The device.</param>
    /// <param name="start">The first instant that is kept; <see langword="null"/> keeps from the beginning.</param>
    /// <param name="end">The end of what is kept, exclusive; <see langword="null"/> keeps to the end.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>The task.</returns>
    /// <exception cref="ArgumentException">Neither end is given, or the start is after the end.</exception>
    public virtual Task<IOTileTask> TrimAsync(DeviceSlug device, Instant? start, Instant? end, CancellationToken cancellationToken = default)
    {
        IOTileApi.CheckWindow(start, end);
        return _api.SendAsync("Devices.Trim", HttpMethod.Post, "device/{slug}/trim/", Path(device, "trim"), new IOTileBody().Add("start", start).Add("end", end), IOTileJsonContext.Default.IOTileTask, cancellationToken);
    }

    /// <summary>Schedules new firmware.</summary>
    /// <param name="device">The device.</param>
    /// <param name="firmware">The firmware's name.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>The server's answer as it sends it.</returns>
    public virtual Task<JsonElement> UpgradeAsync(DeviceSlug device, string firmware, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(firmware);
        return _api.SendAsync("Devices.Upgrade", HttpMethod.Post, "device/{slug}/upgrade/", Path(device, "upgrade"), new IOTileBody().Add("firmware", firmware), IOTileJsonContext.Default.JsonElement, cancellationToken);
    }

    /// <summary>Gets a key that lets the device act as the user who claimed it.</summary>
    /// <param name="device">The device.</param>
    /// <param name="type">The kind of key; <c>a-jwt</c> is the one that signs requests.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>The key: a credential.</returns>
    public virtual Task<IOTileKey> GetKeyAsync(DeviceSlug device, string type = "a-jwt", CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(type);
        return _api.GetAsync("Devices.GetKey", "device/{slug}/key/", Path(device, "key"), IOTileJsonContext.Default.IOTileKey, cancellationToken, new IOTileQuery { ["type"] = type });
    }

    /// <summary>Gets the mask of a device.</summary>
    /// <param name="device">The device.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>The window that is shown.</returns>
    public virtual Task<IOTileMask> GetMaskAsync(DeviceSlug device, CancellationToken cancellationToken = default) =>
        _api.GetAsync("Devices.GetMask", "device/{slug}/mask/", Path(device, "mask"), IOTileJsonContext.Default.IOTileMask, cancellationToken);

    /// <summary>Sets the mask of a device; the side left out is open. The server leaves a note on the device.</summary>
    /// <param name="device">The device.</param>
    /// <param name="start">The first instant that is shown.</param>
    /// <param name="end">The end of what is shown, exclusive.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>The window.</returns>
    /// <exception cref="ArgumentException">Neither end is given, or the start is after the end.</exception>
    public virtual Task<IOTileMask> SetMaskAsync(DeviceSlug device, Instant? start, Instant? end, CancellationToken cancellationToken = default)
    {
        IOTileApi.CheckWindow(start, end);
        return _api.SendAsync("Devices.SetMask", HttpMethod.Patch, "device/{slug}/mask/", Path(device, "mask"), new IOTileBody().Add("start", start).Add("end", end), IOTileJsonContext.Default.IOTileMask, cancellationToken);
    }

    /// <summary>Shows all data of a device again.</summary>
    /// <param name="device">The device.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>When the mask is gone.</returns>
    public virtual Task DeleteMaskAsync(DeviceSlug device, CancellationToken cancellationToken = default) =>
        _api.SendAsync("Devices.DeleteMask", HttpMethod.Delete, "device/{slug}/mask/", Path(device, "mask"), null, cancellationToken);

    private static string Path(DeviceSlug device) => IOTileApi.Path("device", device.ToString());

    private static string Path(DeviceSlug device, string action) => IOTileApi.Path("device", device.ToString(), action);
}
