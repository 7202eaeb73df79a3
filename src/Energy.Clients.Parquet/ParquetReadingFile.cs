using System.Buffers.Binary;

namespace Energy.Clients.Parquet;

/// <summary>One file of readings with the mark beside it that says how much of it counts.</summary>
internal sealed class ParquetReadingFile : IReadingFile
{
    // Behind the footer stand its length and the word that every file ends with.
    private const int Behind = 8;

    private readonly string _path;
    private readonly FileStream _file;
    private ParquetMark _mark;
    private bool _isMarked;

    /// <exception cref="InvalidDataException">The file is not this series' or not a transfer's, or has lost readings.</exception>
    /// <exception cref="IOException">Another transfer has it open, or it is no file that can be written anywhere.</exception>
    public ParquetReadingFile(string path, string name)
    {
        _path = path;
        CheckName(ReadMark(), name);
        _file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 0);
        try
        {
            // Read again under the lock: another transfer may have written between the two.
            var mark = ReadMark();
            CheckName(mark, name);
            var length = _file.CanSeek ? _file.Length : 0;
            if (mark is null && length > 0)
            {
                throw new InvalidDataException(
                    $"'{path}' exists and no checkpoint stands beside it, so it is not a transfer's and is left alone. Choose another file, or remove it.");
            }

            if (length < (mark?.FooterAt ?? 0))
            {
                throw new InvalidDataException(
                    $"'{path}' has {length} bytes, and its checkpoint counts {mark!.Length}: readings were lost. Bring the file back, or remove both to store {name} from its "
                        + $"beginning.");
            }

            _isMarked = mark is not null;
            _mark = mark ?? new ParquetMark(name, 0, [], null, null);
            Restore();
        }
        catch
        {
            _file.Dispose();
            throw;
        }
    }

    public Checkpoint? Checkpoint { get; private set; }

    private string MarkPath => _path + ".checkpoint";

    public async ValueTask AppendAsync(SeriesInfo series, ReadOnlyMemory<Reading> readings, Checkpoint? from, Checkpoint to, CancellationToken cancellationToken)
    {
        if (Checkpoint != from)
        {
            throw new CheckpointConflictException(from, Checkpoint);
        }

        ReadingColumns.Check(series, readings.Span);
        CheckSeries(series);
        if (!_isMarked)
        {
            // Before the first byte, so that what a crash leaves behind is known for a transfer's.
            Mark(_mark);
            _isMarked = true;
        }

        var next = _mark with { Checkpoint = to.ToText() };
        if (readings.IsEmpty)
        {
            Mark(next);
        }
        else
        {
            var end = new AppendedStream(_mark.FooterAt, _mark.Footer);
            await using (end.ConfigureAwait(false))
            {
                await ReadingColumns.WriteAsync(end, append: _mark.Footer.Length > 0, series, readings, cancellationToken).ConfigureAwait(false);
                var written = end.Written;
                var footer = BinaryPrimitives.ReadInt32LittleEndian(written.Span[^Behind..]) + Behind;
                next = next with { FooterAt = _mark.FooterAt + written.Length - footer, Footer = written[^footer..].ToArray(), Series = series };
                Store(written.Span, next);
            }
        }

        _mark = next;
        Checkpoint = to;
    }

    public void Dispose() => _file.Dispose();

    private void Store(ReadOnlySpan<byte> written, ParquetMark next)
    {
        try
        {
            if (_file.CanSeek)
            {
                _file.Position = _mark.FooterAt;
            }

            _file.Write(written);
            _file.Flush(flushToDisk: true);
            Mark(next);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // What came of it does not count, and a longer footer must not stay behind a shorter one; if even that cannot be undone, the next run does it.
            TryRestore();
            throw new IOException($"'{_path}' could not be written: {e.Message} The readings behind the last checkpoint are not stored; the next run goes on from there.", e);
        }
    }

    private void CheckSeries(SeriesInfo series)
    {
        if (_mark.Series is not { } stored)
        {
            return;
        }

        foreach (var (what, before, now, remedy) in ((string, string, string, string)[])
            [("unit", stored.Unit.Symbol, series.Unit.Symbol, "convert it with ToUnit"), ("kind", $"{stored.Kind}", $"{series.Kind}", "convert it with ToEnergy or ToPower"),
                ("direction", stored.Positive.Name, series.Positive.Name, "turn it with WithSign")])
        {
            if (before != now)
            {
                throw new ArgumentException(
                    $"'{_path}' holds {stored.Identity} with the {what} '{before}', and it now comes with '{now}'. To store it there, {remedy}; or store it in another file. "
                        + $"Nothing was stored.", nameof(series));
            }
        }
    }

    private void CheckName(ParquetMark? mark, string name)
    {
        if (mark is not null && mark.Name != name)
        {
            throw new InvalidDataException($"'{_path}' holds {mark.Name} and not {name}. Choose another file.");
        }
    }

    private void Mark(ParquetMark mark) => AtomicFile.Replace(MarkPath, JsonSerializer.SerializeToUtf8Bytes(mark, ParquetJsonContext.Default.ParquetMark));

    private ParquetMark? ReadMark()
    {
        if (!File.Exists(MarkPath))
        {
            return null;
        }

        try
        {
            var mark = JsonSerializer.Deserialize(File.ReadAllBytes(MarkPath), ParquetJsonContext.Default.ParquetMark);
            if (mark is not { Name: not null, Footer: not null })
            {
                throw new JsonException("A member is missing.");
            }

            Checkpoint = mark.Checkpoint is { } text ? Checkpoint.Parse(text) : null;
            return mark;
        }
        catch (Exception e) when (e is JsonException or FormatException)
        {
            throw new InvalidDataException(
                $"'{MarkPath}' is not a checkpoint that this package reads. {e.Message} Bring it back as it was, or remove it together with '{_path}'.", e);
        }
    }

    // The file as the mark says: the bytes before the footer were never touched, and the footer is in the mark.
    private void Restore()
    {
        if (!_file.CanSeek || (_file.Length == _mark.Length && IsFooterThere()))
        {
            return;
        }

        _file.SetLength(_mark.FooterAt);
        _file.Position = _mark.FooterAt;
        _file.Write(_mark.Footer);
        _file.Flush(flushToDisk: true);
    }

    private bool IsFooterThere()
    {
        var footer = new byte[_mark.Footer.Length];
        _file.Position = _mark.FooterAt;
        return _file.ReadAtLeast(footer, footer.Length, throwOnEndOfStream: false) == footer.Length && footer.AsSpan().SequenceEqual(_mark.Footer);
    }

    private void TryRestore()
    {
        try
        {
            Restore();
        }
        catch (IOException)
        {
            // The mark still says what counts.
        }
    }
}
