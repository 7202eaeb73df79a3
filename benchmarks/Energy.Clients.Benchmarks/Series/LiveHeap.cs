using System.Globalization;
using Energy.Clients.Stem;
using NodaTime;

namespace Energy.Clients.Benchmarks;

/// <summary>The live heap while readings stream over loopback: a year of 15-minute readings, and then a million. Printed as a table; run with the argument <c>heap</c>.</summary>
internal static class LiveHeap
{
    private static readonly int[] Marks = [1, 10_000, 20_000, 35_040, 50_000, 100_000, 200_000, 500_000, 1_000_000];

    public static async Task RunAsync()
    {
        using var server = new ReplayServer(StemWire.Windows(MillionReadingsBenchmarks.Start, MillionReadingsBenchmarks.End));
        using var client = new StemClient(new StemClientOptions { ApiKey = "benchmark", BaseAddress = server.BaseAddress });
        var query = new StemStreamQuery { Range = new Interval(MillionReadingsBenchmarks.Start, MillionReadingsBenchmarks.End) };

        // Once over two windows, so that code, pools and connection are there.
        await client.Streams.ReadAsync("site", StemStreamType.Monitor, query with { Range = new Interval(MillionReadingsBenchmarks.Start, Instant.FromUtc(1995, 3, 1, 0, 0)) })
            .CountAsync().ConfigureAwait(false);
        var before = GC.GetTotalMemory(forceFullCollection: true);
        Console.WriteLine("| readings | live heap over the start, KiB | allocated, B a reading |");
        Console.WriteLine("|---:|---:|---:|");
        var allocatedBefore = GC.GetTotalAllocatedBytes(precise: true);
        var count = 0;
        await foreach (var _ in client.Streams.ReadAsync("site", StemStreamType.Monitor, query).ConfigureAwait(false))
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
