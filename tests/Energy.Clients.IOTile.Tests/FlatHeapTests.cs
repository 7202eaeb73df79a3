using Energy.Clients.Tests;
using NodaTime;

namespace Energy.Clients.IOTile.Tests;

/// <summary>What a long read keeps in memory.</summary>
[Collection(LiveHeapCollection.Name)]
public class FlatHeapTests
{
    private const int Rows = 1_000_000;
    private const int FirstSample = 10_000;
    private const int Step = 110_000;

    private static readonly Instant First = Instant.FromUtc(2024, 1, 1, 0, 0);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Read_AMillionRows_LeavesTheHeapFlat(bool asRows)
    {
        using var server = new RowServer(First, Duration.FromSeconds(1), Rows);
        using var client = server.Client();
        var query = new IOTileStreamDataQuery { PageSize = 10_000 };
        var heap = new LiveHeap();
        var (count, samples) = (0, 0);
        var rows = asRows
            ? client.Streams.ListRowsAsync(IOTileFixture.Stream, query).Select(static r => r.OutputValue)
            : client.Streams.ReadAsync(IOTileFixture.Stream, query).Select(static r => r.Value);

        await foreach (var value in rows)
        {
            if (value != count + 0.5)
            {
                Assert.Fail($"Row {count} has the value {value}.");
            }

            if (++count % Step == FirstSample)
            {
                heap.Sample();
                samples++;
            }
        }

        Assert.Equal(Rows, count);
        Assert.Equal(10, samples);

        // From the first sample, at ten thousand, on: a million readings kept would be more than 22 MiB, what the pools keep is far less.
        Assert.InRange(heap.Growth, 0, 2 * 1024 * 1024);
    }
}
