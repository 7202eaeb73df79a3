using Energy.Clients.Tests;
using NodaTime;

namespace Energy.Clients.IOTile.Tests;

/// <summary>Rows that come and go while they are read.</summary>
public class MovingDataTests
{
    [Fact]
    public async Task ReadRows_RowsGoneFromTheHead_AreNeitherLostNorDoubled()
    {
        await using var cloud = await IOTileFixture.StartAsync();
        var query = new IOTileDataQuery { PageSize = 10, Range = new Interval(cloud.Now - Duration.FromHours(6), null) };
        var all = await cloud.Client.Data.ListRowsAsync(IOTileFixture.Device, query).Select(r => r.Id).ToListAsync();
        var read = new List<long>();

        await foreach (var page in cloud.Client.Data.ListRowsAsync(IOTileFixture.Device, query).AsPages())
        {
            read.AddRange(page.Items.Select(r => r.Id));
            if (read.Count == 10)
            {
                // The first five rows vanish: a reader that counts pages would now lose five others.
                await cloud.Client.Devices.TrimAsync(DeviceSlug.Parse(IOTileFixture.Device), new Interval(page.Items[6].Timestamp, null));
            }
        }

        Assert.Equal(all, read);
    }

    [Fact]
    public async Task ReadRows_ManyRowsOfOneId_AreAllReadOnce()
    {
        await using var cloud = await IOTileFixture.StartAsync(days: 0);
        var at = cloud.Now - Duration.FromHours(1);
        await cloud.Client.Data.CreateManyAsync([.. Enumerable.Range(0, 200).Select(i => IOTileFixture.Row(at + Duration.FromSeconds(i), i))]);

        // Rows made through the interface have no incremental id: all two hundred share 0.
        var byId = await cloud.Client.Data.ListRowsAsync(IOTileFixture.Import, new IOTileDataQuery { PageSize = 30 }).Select(r => r.IntValue).ToListAsync();
        var byTime = await cloud.Client.Streams.ListRowsAsync(IOTileFixture.Stream, new IOTileStreamDataQuery { PageSize = 30 }).Select(r => r.IntValue).ToListAsync();

        Assert.Equal(Enumerable.Range(0, 200).Select(i => (long?)i), byId);
        Assert.Equal(byId, byTime);
    }

    [Fact]
    public async Task ReadRows_OfAStreamWhoseRowsGo_LosesAndDoublesNone()
    {
        await using var cloud = await IOTileFixture.StartAsync();
        var query = new IOTileStreamDataQuery { PageSize = 6, Range = new Interval(cloud.Now - Duration.FromHours(5), null) };
        var all = await cloud.Client.Streams.ListRowsAsync(IOTileFixture.Stream, query).Select(r => r.Timestamp).ToListAsync();
        var read = new List<Instant>();

        await foreach (var row in cloud.Client.Streams.ListRowsAsync(IOTileFixture.Stream, query))
        {
            read.Add(row.Timestamp);
            if (read.Count == 6)
            {
                await cloud.Client.Devices.TrimAsync(DeviceSlug.Parse(IOTileFixture.Device), new Interval(all[4], null));
            }
        }

        Assert.Equal(20, all.Count);
        Assert.Equal(all, read);
    }

