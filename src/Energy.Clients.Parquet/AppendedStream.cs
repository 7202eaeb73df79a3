namespace Energy.Clients.Parquet;

/// <summary>The end of a file in memory, at its true place: what is before it cannot be touched, the footer is read from memory, and what is written over it stays there until it
/// goes to the disk as one piece.</summary>
/// <param name="at">Where the memory begins.</param>
/// <param name="footer">The present footer, to the end of the file.</param>
internal sealed class AppendedStream(long at, ReadOnlySpan<byte> footer) : Stream
{
    private static readonly byte[] Magic = "PAR1"u8.ToArray();

    private readonly MemoryStream _memory = Copy(footer);
    private long _position;

    public override bool CanRead => true;

    public override bool CanSeek => true;

    public override bool CanWrite => true;

    public override long Length => at + _memory.Length;

    public override long Position
    {
        get => _position;
        set => _position = value;
    }

    /// <summary>What takes the place of the old footer.</summary>
    public ReadOnlyMemory<byte> Written => _memory.GetBuffer().AsMemory(0, (int)_memory.Length);

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer)
    {
        // The only thing that is read from the front is what every file begins with.
        if (at > 0 && _position < Magic.Length)
        {
            var head = Magic.AsSpan((int)_position);
            head = head[..Math.Min(head.Length, buffer.Length)];
            head.CopyTo(buffer);
            _position += head.Length;
            return head.Length;
        }

        _memory.Position = Inside();
        var read = _memory.Read(buffer);
        _position += read;
        return read;
    }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        _memory.Position = Inside();
        _memory.Write(buffer);
        _position += buffer.Length;
    }

    public override long Seek(long offset, SeekOrigin origin) => _position = origin switch
    {
        SeekOrigin.Begin => offset,
        SeekOrigin.Current => _position + offset,
        _ => Length + offset,
    };

    public override void SetLength(long value)
    {
        _position = value;
        _memory.SetLength(Inside());
    }

    public override void Flush()
    {
    }

    private static MemoryStream Copy(ReadOnlySpan<byte> footer)
    {
        var memory = new MemoryStream(Math.Max(footer.Length, 1 << 16));
        memory.Write(footer);
        return memory;
    }

    private long Inside() => _position >= at ? _position - at : throw new InvalidOperationException($"Byte {_position} is before the footer at {at}, and is never touched.");
}
