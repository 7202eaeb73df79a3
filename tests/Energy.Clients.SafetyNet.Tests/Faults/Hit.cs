namespace Energy.Clients.SafetyNet.Tests;

/// <summary>What a fault knows of the answer that it strikes.</summary>
/// <param name="Wire">The answer as the server gave it.</param>
/// <param name="Vendor">Whose server it is.</param>
/// <param name="Target">What was asked for.</param>
/// <param name="Previous">The body of the answer before this one; empty for the first.</param>
/// <param name="Now">The time of the client's clock.</param>
internal sealed record Hit(Wire Wire, string Vendor, string Target, byte[] Previous, DateTimeOffset Now);
