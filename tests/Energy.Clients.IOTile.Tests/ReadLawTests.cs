using System.Text.Json;
using NodaTime;

namespace Energy.Clients.IOTile.Tests;

/// <summary>The law of a read: what comes out is the set that the server holds, whatever the zone whose days are asked for, the distance of the rows and the size of the windows.
/// The set is made here, not read.</summary>
public class ReadLawTests
{
    // Whole, half and quarter-hour offsets, both hemispheres, no clock change, and a zone that leaves out a day; each around a clock change where it has one. IOTile has no
    // resolution, devices report when they do, and no zones: each distance of rows is tried in one zone, and one of them in each other.
    public static TheoryData<string, string, int> Zones => new()
    {
        { "Europe/Amsterdam", "2024-03-31", 1 },
        { "Europe/Amsterdam", "2024-03-31", 15 * 60 },
        { "Europe/Amsterdam", "2024-03-31", 30 * 60 },
        { "Europe/Amsterdam", "2024-03-31", 60 * 60 },
        { "Etc/UTC", "2024-03-31", 1 },
        { "America/Los_Angeles", "2023-11-05", 15 * 60 },
        { "Australia/Adelaide", "2024-04-07", 30 * 60 },
        { "Australia/Lord_Howe", "2023-10-01", 60 * 60 },
        { "Asia/Kolkata", "2024-03-31", 15 * 60 },
        { "Asia/Kathmandu", "2024-03-31", 60 * 60 },
        { "Pacific/Apia", "2011-12-30", 1 },
    };

    [Theory]
    [MemberData(nameof(Zones))]
    public async Task Read_YieldsTheSetThatTheServerHolds(string zoneId, string date, int seconds)
    {
        var step = Duration.FromSeconds(seconds);
        var zone = DateTimeZoneProviders.Tzdb[zoneId];
        var midnight = zone.AtLeniently(NodaTime.Text.LocalDatePattern.Iso.Parse(date).Value.AtMidnight()).ToInstant();
        await using var cloud = await IOTileFixture.StartAsync(days: 0);
        var held = Hold(cloud, midnight - (step * 6), step, 40);

        // In parts of one, two, three and ten thousand slots, across midnight and the change two to three hours later.
        foreach (var slots in new[] { 1, 2, 3, 10_000 })
        {
            var (all, end) = (new List<(Instant, long)>(), held[^1].At + step);
            for (var from = held[0].At; from < end; from += step * slots)
            {
                var range = new Interval(from, from + (step * slots));
                var read = await cloud.Client.Streams.ReadAsync(IOTileFixture.Stream, new IOTileStreamDataQuery { Range = range, Value = IOTileValueKind.Raw }).ToListAsync();
                all.AddRange(read.Select(static r => (r.Start, (long)r.Value!.Value)));
                if (slots == 1)
                {
                    Assert.Equal(read, await cloud.Client.Data.ReadAsync(IOTileFixture.Stream, new IOTileDataQuery { Range = range }, IOTileValueKind.Raw).ToListAsync());
                }
            }

            Assert.Equal(held, all);
        }

        // In pages of as many.
        var whole = new Interval(held[0].At, held[^1].At + Duration.FromSeconds(1));
        foreach (var size in new[] { 1, 2, 3, 10_000 })
        {
            var stream = new IOTileStreamDataQuery { Range = whole, PageSize = size };
            var data = new IOTileDataQuery { Range = whole, PageSize = size };

            // A raw count is a watt hour: 3,600 J as it is stored, a thousandth of a kWh as it is shown.
            Assert.Equal(held.Select(static h => (h.At, h.Value / 1000.0)),
                await cloud.Client.Streams.ReadAsync(IOTileFixture.Stream, stream).Select(static r => (r.Start, r.Value!.Value)).ToListAsync());
            Assert.Equal(held.Select(static h => (h.At, h.Value * 3600.0)),
                await cloud.Client.Data.ReadAsync(IOTileFixture.Stream, data).Select(static r => (r.Start, r.Value!.Value)).ToListAsync());
            Assert.Equal(held, await cloud.Client.Streams.ListRowsAsync(IOTileFixture.Stream, stream).Select(static r => (r.Timestamp, r.IntValue!.Value)).ToListAsync());
            Assert.Equal(held, await cloud.Client.Data.ListRowsAsync(IOTileFixture.Import, data).Select(static r => (r.Timestamp, r.IntValue!.Value)).ToListAsync());
            Assert.Equal(held.TakeLast(5),
                await cloud.Client.Streams.ListRowsAsync(IOTileFixture.Stream, stream with { LastN = 5 }).Select(static r => (r.Timestamp, r.IntValue!.Value)).ToListAsync());
        }

        Assert.Equal(
            held.Select(static h => (h.At, h.Value * 3600.0)),
            await cloud.Client.Data.ListFrameAsync(IOTileFixture.Import, new IOTileFrameQuery { Range = whole })
                .Select(static r => (r.Timestamp, r.Value!.Value)).ToListAsync());
    }

    private static List<(Instant At, long Value)> Hold(IOTileFixture cloud, Instant first, Duration step, int count)
    {
        using var world = JsonDocument.Parse(
            $$"""{"data":[{"stream":"{{IOTileFixture.Import}}","first":"{{NodaTime.Text.InstantPattern.ExtendedIso.Format(first)}}","stepSeconds":"""
                + $$"""{{(long)step.TotalSeconds}},"firstStreamerLocalId":1000,"intValues":[{{string.Join(',', Enumerable.Range(7, count))}}]}]}""");
        cloud.Server.State.LoadWorld(world.RootElement);
        return [.. Enumerable.Range(0, count).Select(i => (first + (step * i), 7L + i))];
    }
}
