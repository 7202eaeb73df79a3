using NodaTime;

namespace Energy.Clients;

/// <summary>Opens the series of one vendor by their address. Every vendor's client is one.</summary>
public interface ISeriesReader
{
    /// <summary>The scheme of the addresses that this reader opens (<c>stem</c>).</summary>
    string SeriesScheme { get; }

    /// <summary>Opens a series over a range of time. Nothing is asked before the first reading is wanted.</summary>
    /// <param name="series">The series; its scheme is <see cref="SeriesScheme"/>.</param>
    /// <param name="range">The half-open range; both ends are given.</param>
    /// <param name="cancellationToken">Stops every enumeration.</param>
    /// <returns>The series.</returns>
    /// <exception cref="ArgumentException">The path or query of the address is not one that the vendor's package knows, or the range ends before it starts.</exception>
    ReadingSeries Read(SeriesUri series, Interval range, CancellationToken cancellationToken = default);
}
