namespace Energy.Clients;

/// <summary>Several series as rows of one grid: one interval a row, one value a series.</summary>
public sealed class AlignedSeries : Paged<AlignedRow>
{
    internal AlignedSeries(IWalkable<AlignedRow> source, IReadOnlyList<SeriesInfo> series, PageToken? from = null)
        : base(source, from, CancellationToken.None) => Series = series;

    /// <summary>What is known of the series, in the order of the values.</summary>
    public IReadOnlyList<SeriesInfo> Series { get; }

    /// <inheritdoc/>
    public override AlignedSeries StartingAt(PageToken token)
    {
        ArgumentNullException.ThrowIfNull(token);
        return new AlignedSeries(Source, Series, token);
    }
}