    [Fact]
    public async Task ReadRows_RowsThatComeBeforeThePlace_PushNoneTwiceIntoThePage()
    {
        await using var cloud = await IOTileFixture.StartAsync();
        var query = new IOTileStreamDataQuery { PageSize = 6, Range = new Interval(cloud.Now - Duration.FromHours(5), null) };
        var all = await cloud.Client.Streams.ListRowsAsync(IOTileFixture.Stream, query).Select(r => r.Timestamp).ToListAsync();
        var read = new List<Instant>();

        await foreach (var row in cloud.Client.Streams.ListRowsAsync(IOTileFixture.Stream, query))
        {
            read.Add(row.Timestamp);
            if (read.Count == 6)
            {
                // Three rows more at the head: a reader that counts pages would now read three again.
                await cloud.Client.Data.CreateManyAsync([.. Enumerable.Range(1, 3).Select(i => IOTileFixture.Row(all[0] + Duration.FromSeconds(i), i))]);
            }
        }

        Assert.Equal(all, read);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task ReadRows_OfOneIdThatChangeUnderWay_SaySo(bool gone)
    {
        await using var cloud = await IOTileFixture.StartAsync(days: 0);
        var at = cloud.Now - Duration.FromHours(1);
        IOTileNewData Row(int i) => IOTileFixture.Row(at + Duration.FromSeconds(i), i);
        await cloud.Client.Data.CreateManyAsync([.. Enumerable.Range(0, 200).Select(Row)]);

        // More rows than are remembered share the id 0, so their pages are counted.
        var told = await Assert.ThrowsAsync<EnergyPayloadException>(async () =>
        {
            await foreach (var page in cloud.Client.Data.ListRowsAsync(IOTileFixture.Import, new IOTileDataQuery { PageSize = 100 }).AsPages())
            {
                if (gone)
                {
                    // The second page, with 80 rows that were not read, is no page any more.
                    await cloud.Client.Devices.TrimAsync(DeviceSlug.Parse(IOTileFixture.Device), new Interval(at + Duration.FromSeconds(120), null));
                }
                else
                {
                    await cloud.Client.Data.CreateAsync(Row(500));
                }
            }
        });

        Assert.Contains("changed while they were read", told.Message, StringComparison.Ordinal);
        Assert.NotNull(told.ResumeFrom);
    }

    [Theory]
    [InlineData(4, 3)]
    [InlineData(3, 2)]
    public async Task List_ThatShrinks_EndsQuietlyAndIsLogged(int notes, int read)
    {
        await using var cloud = await IOTileFixture.StartAsync();
        using var log = new Witness();
        using var client = cloud.Another(log);

        // Three notes less one are one page of two: the second is "Invalid page.", which ends the list.
        Assert.Equal(read, await ReadAsync(cloud, client, notes, stable: false));
        Assert.Contains(log.Lines, line => line.Contains($"from {notes} items to {notes - 1}", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(6)]
    public async Task List_ThatMustStand_SaysThatItShrank(int notes)
    {
        await using var cloud = await IOTileFixture.StartAsync();

        // Also where the next page is gone altogether.
        var told = await Assert.ThrowsAsync<EnergyPayloadException>(() => ReadAsync(cloud, cloud.Client, notes, stable: true));

        Assert.Contains($"it had {notes} items and now has {notes - 1}", told.Message, StringComparison.Ordinal);
        Assert.NotNull(told.ResumeFrom);
    }

    [Fact]
    public async Task List_ThatStands_SaysNothing()
    {
        await using var cloud = await IOTileFixture.StartAsync();
        using var log = new Witness();
        using var client = cloud.Another(log);

        Assert.Equal(3, await client.Devices.ListAsync(new IOTileDeviceQuery { PageSize = 2, RequireStableCount = true }).CountAsync());
        Assert.DoesNotContain(log.Events, static e => e.Name == "ListMoved");
    }

    private static async Task<int> ReadAsync(IOTileFixture cloud, IOTileClient client, int notes, bool stable)
    {
        for (var i = 0; i < notes; i++)
        {
            await client.Notes.CreateAsync(new IOTileNewNote { Target = IOTileFixture.Import, Timestamp = cloud.Now, Text = $"note {i}" });
        }

        var count = 0;
        await foreach (var note in client.Notes.ListAsync(IOTileFixture.Import, new IOTileTargetQuery { PageSize = 2, RequireStableCount = stable }))
        {
            if (++count == 2)
            {
                await client.Notes.DeleteAsync(note.Id);
            }
        }

        return count;
    }
}
