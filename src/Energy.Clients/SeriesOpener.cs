using Energy.Clients.Authoring;

namespace Energy.Clients;

/// <summary>Opens any series by its address, through the clients that are registered.</summary>
/// <remarks>An address with a key (<c>stem+north:/sites/…</c>) goes to the client of that key, one without (<c>stem:/sites/…</c>) to the client without one. The key is part of
/// the series' <see cref="SeriesInfo.Identity"/>, so that sinks tell series of several accounts apart.</remarks>
public class SeriesOpener
{
    private readonly Dictionary<(string Scheme, string? Key), ISeriesReader> _readers = [];

    /// <summary>Creates an opener.</summary>
    /// <param name="readers">The clients without a key.</param>
    /// <param name="keyedReaders">The keyed clients.</param>
    /// <exception cref="ArgumentException">Two clients have the same scheme and key.</exception>
    public SeriesOpener(IEnumerable<ISeriesReader> readers, IEnumerable<KeyedSeriesReader>? keyedReaders = null)
    {
        ArgumentNullException.ThrowIfNull(readers);
        foreach (var (key, reader) in readers.Select(static r => ((string?)null, r)).Concat(keyedReaders?.Select(static r => ((string?)r.Key, r.Reader)) ?? []))
        {
            if (!_readers.TryAdd((reader.SeriesScheme, key), reader) && _readers[(reader.SeriesScheme, key)] != reader)
            {
                throw new ArgumentException($"Two clients would open '{Show(reader.SeriesScheme, key)}'. Register one of them under another key, and with AddSeriesReader(key).",
                    nameof(readers));
            }
        }
    }

    /// <summary>The schemes that can be opened, in alphabetical order; with its key for a keyed client (<c>stem+north</c>).</summary>
    public IEnumerable<string> Schemes => _readers.Keys.Select(static k => Show(k.Scheme, k.Key)).Order(StringComparer.Ordinal);

    /// <summary>Opens a series over a range of time. Nothing is asked before the first reading is wanted.</summary>
    /// <param name="series">The series.</param>
    /// <param name="range">The half-open range; both ends are given.</param>
    /// <param name="cancellationToken">Cancels every enumeration.</param>
    /// <returns>The series.</returns>
    /// <exception cref="ArgumentException">No client is registered for the scheme and key, or the address is not one that it knows.</exception>
    public virtual ReadingSeries Open(SeriesUri series, Interval range, CancellationToken cancellationToken = default) =>
        Reader(series).Open(series, range, cancellationToken).WithKeyOf(series);

    /// <summary>Opens a series with all of its <see cref="SeriesInfo"/>: the unit of a FlexMeasures sensor or of an IOTile stream is looked up first, in one request.</summary>
    /// <param name="series">The series.</param>
    /// <param name="range">The half-open range; both ends are given.</param>
    /// <param name="cancellationToken">Cancels the look-up and every enumeration.</param>
    /// <returns>The series; a token of it resumes the one that <see cref="Open(SeriesUri, Interval, CancellationToken)"/> gives and the other way about.</returns>
    /// <exception cref="ArgumentException">No client is registered for the scheme and key, or the address is not one that it knows.</exception>
    /// <exception cref="EnergyApiException">The look-up failed.</exception>
    public virtual async ValueTask<ReadingSeries> OpenAsync(SeriesUri series, Interval range, CancellationToken cancellationToken = default) =>
        (await Reader(series).OpenAsync(series, range, cancellationToken).ConfigureAwait(false)).WithKeyOf(series);

    /// <summary>Opens a series from one time to another. See <see cref="Open(SeriesUri, Interval, CancellationToken)"/>.</summary>
    /// <param name="series">The series.</param>
    /// <param name="start">The first moment to read.</param>
    /// <param name="end">The first moment behind those to read.</param>
    /// <param name="cancellationToken">Cancels every enumeration.</param>
    /// <returns>The series.</returns>
    /// <exception cref="ArgumentException">No client is registered for the scheme and key, the address is not one that it knows, or the end is before the start.</exception>
    public ReadingSeries Open(SeriesUri series, DateTimeOffset start, DateTimeOffset end, CancellationToken cancellationToken = default) =>
        Open(series, TimeRange.Between(start, end), cancellationToken);

    private static string Show(string scheme, string? key) => key is null ? scheme : $"{scheme}+{key}";

    private ISeriesReader Reader(SeriesUri series)
    {
        ArgumentNullException.ThrowIfNull(series);
        return _readers.TryGetValue((series.Scheme, series.Key), out var reader)
            ? reader
            : throw new ArgumentException(
                _readers.Count == 0
                    ? $"'{series}' cannot be opened: no client is registered. Give AddEnergyClients a configuration with the vendor's section."
                    : $"'{series}' cannot be opened: no client is registered for '{Show(series.Scheme, series.Key)}', only for {string.Join(", ", Schemes)}. Add the vendor's "
                        + $"section to the configuration, or the client by AddSeriesReader.",
                nameof(series));
    }
}
