namespace Energy.Clients.Sundaya;

/// <summary>A half-open interval with its six flows: one bar of a flow chart.</summary>
public sealed record SundayaFlowInterval
{
    /// <summary>The interval.</summary>
    [JsonConverter(typeof(IntervalJsonConverter))]
    public required Interval Range { get; init; }

    /// <summary>The flows.</summary>
    public required SundayaBalance Balance { get; init; }

    /// <summary>What to write below the bar; empty takes the start in UTC.</summary>
    public string Label { get; init; } = "";
}
