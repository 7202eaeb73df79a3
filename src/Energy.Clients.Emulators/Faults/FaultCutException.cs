namespace Energy.Clients.Emulators;

/// <summary>Ends an answer in the middle. It never leaves the server.</summary>
internal sealed class FaultCutException() : Exception("A fault cut the answer here.");
