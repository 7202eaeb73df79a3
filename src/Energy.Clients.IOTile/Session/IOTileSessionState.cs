using NodaTime;

namespace Energy.Clients.IOTile;

/// <summary>The token of one account and the lock under which it is fetched or renewed, one at a time.</summary>
internal sealed class IOTileSessionState
{
    public SemaphoreSlim Gate { get; } = new(1, 1);

    /// <summary>The token in use.</summary>
    public IOTileToken? Current { get; set; }

    /// <summary>The secret of the options that was used up: a token that was signed out or could not be renewed.</summary>
    public string? Spent { get; set; }

    /// <summary>The secret that the token in use came from.</summary>
    public string? Origin { get; set; }

    /// <summary>When renewing was tried last and failed although the token still lives.</summary>
    public Instant? RefreshFailedAt { get; set; }

    /// <summary>Whether the token that the options give beside a password was taken up; it is once, and what follows comes from signing in.</summary>
    public bool TookStored { get; set; }
}
