namespace Energy.Clients.Parquet;

/// <summary>The JSON of marks and of what a file says of its series, without reflection.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ParquetMark))]
[JsonSerializable(typeof(SeriesInfo))]
internal sealed partial class ParquetJsonContext : JsonSerializerContext;
