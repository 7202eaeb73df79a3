using System.Globalization;
using Energy.Clients.IOTile;

namespace Energy.Clients.Benchmarks;

/// <summary>The live heap while a million IOTile readings stream over loopback. Printed as a table; run with the argument <c>heap-iotile</c>.</summary>
internal static class IOTileLiveHeap
{
    private static readonly int[] Marks = [1, 10_000, 100_000, 200_000, 500_000, 1_000_000];

    public static async Task RunAsync()
    {
        using var server = new ReplayServer(await IOTileWire.PagesAsync(IOTileMillionBenchmarks.Count).ConfigureAwait(false));
        using var client = new IOTileClient(new IOTileClientOptions { Token = new string('a', 40), BaseAddress = server.BaseAddress });
        var series = client.Streams.ReadAsync(IOTileWire.Stream, new IOTileStreamDataQuery { PageSize = IOTileWire.PageSize });

        // Once over two pages, so that code, pools and connection are there.
        await series.Take(2 * IOTileWire.PageSize).CountAsync().ConfigureAwait(false);
        var before = GC.GetTotalMemory(forceFullCollection: true);
        Console.WriteLine("| readings | live heap over the start, KiB | allocated, B a reading |");
        Console.WriteLine("|---:|---:|---:|");
        var allocatedBefore = GC.GetTotalAllocatedBytes(precise: true);
        var count = 0;
        await foreach (var _ in series.ConfigureAwait(false))
        {
            if (Array.BinarySearch(Marks, ++count) >= 0)
            {
                var allocated = GC.GetTotalAllocatedBytes(precise: true) - allocatedBefore;
                var live = GC.GetTotalMemory(forceFullCollection: true) - before;
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {count:N0} | {live / 1024.0:0} | {allocated / (double)count:0.0} |"));
            }
        }
    }
}
