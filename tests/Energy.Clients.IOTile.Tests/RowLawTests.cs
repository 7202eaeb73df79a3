using Energy.Clients.Tests;
using NodaTime;

namespace Energy.Clients.IOTile.Tests;

/// <summary>Each row once and in order, however many share a time and however pages cut them; and no more asked for than that takes.</summary>
public class RowLawTests
{
    private static readonly Instant First = Instant.FromUtc(2024, 1, 1, 0, 0);

    // Up to four rows a second, none in some; the ids go on in time.
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(5)]
    [InlineData(64)]
    public async Task Rows_ThatShareTheirSecond_AllComeOnce(int size)
    {
        using var server = new TableServer();
        foreach (var (second, count) in new[] { 1, 4, 0, 2, 3, 3, 0, 0, 4, 1, 1, 2 }.Select(static (c, s) => (s, c)))
        {
            for (var i = 0; i < count; i++)
            {
                server.Rows.Add((First + Duration.FromMilliseconds((second * 1000) + (i * 200)), server.Rows.Count, server.Rows.Count / 2));
            }
        }

        using var client = server.Client();
        var all = Enumerable.Range(0, server.Rows.Count).Select(static i => (long)i).ToList();
        var stream = new IOTileStreamDataQuery { PageSize = size, Value = IOTileValueKind.Raw };
        var data = new IOTileDataQuery { PageSize = size };

        Assert.Equal(all, (await ResumeLaw.AssertAsync(() => client.Streams.ReadAsync(IOTileFixture.Stream, stream))).Select(static r => (long)r.Value!.Value));
        Assert.Equal(all, (await ResumeLaw.AssertAsync(() => client.Streams.ListRowsAsync(IOTileFixture.Stream, stream))).Select(static r => r.IntValue!.Value));
        Assert.Equal(all, (await ResumeLaw.AssertAsync(() => client.Data.ReadAsync(IOTileFixture.Stream, data, IOTileValueKind.Raw))).Select(static r => (long)r.Value!.Value));
        Assert.Equal(all, (await ResumeLaw.AssertAsync(() => client.Data.ListRowsAsync(IOTileFixture.Import, data), static r => r.Id)).Select(static r => r.Id));

        // Of the newest rows a page has to hold those of a second: see below.
        foreach (var last in size < 5 ? [1, 2] : new[] { 1, 2, 7, all.Count, 100 })
        {
            var newest = all.TakeLast(last);
            var rows = await ResumeLaw.AssertAsync(() => client.Streams.ListRowsAsync(IOTileFixture.Stream, stream with { LastN = last }), mostItems: 5);
            Assert.Equal(newest, rows.Select(static r => r.IntValue!.Value));
            var ofData = await ResumeLaw.AssertAsync(() => client.Data.ListRowsAsync(IOTileFixture.Import, data with { LastN = last }), static r => r.Id, mostItems: 5);
            Assert.Equal(newest, ofData.Select(static r => r.Id));
        }
    }

    // What follows a page is asked for by time, from the second of its last row on; where more than 64 share it, by the number of the page.
    [Theory]
    [InlineData(64, 64, new[] { "", "start=2024-01-01T00:00:00Z" })]
    [InlineData(65, 65, new[] { "", "page=2" })]
    [InlineData(40, 30, new[] { "", "start=2024-01-01T00:00:00Z" })]
    public async Task Pages_GoOnByTimeWhereNoMoreThanTheseShareIt(int crowd, int size, string[] queries)
    {
        using var server = new TableServer();
        for (var i = 0; i < crowd; i++)
        {
            server.Rows.Add((First, i, i));
        }

        server.Rows.Add((First + Duration.FromSeconds(1), crowd, crowd));
        using var client = server.Client();

        var read = await client.Streams.ListRowsAsync(IOTileFixture.Stream, new IOTileStreamDataQuery { PageSize = size }).ToListAsync();

        Assert.Equal(Enumerable.Range(0, crowd + 1).Select(static i => (long?)i), read.Select(static r => r.IntValue));
        Assert.Equal(queries, server.Queries.Take(2));
    }

    [Theory]
    [InlineData(66)]
    [InlineData(130)]
    [InlineData(200)]
    public async Task Rows_OfACrowd_AllComeOnceFromAnyPlace(int crowd)
    {
        using var server = new TableServer();
        for (var i = 0; i < crowd + 20; i++)
        {
            server.Rows.Add((First + Duration.FromSeconds(i < 10 ? i : i < crowd + 10 ? 10 : i), i, 7));
        }

        using var client = server.Client();
        foreach (var size in new[] { 50, 64, 70 })
        {
            var query = new IOTileStreamDataQuery { PageSize = size };
            var all = await ResumeLaw.AssertAsync(() => client.Streams.ListRowsAsync(IOTileFixture.Stream, query), mostItems: 12);
            Assert.Equal(Enumerable.Range(0, crowd + 20).Select(static i => (long?)i), all.Select(static r => r.IntValue));

            // All share the incremental id 7.
            Assert.Equal(crowd + 20, (await ResumeLaw.AssertAsync(
                () => client.Data.ListRowsAsync(IOTileFixture.Import, new IOTileDataQuery { PageSize = size }), static r => r.Id, mostItems: 12)).Count);
        }
    }

    [Fact]
    public async Task Newest_AreAskedForByTheirNumberFirst()
    {
        using var server = new TableServer();
        for (var i = 0; i < 30; i++)
        {
            server.Rows.Add((First + Duration.FromSeconds(i), i, i));
        }

        using var client = server.Client();
        var (stream, data) = (new IOTileStreamDataQuery { LastN = 5, PageSize = 2, Value = IOTileValueKind.Raw }, new IOTileDataQuery { LastN = 5, PageSize = 2 });
        Assert.Equal([25, 26, 27, 28, 29], await client.Streams.ReadAsync(IOTileFixture.Stream, stream).Select(static r => r.Value!.Value).ToListAsync());
        Assert.Equal("lastn=5", server.Queries[0]);
        Assert.All(server.Queries.Skip(1), static q => Assert.Matches("^start=2024-01-01T00:00:2[0-9]Z$", q));
        server.Queries.Clear();

        // The rows of data come in order of time only where so many of the newest are asked for.
        Assert.Equal([25, 26, 27, 28, 29], await client.Data.ReadAsync(IOTileFixture.Stream, data, IOTileValueKind.Raw).Select(static r => r.Value!.Value).ToListAsync());
        Assert.Equal("lastn=5", server.Queries[0]);
        Assert.All(server.Queries.Skip(1), static q => Assert.Matches("^start=2024-01-01T00:00:2[0-9]Z&lastn=100000$", q));
        server.Queries.Clear();
        Assert.Equal([25, 26, 27, 28, 29], await client.Data.ListRowsAsync(IOTileFixture.Import, data).Select(static r => r.Id).ToListAsync());
        Assert.All(server.Queries.Skip(1), static q => Assert.EndsWith("&lastn=100000", q, StringComparison.Ordinal));
    }

    // The server asks from whole seconds on, so that behind a page of the newest rows, all of one second, the older rows of it come first.
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(4)]
    [InlineData(5)]
    public async Task Newest_OfASecondThatNoPageHolds_AreRefusedAndNotMixedWithOlderRows(int size)
    {
        using var server = new TableServer();
        for (var i = 0; i < 8; i++)
        {
            server.Rows.Add((First + Duration.FromMilliseconds(100 * i), i, i));
        }

        using var client = server.Client();
        var (stream, data) = (new IOTileStreamDataQuery { LastN = 5, PageSize = size, Value = IOTileValueKind.Raw }, new IOTileDataQuery { LastN = 5, PageSize = size });
        foreach (var read in (IAsyncEnumerable<long>[])[client.Streams.ListRowsAsync(IOTileFixture.Stream, stream).Select(static r => r.IntValue!.Value),
            client.Streams.ReadAsync(IOTileFixture.Stream, stream).Select(static r => (long)r.Value!.Value),
            client.Data.ListRowsAsync(IOTileFixture.Import, data).Select(static r => r.Id),
            client.Data.ReadAsync(IOTileFixture.Stream, data, IOTileValueKind.Raw).Select(static r => (long)r.Value!.Value)])
        {
            var came = new List<long>();
            var failure = await Record.ExceptionAsync(async () =>
            {
                await foreach (var row in read)
                {
                    came.Add(row);
                }
            });

            Assert.Equal(new long[] { 3, 4, 5, 6, 7 }.Take(size), came);
            if (size < 5)
            {
                Assert.Contains("PageSize", Assert.IsType<EnergyPayloadException>(failure).Message, StringComparison.Ordinal);
            }
            else
            {
                Assert.Null(failure);
            }
        }
    }

    // The first of very many rows are found without reading the others, wherever they lie.
    [Theory]
    [InlineData(1, 1_000_000, "2024-01-01T00:00:00Z", false)]
    [InlineData(3600, 400_000, "1995-01-01T00:00:00Z", false)]
    [InlineData(1, 1_000_000, "2024-01-01T00:00:00Z", true)]
    public async Task DataRead_OfManyRows_FindsTheFirst(int seconds, int count, string first, bool bounded)
    {
        var start = NodaTime.Text.InstantPattern.ExtendedIso.Parse(first).Value;
        var step = Duration.FromSeconds(seconds);
        using var server = new RowServer(start, step, count);
        using var client = server.Client();
        var (from, skipped) = bounded ? (new Interval(start + (step * 1000), start + (step * (count - 1000))), 1000) : (new Interval(null, null), 0);

        var read = await client.Data.ReadAsync(IOTileFixture.Stream, new IOTileDataQuery { PageSize = 10, Range = from }, IOTileValueKind.Raw).Take(25).ToListAsync();

        Assert.Equal(Enumerable.Range(skipped, 25).Select(i => new Reading(start + (step * i), start + (step * i), i)), read);
        Assert.InRange(server.Requests, 3, 45);
    }

    [Theory]
    [InlineData(null, null, 1L, 1.0)]
    [InlineData(null, "<l", 4_294_967_295L, -1.0)]
    [InlineData(null, null, 4_294_967_295L, 2_147_483_647.0)]
    [InlineData(null, null, -4_294_967_295L, -2_147_483_647.0)]
    [InlineData(2L, null, 10L, 7.5)]
    public void Stored_IsWhatTheStreamMakesOfARawValue(long? factor, string? format, long raw, double stored)
    {
        var stream = new IOTileStream { RawValueFormat = format, MultiplicationFactor = factor, DivisionFactor = factor is null ? null : 4, Offset = factor is null ? null : 2.5 };

        Assert.Equal(stored, stream.ToStored(raw));
        Assert.Equal(3.0, stream.ToOutput(3));
    }

    [Fact]
    public async Task Queries_AreSentWhole()
    {
        using var server = new CannedServer(static _ => CannedServer.List(0, false));
        using var client = server.Client();
        var (start, end) = (First, First + Duration.FromHours(1));
        await client.Data.ListRowsAsync(IOTileFixture.Import, new IOTileDataQuery
        {
            Range = new Interval(start, end),
            MinStreamerLocalId = 1,
            MaxStreamerLocalId = 2,
            MinId = 3,
            MaxId = 4,
            MinDeviceTimestamp = 5,
            MaxDeviceTimestamp = 6,
            At = start,
            ApplyMask = true,
            PageSize = 7,
        }).CountAsync();
        await client.Streams.ListAsync(new IOTileStreamQuery
        {
            Device = DeviceSlug.Parse(IOTileFixture.Device),
            Org = "o",
            Enabled = true,
            Virtual = true,
            Archived = true,
            All = true,
        }).CountAsync();
        await client.Streams.ListAsync(new IOTileStreamQuery { Enabled = false }).CountAsync();

        Assert.Equal(
            "filter=s--0000-0001--0000-0000-0000-0001--5001&start=2024-01-01T00:00:00Z&end=2024-01-01T01:00:00Z&streamer_id_min=1&streamer_id_max=2&id_min=3&id_max=4"
                + "&streamer_ts_min=5&streamer_ts_max=6&timestamp=2024-01-01T00:00:00Z&mask=1&page_size=7",
            Query(0));
        Assert.Equal("device=d--0000-0000-0000-0001&org=o&enabled=true&virtual=1&archived=1&all=1", Query(1));
        Assert.Equal("enabled=false", Query(2));

        string Query(int request) => Uri.UnescapeDataString(server.Requests[request].Target.Split('?')[1]);
    }

    [Fact]
    public async Task Frame_SaysWhatItIsAskedFor()
    {
        using var server = new CannedServer(static _ => "[]");
        using var client = server.Client();
        await client.Data.ListFrameAsync(IOTileFixture.Import, new IOTileFrameQuery { ApplyMdo = true, Extended = true, ApplyMask = true }).CountAsync();
        await client.Data.GetFrameCsvAsync(IOTileFixture.Import, new IOTileFrameQuery { Pivot = true, ApplyMdo = true, Statistics = true });
        await client.Data.GetFrameCsvAsync(IOTileFixture.Import);

        Assert.EndsWith("&format=json&apply_mdo=1&extended=1&mask=1", server.Requests[0].Target, StringComparison.Ordinal);
        Assert.EndsWith("&format=csv&apply_mdo=1&pivot=1&stats=1", server.Requests[1].Target, StringComparison.Ordinal);
        Assert.EndsWith("&format=csv", server.Requests[2].Target, StringComparison.Ordinal);
        foreach (var bad in (IOTileFrameQuery[])[new() { Statistics = true }, new() { Statistics = true, Pivot = true }, new() { Statistics = true, ApplyMdo = true }])
        {
            await Assert.ThrowsAsync<ArgumentException>(() => client.Data.GetFrameCsvAsync(IOTileFixture.Import, bad));
        }

        Assert.Throws<ArgumentException>(() => client.Data.ListFrameAsync(IOTileFixture.Import, new IOTileFrameQuery { Pivot = true }));
        Assert.Throws<ArgumentException>(() => client.Data.ReadAsync(IOTileFixture.Stream, null, IOTileValueKind.Output));
        Assert.Equal(3, server.Requests.Count);
    }

    [Fact]
    public async Task Numbers_OutOfBounds_AreRefused()
    {
        using var server = new CannedServer(static _ => CannedServer.List(0, false));
        using var client = server.Client();
        foreach (var last in new[] { 0, -1, 10_001 })
        {
            Assert.Throws<ArgumentException>(() => client.Streams.ListRowsAsync(IOTileFixture.Stream, new IOTileStreamDataQuery { LastN = last }));
            Assert.Throws<ArgumentException>(() => client.Streams.ReadAsync(IOTileFixture.Stream, new IOTileStreamDataQuery { LastN = last }));
        }

        Assert.Throws<ArgumentException>(() => client.Data.ReadAsync(IOTileFixture.Stream, new IOTileDataQuery { LastN = 100_001 }));
        Assert.Throws<ArgumentException>(() => client.Data.ReadAsync(IOTileFixture.Stream, new IOTileDataQuery { PageSize = 0 }));
        Assert.Throws<ArgumentException>(() => client.Streams.ListRowsAsync(IOTileFixture.Stream, new IOTileStreamDataQuery { PageSize = 0 }));
        Assert.Empty(server.Requests);
        await client.Streams.ListRowsAsync(IOTileFixture.Stream, new IOTileStreamDataQuery { LastN = 10_000, PageSize = 1 }).CountAsync();
        await client.Data.ReadAsync(IOTileFixture.Stream, new IOTileDataQuery { LastN = 100_000, PageSize = 1 }).CountAsync();
        Assert.Equal(2, server.Requests.Count);
    }

    [Theory]
    [InlineData(0x8000_0000, "2000-01-01T00:00:00Z")]
    [InlineData(0x8000_003C, "2000-01-01T00:01:00Z")]
    [InlineData(60u, "2023-12-31T23:59:20Z")]
    public void DeviceTime_IsAClockOrAnUptime(uint told, string instant)
    {
        Assert.Equal(told >= 0x8000_0000, IOTileDeviceTime.IsClock(told));
        Assert.Equal(NodaTime.Text.InstantPattern.ExtendedIso.Parse(instant).Value, IOTileDeviceTime.ToInstant(told, First, 100));
        if (told >= 0x8000_0000)
        {
            Assert.Equal(told, IOTileDeviceTime.FromInstant(NodaTime.Text.InstantPattern.ExtendedIso.Parse(instant).Value));
        }
    }

    [Fact]
    public void DeviceTime_OutOfItsYears_IsRefused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => IOTileDeviceTime.FromInstant(Instant.FromUtc(1999, 12, 31, 23, 59, 59)));
        Assert.Equal(0xFFFF_FFFF, IOTileDeviceTime.FromInstant(Instant.FromUtc(2068, 1, 19, 3, 14, 7)));
        Assert.Throws<ArgumentOutOfRangeException>(() => IOTileDeviceTime.FromInstant(Instant.FromUtc(2068, 1, 19, 3, 14, 8)));
    }
}
