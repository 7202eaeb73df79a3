namespace Energy.Clients;

/// <summary>A series brought to other steps. As a series it has one reading a step; <see cref="Steps"/> tells of each what it was made of.</summary>
public sealed class ResampledSeries : ReadingSeries
{
    internal ResampledSeries(Paged<ResampledReading> steps, SeriesInfo info)
        : this(steps,
            new DerivedSource<ResampledReading, Reading>(steps, "as readings", static _ => new MapStep<ResampledReading, Reading>(static (in ResampledReading s) => s.ToReading())),
            info, null)
    {
    }

    private ResampledSeries(Paged<ResampledReading> steps, IWalkable<Reading> source, SeriesInfo info, PageToken? from)
        : base(source, info, from, CancellationToken.None) => Steps = steps;

    /// <summary>The steps with coverage, counts and peak. Its tokens are its own.</summary>
    public Paged<ResampledReading> Steps { get; }

    /// <inheritdoc/>
    public override ResampledSeries StartingAt(PageToken token)
    {
        ArgumentNullException.ThrowIfNull(token);
        return new ResampledSeries(Steps, Source, Info, token);
    }
}
