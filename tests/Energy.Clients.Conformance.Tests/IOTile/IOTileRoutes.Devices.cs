using System.Text.Json;
using System.Text.Json.Nodes;
using Energy.Clients.IOTile;
using NodaTime;

namespace Energy.Clients.Conformance.IOTile;

/// <summary>Devices, data blocks, fleets, streamers.</summary>
public static partial class IOTileRoutes
{
    private static DeviceSlug Device(IOTileAsked asked) => asked.PathSlug<DeviceSlug>("slug");

    private static BlockSlug Block(IOTileAsked asked) => asked.PathSlug<BlockSlug>("slug");

    private static FleetSlug Fleet(IOTileAsked asked) => asked.PathSlug<FleetSlug>("slug");

    // A window needs a side, and its end may not lie before its start.
    private static Interval Window(IOTileAsked asked)
    {
        var (start, end) = (asked.Body.Time("start"), asked.Body.Time("end"));
        var window = asked.Checked((Start: start, End: end), !(start is null && end is null) && !(end < start), (Start: Instant.MinValue, End: null));

        // Both ends open are for the client to refuse; an end before its start is no interval.
        return new Interval(window.Start, window.End);
    }

    private static IOTileRoute[] Devices() =>
    [
        new("devices.list", "GET", "/api/v1/device/", (client, asked) => IOTileJson.PageAsync(client.Devices.ListAsync(new IOTileDeviceQuery
        {
            PageSize = PageSize(asked), FirstPage = FirstPage(asked), AsStaff = asked.Flag("staff"), Project = asked.Text("project"), Org = asked.Text("org__slug"),
            All = asked.Flag("all"),
            Template = asked.Text("dt"), SensorGraph = asked.Text("sg"), ExternalId = asked.Text("external_id"),
            ClaimedOnly = asked.Truth("claimed") is { } claimed && ClaimedOnly(asked, claimed),
            Extra = Extra(asked, "property"),
        }))),
        new("devices.create", "POST", "/api/v1/device/", (client, asked) =>
        {
            // The client says it of itself that staff asks.
            if (!asked.Flag("staff"))
            {
                asked.Differs();
            }

            return IOTileJson.OfAsync(client.Devices.CreateAsync(new IOTileNewDevice
            {
                Template = asked.Body.Required("template"), Label = asked.Body.Text("label"), Sg = asked.Body.Text("sg"), ExternalId = asked.Body.Text("external_id"),
            }));
        }),
        new("devices.claimable", "POST", "/api/v1/device/claimable/", (client, asked) => IOTileJson.OfAsync(client.Devices.GetClaimableAsync(Slugs(asked)))),
        new("devices.claim", "POST", "/api/v1/device/claim/", (client, asked) =>
            IOTileJson.OfAsync(client.Devices.ClaimAsync(asked.Body.RequiredSlug<DeviceSlug>("device"), asked.Body.RequiredSlug<ProjectSlug>("project")))),
        new("devices.get", "GET", "/api/v1/device/{slug}/", (client, asked) => IOTileJson.OfAsync(client.Devices.GetAsync(Device(asked)))),
        new("devices.update", "PATCH", "/api/v1/device/{slug}/", (client, asked) => IOTileJson.OfAsync(client.Devices.UpdateAsync(Device(asked), new IOTileDeviceUpdate
        {
            Label = asked.Body.Change("label"), Lat = asked.Body.Degrees("lat"), Lon = asked.Body.Degrees("lon"), State = asked.Body.Change("state"), Sg = asked.Body.Change("sg"),
            Active = asked.Body.Truth("active") is { } active ? active : default(Optional<bool>), ExternalId = asked.Body.Change("external_id"),
        }))),
        new("devices.delete", "DELETE", "/api/v1/device/{slug}/", (client, asked) => IOTileJson.OfAsync(client.Devices.DeleteAsync(Device(asked), asked.Flag("staff")))),
        new("devices.extra", "GET", "/api/v1/device/{slug}/extra/", (client, asked) => IOTileJson.OfAsync(client.Devices.GetExtraAsync(Device(asked)))),
        new("devices.sensor-graph", "GET", "/api/v1/device/{slug}/sg/", (client, asked) => IOTileJson.OfAsync(client.Devices.GetSensorGraphAsync(Device(asked)))),
        new("devices.template", "GET", "/api/v1/device/{slug}/template/", (client, asked) => IOTileJson.OfAsync(client.Devices.GetTemplateAsync(Device(asked)))),
        new("devices.versions", "GET", "/api/v1/device/{slug}/versions/", (client, asked) => IOTileJson.ArrayAsync(client.Devices.ListVersionsAsync(Device(asked)))),
        new("devices.filter-log", "GET", "/api/v1/device/{slug}/filterlog/", (client, asked) => IOTileJson.OfAsync(client.Devices.GetFilterLogAsync(Device(asked)))),
        new("devices.streamers", "GET", "/api/v1/device/{slug}/streamers/", (client, asked) => IOTileJson.ArrayAsync(client.Devices.ListStreamersAsync(Device(asked)))),
        new("devices.status", "GET", "/api/v1/device/{slug}/status/", (client, asked) => IOTileJson.OfAsync(client.Devices.GetStatusAsync(Device(asked)))),
        new("devices.health", "GET", "/api/v1/device/{slug}/health/", (client, asked) => IOTileJson.OfAsync(client.Devices.GetHealthAsync(Device(asked)))),
        new("devices.update-health", "PATCH", "/api/v1/device/{slug}/health/", (client, asked) =>
            IOTileJson.OfAsync(client.Devices.UpdateHealthAsync(Device(asked), new IOTileDeviceHealthUpdate
        {
            HealthCheckEnabled = asked.Body.Truth("health_check_enabled") is { } enabled ? enabled : default(Optional<bool>),
            HealthCheckPeriod = asked.Body.Number("health_check_period") is { } period ? Duration.FromSeconds(period) : default(Optional<Duration>),
        }))),
        new("devices.properties", "GET", "/api/v1/device/{slug}/properties/", (client, asked) => IOTileJson.ArrayAsync(client.Devices.ListPropertiesAsync(Device(asked)))),
        new("devices.set-property", "POST", "/api/v1/device/{slug}/new_property/", (client, asked) =>
            IOTileJson.OfAsync(client.Devices.SetPropertyAsync(Device(asked), asked.Body.Required("name"), PropertyValue(asked)))),
        new("devices.unclaim", "POST", "/api/v1/device/{slug}/unclaim/", (client, asked) =>
            IOTileJson.OfAsync(client.Devices.UnclaimAsync(Device(asked), asked.Body.Text("label"), asked.Body.Truth("clean_streams")))),
        new("devices.reset", "POST", "/api/v1/device/{slug}/reset/", (client, asked) => IOTileJson.OfAsync(client.Devices.ResetAsync(Device(asked), new IOTileDeviceReset
        {
            Full = asked.Body.Truth("full"), IncludeProperties = asked.Body.Truth("include_properties"), IncludeNotesAndLocations = asked.Body.Truth("include_notes_and_locations"),
        }))),
        new("devices.trim", "POST", "/api/v1/device/{slug}/trim/", (client, asked) => IOTileJson.OfAsync(client.Devices.TrimAsync(Device(asked), Window(asked)))),
        new("devices.upgrade", "POST", "/api/v1/device/{slug}/upgrade/", (client, asked) =>
            IOTileJson.OfAsync(client.Devices.UpgradeAsync(Device(asked), asked.Body.Required("firmware")))),
        new("devices.key", "GET", "/api/v1/device/{slug}/key/", (client, asked) =>
            IOTileJson.OfAsync(client.Devices.GetKeyAsync(Device(asked), asked.Required(asked.Text("type"))))),
        new("devices.mask", "GET", "/api/v1/device/{slug}/mask/", (client, asked) => IOTileJson.OfAsync(client.Devices.GetMaskAsync(Device(asked)))),
        new("devices.set-mask", "PATCH", "/api/v1/device/{slug}/mask/", (client, asked) => IOTileJson.OfAsync(client.Devices.SetMaskAsync(Device(asked), Window(asked)))),
        new("devices.delete-mask", "DELETE", "/api/v1/device/{slug}/mask/", (client, asked) => IOTileJson.OfAsync(client.Devices.DeleteMaskAsync(Device(asked)))),
        new("blocks.list", "GET", "/api/v1/datablock/", (client, asked) => IOTileJson.PageAsync(client.DataBlocks.ListAsync(new IOTileDataBlockQuery
        {
            PageSize = PageSize(asked), FirstPage = FirstPage(asked), AsStaff = asked.Flag("staff"), Org = asked.Text("org"), Device = asked.Slug<DeviceSlug>("device"),
            Search = asked.Checked(asked.Text("q"), asked.Text("q") is null || asked.Text("org") is not null, null),
        }))),
        new("blocks.create", "POST", "/api/v1/datablock/", (client, asked) => IOTileJson.OfAsync(client.DataBlocks.CreateAsync(
            asked.Body.RequiredSlug<DeviceSlug>("device"), asked.Body.Required("title"), asked.Body.Text("description")))),
        new("blocks.get", "GET", "/api/v1/datablock/{slug}/", (client, asked) => IOTileJson.OfAsync(client.DataBlocks.GetAsync(Block(asked)))),
        new("blocks.update", "PATCH", "/api/v1/datablock/{slug}/", (client, asked) => IOTileJson.OfAsync(client.DataBlocks.UpdateAsync(
            Block(asked), new IOTileDataBlockUpdate { Title = asked.Body.Change("title"), Description = asked.Body.Change("description") }))),
        new("blocks.delete", "DELETE", "/api/v1/datablock/{slug}/", (client, asked) => IOTileJson.OfAsync(client.DataBlocks.DeleteAsync(Block(asked), asked.Flag("staff")))),
        new("blocks.extra", "GET", "/api/v1/datablock/{slug}/extra/", (client, asked) => IOTileJson.OfAsync(client.DataBlocks.GetExtraAsync(Block(asked)))),
        new("blocks.properties", "GET", "/api/v1/datablock/{slug}/properties/", (client, asked) => IOTileJson.ArrayAsync(client.DataBlocks.ListPropertiesAsync(Block(asked)))),
        new("blocks.set-property", "POST", "/api/v1/datablock/{slug}/new_property/", (client, asked) =>
            IOTileJson.OfAsync(client.DataBlocks.SetPropertyAsync(Block(asked), asked.Body.Required("name"), PropertyValue(asked)))),
        new("blocks.mask", "GET", "/api/v1/datablock/{slug}/mask/", (client, asked) => IOTileJson.OfAsync(client.DataBlocks.GetMaskAsync(Block(asked)))),
        new("blocks.set-mask", "PATCH", "/api/v1/datablock/{slug}/mask/", (client, asked) => IOTileJson.OfAsync(client.DataBlocks.SetMaskAsync(Block(asked), Window(asked)))),
        new("blocks.delete-mask", "DELETE", "/api/v1/datablock/{slug}/mask/", (client, asked) => IOTileJson.OfAsync(client.DataBlocks.DeleteMaskAsync(Block(asked)))),
        new("tasks.get", "POST", "/api/v1/pid/", (client, asked) => IOTileJson.OfAsync(client.DataBlocks.GetTaskAsync(asked.Body.Required("pid")))),
        new("fleets.list", "GET", "/api/v1/fleet/", (client, asked) => IOTileJson.PageAsync(client.Fleets.ListAsync(new IOTileFleetQuery
        {
            PageSize = PageSize(asked), FirstPage = FirstPage(asked), AsStaff = asked.Flag("staff"), Org = asked.Text("org"), Device = asked.Slug<DeviceSlug>("device"),
            IsNetwork = asked.Truth("is_network"),
        }))),
        new("fleets.create", "POST", "/api/v1/fleet/", (client, asked) =>
            IOTileJson.OfAsync(client.Fleets.CreateAsync(asked.Body.Required("name"), asked.Body.Required("org"), asked.Body.Truth("is_network")))),
        new("fleets.get", "GET", "/api/v1/fleet/{slug}/", (client, asked) => IOTileJson.OfAsync(client.Fleets.GetAsync(Fleet(asked)))),
        new("fleets.devices.list", "GET", "/api/v1/fleet/{slug}/devices/", (client, asked) => IOTileJson.PageAsync(client.Fleets.ListDevicesAsync(Fleet(asked), ListQuery(asked)))),
        new("fleets.register", "POST", "/api/v1/fleet/{slug}/register/", (client, asked) => IOTileJson.OfAsync(client.Fleets.RegisterAsync(
            Fleet(asked), asked.Body.RequiredSlug<DeviceSlug>("device"), asked.Body.Truth("always_on"), asked.Body.Truth("is_access_point"), asked.Flag("staff")))),
        new("fleets.deregister", "POST", "/api/v1/fleet/{slug}/deregister/", (client, asked) =>
            IOTileJson.OfAsync(client.Fleets.DeregisterAsync(Fleet(asked), asked.Body.RequiredSlug<DeviceSlug>("device"), asked.Flag("staff")))),
        new("streamers.list", "GET", "/api/v1/streamer/", (client, asked) => IOTileJson.PageAsync(client.Streamers.ListAsync(new IOTileStreamerQuery
        {
            PageSize = PageSize(asked), FirstPage = FirstPage(asked), AsStaff = asked.Flag("staff"), Device = asked.Slug<DeviceSlug>("device"), Selector = asked.Number("selector"),
            Slug = asked.Slug<StreamerSlug>("slug"),
        }))),
        new("reports.list", "GET", "/api/v1/streamer/report/", (client, asked) => IOTileJson.PageAsync(client.StreamerReports.ListAsync(new IOTileStreamerReportQuery
        {
            PageSize = PageSize(asked), FirstPage = FirstPage(asked), AsStaff = asked.Flag("staff"), Streamer = asked.Slug<StreamerSlug>("streamer__slug"),
            CreatedBy = asked.Text("created_by__slug"), Range = asked.Range(),
        }))),
        new("reports.upload", "POST", "/api/v1/streamer/report/", UploadReportAsync),
        new("reports.get", "GET", "/api/v1/streamer/report/{id}/", (client, asked) => IOTileJson.OfAsync(client.StreamerReports.GetAsync(asked.PathGuid("id")))),
        new("streamers.get", "GET", "/api/v1/streamer/{slug}/", (client, asked) => IOTileJson.OfAsync(client.Streamers.GetAsync(asked.PathSlug<StreamerSlug>("slug")))),
        new("streamers.reports", "GET", "/api/v1/streamer/{slug}/report/", (client, asked) =>
            IOTileJson.ArrayAsync(client.Streamers.ListReportsAsync(asked.PathSlug<StreamerSlug>("slug")))),
    ];

