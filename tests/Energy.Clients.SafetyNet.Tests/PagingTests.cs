using Energy.Clients.Emulators;
using Energy.Clients.FlexMeasures;
using Energy.Clients.FlexMeasures.Messages;
using Energy.Clients.IOTile;
using Energy.Clients.OpenCec;
using Energy.Clients.Stem;
using Energy.Clients.Sundaya;
using NodaTime;

namespace Energy.Clients.SafetyNet.Tests;

/// <summary>The sizes of pages and the texts of tokens: tokens that users stored must resume in later versions.</summary>
public class PagingTests
{
    private static readonly Instant Now = Instant.FromUtc(2024, 6, 15, 12, 7, 9);
    private static readonly Interval Day = new(Instant.FromUtc(2024, 6, 14, 0, 0), Instant.FromUtc(2024, 6, 15, 0, 0));

    private static readonly Interval TwoHalves = new(Instant.FromUtc(2022, 1, 1, 7, 30), Instant.FromUtc(2022, 8, 2, 3, 0));
    private static readonly Interval Months = new(Instant.FromUtc(2024, 1, 31, 5, 0), Instant.FromUtc(2024, 4, 2, 7, 30));

    [Fact]
    public async Task Stem_WalksAsItDid()
    {
        var (emulators, clock) = await StartAsync(static o => o.Stem);
        await using var _ = emulators;
        using var client = new StemClient(new StemClientOptions { BaseAddress = emulators.Stem.BaseAddress, ApiKey = emulators.Stem.ApiKey }, new() { TimeProvider = clock });
        emulators.Stem.State.AddClients(Enumerable.Range(0, 5).Select(static i => new StemClientState { Id = $"client-{i}", Name = $"Owner {i}" }));
        emulators.Stem.State.AddSites("client-0", Enumerable.Range(0, 3).Select(static i => new StemSiteState { Id = $"site-{i}", Name = $"Meter {i}" }));
        var query = new StemStreamQuery { Range = Months, Resolution = Duration.FromHours(1) };
        var site = emulators.World.Site("harbour").IdFor("stem").ToString();

        var walk = new Walk("Stem");
        await walk.AddAsync("clients, page numbers", client.Clients.ListAsync(new StemClientQuery { PageSize = 2 }));
        await walk.AddAsync("sites, page numbers", client.Sites.ListAsync("client-0", new StemSiteQuery { PageSize = 2 }));
        await walk.AddAsync("readings, windows", client.Streams.ReadAsync(site, StemStreamType.Monitor, query));
        await walk.AddAsync("derived readings, windows", client.Streams.ReadDerivedAsync(site, StemDerivedStream.Charge, query));
        Net.AssertHolds("Stem", "paging", walk.Lines);
    }

    [Fact]
    public async Task Sundaya_WalksAsItDid()
    {
        var (emulators, clock) = await StartAsync(static o => o.Sundaya);
        await using var _ = emulators;
        using var client = new SundayaClient(new SundayaClientOptions { BaseAddress = emulators.Sundaya.BaseAddress }, new() { TimeProvider = clock });

        var walk = new Walk("Sundaya");
        await walk.AddAsync("collections, one answer",
            client.Flows.ListAsync(new SundayaSite("999"), new SundayaCubeQuery { Period = PeriodKind.Day, Duration = 2, Epoch = EpochText.From(Day.Start, PeriodKind.Day) }));
        await walk.AddAsync("readings, blocks", client.Flows.ReadAsync(new SundayaSite("999"), SundayaFlow.Buy, PeriodKind.Hour, TwoHalves));
        await walk.AddAsync("readings backwards, links", client.Flows.ReadBackAsync(new SundayaSite("999"), SundayaFlow.Buy, PeriodKind.Week, TwoHalves));
        await walk.AddAsync("balances, blocks", client.Flows.ReadBalancesAsync(new SundayaSite("999"), PeriodKind.Week, TwoHalves));
        Net.AssertHolds("Sundaya", "paging", walk.Lines);
    }

    [Fact]
    public async Task FlexMeasures_WalksAsItDid()
    {
        var walk = new Walk("FlexMeasures");
        await WithFlexMeasuresAsync(speaksMessages: false, async client =>
        {
            await walk.AddAsync("sensors, page numbers", client.Sensors.ListAsync(new FlexMeasuresSensorQuery { PageSize = 4 }));
            await walk.AddAsync("sensors, one answer", client.Sensors.ListAsync());
            await walk.AddAsync("assets, page numbers", client.Assets.ListAsync(new FlexMeasuresAssetQuery { PageSize = 4, SortBy = "id" }));
            await walk.AddAsync("public assets, one answer", client.Assets.ListPublicAsync());
            await walk.AddAsync("readings, windows",
                client.Data.ReadAsync(1, new FlexMeasuresReadQuery { Range = new Interval(Day.Start, Day.Start + Duration.FromHours(2)), PageSize = 10 }));
        });
        await WithFlexMeasuresAsync(speaksMessages: true, async client =>
        {
            var connections = await client.Messages.GetConnectionsAsync(FlexMeasuresApiVersion.V20);
            var messages =
                new FlexMeasuresMessageQuery
                {
                    PageSize = 10,
                    Start = Instant.FromUtc(2024, 6, 1, 0, 0).WithOffset(Offset.Zero),
                    Duration = IsoDuration.Parse("PT6H"),
                    Resolution = IsoDuration.Parse("PT15M")
                };
            await walk.AddAsync("messages, windows", client.Messages.ReadMeterDataAsync(FlexMeasuresApiVersion.V1, connections.Addresses[0], messages));
            await walk.AddAsync("assets of 2021, one answer", client.Messages.ListAssetsAsync());
        });
        Net.AssertHolds("FlexMeasures", "paging", walk.Lines);
    }

