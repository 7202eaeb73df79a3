namespace Energy.Clients;

/// <summary>The readings of one series: an async stream in ascending order, with what is known of the series before the first one comes.</summary>
/// <remarks>Everything <see cref="Paged{T}"/> says holds: it streams, it can be walked by pages or windows, and it can be taken up again.</remarks>
public partial class ReadingSeries : Paged<Reading>
{
    /// <summary>Creates a series over a source. For authors of vendor clients; <see cref="FromReadings"/> and <see cref="SeriesExtensions.WithInfo"/> are for everybody.</summary>
    /// <param name="source">The query.</param>
    /// <param name="info">What is known of the series.</param>
    /// <param name="cancellationToken">Cancels every enumeration.</param>
    public ReadingSeries(PageSource<Reading> source, SeriesInfo info, CancellationToken cancellationToken = default)
        : this(source, info, null, cancellationToken)
    {
    }

    private protected ReadingSeries(IWalkable<Reading> source, SeriesInfo info, PageToken? from, CancellationToken cancellationToken)
        : base(source, from, cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(info);
        Info = info;
    }

    /// <summary>What is known of the series.</summary>
    public SeriesInfo Info { get; }

    /// <summary>A series of ready readings, so that users can fake a client in their tests.</summary>
    /// <param name="info">What is known of the series.</param>
    /// <param name="readings">The readings, ascending.</param>
    /// <returns>The series, of one page.</returns>
    public static ReadingSeries FromReadings(SeriesInfo info, params IReadOnlyList<Reading> readings) =>
        new(new MemoryPageSource<Reading>([new Page<Reading>(readings, null)], info.Identity), info);

    /// <summary>The readings as they come, with other words about them.</summary>
    /// <param name="info">What is to be known of the series: for what the vendor does not tell and the user knows.</param>
    /// <returns>The series; tokens of this one are tokens of that one.</returns>
    public ReadingSeries WithInfo(SeriesInfo info) => new(Source, info, From, Cancellation);

    /// <inheritdoc/>
    public override ReadingSeries StartingAt(PageToken token)
    {
        ArgumentNullException.ThrowIfNull(token);
        return new ReadingSeries(Source, Info, token, Cancellation);
    }
}
