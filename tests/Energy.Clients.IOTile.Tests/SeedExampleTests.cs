using System.Net;
using System.Text.Json.Nodes;
using NodaTime;

namespace Energy.Clients.IOTile.Tests;

/// <summary>What the users of the vendor's own package wrote, in C#.</summary>
public class SeedExampleTests
{
    [Fact]
    public async Task LoginAndLogout_WithPassword_GivesATokenToStore()
    {
        await using var cloud = await IOTileFixture.StartAsync();

        var login = await cloud.Client.Session.LoginAsync(cloud.Server.UserName, cloud.Server.Password);
        var token = await cloud.Client.Session.GetTokenAsync();
        using var later = cloud.Another(o => (o.UserName, o.Password, o.Token) = (null, null, token.Text));

        Assert.Equal("emulated", login.Slug);
        Assert.Equal("emulated", (await later.Session.GetAccountAsync()).Username);
        await cloud.Client.Session.LogoutAsync();
        Assert.Null(cloud.Client.Session.CurrentToken);
        Assert.DoesNotContain(token.Text, token.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task GenericAccess_AllVerbsAndNesting_ReachTheServer()
    {
        await using var cloud = await IOTileFixture.StartAsync();
        var org = cloud.Client.Resource("org");

        var made = (await org.PostAsync(new JsonObject { ["name"] = "My new Org" })).Json!.Value.GetProperty("slug").GetString()!;
        await org[made].PutAsync(new JsonObject { ["name"] = "My new Org", ["about"] = "About Org" });
        await org[made].PatchAsync(new JsonObject { ["about"] = "About new Org" });
        var read = await org[made].GetAsync();
        var names = await org.ListAsync(new IOTileListQuery { PageSize = 1 }).Select(o => o.GetProperty("slug").GetString()).ToListAsync();
        var projects = await cloud.Client.Resource("project").GetAsync(new IOTileQuery { ["org__slug"] = names[0] });
        var nested = await org["northwind-logistics"]["projects"].GetAsync();

        Assert.Equal("About new Org", read.Json!.Value.GetProperty("about").GetString());
        Assert.Contains(made, names);
        Assert.Equal(3, names.Count);
        Assert.Equal(HttpStatusCode.OK, projects.Status);
        Assert.Equal(1, nested.Json!.Value.GetProperty("count").GetInt32());
        Assert.False(await org[made].TryDeleteAsync());
    }

    [Fact]
    public async Task StreamData_LastNAndRange_AreTheWorldsEnergy()
    {
        await using var cloud = await IOTileFixture.StartAsync();
        var stream = await cloud.Client.Streams.GetAsync(IOTileFixture.Stream);
        var end = cloud.Now - Duration.FromHours(3);

        var last = await cloud.Client.Streams.ReadAsync(stream, new IOTileStreamDataQuery { LastN = 100 }).ToListAsync();
        var range = await cloud.Client.Streams.ReadAsync(stream, new IOTileStreamDataQuery { Range = new Interval(end - Duration.FromHours(2), end) }).ToListAsync();

        Assert.Equal(100, last.Count);
        Assert.Equal("kWh", cloud.Client.Streams.ReadAsync(stream).Info.Unit.Symbol);
        Assert.Equal(8, range.Count);
        Assert.All(range, r => Assert.Equal(
            cloud.World.Sites.Single(s => s.Number == 1).Energy(Energy.Clients.Emulators.SimulatedFlow.Buy, r.Start - Duration.FromMinutes(15), r.Start), r.Value!.Value, 0.0006));
        Assert.Equal(last.Select(r => r.Start).Order(), last.Select(r => r.Start));
    }

    [Fact]
    public async Task Statistics_OfAStream_AreThoseOfItsReadings()
    {
        await using var cloud = await IOTileFixture.StartAsync();
        var series = cloud.Client.Streams.ReadAsync(IOTileFixture.Stream, new IOTileStreamDataQuery { LastN = 50 });
        var values = await series.Select(r => r.Value!.Value).ToListAsync();

        var statistics = await series.StatisticsAsync();

        Assert.Equal(50, statistics.Count);
        Assert.Equal(0, statistics.Missing);
        Assert.Equal(values.Average(), statistics.Mean!.Value, 1e-9);
        Assert.Equal(values.Min(), statistics.Min);
        Assert.Equal(values.Max(), statistics.Max);
    }

    [Fact]
    public async Task Accumulation_OverProjectDeviceAndStream_AddsUp()
    {
        await using var cloud = await IOTileFixture.StartAsync();
        var range = new Interval(cloud.Now - Duration.FromHours(5), cloud.Now);
        string[] known = ["p--1", "d--1", IOTileFixture.Import];

        var report = await cloud.Client.Reports.AccumulateAsync([.. known, "x--1"], range);
        var alone = await cloud.Client.Reports.AccumulateAsync([IOTileFixture.Import], range);

        Assert.Equal(known, report.Counted);
        Assert.Equal(("x--1", "not the slug of a project, device or stream."), report.Skipped.Select(static s => (s.Source, s.Reason)).Single());
        Assert.Equal(alone.Streams.Single().Sum, report.Streams.Single(s => s.Stream == IOTileFixture.Stream).Sum);
        Assert.All(report.Streams, s => Assert.Equal("kWh", s.Units));
        await Assert.ThrowsAsync<InvalidOperationException>(() => cloud.Client.Reports.AccumulateAsync(["p--99"], range));
    }

    [Theory]
    [InlineData("p--99", "lists no stream")]
    [InlineData("d--0000-0000-0000-ffff", "lists no stream")]
    [InlineData("s--0000-0001--0000-0000-0000-0001--5fff", "404")]
    [InlineData("s--1--zz--1", "s--1--zz--1")]
    [InlineData("p", "not the slug")]
    [InlineData("v--0000-0001--5001", "not the slug")]
    public async Task Accumulation_OfASourceThatIsNotToBeHad_TellsItWithTheReason(string source, string reason)
    {
        await using var cloud = await IOTileFixture.StartAsync();
        var range = new Interval(cloud.Now - Duration.FromHours(1), null);

        var report = await cloud.Client.Reports.AccumulateAsync([source, IOTileFixture.Import], range);
        var alone = await cloud.Client.Reports.AccumulateAsync([IOTileFixture.Import], range);

        Assert.Equal([IOTileFixture.Import], report.Counted);
        Assert.Equal(source, Assert.Single(report.Skipped).Source);
        Assert.Contains(reason, report.Skipped[0].Reason, StringComparison.Ordinal);
        Assert.Equal(alone.Total, report.Total);
    }

    [Fact]
    public async Task StreamerReport_UploadedAndWaitedFor_TellsTheStoredIds()
    {
        await using var cloud = await IOTileFixture.StartAsync();
        var report = new IOTileReport
        {
            Device = DeviceSlug.Parse(IOTileFixture.Device),
            ReportId = 4_000_000_003,
            SentTimestamp = 500,
            StreamerIndex = 1,
            Readings = [new(0x5001, 4_000_000_001, 100, 7), new(0x5001, 4_000_000_002, 200, 9)],
        };

        var stored = await cloud.Client.StreamerReports.UploadAndWaitAsync(report, cloud.Now, Duration.FromSeconds(30));
        var again = await cloud.Client.StreamerReports.UploadAndWaitAsync(report, cloud.Now, Duration.FromSeconds(30));
        var rows = await cloud.Client.Data.ListRowsAsync(IOTileFixture.Import, new IOTileDataQuery { MinStreamerLocalId = 4_000_000_001 }).ToListAsync();

        Assert.Equal((4_000_000_001, 4_000_000_002), (stored.ActualFirstId, stored.ActualLastId));
        Assert.Equal((0, 0), (again.ActualFirstId, again.ActualLastId));
        Assert.Equal([7L, 9L], rows.Select(r => r.IntValue));
        Assert.Equal(cloud.Now - Duration.FromSeconds(300), rows[1].Timestamp);
        Assert.Equal(4_000_000_002, (await cloud.Client.Streamers.GetAsync(report.Streamer)).LastId);
    }

    [Fact]
    public async Task Event_UploadedWithFileAndExtraData_IsReadBack()
    {
        await using var cloud = await IOTileFixture.StartAsync();
        var created = new IOTileNewEvent { Stream = StreamSlug.Parse("s--1--1--5001"), Timestamp = cloud.Now, ExtraData = new JsonObject { ["kind"] = "bump" } };

        var uploaded = await cloud.Client.Events.UploadAsync(created, "{\"wave\":[1,2]}"u8.ToArray(), "wave.json");
        var listed = await cloud.Client.Events.ListAsync(IOTileFixture.Device).SingleAsync();
        var data = await cloud.Client.Events.GetDataAsync(uploaded.Id);

        Assert.Equal(uploaded.Id, listed.Id);
        Assert.Equal("bump", listed.ExtraData!.Value.GetProperty("kind").GetString());
        Assert.True(listed.HasRawData);
        Assert.Equal(2, data.GetProperty("wave").GetArrayLength());
    }

    [Fact]
    public async Task Mdo_FromRawToOutput_GivesTheServersValues()
    {
        await using var cloud = await IOTileFixture.StartAsync();
        var stream = await cloud.Client.Streams.GetAsync(IOTileFixture.Stream);

        var rows = await cloud.Client.Streams.ListRowsAsync(IOTileFixture.Stream, new IOTileStreamDataQuery { LastN = 20 }).ToListAsync();

        Assert.All(rows, r =>
        {
            Assert.Equal(r.Value, stream.ToStored(r.IntValue!.Value));
            Assert.Equal(r.OutputValue, stream.ToOutput(r.Value!.Value));
        });
    }
}
