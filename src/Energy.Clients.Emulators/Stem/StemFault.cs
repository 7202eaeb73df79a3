namespace Energy.Clients.Emulators;

/// <summary>Faults that only the Stem emulator knows; all others are in <see cref="Fault"/>.</summary>
public static class StemFault
{
    internal const string Mixed = "mixed streams";
    internal const string BoundaryTwice = "boundary interval in both windows";

    /// <summary>
    /// A streams answer that is allowed and awkward: the intervals of the type asked come in two entries, each in no order, with an entry of another type between them.
    /// </summary>
    /// <returns>The fault.</returns>
    public static Fault MixedStreams() => Fault.Quirk(Mixed);

    /// <summary>The interval that starts at the end of the range is answered too, as if its start were on the grid; so neighbouring windows both have it.</summary>
    /// <returns>The fault.</returns>
    public static Fault BoundaryIntervalTwice() => Fault.Quirk(BoundaryTwice);
}
