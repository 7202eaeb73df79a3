namespace Energy.Clients;

/// <summary>Opens the series of one vendor by their address. Every vendor's client is one.</summary>
public interface ISeriesReader
{
    /// <summary>The scheme of the addresses that this reader opens (<c>stem</c>).</summary>
    string SeriesScheme { get; }

    /// <summary>Opens a series over a range of time. Nothing is asked before the first reading is wanted.</summary>
    /// <param name="series">The series; its scheme is <see cref="SeriesScheme"/>.</param>
    /// <param name="range">The half-open range; both ends are given.</param>
    /// <param name="cancellationToken">Cancels every enumeration.</param>
    /// <returns>The series.</returns>
    /// <exception cref="ArgumentException">The path or query of the address is not one that the vendor's package knows, or the range ends before it starts.</exception>
    ReadingSeries Open(SeriesUri series, Interval range, CancellationToken cancellationToken = default);

    /// <summary>Opens a series with all of its <see cref="SeriesInfo"/>: what the address does not tell and the vendor knows (the unit of a sensor) is looked up first.</summary>
    /// <param name="series">The series; its scheme is <see cref="SeriesScheme"/>.</param>
    /// <param name="range">The half-open range; both ends are given.</param>
    /// <param name="cancellationToken">Cancels the look-up and every enumeration.</param>
    /// <returns>The series. Costs one request where something is looked up, and none where the address tells everything, as with Stem and Sundaya. A token of it resumes
    /// <see cref="Open"/> and the other way about.</returns>
    /// <exception cref="ArgumentException">As for <see cref="Open"/>.</exception>
    /// <exception cref="EnergyApiException">The look-up failed.</exception>
    ValueTask<ReadingSeries> OpenAsync(SeriesUri series, Interval range, CancellationToken cancellationToken = default);

    /// <summary>How long after the end of an interval the vendor may still be without its reading, or change it: a poll leaves to the next one what is not older.</summary>
    /// <param name="series">The series; its scheme is <see cref="SeriesScheme"/>.</param>
    /// <returns>The delay that the vendor states; nothing where none is known, which is the default.</returns>
    Duration PublishingDelayOf(SeriesUri series) => Duration.Zero;
}
