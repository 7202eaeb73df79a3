using Parquet;

namespace Energy.Clients.Parquet;

/// <summary>Series out of Parquet files: those of a <see cref="ParquetSink"/>, and any other of the columns <c>start</c>, <c>end</c> and <c>value</c>.</summary>
public static class ParquetSeries
{
    /// <summary>Opens a file that says what its series is, as those of a <see cref="ParquetSink"/> do.</summary>
    /// <param name="path">The file.</param>
    /// <param name="cancellationToken">Cancels the look at it, and every enumeration.</param>
    /// <returns>The readings: one row group in memory at a time. A token goes on in a file to which row groups were added, too.</returns>
    /// <exception cref="InvalidDataException">The file is not Parquet, has other columns, or says nothing of its series.</exception>
    /// <exception cref="IOException">The file cannot be read, or a sink has it open.</exception>
    public static async Task<ReadingSeries> OpenAsync(string path, CancellationToken cancellationToken = default)
    {
        var (info, groups) = await LookAsync(path, cancellationToken).ConfigureAwait(false);
        return info is not null
            ? new ReadingSeries(new ParquetSource(path, info.Identity, groups), info, cancellationToken)
            : throw new InvalidDataException($"'{path}' says nothing of its series (unit, kind, …). Open it with a SeriesInfo.");
    }

    /// <summary>Opens a file with words of one's own about it.</summary>
    /// <param name="path">The file; its columns are <c>start</c> and <c>end</c> (timestamps; those without a zone are taken for UTC) and <c>value</c> (double), and any
    /// others.</param>
    /// <param name="info">What is known of the series.</param>
    /// <param name="cancellationToken">Cancels the look at it, and every enumeration.</param>
    /// <returns>The readings: one row group in memory at a time.</returns>
    /// <exception cref="InvalidDataException">The file is not Parquet, or has other columns.</exception>
    /// <exception cref="IOException">The file cannot be read, or a sink has it open.</exception>
    public static async Task<ReadingSeries> OpenAsync(string path, SeriesInfo info, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(info);
        var (_, groups) = await LookAsync(path, cancellationToken).ConfigureAwait(false);
        return new ReadingSeries(new ParquetSource(path, info.Identity, groups), info, cancellationToken);
    }

    /// <summary>Opens a file, or says what it is not.</summary>
    internal static async Task<ParquetReader> ReaderOfAsync(string path, CancellationToken cancellationToken)
    {
        var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 1 << 16);
        try
        {
            return await ParquetReader.CreateAsync(file, null, leaveStreamOpen: false, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            await file.DisposeAsync().ConfigureAwait(false);
            throw Unreadable(path, e);
        }
    }

    private static InvalidDataException Unreadable(string path, Exception cause) => new(
        $"'{path}' cannot be read as a Parquet file: {cause.Message} Where a transfer that was killed wrote it, run the transfer again: it puts the file right.", cause);

    private static async Task<(SeriesInfo? Info, int Groups)> LookAsync(string path, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        var reader = await ReaderOfAsync(path, cancellationToken).ConfigureAwait(false);
        await using var _ = reader.ConfigureAwait(false);
        try
        {
            ReadingColumns.CheckColumns(reader, path);
            return (ReadingColumns.InfoOf(reader, path), reader.RowGroupCount);
        }
        catch (Exception e) when (e is not (OperationCanceledException or InvalidDataException))
        {
            // The library reads the columns of the footer only now.
            throw Unreadable(path, e);
        }
    }
}
