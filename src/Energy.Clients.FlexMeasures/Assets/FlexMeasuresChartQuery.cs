namespace Energy.Clients.FlexMeasures;

/// <summary>Which span to show, and how.</summary>
public sealed record FlexMeasuresChartQuery
{
    /// <summary>The range. With one end open, <see cref="Duration"/> tells the other.</summary>
    [JsonConverter(typeof(IntervalJsonConverter))]
    public Interval? Range { get; init; }

    /// <summary>How long, where the range is open on one side.</summary>
    public IsoDuration? Duration { get; init; }

    /// <summary>What was known before this time.</summary>
    [JsonConverter(typeof(OffsetDateTimeJsonConverter))]
    public OffsetDateTime? Prior { get; init; }

    /// <summary>Only the newest belief of each event.</summary>
    public bool? MostRecentBeliefsOnly { get; init; }

    /// <summary>Only the newest version of a source.</summary>
    public bool? UseLatestVersionPerEvent { get; init; }

    /// <summary>The compact form of the data.</summary>
    public bool? Compressed { get; init; }

    /// <summary>Whether annotations are cut to the range; of the chart's annotations only.</summary>
    public bool? Clip { get; init; }

    /// <summary>Whether the chart carries its data; of the chart only, like all that follow.</summary>
    public bool? IncludeData { get; init; }

    /// <summary>Whether the chart has one legend.</summary>
    public bool? CombineLegend { get; init; }

    /// <summary>Whether the chart shows annotations of the asset.</summary>
    public bool? IncludeAssetAnnotations { get; init; }

    /// <summary>Whether the chart shows annotations of the account.</summary>
    public bool? IncludeAccountAnnotations { get; init; }

    /// <summary>The name of the chart's data set.</summary>
    public string? DatasetName { get; init; }

    /// <summary>The height of the chart: pixels, or <c>container</c>.</summary>
    public string? Height { get; init; }

    /// <summary>The width of the chart: pixels, or <c>container</c>.</summary>
    public string? Width { get; init; }

    /// <summary>The kind of chart.</summary>
    public string? ChartType { get; init; }

    internal QueryArguments ToQuery() => new QueryArguments()
        .Add("start", FlexMeasuresWire.StartOf(Range))
        .Add("end", FlexMeasuresWire.EndOf(Range))
        .Add("duration", Duration)
        .Add("prior", Prior)
        .Add("most-recent-beliefs-only", MostRecentBeliefsOnly)
        .Add("use-latest-version-per-event", UseLatestVersionPerEvent)
        .Add("compress-json", Compressed)
        .Add("clip", Clip)
        .Add("include-data", IncludeData)
        .Add("combine-legend", CombineLegend)
        .Add("include-asset-annotations", IncludeAssetAnnotations)
        .Add("include-account-annotations", IncludeAccountAnnotations)
        .Add("dataset-name", DatasetName)
        .Add("height", Height)
        .Add("width", Width)
        .Add("chart-type", ChartType);
}