    [Fact]
    public async Task OpenCec_WalksAsItDid()
    {
        var (emulators, clock) = await StartAsync(static o => o.OpenCec, static o => o.OpenCec.ExampleData = true);
        await using var _ = emulators;
        using var client =
            new OpenCecClient(new OpenCecClientOptions { BaseAddress = emulators.OpenCec.BaseAddress, ApiKey = emulators.OpenCec.ApiKey }, new() { TimeProvider = clock });

        var walk = new Walk("OpenCec");
        await walk.AddAsync("listings, one answer", client.Listings.ListAsync());
        await walk.AddAsync("listings with details, one answer and more", client.Listings.ListDetailsAsync());
        await walk.AddAsync("entity types, one answer", client.Admin.EntityTypes.ListAsync());
        Net.AssertHolds("OpenCec", "paging", walk.Lines);
    }

    [Fact]
    public async Task IOTile_WalksAsItDid()
    {
        var (emulators, clock) = await StartAsync(static o => o.IOTile, static o => o.IOTile.Days = 2);
        await using var _ = emulators;
        var server = emulators.IOTile;
        using var client =
            new IOTileClient(new IOTileClientOptions { BaseAddress = server.BaseAddress, UserName = server.UserName, Password = server.Password }, new() { TimeProvider = clock });
        var stream = StreamSlug.Parse("s--0000-0001--0000-0000-0000-0001--5001");
        var start = Now - Duration.FromHours(6);

        var walk = new Walk("IOTile");
        await walk.AddAsync("devices, page numbers", client.Devices.ListAsync(new IOTileDeviceQuery { PageSize = 2 }));
        await walk.AddAsync("streams, page numbers", client.Streams.ListAsync(new IOTileStreamQuery { PageSize = 5 }));
        await walk.AddAsync("a resource, page numbers", client.Resource("variable").ListAsync(new IOTileListQuery { PageSize = 3 }));
        await walk.AddAsync("found devices, page numbers", client.Organizations.SearchDevicesAsync("northwind-logistics"));
        await walk.AddAsync("readings of a stream, keys", client.Streams.ReadAsync(stream, new IOTileStreamDataQuery { PageSize = 10, Range = new Interval(start, null) }));
        await walk.AddAsync("newest rows of a stream", client.Streams.ListRowsAsync(stream, new IOTileStreamDataQuery { PageSize = 10, LastN = 15 }));
        await walk.AddAsync("rows of a device, keys",
            client.Data.ListRowsAsync(stream.Device.ToString(), new IOTileDataQuery { PageSize = 30, Range = new Interval(start, null) }));
        await walk.AddAsync("readings of data, keys", client.Data.ReadAsync(stream, new IOTileDataQuery { PageSize = 10, Range = new Interval(start, null) }));
        await walk.AddAsync("frame, one answer", client.Data.ListFrameAsync(stream.ToString(), new IOTileFrameQuery { Range = new Interval(start, null) }));
        Net.AssertHolds("IOTile", "paging", walk.Lines);
    }

    [Fact]
    public void StoredToken_OfEachWalk_IsKept()
    {
        var walks = StoredTokens.Walks;
        foreach (var vendor in new[] { "Stem", "Sundaya", "FlexMeasures", "OpenCec", "IOTile" })
        {
            Assert.Contains(walks, w => w.StartsWith(vendor + ": ", StringComparison.Ordinal));
        }
    }

    [Theory]
    [InlineData("ec0.88158c9c3651d932.0.0.Mg", "version ec0")]
    [InlineData("ec2.88158c9c3651d932.0.0.Mg.and-more", "version ec2")]
    public void StoredToken_OfAVersionThatIsNotRead_IsRefusedWithTheRemedy(string stored, string version)
    {
        var refusal = Assert.Throws<FormatException>(() => PageToken.Parse(stored));

        Assert.Contains(version, refusal.Message, StringComparison.Ordinal);
        Assert.Contains("Use the version of the package that wrote it, or start the query again without it.", refusal.Message, StringComparison.Ordinal);
        Assert.Throws<System.Text.Json.JsonException>(() => System.Text.Json.JsonSerializer.Deserialize<PageToken>($"\"{stored}\""));
    }

    private static async Task WithFlexMeasuresAsync(bool speaksMessages, Func<FlexMeasuresClient, Task> use)
    {
        var (emulators, clock) = await StartAsync(static o => o.FlexMeasures, o => o.FlexMeasures.SpeaksMessages = speaksMessages);
        await using var _ = emulators;
        var server = emulators.FlexMeasures;
        using var client =
            new FlexMeasuresClient(new FlexMeasuresClientOptions { BaseAddress = server.BaseAddress, Email = server.Email, Password = server.Password },
                new() { TimeProvider = clock });
        await use(client);
    }

    private static async Task<(EnergyEmulators Emulators, ManualTimeProvider Clock)> StartAsync(Func<EnergyEmulatorOptions, VendorEmulatorOptions> only,
        Action<EnergyEmulatorOptions>? configure = null)
    {
        var clock = new ManualTimeProvider(Now) { AutoAdvance = true };
        return (await EnergyEmulators.StartAsync(o =>
        {
            o.Only(only(o));
            o.TimeProvider = clock;
            o.Seed = 42;
            configure?.Invoke(o);
        }), clock);
    }
}
