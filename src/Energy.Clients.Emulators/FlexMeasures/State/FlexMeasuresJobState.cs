using System.Text.Json.Nodes;

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

    /// <summary>The asset that it was asked of; null when it was a sensor.</summary>
    public long? AssetId { get; set; }

    public long SensorId { get; set; }

    public string RequestKey { get; set; } = "";

    /// <summary>What was asked for.</summary>
    public JsonObject? Request { get; set; }

    public OffsetDateTime Start { get; set; }

    public Duration Duration { get; set; }

    public JsonObject? SchedulerInfo { get; set; }

    public JsonNode? Result { get; set; }

    /// <summary>The last line of the trace of its exception: type with module, and text.</summary>
    public string? Exception { get; set; }

    /// <summary>The name of the exception's type in the job's message, where that is not its own.</summary>
    public string? ExceptionShownAs { get; set; }

    /// <summary>Whether the server fails when it is asked for it, as it does for sequential schedules.</summary>
    public bool Breaks { get; set; }

    /// <summary>Whether nobody is told of it, but by the lists of jobs.</summary>
    public bool IsInternal { get; set; }

    /// <summary>What a worker does with it.</summary>
    public Action<Instant>? Work { get; set; }

    /// <summary>Why it failed, with the name of the exception.</summary>
    public string Reason
    {
        get
        {
            var colon = Exception!.IndexOf(':', StringComparison.Ordinal);
            var name = Exception[(Exception.LastIndexOf('.', colon) + 1)..colon];
            return Origin == "ingestion" && ExceptionShownAs is null ? Exception : (ExceptionShownAs ?? name) + Exception[colon..];
        }
    }

    public void Fail(string type, string text)
    {
        Status = "FAILED";
        Exception = $"{type}: {text}";
    }
}
