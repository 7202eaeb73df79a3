namespace Energy.Clients.FlexMeasures;

/// <summary>The answer of a server that is up.</summary>
public sealed record FlexMeasuresPing : FlexMeasuresModel
{
    /// <summary><c>ok</c>.</summary>
    public string? Message { get; init; }
}
