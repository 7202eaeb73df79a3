using System.Buffers;

namespace Energy.Clients;

/// <summary>One file of readings with the mark beside it that says how much of it counts.</summary>
internal sealed class ReadingFile : IReadingFile
{
    private readonly string _path;
    private readonly ReadingFileFormat _format;
    private readonly FileStream _file;
    private readonly ArrayBufferWriter<byte> _rows = new();
    private FileMark _mark;
    private long _length;
    private bool _isMarked;

    /// <exception cref="InvalidDataException">The file is not this series' or not a transfer's, or has lost readings.</exception>
    /// <exception cref="IOException">Another transfer has it open.</exception>
    public ReadingFile(string path, string name, ReadingFileFormat format)
    {
        _path = path;
        _format = format;
        var mark = ReadMark();
        if (mark is not null && mark.Name != name)
        {
            throw new InvalidDataException($"'{path}' holds {mark.Name} and not {name}. Choose another file.");
        }

        _file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 0);
        try
        {
            // Read again under the lock: another transfer may have written between the two.
            mark = ReadMark();
            var length = _file.CanSeek ? _file.Length : 0;
            if (length < (mark?.Length ?? 0))
            {
                throw new InvalidDataException(
                    $"'{path}' has {length} bytes, and its checkpoint counts {mark!.Length}: readings were lost. Bring the file back, or remove both to store {name} from its "
                        + $"beginning.");
            }

            if (mark is null && length > 0)
            {
                throw new InvalidDataException(
                    $"'{path}' exists and no checkpoint stands beside it, so it is not a transfer's and is left alone. Choose another file, or remove it.");
            }

            _isMarked = mark is not null;
            _mark = mark ?? new FileMark(name, 0, null);
            Cut(_mark.Length);
        }
        catch
        {
            _file.Dispose();
            throw;
        }
    }

    public Checkpoint? Checkpoint => _mark.Checkpoint;

    private string MarkPath => _path + ".checkpoint";

    /// <inheritdoc/>
    /// <remarks>Done when it returns: a flush to the disk has no other way.</remarks>
    public ValueTask AppendAsync(SeriesInfo series, ReadOnlyMemory<Reading> readings, Checkpoint? from, Checkpoint to, CancellationToken cancellationToken)
    {
        Append(series, readings.Span, from, to);
        return default;
    }

    private void Append(SeriesInfo series, ReadOnlySpan<Reading> readings, Checkpoint? from, Checkpoint to)
    {
        if (Checkpoint != from)
        {
            throw new CheckpointConflictException(from, Checkpoint);
        }

        _mark.Check(_path, series);
        if (!_isMarked)
        {
            // Before the first row, so that what a crash leaves behind is known for a transfer's.
            Mark(_mark);
            _isMarked = true;
        }

        _rows.ResetWrittenCount();
        if (_length == 0)
        {
            _format.WriteHeading(_rows);
        }

        foreach (ref readonly var reading in readings)
        {
            _format.WriteRow(_rows, series, reading);
        }

        var before = _length;
        var next = (readings.IsEmpty ? _mark : _mark.Of(series)) with { Length = before + _rows.WrittenCount, Checkpoint = to };
        try
        {
            _file.Write(_rows.WrittenSpan);
            _file.Flush(flushToDisk: true);
            Mark(next);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // What came of it does not count, or the rows of the next write would stand behind it; if even cutting fails, the next run does it.
            TryCut(before);
            throw new IOException($"'{_path}' could not be written: {e.Message} The readings behind the last checkpoint are not stored; the next run goes on from there.", e);
        }

        _length = next.Length;
        _mark = next;
    }

    public void Dispose() => _file.Dispose();

    private void Mark(FileMark mark) => AtomicFile.Replace(MarkPath, JsonSerializer.SerializeToUtf8Bytes(mark, CheckpointJsonContext.Default.FileMark));

    private FileMark? ReadMark()
    {
        if (!File.Exists(MarkPath))
        {
            return null;
        }

        try
        {
            return JsonSerializer.Deserialize(File.ReadAllBytes(MarkPath), CheckpointJsonContext.Default.FileMark);
        }
        catch (JsonException e)
        {
            throw new InvalidDataException(
                $"'{MarkPath}' is not a checkpoint that this package reads. {e.Message} Bring it back as it was, or remove it together with '{_path}'.", e);
        }
    }

    private void Cut(long length)
    {
        _length = length;
        if (_file.CanSeek)
        {
            if (_file.Length != length)
            {
                _file.SetLength(length);
            }

            _file.Position = length;
        }
    }

    private void TryCut(long length)
    {
        try
        {
            Cut(length);
        }
        catch (IOException)
        {
            _length = length;
        }
    }
}
