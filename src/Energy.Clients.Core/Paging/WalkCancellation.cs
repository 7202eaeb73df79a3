namespace Energy.Clients.Authoring;

/// <summary>The two tokens that stop a walk: the one given to the method that made the list, and the one given to <c>WithCancellation</c>.</summary>
internal sealed class WalkCancellation : IDisposable
{
    private readonly CancellationTokenSource? _linked;
    private readonly CancellationToken _first;
    private readonly CancellationToken _second;

    public WalkCancellation(CancellationToken first, CancellationToken second)
    {
        _first = first;
        _second = second;
        if (first.CanBeCanceled && second.CanBeCanceled && first != second)
        {
            _linked = CancellationTokenSource.CreateLinkedTokenSource(first, second);
        }

        Token = _linked?.Token ?? (first.CanBeCanceled ? first : second);
    }

    public CancellationToken Token { get; }

    public void ThrowIfStopped()
    {
        if (Token.IsCancellationRequested)
        {
            throw Plain(null);
        }
    }

    /// <summary>Always the plain kind, and with the token that the caller knows: not a waiting task's, nor the two tokens linked.</summary>
    public OperationCanceledException Plain(OperationCanceledException? cause) =>
        new(cause?.Message ?? "The walk was stopped.", cause, _first.IsCancellationRequested ? _first : _second);

    public void Dispose() => _linked?.Dispose();
}
