namespace Energy.Clients.FlexMeasures;

/// <summary>What the server did with posted data.</summary>
public sealed record FlexMeasuresIngestion : FlexMeasuresModel
{
    /// <summary>The answer in words.</summary>
    public string? Message { get; init; }

    /// <summary><c>PROCESSED</c> beside the status that says that data were known already.</summary>
    public string? Results { get; init; }

    /// <summary>The job that will store the data, where the server stores them later: see <see cref="IsAccepted"/>.</summary>
    [JsonPropertyName("job")]
    public string? JobId { get; init; }

    /// <summary>The path of the job.</summary>
    [JsonPropertyName("job-url")]
    public string? JobUrl { get; init; }

    /// <summary>Whether data were known already, all or part of them. What was new is stored either way.</summary>
    [JsonIgnore]
    public bool WasAlreadyReceived => AnswerStatus == FlexMeasuresStatus.AlreadyReceived;

    /// <summary>Whether the data were only taken in and will be stored by a job.</summary>
    [JsonIgnore]
    public bool IsAccepted => AnswerStatus == FlexMeasuresStatus.Accepted;
}
