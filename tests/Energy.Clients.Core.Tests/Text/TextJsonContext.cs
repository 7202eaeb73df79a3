using System.Text.Json.Serialization;

namespace Energy.Clients.Tests;

/// <summary>Source-generated JSON metadata that the contract itself needs.</summary>
[JsonSerializable(typeof(string))]
internal sealed partial class TextJsonContext : JsonSerializerContext;
