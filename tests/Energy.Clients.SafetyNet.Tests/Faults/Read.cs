using System.Globalization;
using System.Reflection;
using System.Text.Json;
using Energy.Clients.Emulators;
using Energy.Clients.FlexMeasures;
using Energy.Clients.FlexMeasures.Messages;
using Energy.Clients.IOTile;
using Energy.Clients.OpenCec;
using Energy.Clients.Stem;
using Energy.Clients.Sundaya;
using NodaTime;

namespace Energy.Clients.SafetyNet.Tests;

/// <summary>A list or a read with arguments for which the server of <see cref="Site"/> has something, in several pages where it can.</summary>
/// <param name="Name">Its vendor, group and method, as reflection finds them.</param>
/// <param name="Walk">All items as text, from a token on.</param>
/// <param name="Track">All items with the token behind each, from a token on.</param>
internal sealed record Read(
    string Name,
    Func<EnergyClient, Site, PageToken?, CancellationToken, IAsyncEnumerable<string>> Walk,
    Func<EnergyClient, Site, PageToken?, IAsyncEnumerable<(object Item, PageToken Behind)>> Track)
{
    internal static readonly Interval Day = new(Instant.FromUtc(2024, 6, 14, 0, 0), Instant.FromUtc(2024, 6, 15, 0, 0));
    internal static readonly Interval Months = new(Instant.FromUtc(2024, 1, 31, 5, 0), Instant.FromUtc(2024, 4, 2, 7, 30));
    internal static readonly Interval TwoHalves = new(Instant.FromUtc(2022, 1, 1, 7, 30), Instant.FromUtc(2022, 8, 2, 3, 0));
    internal static readonly Interval Hours = new(Day.Start, Day.Start + Duration.FromHours(6));
    private static readonly StemStreamQuery StemMonths = new() { Range = Months, Resolution = Duration.FromHours(1) };
    private static readonly SundayaSite House = new("999");
    private static readonly FlexMeasuresReadQuery SixHours = new() { Range = Hours, PageSize = 10 };
    private static readonly FlexMeasuresMessageQuery Slots =
        new() { PageSize = 10, Start = Day.Start.WithOffset(Offset.Zero), Duration = IsoDuration.Parse("PT6H"), Resolution = IsoDuration.Parse("PT15M") };
    private static readonly IOTileListQuery Two = new() { PageSize = 2 };
    private static readonly IOTileTargetQuery TwoOfTarget = new() { PageSize = 2 };
    private static readonly DeviceSlug Device = DeviceSlug.Parse(Site.Device);
    internal static readonly StreamSlug Stream = StreamSlug.Parse("s--0000-0001--0000-0000-0000-0001--5001");
    internal static readonly Interval LastHours = new(Site.Now - Duration.FromHours(6), Site.Now);

    /// <summary>All that reflection finds: those written here, and the lists that take a query and nothing else, which are walked by pages of two.</summary>
    public static IReadOnlyList<Read> All { get; } = [.. Written(), .. Plain()];

    private static IReadOnlyList<Read> Written() =>
    [
        Stem("Sites.ListAsync", static (c, _, ct) => c.Sites.ListAsync("client-0", new StemSiteQuery { PageSize = 2 }, ct)),
        Stem("Streams.ReadAsync", static (c, s, ct) => c.Streams.ReadAsync(s.StemSite, StemStreamType.Monitor, StemMonths, ct)),
        Stem("Streams.ReadDerivedAsync", static (c, s, ct) => c.Streams.ReadDerivedAsync(s.StemSite, StemDerivedStream.Charge, StemMonths, ct)),
        Stem("Open", static (c, s, ct) => c.Open(SeriesUri.Parse($"stem:/sites/{s.StemSite}/MONITOR"), Months, ct)),
        Sundaya("Flows.ListAsync", static (c, _, ct) =>
            c.Flows.ListAsync(House, new SundayaCubeQuery { Period = PeriodKind.Day, Duration = 2, Epoch = EpochText.From(Day.Start, PeriodKind.Day) }, ct)),
        Sundaya("Flows.ReadAsync", static (c, _, ct) => c.Flows.ReadAsync(House, SundayaFlow.Buy, PeriodKind.Hour, Months, ct)),
        Sundaya("Flows.ReadBackAsync", static (c, _, ct) => c.Flows.ReadBackAsync(House, SundayaFlow.Buy, PeriodKind.Week, TwoHalves, ct)),
        Sundaya("Flows.ReadBalancesAsync", static (c, _, ct) => c.Flows.ReadBalancesAsync(House, PeriodKind.Week, TwoHalves, ct)),
        Sundaya("Open", static (c, _, ct) => c.Open(SeriesUri.Parse("sundaya:/sites/999/harvest?period=hour"), Months, ct)),
        FlexMeasures("Accounts.ListAsync", static (c, _, ct) => c.Accounts.ListAsync(new FlexMeasuresAccountQuery { PageSize = 1 }, ct)),
        FlexMeasures("Accounts.ListAuditLogAsync", static (c, _, ct) => c.Accounts.ListAuditLogAsync(1, ct)),
        FlexMeasures("Assets.ListAsync", static (c, _, ct) => c.Assets.ListAsync(new FlexMeasuresAssetQuery { PageSize = 4, SortBy = "id" }, ct)),
        FlexMeasures("Assets.ListAuditLogAsync", static (c, _, ct) => c.Assets.ListAuditLogAsync(1, new FlexMeasuresAuditQuery { PageSize = 1 }, ct)),
        FlexMeasures("Assets.ListPublicAsync", static (c, _, ct) => c.Assets.ListPublicAsync(cancellationToken: ct)),
        FlexMeasures("Assets.ListSensorsAsync", static (c, _, ct) => c.Assets.ListSensorsAsync(1, new FlexMeasuresAssetSensorQuery { PageSize = 2 }, ct)),
        FlexMeasures("Assets.ListTypesAsync", static (c, _, ct) => c.Assets.ListTypesAsync(ct)),
        FlexMeasures("Data.ReadAsync", static (c, _, ct) => c.Data.ReadAsync(1, SixHours, ct)),
        FlexMeasures("Schedules.ReadAsync", static (c, s, ct) =>
            c.Schedules.ReadAsync(s.PlannedSensor, s.Plan, new FlexMeasuresScheduleQuery { Duration = IsoDuration.Parse("PT4H"), Unit = Unit.Kilowatt }, ct)),
        FlexMeasures("Sensors.ListAsync", static (c, _, ct) => c.Sensors.ListAsync(new FlexMeasuresSensorQuery { PageSize = 4 }, ct)),
        FlexMeasures("Users.ListAsync", static (c, _, ct) => c.Users.ListAsync(new FlexMeasuresUserQuery { PageSize = 2 }, ct), static u => u.Username),
        FlexMeasures("Users.ListAuditLogAsync", static (c, _, ct) => c.Users.ListAuditLogAsync(1, new FlexMeasuresAuditQuery { PageSize = 1 }, ct)),
        FlexMeasures("Open", static (c, _, ct) => c.Open(SeriesUri.Parse("flexmeasures:/sensors/1"), Hours, ct)),
        FlexMeasures("Messages.ListAssetsAsync", static (c, _, ct) => c.Messages.ListAssetsAsync(cancellationToken: ct)),
        FlexMeasures("Messages.ListUsersAsync", static (c, _, ct) => c.WithCredential(Site.Admin).Messages.ListUsersAsync(cancellationToken: ct), static u => u.Username),
        FlexMeasures("Messages.ReadMeterDataAsync", static (c, s, ct) => c.Messages.ReadMeterDataAsync(FlexMeasuresApiVersion.V1, s.Connection, Slots, ct)),
        FlexMeasures("Messages.ReadPrognosisAsync", static (c, s, ct) => c.Messages.ReadPrognosisAsync(FlexMeasuresApiVersion.V20, s.Battery, Slots, ct)),
        OpenCec("Listings.ListAsync", static (c, _, ct) => c.Listings.ListAsync(cancellationToken: ct)),
        OpenCec("Listings.ListDetailsAsync", static (c, _, ct) => c.Listings.ListDetailsAsync(cancellationToken: ct)),
        OpenCec("Nested.ListAsync", static (c, _, ct) => c.Nested.ListAsync(ct)),
        OpenCec("Admin.AttributeDefinitions.ListAsync", static (c, _, ct) => c.Admin.AttributeDefinitions.ListAsync(cancellationToken: ct)),
        OpenCec("Admin.AttributeValues.ListAsync", static (c, _, ct) => c.Admin.AttributeValues.ListAsync(cancellationToken: ct)),
        OpenCec("Admin.Certificates.ListAsync", static (c, _, ct) => c.Admin.Certificates.ListAsync(cancellationToken: ct)),
        OpenCec("Admin.DeviceClasses.ListAsync", static (c, _, ct) => c.Admin.DeviceClasses.ListAsync(cancellationToken: ct)),
        OpenCec("Admin.EntityTypes.ListAsync", static (c, _, ct) => c.Admin.EntityTypes.ListAsync(cancellationToken: ct)),
        OpenCec("Admin.Keys.ListAsync", static (c, _, ct) => c.Admin.Keys.ListAsync(cancellationToken: ct)),
        OpenCec("Admin.ListingDeviceClasses.ListAsync", static (c, _, ct) => c.Admin.ListingDeviceClasses.ListAsync(cancellationToken: ct)),
        OpenCec("Admin.Listings.ListAsync", static (c, _, ct) => c.Admin.Listings.ListAsync(cancellationToken: ct)),
        IOTile("Accounts.ListAsync", static (c, _, ct) => c.Accounts.ListAsync(Two, ct)),
        IOTile("Data.ListFrameAsync", static (c, _, ct) => c.Data.ListFrameAsync(Stream.ToString(), new IOTileFrameQuery { Range = LastHours }, ct)),
        IOTile("Data.ListRowsAsync", static (c, _, ct) => c.Data.ListRowsAsync(Site.Device, new IOTileDataQuery { PageSize = 30, Range = LastHours }, ct)),
        IOTile("Data.ReadAsync", static (c, _, ct) => c.Data.ReadAsync(Stream, new IOTileDataQuery { PageSize = 10, Range = LastHours }, cancellationToken: ct)),
        IOTile("DataBlocks.ListAsync", static (c, _, ct) => c.DataBlocks.ListAsync(new IOTileDataBlockQuery { PageSize = 2 }, ct)),
        IOTile("DataBlocks.ListPropertiesAsync", static (c, s, ct) => c.DataBlocks.ListPropertiesAsync(s.Block, ct)),
        IOTile("Devices.ListAsync", static (c, _, ct) => c.Devices.ListAsync(new IOTileDeviceQuery { PageSize = 2 }, ct)),
        IOTile("Devices.ListPropertiesAsync", static (c, _, ct) => c.Devices.ListPropertiesAsync(Device, ct)),
        IOTile("Devices.ListStreamersAsync", static (c, _, ct) => c.Devices.ListStreamersAsync(Device, ct)),
        IOTile("Devices.ListVersionsAsync", static (c, _, ct) => c.Devices.ListVersionsAsync(Device, ct)),
        IOTile("Events.ListAsync", static (c, _, ct) => c.Events.ListAsync(Site.Device, new IOTileEventQuery { PageSize = 2 }, ct)),
        IOTile("Fleets.ListDevicesAsync", static (c, s, ct) => c.Fleets.ListDevicesAsync(s.Fleet, Two, ct)),
        IOTile("Locations.ListAsync", static (c, _, ct) => c.Locations.ListAsync(Site.Device, TwoOfTarget, ct)),
        IOTile("Notes.ListAsync", static (c, _, ct) => c.Notes.ListAsync(Site.Device, TwoOfTarget, ct)),
        IOTile("Organizations.ListAsync", static (c, _, ct) => c.Organizations.ListAsync(new IOTileOrganizationQuery { PageSize = 1 }, ct)),
        IOTile("Organizations.ListMembersAsync", static (c, _, ct) => c.Organizations.ListMembersAsync(Site.Organization, query: Two, cancellationToken: ct)),
        IOTile("Organizations.ListPendingAsync", static (c, _, ct) => c.Organizations.ListPendingAsync(Site.Organization, Two, ct)),
        IOTile("Organizations.ListProjectsAsync", static (c, _, ct) => c.Organizations.ListProjectsAsync(Site.Organization, Two, ct)),
        IOTile("Organizations.SearchArchivesAsync", static (c, _, ct) => c.Organizations.SearchArchivesAsync(Site.Organization, cancellationToken: ct)),
        IOTile("Organizations.SearchDevicesAsync", static (c, _, ct) => c.Organizations.SearchDevicesAsync(Site.Organization, cancellationToken: ct)),
        IOTile("Projects.ListAsync", static (c, _, ct) => c.Projects.ListAsync(new IOTileProjectQuery { PageSize = 1 }, ct)),
        IOTile("Projects.ListPropertiesAsync", static (c, s, ct) => c.Projects.ListPropertiesAsync(s.Project, ct)),
        IOTile("Properties.ListAsync", static (c, _, ct) => c.Properties.ListAsync(Site.Device, Two, ct)),
        IOTile("Resource().ListAsync", static (c, _, ct) => c.Resource("variable").ListAsync(new IOTileListQuery { PageSize = 3 }, ct)),
        IOTile("Streamers.ListReportsAsync", static (c, _, ct) => c.Streamers.ListReportsAsync(new StreamerSlug(Device, 0), ct)),
        IOTile("Streams.ListAsync", static (c, _, ct) => c.Streams.ListAsync(new IOTileStreamQuery { PageSize = 5 }, ct)),
        IOTile("Streams.ListRowsAsync", static (c, _, ct) => c.Streams.ListRowsAsync(Stream, new IOTileStreamDataQuery { PageSize = 10, Range = LastHours }, ct)),
        IOTile("Streams.ReadAsync", static (c, _, ct) => c.Streams.ReadAsync(Stream, new IOTileStreamDataQuery { PageSize = 10, Range = LastHours }, ct)),
        IOTile("Variables.ListAsync", static (c, _, ct) => c.Variables.ListAsync(new IOTileVariableQuery { PageSize = 3 }, ct)),
        IOTile("Open", static (c, _, ct) => c.Open(SeriesUri.Parse("iotile:/" + Stream), LastHours, ct)),
    ];

    public string Vendor => Name[..Name.IndexOf('.', StringComparison.Ordinal)];

    /// <summary>Whether the emulator has nothing of it: then only what comes of the faults is tried.</summary>
    public bool MayBeEmpty => Name is "IOTile.Devices.ListVersionsAsync";

    /// <summary>Whether it needs the server of 2021.</summary>
    public bool IsOfMessages => Name.StartsWith("FlexMeasures.Messages.", StringComparison.Ordinal);

    public override string ToString() => Name;

    private static Read Stem<T>(string name, Func<StemClient, Site, CancellationToken, Paged<T>> list) => Of("Stem." + name, list);

    private static Read Sundaya<T>(string name, Func<SundayaClient, Site, CancellationToken, Paged<T>> list) => Of("Sundaya." + name, list);

    // Users are shown by what does not change while they are listed.
    private static Read FlexMeasures<T>(string name, Func<FlexMeasuresClient, Site, CancellationToken, Paged<T>> list, Func<T, string>? show = null) =>
        Of("FlexMeasures." + name, list, show);

    private static Read OpenCec<T>(string name, Func<OpenCecClient, Site, CancellationToken, Paged<T>> list) => Of("OpenCec." + name, list);

    private static Read IOTile<T>(string name, Func<IOTileClient, Site, CancellationToken, Paged<T>> list) => Of("IOTile." + name, list);

    private static Read Of<TClient, T>(string name, Func<TClient, Site, CancellationToken, Paged<T>> list, Func<T, string>? show = null)
        where TClient : EnergyClient => new(
        name,
        (client, site, from, ct) => (from is null ? list((TClient)client, site, ct) : list((TClient)client, site, ct).StartingAt(from))
            .Select(item => show is not null ? show(item) : item is JsonElement json ? json.GetRawText() : string.Create(CultureInfo.InvariantCulture, $"{item}")),
        (client, site, from) => (from is null ? list((TClient)client, site, default) : list((TClient)client, site, default).StartingAt(from))
            .WithTokens().Select(static t => ((object)t.Item!, t.GetToken())));

    private static IEnumerable<Read> Plain()
    {
        var written = Written().Select(static r => r.Name).ToHashSet(StringComparer.Ordinal);
        return from vendor in SafetyNet.Tests.Vendor.All
               from operation in vendor.Operations
               let name = $"{vendor.Name}.{operation.Name[..operation.Name.LastIndexOf('(')]}"
               where Answer.ItemOf(operation.Method.ReturnType) is not null && operation.Method.GetParameters().All(static p => p.IsOptional) && written.Add(name)
               select (Read)typeof(Read).GetMethod(nameof(PlainOf), BindingFlags.Static | BindingFlags.NonPublic)!
                   .MakeGenericMethod(Answer.ItemOf(operation.Method.ReturnType)!).Invoke(null, [name, operation])!;
    }

    private static Read PlainOf<T>(string name, Operation operation) => Of<EnergyClient, T>(name, (client, _, ct) => (Paged<T>)operation.Method.Invoke(operation.Group(client),
        [.. operation.Method.GetParameters().Select(p => p.ParameterType == typeof(CancellationToken) ? ct : PagesOfTwo(p.ParameterType))])!);

    private static object PagesOfTwo(Type query)
    {
        var made = Activator.CreateInstance(query)!;
        query.GetProperty("PageSize")?.SetValue(made, 2);
        return made;
    }
}
