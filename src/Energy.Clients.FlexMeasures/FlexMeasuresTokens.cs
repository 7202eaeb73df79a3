namespace Energy.Clients.FlexMeasures;

/// <summary>The token of one account, and the sign-in that all callers share.</summary>
internal sealed class FlexMeasuresTokens(TimeProvider time)
{
    private string? _current;
    private int _tookStored;

    public SharedSignIn<string> SignIn { get; } = new(time);

    public string? Current
    {
        get => Volatile.Read(ref _current);
        set => Volatile.Write(ref _current, value);
    }

    /// <summary>Takes up a token of an earlier run, once; what follows comes from signing in.</summary>
    public void TakeStored(string? stored)
    {
        if (Interlocked.Exchange(ref _tookStored, 1) == 0 && stored is not null)
        {
            Current = stored;
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
