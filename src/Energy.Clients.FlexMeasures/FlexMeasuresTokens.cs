namespace Energy.Clients.FlexMeasures;

/// <summary>The token of one account, and the sign-in that all callers share.</summary>
internal sealed class FlexMeasuresTokens(TimeProvider time)
{
    private readonly Lock _gate = new();
    private string? _current;
    private bool _tookStored;

    public SharedSignIn<string> SignIn { get; } = new(time);

    public string? Current
    {
        get => Volatile.Read(ref _current);
        set => Volatile.Write(ref _current, value);
    }

    /// <summary>Takes up a token of an earlier run, once; what follows comes from signing in.</summary>
    public void TakeStored(string? stored)
    {
        lock (_gate)
        {
            _current = _tookStored ? _current : _current ?? stored;
            _tookStored = true;
        }
    }

    /// <summary>Forgets a token that the server refused, unless there is another one meanwhile.</summary>
    public void Forget(string refused)
    {
        var current = Current;
        if (current == refused)
        {
            Interlocked.CompareExchange(ref _current, null, current);
        }
    }
}
