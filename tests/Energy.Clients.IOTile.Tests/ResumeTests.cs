using System.Buffers.Text;
using System.Text;
using System.Text.Json;
using Energy.Clients.Emulators;
using Energy.Clients.Tests;
using NodaTime;

namespace Energy.Clients.IOTile.Tests;

public class ResumeTests
{
    [Theory]
    [InlineData(7)]
    [InlineData(50)]
    public async Task Reads_KilledAnywhere_GoOnExactly(int pageSize)
    {
        await using var cloud = await IOTileFixture.StartAsync();
        var query = new IOTileStreamDataQuery { PageSize = pageSize, Range = new Interval(cloud.Now - Duration.FromHours(12), null) };

        var readings = await ResumeLaw.AssertAsync(() => cloud.Client.Streams.ReadAsync(IOTileFixture.Stream, query), mostItems: 10);
        var rows = await ResumeLaw.AssertAsync(() =>
            cloud.Client.Streams.ListRowsAsync(IOTileFixture.Stream, query with { LastN = 30 }), static r => (r.Timestamp, r.IntValue), 10);
        var data = await ResumeLaw.AssertAsync(() =>
            cloud.Client.Data.ListRowsAsync(IOTileFixture.Device, new IOTileDataQuery { PageSize = pageSize, Range = query.Range }), static r => r.Id, 10);
        var newest = await ResumeLaw.AssertAsync(() =>
            cloud.Client.Data.ListRowsAsync(IOTileFixture.Device, new IOTileDataQuery { PageSize = pageSize, LastN = 60 }), static r => r.Id, 10);
        await ResumeLaw.AssertAsync(() =>
            cloud.Client.Data.ListFrameAsync(IOTileFixture.Import, new IOTileFrameQuery { Range = query.Range }), static r => (r.Timestamp, r.Value), 5);

        Assert.Equal(48, readings.Count);
        Assert.Equal(30, rows.Count);
        Assert.Equal(4 * 48, data.Count);
        Assert.Equal(data.Count, data.Select(r => r.Id).Distinct().Count());
        Assert.Equal(60, newest.Count);
    }

