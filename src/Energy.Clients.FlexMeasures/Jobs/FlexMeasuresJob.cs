namespace Energy.Clients.FlexMeasures;

/// <summary>A job: a schedule, a forecast or a post of data that the server works on behind the scenes.</summary>
public sealed record FlexMeasuresJob : FlexMeasuresModel
{
    private readonly ByContent<JsonElement?> _result;

    /// <summary>Its state in words.</summary>
    public string? Message { get; init; }

    /// <summary>What it made.</summary>
    public JsonElement? Result { get => _result.Value; init => _result = new(value); }

    /// <summary><c>scheduling</c>, <c>forecasting</c> or <c>ingestion</c>.</summary>
    public string? Origin { get; init; }

    /// <summary>What it runs.</summary>
    [JsonPropertyName("func-name")]
    public string? FunctionName { get; init; }

    /// <summary>When it was made.</summary>
    [JsonPropertyName("enqueued-at")]
    [JsonConverter(typeof(FlexMeasuresOffsetTimeJsonConverter))]
    public OffsetDateTime? EnqueuedAt { get; init; }

    /// <summary>When it began.</summary>
    [JsonPropertyName("started-at")]
    [JsonConverter(typeof(FlexMeasuresOffsetTimeJsonConverter))]
    public OffsetDateTime? StartedAt { get; init; }

    /// <summary>When it ended.</summary>
    [JsonPropertyName("ended-at")]
    [JsonConverter(typeof(FlexMeasuresOffsetTimeJsonConverter))]
    public OffsetDateTime? EndedAt { get; init; }

    /// <summary>Why it failed, for the server's staff: a trace.</summary>
    [JsonPropertyName("exc-info")]
    public string? ExceptionInfo { get; init; }

    /// <summary><see cref="FunctionName"/> under its older name.</summary>
    [JsonPropertyName("func_name")]
    public string? FunctionNameAlias { get; init; }

    /// <summary><see cref="EnqueuedAt"/> under its older name.</summary>
    [JsonPropertyName("enqueued_at")]
    [JsonConverter(typeof(FlexMeasuresOffsetTimeJsonConverter))]
    public OffsetDateTime? EnqueuedAtAlias { get; init; }

    /// <summary><see cref="StartedAt"/> under its older name.</summary>
    [JsonPropertyName("started_at")]
    [JsonConverter(typeof(FlexMeasuresOffsetTimeJsonConverter))]
    public OffsetDateTime? StartedAtAlias { get; init; }

    /// <summary><see cref="EndedAt"/> under its older name.</summary>
    [JsonPropertyName("ended_at")]
    [JsonConverter(typeof(FlexMeasuresOffsetTimeJsonConverter))]
    public OffsetDateTime? EndedAtAlias { get; init; }

    /// <summary><see cref="ExceptionInfo"/> under its older name.</summary>
    [JsonPropertyName("exc_info")]
    public string? ExceptionInfoAlias { get; init; }

    /// <summary>Where the job stands; the answer's status says so in one word.</summary>
    [JsonIgnore]
    public FlexMeasuresJobState State => AnswerStatus?.Code switch
    {
        "QUEUED" or "DEFERRED" or "SCHEDULED" => FlexMeasuresJobState.Waiting,
        "STARTED" => FlexMeasuresJobState.Running,
        "FINISHED" => FlexMeasuresJobState.Finished,
        "FAILED" => FlexMeasuresJobState.Failed,
        "STOPPED" or "CANCELED" => FlexMeasuresJobState.Cancelled,
        _ => FlexMeasuresJobState.Unknown,
    };
}
