using System.Text.Json.Serialization;

namespace Energy.Clients.Tests;

[JsonSerializable(typeof(Unit))]
[JsonSerializable(typeof(Dictionary<Unit, int>))]
internal sealed partial class UnitJsonContext : JsonSerializerContext;
