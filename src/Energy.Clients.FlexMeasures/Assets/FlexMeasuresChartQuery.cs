using NodaTime;

namespace Energy.Clients.FlexMeasures;

/// <summary>Which span to show, and how. Two of start, end and duration.</summary>
public sealed record FlexMeasuresChartQuery
{
    /// <summary>From when.</summary>
    public OffsetDateTime? Start { get; init; }

    /// <summary>Until when.</summary>
    public OffsetDateTime? End { get; init; }

    /// <summary>How long.</summary>
    public IsoDuration? Duration { get; init; }

    /// <summary>What was known before this time.</summary>
    public OffsetDateTime? Prior { get; init; }

    /// <summary>Only the newest belief of each event.</summary>
    public bool? MostRecentBeliefsOnly { get; init; }

    /// <summary>Only the newest version of a source.</summary>
    public bool? UseLatestVersionPerEvent { get; init; }

    /// <summary>The compact form of the data.</summary>
    public bool? Compressed { get; init; }

    internal FlexMeasuresPath AddTo(FlexMeasuresPath path) => path
        .Add("start", Start)
        .Add("end", End)
        .Add("duration", Duration)
        .Add("prior", Prior)
        .Add("most-recent-beliefs-only", MostRecentBeliefsOnly)
        .Add("use-latest-version-per-event", UseLatestVersionPerEvent)
        .Add("compress-json", Compressed);
}
