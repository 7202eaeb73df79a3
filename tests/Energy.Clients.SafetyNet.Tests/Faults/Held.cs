using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Energy.Clients.Emulators;
using Energy.Clients.FlexMeasures;
using Energy.Clients.FlexMeasures.Messages;
using Energy.Clients.IOTile;
using Energy.Clients.OpenCec;
using Energy.Clients.Stem;
using Energy.Clients.Sundaya;
using NodaTime;

namespace Energy.Clients.SafetyNet.Tests;

/// <summary>What each list and read of <see cref="Read.All"/> must hold, by what makes an item that item: from the state of its emulator, and where readings lie, from the grid
/// that was asked for.</summary>
internal static class Held
{
    private static readonly Duration Quarter = Duration.FromMinutes(15);
    private static readonly Duration Hour = Duration.FromHours(1);

    /// <summary>The identities of a read's items, in any order; <see langword="null"/> for a list of IOTile that is not named here, which is held against one plain request for all
    /// of it (<see cref="In"/>).</summary>
    public static IEnumerable<string>? By(Site site, string read) => read[..read.IndexOf('.', StringComparison.Ordinal)] switch
    {
        "Stem" => Stem(site.Emulators.Stem.State, read),
        "Sundaya" => Sundaya(read),
        "FlexMeasures" => FlexMeasures(site.Emulators.FlexMeasures.State, site, read),
        "OpenCec" => OpenCec(site.Emulators.OpenCec.State, read),
        _ => IOTile(site.Emulators.IOTile.State, site, read),
    };

    /// <summary>The identities of the rows of an answer of IOTile.</summary>
    public static IEnumerable<string> In(JsonNode answer) => answer["results"]!.AsArray().Select(static row => IdentityOf(row!));

    /// <summary>What makes an item that item.</summary>
    public static string IdentityOf(object item) => item switch
    {
        StemClientInfo client => client.Id,
        StemSite meter => meter.Id,
        Reading reading => InstantText.Format(reading.Start),
        SundayaCollection collection => collection.Period!.Value.ToString(),
        SundayaFlowInterval balance => InstantText.Format(balance.Range.Start),
        FlexMeasuresAccount account => Text(account.Id),
        FlexMeasuresAuditEntry entry => entry.Event,
        FlexMeasuresAsset asset => Text(asset.Id),
        FlexMeasuresAssetType type => Text(type.Id),
        FlexMeasuresSensor sensor => Text(sensor.Id),
        FlexMeasuresUser user => Text(user.Id),
        FlexMeasuresMessageAsset asset => Text(asset.Id),
        OpenCecListingDetails details => Text(details.Listing.Id),
        Energy.Clients.OpenCec.OpenCecRow row => Text(row.Id),
        IOTileAccount account => account.Slug,
        IOTileFrameRow row => InstantText.Format(row.Timestamp),
        IOTileDataRow row => Text(row.Id),
        IOTileStreamRow row => InstantText.Format(row.Timestamp),
        IOTileDataBlock block => block.Slug.ToString(),
        IOTileProperty property => property.Name,
        IOTileDevice device => device.Slug.ToString(),
        IOTileStreamer streamer => streamer.Slug.ToString(),
        IOTileEvent happened => Text(happened.Id),
        IOTileFleet fleet => fleet.Slug.ToString(),
        IOTileFleetDevice member => member.Device.ToString(),
        IOTileLocation location => Text(location.Id),
        IOTileNote note => Text(note.Id),
        IOTileOrganization org => org.Slug,
        IOTileMembership member => member.User,
        IOTileInvitation invitation => invitation.Email,
        IOTileProject project => project.Slug.ToString(),
        IOTileStreamerReport report => report.Id.ToString(),
        IOTileStream stream => stream.Slug.ToString(),
        IOTileVariableType type => type.Slug,
        IOTileVariable variable => variable.Slug.ToString(),
        JsonElement json => json.TryGetProperty("slug", out var slug) ? slug.GetString()! : json.GetRawText(),
        _ when (item as JsonNode ?? JsonSerializer.SerializeToNode(item, item.GetType()))!.AsObject() is var row && (row["slug"] ?? row["id"]) is { } identity =>
            identity.ToString(),
        _ => throw new ArgumentException($"What makes a {item.GetType().Name} that one is not known. Add it.", nameof(item)),
    };

    private static IEnumerable<string> Stem(StemEmulatorState state, string read) => read switch
    {
        "Stem.Clients.ListAsync" => state.Clients.Select(static c => c.Id),
        "Stem.Sites.ListAsync" => state.SitesOf("client-0")!.Select(static s => s.Id),
        "Stem.Open" => Starts(new Interval(Read.Months.Start, Read.Months.End), Quarter),

        // Half past seven lies in the hour that began at seven.
        _ => Starts(Read.Months, Hour),
    };

