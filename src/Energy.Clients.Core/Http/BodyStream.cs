namespace Energy.Clients;

/// <summary>
/// The body of an answer while it arrives. Each read may wait for the network only so long (the idle limit); time in the consumer's hands does not count.
/// A cut or a stall is an <see cref="EnergyTransportException"/>.
/// </summary>
internal sealed class BodyStream : Stream
{
    private readonly Stream _inner;
    private readonly EnergyCall _call;
    private readonly TimeSpan _idleLimit;
    private readonly TimeProvider _time;
    private readonly long _mostBytes;
    private CancellationTokenSource _idle;
    private long _bytes;

    public BodyStream(Stream inner, EnergyCall call, TimeSpan idleLimit, long mostBytes, TimeProvider time)
    {
        _mostBytes = mostBytes;
        _inner = inner;
        _call = call;
        _idleLimit = idleLimit;
        _time = time;
        _idle = new CancellationTokenSource(Timeout.InfiniteTimeSpan, time);
    }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        using var registration = cancellationToken.UnsafeRegister(static state => ((CancellationTokenSource)state!).Cancel(), _idle);
        try
        {
            var read = _inner.ReadAsync(buffer, _idle.Token);
            if (read.IsCompletedSuccessfully)
            {
                return Counted(read.Result);
            }

            _idle.CancelAfter(_idleLimit);
            var count = await read.ConfigureAwait(false);
            if (!_idle.TryReset())
            {
                _idle.Dispose();
                _idle = new CancellationTokenSource(Timeout.InfiniteTimeSpan, _time);
            }

            return Counted(count);
        }
        catch (OperationCanceledException e) when (!cancellationToken.IsCancellationRequested)
        {
            throw EnergyErrors.TimedOut(
                _call, $"the body stood still for {nameof(EnergyClientOptions.BodyIdleTimeout)} = {_idleLimit}", nameof(EnergyClientOptions.BodyIdleTimeout), e, isOfBody: true);
        }
        catch (OperationCanceledException e)
        {
            throw new OperationCanceledException(e.Message, e, cancellationToken);
        }
        catch (Exception e) when (e is IOException or HttpRequestException)
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw EnergyErrors.CutOff(_call, "the connection ended inside the body", e);
        }
        catch (InvalidDataException e)
        {
            // What a compressed body that was cut, or changed on its way, looks like.
            throw EnergyErrors.CutOff(_call, "the compression of the body is broken", e);
        }
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException("The body arrives asynchronously; use ReadAsync.");

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    private int Counted(int read)
    {
        _bytes += read;
        return _bytes <= _mostBytes
            ? read
            : throw EnergyErrors.TooLarge(_call, $"it is longer than {nameof(EnergyClientOptions.MaxStreamedBodyBytes)} = {_mostBytes}");
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _inner.Dispose();
            _idle.Dispose();
        }

        base.Dispose(disposing);
    }
}
