namespace Energy.Clients.FlexMeasures;

/// <summary>Which data to take figures of.</summary>
public sealed record FlexMeasuresStatsQuery
{
    /// <summary><see langword="false"/> makes the server answer in its own order; <see langword="null"/> leaves it to the server.</summary>
    public bool? Sorted { get; init; }

    /// <summary>Slots that begin and end in this range; an end may be open. <see langword="null"/> takes all.</summary>
    [JsonConverter(typeof(IntervalJsonConverter))]
    public Interval? Range { get; init; }

    /// <summary>Whether to count again and not to take figures counted earlier.</summary>
    public bool? Fresh { get; init; }

    internal QueryArguments ToQuery() => new QueryArguments()
        .Add("sort", Sorted)
        .Add("event_start_time", FlexMeasuresWire.StartOf(Range))
        .Add("event_end_time", FlexMeasuresWire.EndOf(Range))
        .Add("fresh", Fresh);
}
