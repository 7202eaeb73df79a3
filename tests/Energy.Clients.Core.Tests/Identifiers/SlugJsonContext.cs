using System.Text.Json.Serialization;

namespace Energy.Clients.Tests;

/// <summary>Source-generated JSON metadata of every slug type, as value and as dictionary key.</summary>
[JsonSerializable(typeof(Dictionary<ProjectSlug, int>))]
[JsonSerializable(typeof(Dictionary<DeviceSlug, int>))]
[JsonSerializable(typeof(Dictionary<BlockSlug, int>))]
[JsonSerializable(typeof(Dictionary<VariableSlug, int>))]
[JsonSerializable(typeof(Dictionary<StreamSlug, int>))]
[JsonSerializable(typeof(Dictionary<StreamerSlug, int>))]
[JsonSerializable(typeof(Dictionary<FleetSlug, int>))]
[JsonSerializable(typeof(Dictionary<AliasSlug, int>))]
[JsonSerializable(typeof(Dictionary<FilterSlug, int>))]
[JsonSerializable(typeof(Dictionary<ScriptSlug, int>))]
[JsonSerializable(typeof(Dictionary<TemplateVariableSlug, int>))]
internal sealed partial class SlugJsonContext : JsonSerializerContext;
