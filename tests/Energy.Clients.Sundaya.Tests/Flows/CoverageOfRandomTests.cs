using Energy.Clients.Emulators;

namespace Energy.Clients.Sundaya.Tests;

/// <summary>Of a server that draws new numbers at every request, as the real one does.</summary>
public sealed class CoverageOfRandomTests() : CoverageTests(SundayaNumbers.Random);
