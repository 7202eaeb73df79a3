using NodaTime;

namespace Energy.Clients;

/// <summary>Opens any series by its address, through the clients that are registered.</summary>
/// <param name="readers">The registered clients.</param>
public class SeriesOpener(IEnumerable<ISeriesReader> readers)
{
    private readonly Dictionary<string, ISeriesReader> _readers = readers.ToDictionary(static r => r.SeriesScheme, StringComparer.Ordinal);

    /// <summary>The schemes that can be opened, in alphabetical order.</summary>
    public IEnumerable<string> Schemes => _readers.Keys.Order(StringComparer.Ordinal);

    /// <summary>Opens a series over a range of time. Nothing is asked before the first reading is wanted.</summary>
    /// <param name="series">The series.</param>
    /// <param name="range">The half-open range; both ends are given.</param>
    /// <param name="cancellationToken">Stops every enumeration.</param>
    /// <returns>The series.</returns>
    /// <exception cref="ArgumentException">No client is registered for the scheme, or the address is not one that it knows.</exception>
    public virtual ReadingSeries Open(SeriesUri series, Interval range, CancellationToken cancellationToken = default) => Reader(series).Read(series, range, cancellationToken);

    /// <summary>Opens a series with all of its <see cref="SeriesInfo"/>: the unit of a FlexMeasures sensor or of an IOTile stream is looked up first, in one request.</summary>
    /// <param name="series">The series.</param>
    /// <param name="range">The half-open range; both ends are given.</param>
    /// <param name="cancellationToken">Stops the look-up and every enumeration.</param>
    /// <returns>The series; a token of it resumes the one that <see cref="Open"/> gives and the other way about.</returns>
    /// <exception cref="ArgumentException">No client is registered for the scheme, or the address is not one that it knows.</exception>
    /// <exception cref="EnergyApiException">The look-up failed.</exception>
    public virtual ValueTask<ReadingSeries> OpenAsync(SeriesUri series, Interval range, CancellationToken cancellationToken = default) => Reader(series).OpenAsync(series, range, cancellationToken);

    private ISeriesReader Reader(SeriesUri series)
    {
        ArgumentNullException.ThrowIfNull(series);
        return _readers.TryGetValue(series.Scheme, out var reader)
            ? reader
            : throw new ArgumentException(
                _readers.Count == 0
                    ? $"'{series}' cannot be opened: no client is registered. Give AddEnergyClients a configuration with the vendor's section."
                    : $"'{series}' cannot be opened: no client is registered for '{series.Scheme}', only for {string.Join(", ", Schemes)}. Add the vendor's section to the configuration.",
                nameof(series));
    }
}
