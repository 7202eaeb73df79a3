using System.Runtime.CompilerServices;

namespace Energy.Clients.Tests.Http;

/// <summary>The collector, for tests of what is held weakly: whether it is forgotten shows only once it ran. It is asked in a method of its own, and so are the objects
/// made, so that no frame holds one of them.</summary>
internal static class Collector
{
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void Run()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
    }
}
