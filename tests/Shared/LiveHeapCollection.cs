namespace Energy.Clients.Tests;

/// <summary>The tests that measure the heap of the process run after all others, one at a time.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
[System.Diagnostics.CodeAnalysis.SuppressMessage("Naming", "CA1711", Justification = "xunit's term.")]
public sealed class LiveHeapCollection
{
    public const string Name = "live heap";
}
