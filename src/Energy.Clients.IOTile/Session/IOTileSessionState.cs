namespace Energy.Clients.IOTile;

/// <summary>The token of one account, and the sign-in (or renewal) that all callers share.</summary>
internal sealed class IOTileSessionState(TimeProvider time)
{
    private readonly Lock _gate = new();
    private IOTileToken? _current;
    private string? _spent;
    private string? _origin;
    private bool _tookStored;

    public SharedSignIn<IOTileToken> SignIn { get; } = new(time);

    /// <summary>The token in use.</summary>
    public IOTileToken? Current
    {
        get => Volatile.Read(ref _current);
        set
        {
            lock (_gate)
            {
                _current = value;
                IsSignedOut = false;
            }
        }
    }

    /// <summary>When renewing was tried last and failed although the token still lives.</summary>
    public Instant? RefreshFailedAt { get; set; }

    /// <summary>Whether the token in use was forgotten because the user signed out.</summary>
    public bool IsSignedOut { get; private set; }

    /// <summary>Takes up the token that the options give beside a password, once; what follows comes from signing in.</summary>
    public void TakeStored(IOTileToken? stored)
    {
        lock (_gate)
        {
            _current = _tookStored ? _current : _current ?? stored;
            _tookStored = true;
        }
    }

    /// <summary>Takes up a token given as it is, unless the one in use came from it, or it is spent.</summary>
    public void Take(string secret, IOTileTokenScheme scheme)
    {
        lock (_gate)
        {
            if (secret != _spent && (_current is null || _origin != secret))
            {
                (_current, _origin, _spent, IsSignedOut) = (new IOTileToken(secret, scheme), secret, null, false);
            }
        }
    }

    /// <summary>Forgets a token that the server does not take, unless there is another meanwhile.</summary>
    public void Refuse(string header)
    {
        lock (_gate)
        {
            _tookStored = true;
            _current = _current?.Header == header ? null : _current;
        }
    }

    /// <summary>Forgets the token in use, and the secret that it came from: signed out, or not to be renewed.</summary>
    public void Forget(bool isSignedOut)
    {
        lock (_gate)
        {
            (_spent, _current, IsSignedOut) = (_origin, null, isSignedOut);
        }
    }
}
