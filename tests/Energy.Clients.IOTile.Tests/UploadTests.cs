using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Energy.Clients.Emulators;
using NodaTime;
using RichardSzalay.MockHttp;

namespace Energy.Clients.IOTile.Tests;

/// <summary>Uploads that do not come to their end are never reported as done, and never sent twice.</summary>
public class UploadTests
{
    private static readonly Duration Wait = Duration.FromSeconds(30);
    private static readonly IOTileReport Report = new() { Device = new DeviceSlug(1), ReportId = 9, SentTimestamp = 10, Readings = [new(0x5001, 3, 5, 7), new(0x5002, 4, 6, 8)] };
    private static readonly IOTileObjectReport Objects = new() { Device = new DeviceSlug(1), IncrementalId = 9, DeviceSentTimestamp = 10, Data = [Reading(3, 7)] };

    public static TheoryData<string> Ways => ["report", "file", "objects", "wait", "event", "resource"];

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task Upload_WhoseConnectionDrops_IsNotDone(string way)
    {
        await using var cloud = await StartedAsync();
        cloud.Server.Faults.When(static r => IsUpload(r.Method, r.Path), Fault.DropConnection());

        await Assert.ThrowsAsync<EnergyTransportException>(() => UploadAsync(cloud.Client, way, cloud.Now));

        Assert.Single(cloud.Server.Requests.ToList(), static r => IsUpload(r.Method, r.Path));
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task Upload_WhoseAnswerIsCutOff_IsNotDone(string way)
    {
        await using var cloud = await StartedAsync();
        cloud.Server.Faults.When(static r => IsUpload(r.Method, r.Path), Fault.CutBody(3));

        await Assert.ThrowsAsync<EnergyTransportException>(() => UploadAsync(cloud.Client, way, cloud.Now));

        Assert.Single(cloud.Server.Requests.ToList(), static r => IsUpload(r.Method, r.Path));
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task Upload_ThatTheServerFailsOn_IsNotDone(string way)
    {
        await using var cloud = await StartedAsync();
        cloud.Server.Faults.When(static r => IsUpload(r.Method, r.Path), Fault.Status(503));

        await Assert.ThrowsAsync<EnergyResponseException>(() => UploadAsync(cloud.Client, way, cloud.Now));

        Assert.Single(cloud.Server.Requests.ToList(), static r => IsUpload(r.Method, r.Path));
    }

    [Fact]
    public async Task Upload_OfWhichTheServerCountsLess_IsNotDone()
    {
        using var server = new MockHttpMessageHandler();
        server.When(HttpMethod.Post, "*").Respond(HttpStatusCode.Created, "application/json", """{"count": 1}""");
        using var client = new IOTileClient(new IOTileClientOptions { BaseAddress = new Uri("http://127.0.0.1/"), Token = new string('a', 40) }, server);

        var told = await Assert.ThrowsAsync<EnergyPayloadException>(() => client.StreamerReports.UploadAsync(Report, Instant.FromUtc(2024, 1, 1, 0, 0)));

        Assert.Contains("has 2 readings, and the server counted 1", told.Message, StringComparison.Ordinal);
        foreach (var name in (string[])["report", "report.bin"])
        {
            told = await Assert.ThrowsAsync<EnergyPayloadException>(() => client.StreamerReports.UploadAsync(Report.ToBytes(), name, Instant.FromUtc(2024, 1, 1, 0, 0)));
            Assert.Contains("has 2 readings, and the server counted 1", told.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task UploadAndWait_WhatIsNeverProcessed_EndsWithATimeout()
    {
        using var server = new MockHttpMessageHandler();
        server.When(HttpMethod.Post, "*").Respond(HttpStatusCode.Created, "application/json", """{"count": 2}""");
        server.When(HttpMethod.Get, "*").Respond("application/json", "[]");
        var clock = new ManualTimeProvider(Instant.FromUtc(2024, 1, 1, 0, 0)) { AutoAdvance = true };
        using var client =
            new IOTileClient(new IOTileClientOptions { BaseAddress = new Uri("http://127.0.0.1/"), Token = new string('a', 40) },
                new() { PrimaryHandler = server, TimeProvider = clock });

        var told = await Assert.ThrowsAsync<TimeoutException>(() => client.StreamerReports.UploadAndWaitAsync(Report, Instant.FromUtc(2024, 1, 1, 0, 0), Wait));

        Assert.Contains("was uploaded, but", told.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AcknowledgedIds_FollowWhatIsStored()
    {
        await using var cloud = await StartedAsync();
        var client = cloud.Client;
        Assert.Null(await client.Streamers.FindAsync(Report.Streamer));

        IOTileReport Of(uint report, params uint[] ids) => Report with { ReportId = report, Readings = [.. ids.Select(id => new IOTileReportReading(0x5001, id, id, id))] };
        var first = await client.StreamerReports.UploadAndWaitAsync(Of(4_000_000_009, 4_000_000_001, 4_000_000_002), cloud.Now, Wait);
        var partly = await client.StreamerReports.UploadAndWaitAsync(Of(4_000_000_010, 4_000_000_002, 4_000_000_005), cloud.Now, Wait);
        var nothing = await client.StreamerReports.UploadAndWaitAsync(Of(4_000_000_011, 4_000_000_001), cloud.Now, Wait);

        // What the report held, and what of it was new: of what was stored already nothing, which is (0, 0).
        Assert.Equal((4_000_000_001, 4_000_000_002, 4_000_000_001, 4_000_000_002), Ids(first));
        Assert.Equal((4_000_000_002, 4_000_000_005, 4_000_000_005, 4_000_000_005), Ids(partly));
        Assert.Equal((4_000_000_001, 4_000_000_001, 0, 0), Ids(nothing));
        Assert.Equal(4_000_000_005, (await client.Streamers.GetAsync(Report.Streamer)).LastId);
        Assert.Equal(3, await client.Streamers.ListReportsAsync(Report.Streamer).CountAsync());
        Assert.Equal(nothing.Id, (await client.StreamerReports.GetAsync(nothing.Id)).Id);
    }

    [Theory]
    [InlineData("report.json")]
    [InlineData("report.mp")]
    public async Task ObjectReports_InBothForms_AreStored(string name)
    {
        await using var cloud = await StartedAsync();
        var at = cloud.Now - Duration.FromMinutes(10);
        var report = Objects with { Data = [Reading(4_000_000_001, 7) with { Timestamp = at }, Reading(4_000_000_002, 9) with { Timestamp = at + Duration.FromSeconds(1) }] };
        var file = name.EndsWith(".mp", StringComparison.Ordinal) ? report.ToMessagePack() : report.ToJson();

        var counted = await cloud.Client.StreamerReports.UploadAsync(file, name, cloud.Now);
        var rows = await cloud.Client.Data.ListRowsAsync(IOTileFixture.Import, new IOTileDataQuery { MinStreamerLocalId = 4_000_000_001 }).ToListAsync();

        Assert.Equal(2, counted.Count);
        Assert.Equal([(at, 7L), (at + Duration.FromSeconds(1), 9L)], rows.Select(static r => (r.Timestamp, r.IntValue!.Value)));
    }

    private static IOTileReportValue Reading(long id, long value) => new() { Stream = 0x5001, StreamerLocalId = id, Value = value };

    private static (long?, long?, long?, long?) Ids(IOTileStreamerReport report) => (report.OriginalFirstId, report.OriginalLastId, report.ActualFirstId, report.ActualLastId);

    private static bool IsUpload(string method, string path) => method == "POST" && !path.Contains("/auth/", StringComparison.Ordinal);

    private static async Task<IOTileFixture> StartedAsync()
    {
        var cloud = await IOTileFixture.StartAsync(days: 0);
        await cloud.Client.Session.GetTokenAsync();
        return cloud;
    }

    private static Task UploadAsync(IOTileClient client, string way, Instant now)
    {
        var file = Encoding.UTF8.GetBytes("{\"wave\":[1,2]}");
        return way switch
        {
            "report" => client.StreamerReports.UploadAsync(Report, now),
            "file" => client.StreamerReports.UploadAsync(Report.ToBytes(), "report.bin", now),
            "objects" => client.StreamerReports.UploadAsync(Objects, now),
            "wait" => client.StreamerReports.UploadAndWaitAsync(Report, now, Wait),
            "event" => client.Events.UploadAsync(
                new IOTileNewEvent { Stream = StreamSlug.Parse("s--1--1--5020"), Timestamp = now, ExtraData = new JsonObject { ["kind"] = "bump" } }, file, "wave.json"),
            "resource" =>
                client.Resource("event")["upload"].UploadAsync(file, "wave.json",
                    new Dictionary<string, string> { ["stream"] = "s--0000-0001--0000-0000-0000-0001--5020", ["timestamp"] = "2024-01-01T00:00:00Z" }),
            _ => throw new ArgumentOutOfRangeException(nameof(way)),
        };
    }
}
