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

/// <summary>The emulator of one vendor with something in every list, and clients of it.</summary>
internal sealed class Site : IAsyncDisposable
{
    public const string Device = "d--0000-0000-0000-0001";
    public const string Organization = "northwind-logistics";

    public static readonly Instant Now = Instant.FromUtc(2024, 6, 15, 12, 7, 9);

    /// <summary>Who may list the users of the server of 2021.</summary>
    public static readonly EnergyCredential Admin = EnergyCredential.FromPassword("admin@emulated.example", "admin-secret");

    private readonly EnergyEmulators? _emulators;
    private readonly string _vendor;

    private Site(EnergyEmulators? emulators, string vendor)
    {
        _emulators = emulators;
        _vendor = vendor;
    }

    /// <summary>Arguments for calls that reach no server.</summary>
    public static Site None { get; } = new(null, "");

    public string StemSite => _emulators?.World.Site("harbour").IdFor("stem").ToString() ?? "site-1";

    public long PlannedSensor { get; private set; } = 7;

    public string Plan { get; private set; } = "plan";

    public string Connection { get; private set; } = "ea1.2021-02.io.flexmeasures.company:30:73";

    public string Battery { get; private set; } = "ea1.2021-02.io.flexmeasures.company:30:73";

    public BlockSlug Block { get; private set; } = BlockSlug.Parse("b--0001-0000-0000-0007");

    public FleetSlug Fleet { get; private set; } = FleetSlug.Parse("g--0000-0000-0007");

    public Guid Project { get; private set; } = new("01234567-89ab-cdef-0123-456789abcdef");

    public Uri Address => Server.BaseAddress;

    /// <summary>The servers, whose state tells what a list must hold.</summary>
    public EnergyEmulators Emulators => _emulators ?? throw new InvalidOperationException("There is no server here.");

    private VendorEmulator Server => _vendor switch
    {
        "Stem" => Emulators.Stem,
        "Sundaya" => Emulators.Sundaya,
        "FlexMeasures" => Emulators.FlexMeasures,
        "OpenCec" => Emulators.OpenCec,
        _ => Emulators.IOTile,
    };

    public static async Task<Site> StartAsync(string vendor, bool speaksMessages, ManualTimeProvider clock)
    {
        var emulators = await EnergyEmulators.StartAsync(o =>
        {
            o.Only(vendor switch
            {
                "Stem" => o.Stem,
                "Sundaya" => o.Sundaya,
                "FlexMeasures" => o.FlexMeasures,
                "OpenCec" => o.OpenCec,
                _ => o.IOTile,
            });
            o.TimeProvider = clock;
            o.Seed = 42;
            o.FlexMeasures.SpeaksMessages = speaksMessages;
            o.FlexMeasures.JobDuration = TimeSpan.FromSeconds(1);
            o.OpenCec.ExampleData = true;
            o.IOTile.Days = 2;
        });
        var site = new Site(emulators, vendor);
        using var client = site.Client(site.Address, null, clock);
        switch (client)
        {
            case StemClient:
                emulators.Stem.State.AddClients(Enumerable.Range(0, 5).Select(static i => new StemClientState { Id = $"client-{i}", Name = $"Owner {i}" }));
                emulators.Stem.State.AddSites("client-0", Enumerable.Range(0, 5).Select(static i => new StemSiteState { Id = $"site-{i}", Name = $"Meter {i}" }));
                break;
            case FlexMeasuresClient messages when speaksMessages:
                await site.FillMessagesAsync(messages);
                break;
            case FlexMeasuresClient flexMeasures:
                await site.FillAsync(flexMeasures);
                break;
            case OpenCecClient cec:
                await cec.Admin.Keys.CreateAsync("another1", "second key");
                break;
            case IOTileClient ioTile:
                await site.FillAsync(ioTile, clock);
                break;
        }

        return site;
    }

