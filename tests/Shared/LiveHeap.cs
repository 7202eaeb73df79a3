namespace Energy.Clients.Tests;

/// <summary>
/// How far the live heap of the process grows above its first sample. Everything in the process counts, so a class that
/// uses it must stand in <see cref="LiveHeapCollection"/>.
/// </summary>
internal sealed class LiveHeap
{
    private long? _first;

    /// <summary>The largest sample less the first, in bytes; 0 where the heap only shrank.</summary>
    /// <remarks>The first sample, not the least: what earlier tests leave behind may be let go at any time.</remarks>
    public long Growth { get; private set; }

    public void Sample()
    {
        var live = GC.GetTotalMemory(forceFullCollection: true);
        _first ??= live;
        Growth = Math.Max(Growth, live - _first.Value);
    }
}
