namespace Energy.Clients;

/// <summary>A token that is cancelled by the caller or by the end of a call's total time, whichever comes first.</summary>
internal sealed class TotalLimit : IDisposable
{
    private readonly CancellationTokenSource? _timer;
    private readonly CancellationTokenSource? _linked;

    public TotalLimit(TimeProvider time, long deadline, CancellationToken cancellationToken)
    {
        if (deadline is 0 or long.MaxValue)
        {
            Token = cancellationToken;
            return;
        }

        var remaining = time.Remaining(deadline);
        _timer = new CancellationTokenSource(remaining > TimeSpan.Zero ? remaining : TimeSpan.Zero, time);
        _linked = CancellationTokenSource.CreateLinkedTokenSource(_timer.Token, cancellationToken);
        Token = _linked.Token;
    }

    public CancellationToken Token { get; }

    public void Dispose()
    {
        _linked?.Dispose();
        _timer?.Dispose();
    }
}
