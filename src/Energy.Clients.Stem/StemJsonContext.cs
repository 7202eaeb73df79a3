using System.Text.Json.Serialization;

namespace Energy.Clients.Stem;

/// <summary>Source-generated JSON of the models.</summary>
[JsonSerializable(typeof(StemClientInfo))]
[JsonSerializable(typeof(StemSite))]
internal sealed partial class StemJsonContext : JsonSerializerContext;
