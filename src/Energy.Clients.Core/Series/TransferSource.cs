using Energy.Clients.Authoring;

namespace Energy.Clients;

/// <summary>What a transfer reads: one series as it stands, or one that grows and is read on from where the last run ended.</summary>
public sealed class TransferSource
{
    private readonly ReadingSeries? _series;
    private readonly Func<Interval, CancellationToken, ValueTask<ReadingSeries>>? _read;

    private TransferSource(string name, ReadingSeries series)
    {
        Name = name;
        _series = series;
    }

    private TransferSource(string name, Func<Interval, CancellationToken, ValueTask<ReadingSeries>> read, Instant since, Instant? until, Duration publishingDelay)
    {
        Name = name;
        _read = read;
        Since = since;
        Until = until;
        PublishingDelay = publishingDelay;
    }

    /// <summary>The key of its checkpoint.</summary>
    public string Name { get; }

    /// <summary>Whether it is read on from where the last run ended.</summary>
    public bool Grows => _read is not null;

    /// <summary>Where a source that grows begins. What was stored decides from then on: a later beginning leaves no hole behind it.</summary>
    public Instant Since { get; }

    /// <summary>Where a source that grows ends; <see langword="null"/> is the present.</summary>
    public Instant? Until { get; }

    /// <summary>How long after its end the vendor may still be without a reading of a source that grows. What is not older is left to a later run.</summary>
    public Duration PublishingDelay { get; }

    /// <summary>A series as it stands; a run that was stopped goes on by its token, and one that is complete does nothing again.</summary>
    /// <param name="series">The series; with operators too. The same one has to be given when the transfer goes on.</param>
    /// <param name="name">The key of its checkpoint; the series' <see cref="SeriesInfo.Identity"/> unless given.</param>
    /// <returns>The source.</returns>
    public static TransferSource Of(ReadingSeries series, string? name = null)
    {
        ArgumentNullException.ThrowIfNull(series);
        return new TransferSource(name ?? series.Info.Identity, series);
    }

    /// <summary>A series that grows: each run reads from the end of the last one to the present.</summary>
    /// <param name="name">The key of its checkpoint.</param>
    /// <param name="read">Opens the series over a range; operators may follow. It has to give the same series whenever the transfer goes on.</param>
    /// <param name="since">Where it begins.</param>
    /// <param name="until">Where it ends; the present unless given.</param>
    /// <param name="publishingDelay">How long after its end the vendor may still be without a reading; nothing unless given.</param>
    /// <returns>The source.</returns>
    public static TransferSource Growing(string name, Func<Interval, CancellationToken, ValueTask<ReadingSeries>> read, Instant since, Instant? until = null,
        Duration publishingDelay = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(read);
        return new TransferSource(name, read, since, until, publishingDelay);
    }

    /// <summary>A series of a vendor that grows, by its address.</summary>
    /// <param name="reader">The vendor's client.</param>
    /// <param name="series">The series.</param>
    /// <param name="since">Where it begins.</param>
    /// <param name="until">Where it ends; the present unless given.</param>
    /// <param name="publishingDelay">How long after its end the vendor may still be without a reading; what the vendor's package knows
    /// (<see cref="ISeriesReader.PublishingDelayOf"/>) unless given.</param>
    /// <returns>The source; its name is the address, whose key, where it has one, is also in the identity of the series.</returns>
    public static TransferSource Growing(ISeriesReader reader, SeriesUri series, Instant since, Instant? until = null, Duration? publishingDelay = null)
    {
        ArgumentNullException.ThrowIfNull(reader);
        ArgumentNullException.ThrowIfNull(series);
        return Growing(
            series.ToString(),
            async (range, cancellationToken) => (await reader.OpenAsync(series, range, cancellationToken).ConfigureAwait(false)).WithKeyOf(series),
            since,
            until,
            publishingDelay ?? reader.PublishingDelayOf(series));
    }

    /// <summary>What is left to be read behind a checkpoint; <see langword="null"/> when nothing is.</summary>
    internal TransferRead? NextRead(Checkpoint? checkpoint, Instant now, Duration lookBack)
    {
        if (_read is null)
        {
            return checkpoint is { IsComplete: true } ? null : new TransferRead(null, checkpoint?.Token);
        }

        if (checkpoint is { Token: { } token, ReadFrom: { } from, ReadUntil: { } until })
        {
            return new TransferRead(new Interval(from, until), token);
        }

        var end = Until is { } asked && asked < now - PublishingDelay ? asked : now - PublishingDelay;

        // A beginning behind what was stored would leave a hole between the two.
        var start = checkpoint?.Through is { } through ? Instant.Min(through, Instant.Max(Since, through - lookBack)) : Since;
        return start < end ? new TransferRead(new Interval(start, end), null) : null;
    }

    internal async ValueTask<ReadingSeries> OpenAsync(TransferRead read, CancellationToken cancellationToken)
    {
        var series = _series ?? await _read!(read.Range!.Value, cancellationToken).ConfigureAwait(false);
        return read.Token is { } token ? series.StartingAt(token) : series;
    }
}
