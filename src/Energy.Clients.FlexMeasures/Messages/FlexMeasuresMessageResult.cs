namespace Energy.Clients.FlexMeasures.Messages;

/// <summary>The answer to a posted message.</summary>
public sealed record FlexMeasuresMessageResult : FlexMeasuresModel
{
    /// <summary><c>PostMeterDataResponse</c> and so on.</summary>
    [JsonPropertyName("type")]
    public string? Type { get; init; }

    /// <summary>The answer in words.</summary>
    [JsonPropertyName("message")]
    public string? Message { get; init; }
}
