namespace Energy.Clients.Conformance.OpenCec;

/// <summary>The typed client has no words for what a recorded request says: no call of it could make that request.</summary>
public sealed class NotSayableException(string message) : ArgumentException(message);