    /// <summary>A place that no clock and no list can have, in a token that was changed by hand.</summary>
    [Theory]
    [InlineData("9223372036854775807//|1|||")]
    [InlineData("/-9223372036854775808/|1|||")]
    [InlineData("//|99999999999999999999|||")]
    [InlineData("//99999999999999999999|1|||")]
    [InlineData("//|1|||fffffffffffffffff")]
    public async Task Token_WhosePlaceWasChanged_IsRefusedWhereItIsGiven(string place)
    {
        using var server = new CannedServer(static _ => (410, []));
        using var client = server.Client();
        var day = new Interval(Instant.FromUtc(2024, 6, 1, 0, 0), Instant.FromUtc(2024, 6, 2, 0, 0));
        var series = client.Data.ReadAsync(IOTileFixture.Stream, new IOTileDataQuery { Range = day });
        var failure = await Assert.ThrowsAsync<EnergyResponseException>(async () => await series.CountAsync());
        var parts = failure.ResumeFrom!.ToString().Split('.');
        var changed = PageToken.Parse(string.Join('.', [.. parts[..4], Base64Url.EncodeToString(Encoding.UTF8.GetBytes(place))]));

        var refusal = Assert.Throws<ArgumentException>(() => series.StartingAt(changed));

        Assert.Contains("Start without a token", refusal.Message, StringComparison.Ordinal);
        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task Lists_KilledAnywhere_GoOnExactly()
    {
        await using var cloud = await IOTileFixture.StartAsync();
        var client = cloud.Client;
        for (var i = 0; i < 5; i++)
        {
            await client.Notes.CreateAsync(new IOTileNewNote { Target = IOTileFixture.Device, Timestamp = cloud.Now, Text = $"note {i}" });
            await client.Locations.CreateAsync(new IOTileNewLocation { Target = IOTileFixture.Device, Timestamp = cloud.Now, Lat = 1 + i, Lon = 2 });
            await client.Events.CreateAsync(new IOTileNewEvent { Stream = StreamSlug.Parse("s--1--1--5020"), Timestamp = cloud.Now, StreamerLocalId = i + 1 });
            await client.Properties.CreateAsync(IOTileFixture.Device, $"p{i}", i);
        }

        var size = new IOTileListQuery { PageSize = 2 };
        Assert.Equal(5, (await ResumeLaw.AssertAsync(() => client.Notes.ListAsync(IOTileFixture.Device, new IOTileTargetQuery { PageSize = 2 }), static n => n.Id)).Count);
        Assert.Equal(5, (await ResumeLaw.AssertAsync(() => client.Locations.ListAsync(IOTileFixture.Device, new IOTileTargetQuery { PageSize = 2 }), static l => l.Id)).Count);
        Assert.Equal(5, (await ResumeLaw.AssertAsync(() => client.Events.ListAsync(IOTileFixture.Device, new IOTileEventQuery { PageSize = 2 }), static e => e.Id)).Count);
        Assert.Equal(5, (await ResumeLaw.AssertAsync(() => client.Properties.ListAsync(IOTileFixture.Device, size), static p => p.Id)).Count);
        Assert.Equal(3, (await ResumeLaw.AssertAsync(() => client.Devices.ListAsync(new IOTileDeviceQuery { PageSize = 2 }), static d => d.Slug)).Count);
        Assert.Equal(12, (await ResumeLaw.AssertAsync(() => client.Streams.ListAsync(new IOTileStreamQuery { PageSize = 5 }), static s => s.Slug)).Count);
        Assert.Equal(8, (await ResumeLaw.AssertAsync(() => client.Variables.ListAsync(new IOTileVariableQuery { PageSize = 3 }), static v => v.Slug)).Count);
        await ResumeLaw.AssertAsync(() => client.Organizations.ListAsync(new IOTileOrganizationQuery { PageSize = 1 }), static o => o.Slug);
        await ResumeLaw.AssertAsync(() => client.Projects.ListAsync(new IOTileProjectQuery { PageSize = 1 }), static p => p.Slug);
        await ResumeLaw.AssertAsync(() => client.Organizations.ListMembersAsync("northwind-logistics", query: size), static m => m.User);
        await ResumeLaw.AssertAsync(() => client.Organizations.SearchDevicesAsync("northwind-logistics"), static d => d.Slug);
        await ResumeLaw.AssertAsync(() => client.Resource("device").ListAsync(size), static d => d.GetRawText());
        await ResumeLaw.AssertAsync(() => client.VariableTypes.ListAsync(size), static t => t.Slug);
        await ResumeLaw.AssertAsync(() => client.Accounts.ListAsync(size), static a => a.Slug);
    }

    [Fact]
    public async Task ListsOfFleetsBlocksAndStreamers_KilledAnywhere_GoOnExactly()
    {
        const string Org = "northwind-logistics";
        await using var cloud = await IOTileFixture.StartAsync();
        var client = cloud.Client;
        cloud.Server.State.LoadWorld(
            JsonDocument.Parse("""{"users": [{"username": "helper", "email": "helper@example.com", "password": "helper-secret", "staff": true}]}""").RootElement);

        // Fleets are made by the vendor's staff.
        using var staff = cloud.Another(o => (o.UserName, o.Password) = ("helper@example.com", "helper-secret"));
        var device = DeviceSlug.Parse(IOTileFixture.Device);
        var devices = await client.Devices.ListAsync().Select(static d => d.Slug).ToListAsync();
        var fleets = new List<FleetSlug>();
        for (var i = 0; i < 5; i++)
        {
            fleets.Add((await staff.Fleets.CreateAsync($"fleet {i}", Org)).Slug);
            var report = new IOTileReport
            {
                Device = device,
                ReportId = 4_000_000_100,
                SentTimestamp = 10,
                StreamerIndex = (byte)i,
                Readings = [new(0x5001, (uint)(4_000_000_000L + i), 5, (uint)i)]
            };
            await client.StreamerReports.UploadAndWaitAsync(report, cloud.Now, Duration.FromSeconds(30));
        }

        for (var i = 0; i < 5; i++)
        {
            await client.Organizations.InviteAsync(Org, $"guest{i}@example.com");
        }

        foreach (var member in devices)
        {
            await staff.Fleets.RegisterAsync(fleets[0], member, asStaff: true);
        }

        for (var i = 0; i < 3; i++)
        {
            await client.DataBlocks.CreateAsync(device, $"block {i}");
        }

        var size = new IOTileListQuery { PageSize = 2 };
        Assert.Equal(5, (await ResumeLaw.AssertAsync(() => client.Fleets.ListAsync(new IOTileFleetQuery { PageSize = 2 }), static f => f.Slug)).Count);
        Assert.Equal(devices.Count, (await ResumeLaw.AssertAsync(() => client.Fleets.ListDevicesAsync(fleets[0], size), static d => d.Device)).Count);
        Assert.Equal(3, (await ResumeLaw.AssertAsync(() => client.DataBlocks.ListAsync(new IOTileDataBlockQuery { PageSize = 2 }), static b => b.Slug)).Count);
        Assert.Equal(5, (await ResumeLaw.AssertAsync(() => client.Streamers.ListAsync(new IOTileStreamerQuery { PageSize = 2 }), static s => s.Slug)).Count);
        Assert.Equal(5, (await ResumeLaw.AssertAsync(() => client.StreamerReports.ListAsync(new IOTileStreamerReportQuery { PageSize = 2 }), static r => r.Id)).Count);
        Assert.Single(await ResumeLaw.AssertAsync(() => client.Organizations.ListProjectsAsync(Org, size), static p => p.Slug));
        Assert.Equal(3, (await ResumeLaw.AssertAsync(() => client.Organizations.SearchArchivesAsync(Org), static b => b.Slug)).Count);
        Assert.Equal(5, (await ResumeLaw.AssertAsync(() => client.Organizations.ListPendingAsync(Org, size), static i => i.Email)).Count);
        Assert.Equal(5, (await ResumeLaw.AssertAsync(() => client.Resource("streamer").ListAsync(size), static s => s.GetRawText())).Count);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(400)]
    public async Task Reads_WhoseServerFailsForGood_GoOnFromTheError(int bytes)
    {
        await using var cloud = await IOTileFixture.StartAsync();
        var query = new IOTileDataQuery { PageSize = 20, Range = new Interval(cloud.Now - Duration.FromHours(6), null) };

        var (failure, before) = await ResumeLaw.AssertAfterFailureAsync(
            () => cloud.Client.Data.ListRowsAsync(IOTileFixture.Device, query), () =>
                cloud.Server.Faults.After(1, Fault.CutBody(bytes), null), cloud.Server.Faults.Clear, static r => r.Id);

        Assert.IsType<EnergyTransportException>(failure);
        Assert.Equal(20, before);
    }
}
