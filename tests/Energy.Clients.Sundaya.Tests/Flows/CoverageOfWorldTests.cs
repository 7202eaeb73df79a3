using Energy.Clients.Emulators;

namespace Energy.Clients.Sundaya.Tests;

/// <summary>Of a server that shows the simulated building.</summary>
public sealed class CoverageOfWorldTests() : CoverageTests(SundayaNumbers.World);
