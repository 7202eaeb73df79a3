namespace Energy.Clients.Emulators;

/// <summary>Faults that only the Stem emulator knows; all others are in <see cref="Fault"/>.</summary>
public static class StemFault
{
    internal const string Mixed = "mixed streams";
    internal const string BoundaryTwice = "boundary interval in both windows";
    internal const string StampTwice = "two intervals of one stamp";
    internal const string Empty = "interval without length";
    internal const string Unordered = "intervals out of order";

    /// <summary>
    /// A streams answer that is allowed and awkward: the intervals of the type asked come in two entries, each in no order, with an entry of another type between them.
    /// </summary>
    /// <returns>The fault.</returns>
    public static Fault MixedStreams() => Fault.Quirk(Mixed);

    /// <summary>The interval that starts at the end of the range is answered too, as if its start were on the grid; so neighbouring windows both have it.</summary>
    /// <returns>The fault.</returns>
    public static Fault BoundaryIntervalTwice() => Fault.Quirk(BoundaryTwice);

    /// <summary>The first interval of the answer comes twice, with 1 kW more the second time (and 1 kW where it has no value): nothing says which one holds.</summary>
    /// <returns>The fault.</returns>
    public static Fault SameStampTwice() => Fault.Quirk(StampTwice);

    /// <summary>The first interval of the answer ends at the very time at which it starts.</summary>
    /// <returns>The fault.</returns>
    public static Fault EmptyInterval() => Fault.Quirk(Empty);

    /// <summary>The intervals of the answer come in no order, neither upwards nor downwards; three or more are needed for that.</summary>
    /// <returns>The fault.</returns>
    public static Fault UnorderedIntervals() => Fault.Quirk(Unordered);
}
