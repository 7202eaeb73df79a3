using System.Text.Json.Nodes;
using Energy.Clients.Emulators;
using NodaTime;

namespace Energy.Clients.IOTile.Tests;

public class BadInputTests
{
    private static readonly IOTileReport Report = new() { Device = new DeviceSlug(1), ReportId = 9, SentTimestamp = 10, Readings = [new(0x5001, 3, 5, 7), new(0x5002, 4, 6, 8)] };

    [Fact]
    public async Task Slugs_UpperCaseOrShort_GoOutCanonical()
    {
        await using var cloud = await IOTileFixture.StartAsync();

        await cloud.Client.Data.ListRowsAsync("s--1--1--5001", new IOTileDataQuery { LastN = 1 }).SingleAsync();
        Assert.Equal(IOTileFixture.Import, cloud.Server.Requests.Last!.QueryValue("filter"));
        await Assert.ThrowsAsync<EnergyNotFoundException>(() => cloud.Client.Devices.GetAsync(DeviceSlug.Parse("d--ABCD-EF01-2345")));
        Assert.EndsWith("/device/d--0000-abcd-ef01-2345/", cloud.Server.Requests.Last!.Path, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("p--0000-0001")]
    [InlineData("0210")]
    [InlineData("s--1--1")]
    [InlineData("zzz")]
    public async Task Data_WithoutAFilterThatWorks_NeverReachesTheServer(string filter)
    {
        await using var cloud = await IOTileFixture.StartAsync(days: 0);

        Assert.ThrowsAny<ArgumentException>(() => cloud.Client.Data.ListRowsAsync(filter));
        Assert.ThrowsAny<ArgumentException>(() => cloud.Client.Events.ListAsync(filter));
        Assert.Equal(0, cloud.Server.Requests.Total);
    }

    [Fact]
    public async Task Ranges_ThatCannotBe_NeverReachTheServer()
    {
        await using var cloud = await IOTileFixture.StartAsync(days: 0);
        var streams = cloud.Client.Streams;

        Assert.Throws<ArgumentException>(() => streams.ReadAsync(IOTileFixture.Stream, new IOTileStreamDataQuery { LastN = 0 }));
        Assert.Throws<ArgumentException>(() => streams.ReadAsync(IOTileFixture.Stream, new IOTileStreamDataQuery { LastN = 10_001 }));
        Assert.Throws<ArgumentException>(() => cloud.Client.Data.ListFrameAsync(IOTileFixture.Import, new IOTileFrameQuery { Pivot = true }));
        await Assert.ThrowsAsync<ArgumentException>(() => cloud.Client.Devices.SetMaskAsync(DeviceSlug.Parse(IOTileFixture.Device), new Interval(null, null)));
        Assert.Equal(0, cloud.Server.Requests.Total);
    }

    [Fact]
    public void Report_EveryChangedByteAndEveryCut_IsRefusedWithOffset()
    {
        var file = Report.ToBytes();
        Assert.Equal(Report.Readings, IOTileReport.Parse(file).Readings);
        for (var i = 0; i < file.Length; i++)
        {
            var changed = file.ToArray();
            changed[i] ^= 0x20;
            Assert.InRange(Assert.Throws<IOTileReportFormatException>(() => IOTileReport.Parse(changed)).Offset, 0, file.Length);
            Assert.Throws<IOTileReportFormatException>(() => IOTileReport.Parse(file.AsSpan(0, i)));
        }
    }

    [Fact]
    public async Task Report_CorruptOrWronglySigned_IsNeverSent()
    {
        await using var cloud = await IOTileFixture.StartAsync(days: 0);
        var file = Report.ToBytes();
        file[16] = 1;

        var signed = await Assert.ThrowsAsync<IOTileReportFormatException>(() => cloud.Client.StreamerReports.UploadAsync(file, "r.bin", cloud.Now));
        await Assert.ThrowsAsync<ArgumentException>(() => cloud.Client.StreamerReports.UploadAsync(file, "r.txt", cloud.Now));

        Assert.Equal(16, signed.Offset);
        Assert.Equal(0, cloud.Server.Requests.Total);
    }

    [Fact]
    public void ObjectReport_BothForms_SurviveTheRoundTrip()
    {
        var report = new IOTileObjectReport
        {
            Device = new DeviceSlug(819),
            IncrementalId = 70_000,
            DeviceSentTimestamp = 12,
            Data =
            [
                new() { Stream = 0x5001, StreamerLocalId = 69_000, Value = -3, Timestamp = Instant.FromUtc(2024, 1, 2, 3, 4) },
                new() { Stream = 0x5002, StreamerLocalId = 69_001, Value = 4_000_000_000 },
            ],
            Events = [new() { Stream = 0x5020, StreamerLocalId = 69_002,
                ExtraData = new JsonObject { ["axis"] = "z", ["peak"] = 1.5, ["on"] = true, ["list"] = new JsonArray(1, null, "a text that is longer than thirty-one bytes") } }],
        };

        foreach (var read in new[] { IOTileObjectReport.ParseJson(report.ToJson()), IOTileObjectReport.ParseMessagePack(report.ToMessagePack()) })
        {
            Assert.Equal(report.Device, read.Device);
            Assert.Equal(report.Data, read.Data);
            Assert.Equal(report.Events[0].ExtraData.ToJsonString(), read.Events[0].ExtraData.ToJsonString());
        }

        var packed = report.ToMessagePack();
        for (var length = 0; length < packed.Length; length++)
        {
            Assert.Throws<IOTileReportFormatException>(() => IOTileObjectReport.ParseMessagePack(packed.AsSpan(0, length)));
        }
    }
}