    // The server keeps the claimed devices for false, too, so the client cannot ask so.
    private static bool ClaimedOnly(IOTileAsked asked, bool claimed)
    {
        if (!claimed)
        {
            asked.Differs();
        }

        return true;
    }

    private static DeviceSlug[] Slugs(IOTileAsked asked)
    {
        var slugs = asked.Body.Find("slugs") is { ValueKind: JsonValueKind.Array } array
            ? array.EnumerateArray().Select(slug => asked.SlugOf<DeviceSlug>("slugs", JsonText.Of(slug))).ToArray()
            : [];
        if (slugs.Length == 0)
        {
            asked.Differs();
        }

        return slugs;
    }

    private static async Task<JsonNode?> UploadReportAsync(IOTileClient client, IOTileAsked asked)
    {
        var received = asked.Time("timestamp") ?? asked.Impossible("timestamp", Instant.FromUtc(2020, 1, 1, 0, 0));
        asked.TakesForm(asked.Parts is [{ Name: "file", ContentType: "application/octet-stream" }]);
        var file = asked.Parts.FirstOrDefault(part => part.Name == "file" && part.FileName is not null) ?? IOTileReportFile.None;
        var isUsable = IOTileReportFile.IsUsable(file);
        Assert.True(isUsable || asked.Exchange.Response.Status != 201, $"{asked.Exchange}: the client refuses a report that the server took");
        file = asked.Checked(file, isUsable, IOTileReportFile.None);

        // The stand-in has as many readings as the answer counts, since the client compares.
        return asked.Repair
            ? IOTileJson.Of(await client.StreamerReports.UploadAsync(IOTileReportFile.StandIn(asked.Exchange), received))
            : IOTileJson.Of(await client.StreamerReports.UploadAsync(file.Content, file.FileName!, received));
    }
}
