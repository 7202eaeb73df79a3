namespace Energy.Clients.Stem;

/// <summary>One stream of a <see cref="StemStreamWindow"/>.</summary>
/// <param name="Type">Its type.</param>
/// <param name="Intervals">Its intervals in the order of the answer.</param>
public sealed record StemWireStream(StemStreamType Type, IReadOnlyList<StemInterval> Intervals);