    /// <summary>A client of the server behind an address.</summary>
    public EnergyClient Client(Uri address, HttpMessageHandler? handler, TimeProvider clock, Action<EnergyClientOptions>? configure = null)
    {
        switch (_vendor)
        {
            case "Stem":
                var stem = new StemClientOptions { BaseAddress = address, ApiKey = Emulators.Stem.ApiKey };
                configure?.Invoke(stem);
                return new StemClient(stem, new() { PrimaryHandler = handler, TimeProvider = clock });
            case "Sundaya":
                var sundaya = new SundayaClientOptions { BaseAddress = address };
                configure?.Invoke(sundaya);
                return new SundayaClient(sundaya, new() { PrimaryHandler = handler, TimeProvider = clock });
            case "FlexMeasures":
                var flexMeasures = new FlexMeasuresClientOptions { BaseAddress = address, Email = Emulators.FlexMeasures.Email, Password = Emulators.FlexMeasures.Password };
                configure?.Invoke(flexMeasures);
                return new FlexMeasuresClient(flexMeasures, new() { PrimaryHandler = handler, TimeProvider = clock });
            case "OpenCec":
                var cec = new OpenCecClientOptions { BaseAddress = address, ApiKey = Emulators.OpenCec.ApiKey };
                configure?.Invoke(cec);
                return new OpenCecClient(cec, new() { PrimaryHandler = handler, TimeProvider = clock });
            default:
                var ioTile = new IOTileClientOptions { BaseAddress = address, UserName = Emulators.IOTile.UserName, Password = Emulators.IOTile.Password };
                configure?.Invoke(ioTile);
                return new IOTileClient(ioTile, new() { PrimaryHandler = handler, TimeProvider = clock });
        }
    }

    public ValueTask DisposeAsync() => Emulators.DisposeAsync();

    private async Task FillAsync(FlexMeasuresClient client)
    {
        for (var i = 0; i < 4; i++)
        {
            await client.Users.CreateAsync(new FlexMeasuresNewUser { Email = $"user{i}@emulated.example", Username = $"user {i}", AccountId = 1 });
            await client.Assets.UpdateAsync(1, new FlexMeasuresAssetUpdate { Description = $"building {i}" });
            await client.Users.UpdateAsync(1, new FlexMeasuresUserUpdate { Username = $"first {i}" });
        }

        var state = Emulators.FlexMeasures.State;
        var type = state.AssetTypes[0].Id;
        state.Load(JsonDocument.Parse($$"""
            {"assets": [{"id": 901, "name": "public 1", "assetTypeId": {{type}}}, {"id": 902, "name": "public 2", "assetTypeId": {{type}}}],
             "accounts": [{"id": 901, "name": "client", "consultancyAccountId": 1}]}
            """).RootElement);
        state.Users.Single(static u => u.Id == 1).Roles.Add("consultant");
        foreach (var what in (string[])["signed in", "signed out"])
        {
            state.AuditLog.Add(new FlexMeasuresAuditState(null, 1, 1, $"User 1 {what}", Now, 1, "owner"));
        }

        var sensor = await client.Sensors.CreateAsync(
            new FlexMeasuresNewSensor { Name = "plan", AssetId = 1, Unit = Unit.Megawatt, EventResolution = IsoDuration.Parse("PT15M"), TimeZone = "Europe/Amsterdam" });
        var job = await client.Schedules.TriggerAsync(1, new FlexMeasuresScheduleRequest
        {
            Start = FlexMeasuresTime.Parse("2024-06-16T00:00:00Z"),
            Duration = IsoDuration.Parse("PT4H"),
            FlexModel = [new FlexMeasuresFlexModel { SensorId = sensor.Id, SocAtStart = FlexMeasuresVariable.Of(10, Unit.KilowattHour),
                PowerCapacity = FlexMeasuresVariable.Of(20, Unit.Kilowatt) }],
        });
        await client.Schedules.WaitAsync(sensor.Id, job.Id);
        (PlannedSensor, Plan) = (sensor.Id, job.Id);
    }

