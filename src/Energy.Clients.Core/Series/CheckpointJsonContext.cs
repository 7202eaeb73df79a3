namespace Energy.Clients;

/// <summary>The JSON of checkpoints, without reflection.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(Checkpoint))]
[JsonSerializable(typeof(FileMark))]
internal sealed partial class CheckpointJsonContext : JsonSerializerContext;
