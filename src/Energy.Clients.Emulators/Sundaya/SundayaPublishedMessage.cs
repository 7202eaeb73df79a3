using System.Text.Json.Nodes;

namespace Energy.Clients.Emulators;

/// <summary>A message that the server put on a topic: telemetry that it took, or a switch that was changed.</summary>
/// <param name="Topic"><c>pub.tel_mppt</c>, <c>pub.tel_pms</c>, <c>pub.tel_inv</c> or <c>pub.sys_env_config</c>.</param>
/// <param name="Key">The device's id, or the name of the switch.</param>
/// <param name="Value">The message.</param>
public sealed record SundayaPublishedMessage(string Topic, string Key, JsonObject Value);
