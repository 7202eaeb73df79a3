namespace Energy.Clients.FlexMeasures.Messages;

/// <summary>The answer to a posted message.</summary>
public sealed record FlexMeasuresMessageResult : FlexMeasuresModel
{
    /// <summary><c>PostMeterDataResponse</c> and so on.</summary>
    public string? Type { get; init; }

    /// <summary>The answer in words.</summary>
    public string? Message { get; init; }
}
