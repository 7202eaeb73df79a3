namespace Energy.Clients;

/// <summary>Several series added up. As a series it has the sums; <see cref="Parts"/> tells of how many each is.</summary>
public sealed class SummedSeries : ReadingSeries
{
    internal SummedSeries(Paged<SummedReading> parts, SeriesInfo info)
        : this(parts,
            new DerivedSource<SummedReading, Reading>(parts, "as readings", static _ =>
                new MapStep<SummedReading, Reading>(static (in SummedReading s) => new Reading(s.Start, s.End, s.Value))), info, null)
    {
    }

    private SummedSeries(Paged<SummedReading> parts, IWalkable<Reading> source, SeriesInfo info, PageToken? from)
        : base(source, info, from, CancellationToken.None) => Parts = parts;

    /// <summary>The sums with how many series had a value. Its tokens are its own.</summary>
    public Paged<SummedReading> Parts { get; }

    /// <inheritdoc/>
    public override SummedSeries StartingAt(PageToken token)
    {
        ArgumentNullException.ThrowIfNull(token);
        return new SummedSeries(Parts, Source, Info, token);
    }
}
