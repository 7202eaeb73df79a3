namespace Energy.Clients.Sundaya;

/// <summary>The body of the echo.</summary>
internal sealed record SundayaEchoRequest(string? Message);