    private static IEnumerable<string> Sundaya(string read) => read switch
    {
        "Sundaya.Flows.ListAsync" => [EnergyPeriod.Containing(Read.Day.Start, PeriodKind.Day).ToString(), EnergyPeriod.Containing(Read.Day.End, PeriodKind.Day).ToString()],
        "Sundaya.Flows.ReadBackAsync" or "Sundaya.Flows.ReadBalancesAsync" => Mondays(Read.TwoHalves),
        _ => Starts(Read.Months, Hour),
    };

    private static IEnumerable<string> FlexMeasures(FlexMeasuresEmulatorState state, Site site, string read) => read["FlexMeasures.".Length..] switch
    {
        "Accounts.ListAsync" => state.Accounts.Where(static a => a.Id == 1 || a.ConsultancyAccountId == 1).Select(static a => Text(a.Id)),
        "Accounts.ListAuditLogAsync" => state.AuditLog.Where(static a => a.AccountId == 1 && a.AssetId is null).Select(static a => a.Event),
        "Assets.ListAsync" => state.Assets.Where(static a => a.AccountId == 1).Select(static a => Text(a.Id)),
        "Assets.ListAuditLogAsync" => state.AuditLog.Where(static a => a.AssetId == 1).Select(static a => a.Event),
        "Assets.ListPublicAsync" => state.Assets.Where(static a => a.AccountId is null).Select(static a => Text(a.Id)),
        "Assets.ListSensorsAsync" => state.Sensors.Where(static s => s.AssetId == 1).Select(static s => Text(s.Id)),
        "Assets.ListTypesAsync" => state.AssetTypes.Select(static t => Text(t.Id)),
        "Sensors.ListAsync" => state.Sensors.Where(s => state.Asset(s.AssetId)?.AccountId == 1).Select(static s => Text(s.Id)),
        "Users.ListAsync" or "Messages.ListUsersAsync" => state.Users.Where(static u => u.AccountId == 1 && u.Active).Select(static u => Text(u.Id)),
        "Users.ListAuditLogAsync" => state.AuditLog.Where(static a => a.UserId == 1).Select(static a => a.Event),
        "Messages.ListAssetsAsync" => state.MessageAssets.Where(static a => a.Kind == "asset" && a.OwnerId == 1).Select(static a => Text(a.Id)),
        "Schedules.ReadAsync" => Starts(new Interval(Instant.FromUtc(2024, 6, 16, 0, 0), Instant.FromUtc(2024, 6, 16, 4, 0)), Quarter),
        "Messages.ReadMeterDataAsync" or "Messages.ReadPrognosisAsync" => Starts(Read.Hours, Quarter),

        // The sensor's own slots.
        _ => Starts(Read.Hours, state.Sensor(1)!.Resolution),
    };

    private static IEnumerable<string> OpenCec(OpenCecEmulatorState state, string read) => state.RowsOf(read["OpenCec.".Length..] switch
    {
        "Admin.AttributeDefinitions.ListAsync" => "device-class-attributes",
        "Admin.AttributeValues.ListAsync" => "listing-device-class-attributes",
        "Admin.Certificates.ListAsync" => "certificates",
        "Admin.DeviceClasses.ListAsync" => "device-classes",
        "Admin.EntityTypes.ListAsync" => "entity-types",
        "Admin.Keys.ListAsync" => "keys",
        "Admin.ListingDeviceClasses.ListAsync" => "listing-device-classes",
        _ => "listings",
    }).Select(static r => string.Create(CultureInfo.InvariantCulture, $"{r["id"]}"));

