using System.Text.Json.Nodes;
using NodaTime;

namespace Energy.Clients.Emulators;

/// <summary>A job in a queue.</summary>
internal sealed class FlexMeasuresJobState(string id, string origin, Instant enqueuedAt)
{
    public string Id { get; } = id;

    /// <summary><c>scheduling</c>, <c>forecasting</c> or <c>ingestion</c>.</summary>
    public string Origin { get; } = origin;

    public Instant EnqueuedAt { get; } = enqueuedAt;

    public string Status { get; set; } = "QUEUED";

    public Instant? StartedAt { get; set; }

    public Instant? EndedAt { get; set; }

    public long? AccountId { get; set; }

    public string RequestKey { get; set; } = "";

    public long SensorId { get; set; }

    public OffsetDateTime Start { get; set; }

    public Duration Duration { get; set; }

    public JsonObject? SchedulerInfo { get; set; }

    public JsonNode? Result { get; set; }

    public string? Exception { get; set; }

    /// <summary>Plans by sensor, in the stored sign and unit.</summary>
    public Dictionary<long, double[]> Plans { get; } = [];

    /// <summary>What a worker does with it.</summary>
    public Action<Instant>? Work { get; set; }
}
