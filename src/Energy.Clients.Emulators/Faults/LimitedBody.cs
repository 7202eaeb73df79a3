namespace Energy.Clients.Emulators;

/// <summary>A body of which only the first bytes get out.</summary>
internal sealed class LimitedBody(EmulatorExchange exchange, Stream wire, long limit, bool stall) : Stream
{
    private long _left = limit;

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (buffer.Length <= _left)
        {
            await wire.WriteAsync(buffer, cancellationToken);
            _left -= buffer.Length;
            return;
        }

        var last = buffer[..(int)_left];
        _left = 0;
        await wire.WriteAsync(last, cancellationToken);
        await wire.FlushAsync(cancellationToken);
        if (stall)
        {
            await exchange.ForeverAsync();
        }

        // The server ends the connection of a handler that fails after its answer has begun, without ending the body.
        throw new FaultCutException();
    }

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override Task FlushAsync(CancellationToken cancellationToken) => wire.FlushAsync(cancellationToken);

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException("Emulators write asynchronously.");

    public override void Flush() => throw new NotSupportedException("Emulators write asynchronously.");

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();
}
