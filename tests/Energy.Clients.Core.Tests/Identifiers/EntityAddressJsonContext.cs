using System.Text.Json.Serialization;

namespace Energy.Clients.Tests;

[JsonSerializable(typeof(EntityAddress))]
[JsonSerializable(typeof(Dictionary<EntityAddress, int>))]
internal sealed partial class EntityAddressJsonContext : JsonSerializerContext;
