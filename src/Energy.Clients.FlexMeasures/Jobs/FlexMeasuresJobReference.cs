namespace Energy.Clients.FlexMeasures;

/// <summary>A job that the server made for a request.</summary>
public sealed record FlexMeasuresJobReference : FlexMeasuresModel
{
    /// <summary>The id of the job.</summary>
    [JsonPropertyName("job")]
    public string? JobId { get; init; }

    /// <summary>The same id under the name that older servers use alone.</summary>
    [JsonPropertyName("schedule")]
    public string? ScheduleId { get; init; }

    /// <summary>The same id, of a forecast.</summary>
    [JsonPropertyName("forecast")]
    public string? ForecastId { get; init; }

    /// <summary>The path of the job.</summary>
    [JsonPropertyName("job-url")]
    public string? JobUrl { get; init; }

    /// <summary>The path of the result, where there is one.</summary>
    [JsonPropertyName("results-url")]
    public string? ResultsUrl { get; init; }

    /// <summary>The answer in words.</summary>
    public string? Message { get; init; }

    /// <summary>The id of the job, whatever name the server gives it.</summary>
    [JsonIgnore]
    public string Id => JobId ?? ScheduleId ?? ForecastId ?? "";
}
