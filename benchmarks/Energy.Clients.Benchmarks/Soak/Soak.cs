using System.Diagnostics;
using System.Globalization;
using Energy.Clients.Emulators;
using Energy.Clients.SafetyNet.Tests;

namespace Energy.Clients.Benchmarks;

/// <summary>
/// Five emulators behind proxies that strike at random, many callers, every list and read: <c>soak --minutes 60</c> prints a line a minute and ends with 1 where something grows.
/// Waits cost no time, for clients and emulators share a clock that moves when somebody waits.
/// </summary>
internal static class Soak
{
    private const int CallersOfEach = 8;
    private const double StruckShare = 0.1;
    private const int WarmUp = 2;
    private const double AllowedGrowth = 1.1;
    private const long AllowedBytes = 2 * 1024 * 1024;
    private const int AllowedHandles = 100;

    // What stands still is for the fault matrix, which moves the clock; behind a wait for days every call fails at once, and nothing moves the clock.
    private static readonly WireFault[] Faults =
        [.. WireFault.All.Where(static f => !f.Refuses && !f.Name.Contains("stall", StringComparison.Ordinal) && f.Name is not ("a drip" or "a text too long")
        && !f.Name.EndsWith("three days", StringComparison.Ordinal) && !f.Name.EndsWith("more than a number holds", StringComparison.Ordinal))];

    private static long _items;
    private static long _walks;
    private static long _errors;
    private static long _strange;

    public static async Task<int> RunAsync(double minutes, int seed)
    {
        using var stop = new CancellationTokenSource();
        var random = new Random(seed);
        var sites = new List<(Site Site, FaultProxy Proxy)>();
        var callers = new List<Task>();
        foreach (var vendor in Vendor.All)
        {
            var clock = new ManualTimeProvider(Site.Now) { AutoAdvance = true };
            var site = await Site.StartAsync(vendor.Name, speaksMessages: false, clock).ConfigureAwait(false);
            var proxy = new FaultProxy(site.Address);
            var own = new Random(random.Next());
            proxy.Strike((_, wire, target, previous) =>
                Draw(own, 1) < StruckShare ? Faults[(int)Draw(own, Faults.Length)].Strike(new Hit(wire, vendor.Name, target, previous, clock.GetUtcNow())) : wire);
            sites.Add((site, proxy));
            var client = site.Client(proxy.Address, null, clock);
            var reads = Read.All.Where(r => r.Vendor == vendor.Name && !r.IsOfMessages).ToList();
            callers.AddRange(Enumerable.Range(0, CallersOfEach).Select(_ => CallAsync(client, site, reads, new Random(random.Next()), stop.Token)));
        }

        Console.WriteLine("| minute | heap, MiB | handles | sockets | requests | lists and reads | items | ended in an error |");
        Console.WriteLine("|---:|---:|---:|---:|---:|---:|---:|---:|");
        var lines = new List<(long Heap, int Handles)>();
        var (watch, before) = (Stopwatch.StartNew(), (Requests: 0L, Walks: 0L, Items: 0L, Errors: 0L));
        for (var minute = 1; minute <= minutes; minute++)
        {
            await Task.Delay(TimeSpan.FromMinutes(minute) - watch.Elapsed is var left && left > TimeSpan.Zero ? left : TimeSpan.Zero).ConfigureAwait(false);
            var (heap, handles, sockets) = (GC.GetTotalMemory(forceFullCollection: true), Handles(), Sockets());
            var now = (Requests: sites.Sum(static s => s.Proxy.Total), Walks: Interlocked.Read(ref _walks), Items: Interlocked.Read(ref _items),
                Errors: Interlocked.Read(ref _errors));
            lines.Add((heap, handles));
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"| {minute} | {heap / 1048576.0:0.0} | {handles} | {sockets} | {now.Requests - before.Requests:N0} | {now.Walks - before.Walks:N0} | "
                    + $"{now.Items - before.Items:N0} | {now.Errors - before.Errors:N0} |"));
            before = now;
        }

        await stop.CancelAsync().ConfigureAwait(false);
        await Task.WhenAll(callers).ConfigureAwait(false);
        foreach (var (site, proxy) in sites)
        {
            await proxy.DisposeAsync().ConfigureAwait(false);
            await site.DisposeAsync().ConfigureAwait(false);
        }

        return Judge(lines);
    }

    // What the first half held at most once it was warm, the second half may hold too, and little more.
    private static int Judge(List<(long Heap, int Handles)> lines)
    {
        var warm = lines.Skip(WarmUp).ToList();
        if (_strange > 0)
        {
            Console.WriteLine($"{_strange} calls ended in another exception than the family's.");
            return 1;
        }

        if (warm.Count < 2)
        {
            Console.WriteLine("Too short to say whether something grows.");
            return 0;
        }

        var (early, late) = (warm[..(warm.Count / 2)], warm[(warm.Count / 2)..]);
        var (heapBefore, heapAfter) = (early.Max(static l => l.Heap), late.Max(static l => l.Heap));
        var grows = (heapAfter > heapBefore * AllowedGrowth && heapAfter > heapBefore + AllowedBytes)
            || late.Max(static l => l.Handles) > early.Max(static l => l.Handles) + AllowedHandles;
        Console.WriteLine(grows ? "Something grows." : "Nothing grows.");
        return grows ? 1 : 0;
    }

    private static async Task CallAsync(EnergyClient client, Site site, List<Read> reads, Random random, CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            var read = reads[random.Next(reads.Count)];

            // Some leave in the middle.
            var most = random.Next(4) == 0 ? random.Next(1, 20) : int.MaxValue;
            try
            {
                await foreach (var _ in read.Walk(client, site, null, stop).Take(most).ConfigureAwait(false))
                {
                    Interlocked.Increment(ref _items);
                }

                Interlocked.Increment(ref _walks);
            }
            catch (EnergyApiException)
            {
                Interlocked.Increment(ref _errors);
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
            }
            catch (Exception e)
            {
                Interlocked.Increment(ref _strange);
                Console.WriteLine($"{read}: {e}");
            }

            await Task.Yield();
        }
    }

    private static double Draw(Random random, double below)
    {
        lock (random)
        {
            return random.NextDouble() * below;
        }
    }

    private static int Handles() => Directory.Exists("/proc/self/fd") ? Directory.GetFiles("/proc/self/fd").Length : Process.GetCurrentProcess().HandleCount;

    private static int Sockets() => Directory.Exists("/proc/self/fd") ? Directory.GetFiles("/proc/self/fd").Count(IsSocket) : 0;

    private static bool IsSocket(string handle)
    {
        try
        {
            return File.ResolveLinkTarget(handle, returnFinalTarget: false)?.Name.StartsWith("socket:", StringComparison.Ordinal) == true;
        }
        catch (FileNotFoundException)
        {
            // Closed since the folder was read.
            return false;
        }
    }
}
