namespace Energy.Clients.FlexMeasures;

/// <summary>The last run of a task of the server.</summary>
public sealed record FlexMeasuresTaskRun : FlexMeasuresModel
{
    /// <summary>The process.</summary>
    public string? Process { get; init; }

    /// <summary>The machine.</summary>
    public string? Server { get; init; }

    /// <summary>How often it should run, in minutes.</summary>
    public int? Frequency { get; init; }

    /// <summary>When it ran, as an HTTP date; 1 January 1970 when it is not known.</summary>
    [JsonPropertyName("lastrun")]
    public string? LastRun { get; init; }

    /// <summary>What is wrong.</summary>
    public string? Reason { get; init; }
}
