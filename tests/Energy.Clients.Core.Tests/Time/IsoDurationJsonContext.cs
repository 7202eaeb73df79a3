using System.Text.Json.Serialization;

namespace Energy.Clients.Tests;

[JsonSerializable(typeof(IsoDuration))]
[JsonSerializable(typeof(Dictionary<IsoDuration, int>))]
internal sealed partial class IsoDurationJsonContext : JsonSerializerContext;