    private async Task FillMessagesAsync(FlexMeasuresClient client)
    {
        Emulators.FlexMeasures.State.Load(JsonDocument.Parse(
            """{"users": [{"id": 99, "email": "admin@emulated.example", "username": "admin", "password": "admin-secret", "roles": ["admin"], "accountId": 1}]}""").RootElement);
        var connections = await client.Messages.GetConnectionsAsync(FlexMeasuresApiVersion.V20);
        Connection = connections.Addresses[0];
        Battery = connections.Addresses[connections.Names.ToList().FindIndex(static n => n.EndsWith("battery", StringComparison.Ordinal))];
        var start = Instant.FromUtc(2024, 6, 14, 0, 0).WithOffset(Offset.Zero);
        await client.Messages.PostPrognosisAsync(FlexMeasuresApiVersion.V20, new FlexMeasuresMessage
        {
            Groups = [new FlexMeasuresMessageGroup { Targets = [Battery], Values = [.. Enumerable.Range(0, 24).Select(static i => (double)i)] }],
            Start = start,
            Duration = IsoDuration.Parse("PT6H"),
            Unit = "MW",
            Prior = start,
        });
    }

    private async Task FillAsync(IOTileClient client, ManualTimeProvider clock)
    {
        // Fleets are made by the vendor's staff.
        Emulators.IOTile.State.LoadWorld(
            JsonDocument.Parse("""{"users": [{"username": "staff", "email": "staff@example.com", "password": "staff-secret", "staff": true}]}""").RootElement);
        using var staff =
            new IOTileClient(new IOTileClientOptions { BaseAddress = Address, UserName = "staff@example.com", Password = "staff-secret" }, new() { TimeProvider = clock });
        var device = DeviceSlug.Parse(Device);
        var devices = await client.Devices.ListAsync().Select(static d => d.Slug).ToListAsync();
        for (var i = 0; i < 5; i++)
        {
            await client.Notes.CreateAsync(new IOTileNewNote { Target = Device, Timestamp = Now, Text = $"note {i}" });
            await client.Locations.CreateAsync(new IOTileNewLocation { Target = Device, Timestamp = Now, Lat = 1 + i, Lon = 2 });
            await client.Events.CreateAsync(new IOTileNewEvent { Stream = StreamSlug.Parse("s--1--1--5020"), Timestamp = Now, StreamerLocalId = i + 1 });
            await client.Properties.CreateAsync(Device, $"p{i}", i);
            await client.Organizations.InviteAsync(Organization, $"guest{i}@example.com");
            var fleet = await staff.Fleets.CreateAsync($"fleet {i}", Organization);
            Fleet = i == 0 ? fleet.Slug : Fleet;
            await client.StreamerReports.UploadAndWaitAsync(
                new IOTileReport
                {
                    Device = device,
                    ReportId = 4_000_000_100,
                    SentTimestamp = 10,
                    StreamerIndex = (byte)i,
                    Readings = [new(0x5001, (uint)(4_000_000_000L + i), 5, (uint)i)]
                }, Now, Duration.FromSeconds(30));
        }

        foreach (var member in devices)
        {
            await staff.Fleets.RegisterAsync(Fleet, member, asStaff: true);
        }

        await client.StreamerReports.UploadAndWaitAsync(
            new IOTileReport
            {
                Device = device,
                ReportId = 4_000_000_300,
                SentTimestamp = 11,
                Readings = [new(0x5001, 4_000_000_200, 6, 1)]
            }, Now, Duration.FromSeconds(30));
        await client.Projects.CreateAsync("another", Organization);
        var state = Emulators.IOTile.State;
        state.LoadVariableType("another", JsonDocument.Parse("""{"name": "Another", "available_input_units": [], "available_output_units": []}""").RootElement);
        state.Orgs.Single(static o => o.Slug == Organization).Members["staff"] = ("r1", "r1", Now);

        // A block takes what its device has: another device than that of the lists.
        for (var i = 0; i < 3; i++)
        {
            Block = (await client.DataBlocks.CreateAsync(devices.First(d => d != device), $"block {i}")).Slug;
        }

        var project = await client.Projects.ListAsync().FirstAsync();
        Project = project.Id;
        foreach (var name in (string[])["first", "second"])
        {
            await client.Properties.CreateAsync(Block.ToString(), name, 1);
            await client.Properties.CreateAsync(project.Slug.ToString(), name, 1);
        }
    }
}
