using System.Text.Json;
using System.Text.Json.Serialization;
using NodaTime;

namespace Energy.Clients.FlexMeasures;

/// <summary>A plan that the server worked out for one sensor.</summary>
public sealed record FlexMeasuresSchedule : FlexMeasuresModel
{
    /// <summary>The power of each slot; <see langword="null"/> from schedulers that make none.</summary>
    [JsonPropertyName("values")]
    public IReadOnlyList<double>? Values { get; init; }

    /// <summary>The start of the first slot.</summary>
    [JsonPropertyName("start")]
    [JsonConverter(typeof(FlexMeasuresOffsetTimeJsonConverter))]
    public OffsetDateTime? Start { get; init; }

    /// <summary>The length of the whole.</summary>
    [JsonPropertyName("duration")]
    public IsoDuration? Duration { get; init; }

    /// <summary>The unit of the values.</summary>
    [JsonPropertyName("unit")]
    public Unit Unit { get; init; }

    /// <summary>What the scheduler says of its work: its name, the costs of commitments, …</summary>
    [JsonPropertyName("scheduler_info")]
    public JsonElement? SchedulerInfo { get; init; }

    /// <summary>The answer in words.</summary>
    [JsonPropertyName("message")]
    public string? Message { get; init; }

    /// <summary>The length of a slot: the duration divided by the number of values; <see langword="null"/> when either is missing.</summary>
    [JsonIgnore]
    public NodaTime.Duration? Step => Values?.Count is > 0 and var count && Duration is { } span && span.TryGetDuration(out var length) && length > NodaTime.Duration.Zero ? length / count : null;
}
