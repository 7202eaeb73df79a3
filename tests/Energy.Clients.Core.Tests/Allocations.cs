namespace Energy.Clients.Tests;

/// <summary>What a piece of work allocates on this thread.</summary>
/// <remarks>
/// A collection that another test's thread starts can retire the buffer that this thread allocates from, and what was left of it then counts as allocated. It happens once in a
/// while; what the work itself allocates shows every time. So the least of several measurings is what counts.
/// </remarks>
internal static class Allocations
{
    private const int Measurings = 5;

    public static long Of(Action work)
    {
        var least = long.MaxValue;
        for (var i = 0; i < Measurings; i++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            work();
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        return least;
    }
}
