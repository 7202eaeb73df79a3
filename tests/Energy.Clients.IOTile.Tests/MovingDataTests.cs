using Energy.Clients.Emulators;
using NodaTime;

namespace Energy.Clients.IOTile.Tests;

/// <summary>Rows that come and go while they are read.</summary>
public class MovingDataTests
{
    [Fact]
    public async Task ReadRows_RowsGoneFromTheHead_AreNeitherLostNorDoubled()
    {
        await using var cloud = await IOTileFixture.StartAsync();
        var query = new IOTileDataQuery { PageSize = 10, Start = cloud.Now - Duration.FromHours(6) };
        var all = await cloud.Client.Data.ReadRowsAsync(IOTileFixture.Device, query).Select(r => r.Id).ToListAsync();
        var read = new List<long>();

        await foreach (var page in cloud.Client.Data.ReadRowsAsync(IOTileFixture.Device, query).AsPages())
        {
            read.AddRange(page.Items.Select(r => r.Id));
            if (read.Count == 10)
            {
                // The first five rows vanish: a reader that counts pages would now lose five others.
                await cloud.Client.Devices.TrimAsync(DeviceSlug.Parse(IOTileFixture.Device), page.Items[6].Timestamp, null);
            }
        }

        Assert.Equal(all, read);
    }

    [Fact]
    public async Task ReadRows_ManyRowsOfOneId_AreAllReadOnce()
    {
        await using var cloud = await IOTileFixture.StartAsync(days: 0);
        var at = cloud.Now - Duration.FromHours(1);
        await cloud.Client.Data.CreateAsync([.. Enumerable.Range(0, 200).Select(i => new IOTileNewData(IOTileFixture.Stream, at + Duration.FromSeconds(i), i))]);

        // Rows made through the interface have no incremental id: all two hundred share 0.
        var byId = await cloud.Client.Data.ReadRowsAsync(IOTileFixture.Import, new IOTileDataQuery { PageSize = 30 }).Select(r => r.IntValue).ToListAsync();
        var byTime = await cloud.Client.Streams.ReadRowsAsync(IOTileFixture.Stream, new IOTileStreamDataQuery { PageSize = 30 }).Select(r => r.IntValue).ToListAsync();

        Assert.Equal(Enumerable.Range(0, 200).Select(i => (long?)i), byId);
        Assert.Equal(byId, byTime);
    }

    [Theory]
    [InlineData(4, 3)]
    [InlineData(3, 2)]
    public async Task List_ThatShrinks_EndsQuietlyOrSaysSo(int notes, int read)
    {
        await using var cloud = await IOTileFixture.StartAsync();

        // Three notes less one are one page of two: the second is "Invalid page.", which ends the list.
        Assert.Equal(read, await ReadAsync(cloud, notes, stable: false));
        var told = await Assert.ThrowsAsync<EnergyPayloadException>(() => ReadAsync(cloud, notes + 2, stable: true));
        Assert.Contains("changed while it was read", told.Message, StringComparison.Ordinal);
        Assert.NotNull(told.ResumeFrom);
    }

    private static async Task<int> ReadAsync(IOTileFixture cloud, int notes, bool stable)
    {
        for (var i = 0; i < notes; i++)
        {
            await cloud.Client.Notes.CreateAsync(new IOTileNewNote(IOTileFixture.Import, cloud.Now, $"note {i}"));
        }

        var count = 0;
        await foreach (var note in cloud.Client.Notes.ListAsync(IOTileFixture.Import, new IOTileTargetQuery { PageSize = 2, RequireStableCount = stable }))
        {
            if (++count == 2)
            {
                await cloud.Client.Notes.DeleteAsync(note.Id);
            }
        }

        return count;
    }
}
