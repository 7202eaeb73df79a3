using System.Globalization;

namespace Energy.Clients.Crash.Tests;

/// <summary>What a run of kills saw.</summary>
/// <param name="Marks">What each left behind.</param>
/// <param name="Places">How many transfers were finished and compared.</param>
/// <param name="Readings">How many readings each has.</param>
/// <param name="Length">How long one takes that nobody kills.</param>
internal sealed record KillReport(IReadOnlyList<KillMark> Marks, int Places, int Readings, TimeSpan Length)
{
    /// <summary>How many fell between the first write and the last.</summary>
    public int InTheMiddle => Marks.Count(m => m.Counted > 0 && m.Counted < Readings);

    public int Torn => Marks.Count(static m => m.IsTorn);

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Marks.Count} killed ({Marks.Count(static m => m.Counted == 0)} before the first checkpoint, {InTheMiddle} behind one, "
            + $"{Marks.Count - InTheMiddle - Marks.Count(static m => m.Counted == 0)} behind the last; {Torn} left more than their checkpoint counts), {Places} transfers of "
            + $"{Readings} readings finished, each equal to its source; {Length.TotalMilliseconds:0} ms undisturbed");
}
