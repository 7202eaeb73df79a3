namespace Energy.Clients.Authoring;

/// <summary>What the sinks into files have in common (<see cref="FileSink"/>, and the one of <c>Energy.Clients.Parquet</c>): one file of one series or a folder of them, and one
/// write at a time. For authors of sinks into another kind of file.</summary>
/// <remarks>Of a folder the 256 files that were used last stay open, however many series there are.</remarks>
public abstract class ReadingFileSink : ICheckpointedSink, IAsyncDisposable, IDisposable
{
    // A process may have some thousand files open, by default 1,024.
    private const int MostOpen = 256;

    private readonly string _path;
    private readonly bool _isFolder;
    private readonly string _extension;
    private readonly Dictionary<string, (IReadingFile File, long Used)> _files = [];
    private readonly SemaphoreSlim _lock = new(1, 1);
    private long _uses;

    /// <summary>Makes a sink; nothing is opened before the first write.</summary>
    /// <param name="path">The file, or the folder.</param>
    /// <param name="isFolder">Whether it is a folder of files, one a series.</param>
    /// <param name="extension">How the files of a folder end, such as <c>.csv</c>.</param>
    /// <exception cref="ArgumentException">The path is empty.</exception>
    protected ReadingFileSink(string path, bool isFolder, string extension)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        _path = path;
        _isFolder = isFolder;
        _extension = extension;
    }

    /// <inheritdoc/>
    public bool Replaces => false;

    /// <inheritdoc/>
    /// <exception cref="NotSupportedException">Always: readings that come twice could not be told from new ones. Transfers use the other overload.</exception>
    public ValueTask WriteAsync(SeriesInfo series, ReadOnlyMemory<Reading> readings, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException(
            "A file only takes readings together with their checkpoint, or those stored twice could not be told from new ones. Use a Transfer, or the overload with checkpoints.");

    /// <inheritdoc/>
    /// <exception cref="InvalidDataException">The file is not a transfer's, or has lost readings.</exception>
    /// <exception cref="IOException">Another transfer has the file open.</exception>
    public async ValueTask<Checkpoint?> GetCheckpointAsync(string name, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        await _lock.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            // Asking makes no file: a plan stores nothing.
            return _files.ContainsKey(name) || File.Exists(PathOf(name)) ? FileOf(name).Checkpoint : null;
        }
        finally
        {
            _lock.Release();
        }
    }

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The file holds the series in another unit, of another kind or with another sign; nothing was stored.</exception>
    /// <exception cref="SeriesException">The readings are not ascending, or cannot be kept in this kind of file; nothing was stored.</exception>
    /// <exception cref="IOException">The file could not be written, as when the disk is full; it is as it was before.</exception>
    public async ValueTask WriteAsync(SeriesInfo series, ReadOnlyMemory<Reading> readings, Checkpoint? from, Checkpoint to, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(series);
        ArgumentNullException.ThrowIfNull(to);
        await _lock.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            await FileOf(to.Name).AppendAsync(series, readings, from, to, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _lock.Release();
        }
    }

    /// <summary>Lets go of the files.</summary>
    public void Dispose()
    {
        foreach (var (file, _) in _files.Values)
        {
            file.Dispose();
        }

        _files.Clear();
        _lock.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>Lets go of the files.</summary>
    /// <returns>When that is done.</returns>
    public ValueTask DisposeAsync()
    {
        Dispose();
        GC.SuppressFinalize(this);
        return default;
    }

    /// <summary>Opens the file of a series, or makes it.</summary>
    /// <param name="path">The file.</param>
    /// <param name="name">The name of the checkpoint, which the file must be of.</param>
    /// <returns>The file; the sink disposes it.</returns>
    protected abstract IReadingFile Open(string path, string name);

    private string PathOf(string name) => _isFolder ? Path.Combine(_path, AtomicFile.NameFor(name) + _extension) : _path;

    private IReadingFile FileOf(string name)
    {
        if (_files.TryGetValue(name, out var open))
        {
            _files[name] = (open.File, ++_uses);
            return open.File;
        }

        if (_isFolder)
        {
            Directory.CreateDirectory(_path);
        }
        else if (_files.Count > 0)
        {
            throw new InvalidOperationException($"'{_path}' holds {_files.Keys.First()}, and one file holds one series, so {name} cannot go there. Use a folder.");
        }

        if (_files.Count >= MostOpen)
        {
            // It opens again when it is its turn, and its checkpoint is compared then.
            var longest = _files.MinBy(static f => f.Value.Used);
            _files.Remove(longest.Key);
            longest.Value.File.Dispose();
        }

        var file = Open(PathOf(name), name);
        _files.Add(name, (file, ++_uses));
        return file;
    }
}
