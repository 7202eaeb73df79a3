namespace Energy.Clients.Emulators;

/// <summary>The energies of one item in MJ, by flow (the index is that of <see cref="SimulatedFlow"/>).</summary>
/// <param name="Child">Of the child.</param>
/// <param name="Parts">Of each of its children; none where it has none.</param>
internal sealed record SundayaItemNumbers(decimal[] Child, decimal[][] Parts);
