using NodaTime;

namespace Energy.Clients.IOTile.Tests;

/// <summary>What a long read keeps in memory. Alone, since the heap is everybody's.</summary>
[Collection(nameof(FlatHeapTests))]
[CollectionDefinition(nameof(FlatHeapTests), DisableParallelization = true)]
public class FlatHeapTests
{
    private static readonly Instant First = Instant.FromUtc(2024, 1, 1, 0, 0);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Read_TwoHundredThousandRows_LeavesTheHeapFlat(bool asRows)
    {
        using var server = new RowServer(First, Duration.FromSeconds(1), 200_000);
        using var client = server.Client();
        var query = new IOTileStreamDataQuery { PageSize = 5_000 };
        var heap = new List<long>();
        var count = 0;
        var rows = asRows
            ? client.Streams.ReadRowsAsync(IOTileFixture.Stream, query).Select(static r => r.OutputValue)
            : client.Streams.ReadAsync(IOTileFixture.Stream, query).Select(static r => r.Value);

        await foreach (var value in rows)
        {
            Assert.Equal(count + 0.5, value);
            if (++count % 40_000 == 20_000)
            {
                heap.Add(GC.GetTotalMemory(forceFullCollection: true));
            }
        }

        Assert.Equal(200_000, count);

        // 180,000 readings kept would be more than 4 MiB; what the pools keep is far less.
        Assert.InRange(heap[^1] - heap[0], long.MinValue, 2 * 1024 * 1024);
    }
}