    private static IEnumerable<string>? IOTile(IOTileEmulatorState state, Site site, string read) => read["IOTile.".Length..] switch
    {
        // Who signs in sees no account but the own.
        "Accounts.ListAsync" => state.Users.Where(u => u.Email == site.Emulators.IOTile.UserName || u.Username == site.Emulators.IOTile.UserName).Select(static u => u.Username),
        "Data.ListRowsAsync" => Rows(state, static slug => slug.Contains(Site.Device["d--".Length..], StringComparison.Ordinal)).Select(static r => Text(r.Id)),
        "Data.ListFrameAsync" or "Data.ReadAsync" or "Streams.ListRowsAsync" or "Streams.ReadAsync" or "Open" =>
            Rows(state, static slug => slug == Read.Stream.ToString()).Select(static r => InstantText.Format(r.Timestamp)),
        "DataBlocks.ListAsync" or "Organizations.SearchArchivesAsync" => Slugs(state.Blocks),
        "DataBlocks.ListPropertiesAsync" => Of(state.Properties, "target", site.Block.ToString()).Select(static p => (string)p["name"]!),
        "Devices.ListPropertiesAsync" or "Properties.ListAsync" => Of(state.Properties, "target", Site.Device).Select(static p => (string)p["name"]!),
        "Projects.ListPropertiesAsync" =>
            Of(state.Properties, "target", (string)state.Projects.Find(p => (string)p["id"]! == site.Project.ToString())!["slug"]!).Select(static p => (string)p["name"]!),
        "Devices.ListAsync" => state.Devices.Where(static d => d is { Org: not null, Active: true }).Select(static d => d.Slug),
        "Organizations.SearchDevicesAsync" => state.Devices.Where(static d => d.Org == Site.Organization).Select(static d => d.Slug),
        "Devices.ListStreamersAsync" => Slugs(Of(state.Streamers, "device", Site.Device)),
        "Devices.ListVersionsAsync" => [],
        "Events.ListAsync" => state.Events.Where(static e => e.Device == Site.Device).Select(static e => Text(e.Id)),
        "Fleets.ListAsync" => Slugs(state.Fleets),
        "Fleets.ListDevicesAsync" => state.FleetDevices.Where(f => f.Fleet == site.Fleet.ToString()).Select(static f => (string)f.Device["device"]!),
        "Locations.ListAsync" => Of(state.Locations, "target", Site.Device).Select(static l => l["id"]!.ToString()),
        "Notes.ListAsync" => Of(state.Notes, "target", Site.Device).Select(static n => n["id"]!.ToString()),
        "Organizations.ListAsync" => state.Orgs.Select(static o => o.Slug),
        "Organizations.ListMembersAsync" => Organization(state).Members.Keys,
        "Organizations.ListPendingAsync" => Organization(state).Invitations.Keys,
        "Organizations.ListProjectsAsync" => Slugs(Of(state.Projects, "org", Site.Organization)),
        "Projects.ListAsync" => Slugs(state.Projects),
        "StreamerReports.ListAsync" => state.StreamerReports.Select(static r => (string)r["id"]!),
        "Streamers.ListAsync" => Slugs(state.Streamers),
        "Streamers.ListReportsAsync" => Of(state.StreamerReports, "streamer", new StreamerSlug(DeviceSlug.Parse(Site.Device), 0).ToString()).Select(static r => (string)r["id"]!),
        "Streams.ListAsync" => Slugs(state.Streams.Where(s => s["block"] is null && (string?)s["device"] is { } device && state.Device(device) is { Active: true })),
        "Resource().ListAsync" or "Variables.ListAsync" => Slugs(state.Variables),
        "VariableTypes.ListAsync" => state.VariableTypes.Keys,
        _ when read.EndsWith(".ListAsync", StringComparison.Ordinal) => null,
        _ => throw new ArgumentException($"What {read} holds is not known. Add it.", nameof(read)),
    };

    private static IOTileOrg Organization(IOTileEmulatorState state) => state.Orgs.Single(static o => o.Slug == Site.Organization);

    private static IEnumerable<IOTileRow> Rows(IOTileEmulatorState state, Func<string, bool> isOf) =>
        state.History!(isOf, Read.LastHours.Start, Read.LastHours.End).Concat(state.Data.Where(r => isOf(r.Stream)))
            .Where(static r => r.Timestamp >= Read.LastHours.Start && r.Timestamp < Read.LastHours.End);

    private static IEnumerable<JsonObject> Of(IEnumerable<JsonObject> objects, string member, string value) => objects.Where(o => (string?)o[member] == value);

    private static IEnumerable<string> Slugs(IEnumerable<JsonObject> objects) => objects.Select(static o => (string)o["slug"]!);

    private static IEnumerable<string> Starts(Interval range, Duration step)
    {
        for (var at = range.Start; at < range.End; at += step)
        {
            yield return InstantText.Format(at);
        }
    }

    // Weeks that begin in the range.
    private static IEnumerable<string> Mondays(Interval range)
    {
        for (var day = range.Start.InUtc().Date; day.AtMidnight().InUtc().ToInstant() < range.End; day = day.PlusDays(1))
        {
            if (day.DayOfWeek == IsoDayOfWeek.Monday && range.Contains(day.AtMidnight().InUtc().ToInstant()))
            {
                yield return InstantText.Format(day.AtMidnight().InUtc().ToInstant());
            }
        }
    }

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
