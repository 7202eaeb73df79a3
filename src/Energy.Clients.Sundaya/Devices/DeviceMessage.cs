using System.Text.Json.Nodes;

namespace Energy.Clients.Sundaya;

/// <summary>What the server publishes for one sample.</summary>
/// <param name="Key">The device's id.</param>
/// <param name="Value">The message, members in the server's order.</param>
public sealed record DeviceMessage(string Key, JsonObject Value);
