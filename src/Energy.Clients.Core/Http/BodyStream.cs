namespace Energy.Clients;

/// <summary>
/// The body of an answer while it arrives. Each read may wait for the network only so long (the idle limit), what arrives while it is waited for must come at a least rate,
/// and a body that is read as a whole must come within the call's total limit; time in the consumer's hands does not count for the first two.
/// Whatever ends a read, but the caller's cancellation, is an <see cref="EnergyTransportException"/>.
/// </summary>
internal sealed class BodyStream(Stream inner, EnergyCall call, EnergyClientOptions options, TimeProvider time, bool isWhole) : ReadOnlyStream
{
    private readonly TimeSpan _idleLimit = options.BodyIdleTimeout;
    private CancellationTokenSource _idle = new(Timeout.InfiniteTimeSpan, time);
    private bool _isSpent;
    private long _bytes;

    // What came in the present window of waiting, which is as long as the idle limit.
    private long _windowBytes;
    private TimeSpan _windowWaited;

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var remaining = isWhole ? call.Limit.Remaining : TimeSpan.MaxValue;
        if (remaining <= TimeSpan.Zero)
        {
            throw EnergyErrors.TotalTimedOut(call, null);
        }

        // Spent by the read before; or by its caller, though that read came through. Not sooner: its caller could still reach it.
        if (_isSpent || _idle.IsCancellationRequested)
        {
            _idle.Dispose();
            _idle = new CancellationTokenSource(Timeout.InfiniteTimeSpan, time);
            _isSpent = false;
        }

        // Which limit it is that ends the read is known before it does: a timer may be a fraction of a millisecond early.
        var isTotal = remaining <= _idleLimit;
        using var registration = cancellationToken.UnsafeRegister(static state => ((CancellationTokenSource)state!).Cancel(), _idle);
        try
        {
            var since = time.GetTimestamp();
            var read = inner.ReadAsync(buffer, _idle.Token);
            if (read.IsCompletedSuccessfully)
            {
                return Counted(read.Result, since);
            }

            _idle.CancelAfter(isTotal ? remaining : _idleLimit);
            var count = await read.ConfigureAwait(false);
            _isSpent = !_idle.TryReset();
            return Counted(count, since);
        }
        catch (Exception e) when (cancellationToken.IsCancellationRequested)
        {
            // Also where a limit was first: who cancelled gets the cancellation.
            e = call.Secrets.Scrub(e);
            throw new OperationCanceledException(e.Message, e, cancellationToken);
        }
        catch (Exception e) when (e is not EnergyApiException)
        {
            throw e is not OperationCanceledException ? EnergyErrors.BodyBroken(call, e)
                : !_idle.IsCancellationRequested ? EnergyErrors.BodyGivenUp(call, e)
                : isTotal ? EnergyErrors.TotalTimedOut(call, e)
                : TooSlow($"the body stood still for {nameof(options.BodyIdleTimeout)} = {_idleLimit}", nameof(options.BodyIdleTimeout), e);
        }
    }

    private int Counted(int read, long since)
    {
        _windowWaited += time.GetElapsedTime(since);
        _bytes += read;
        _windowBytes += read;
        if (_bytes > options.MaxStreamedBodyBytes)
        {
            throw EnergyErrors.TooLarge(call, $"it is longer than {nameof(options.MaxStreamedBodyBytes)} = {options.MaxStreamedBodyBytes}");
        }

        if (_windowWaited >= _idleLimit)
        {
            if (read > 0 && _windowBytes < options.MinBodyBytesPerSecond * _windowWaited.TotalSeconds)
            {
                throw TooSlow(
                    $"the body brought {_windowBytes} bytes in {_windowWaited}, less than {nameof(options.MinBodyBytesPerSecond)} = {options.MinBodyBytesPerSecond} asks for",
                    nameof(options.MinBodyBytesPerSecond), null);
            }

            (_windowBytes, _windowWaited) = (0, TimeSpan.Zero);
        }

        return read;
    }

    private EnergyTransportException TooSlow(string what, string option, Exception? cause) => EnergyErrors.TimedOut(call, what, option, cause, isOfBody: true);

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            inner.Dispose();
            _idle.Dispose();
        }

        base.Dispose(disposing);
    }
}
