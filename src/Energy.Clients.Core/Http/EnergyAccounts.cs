namespace Energy.Clients.Authoring;

/// <summary>The accounts that were used lately, by server (host and path) and credential: one for a container, or for a client made with <c>new</c>.</summary>
/// <remarks>
/// An account is kept as long as somebody holds it, and for <see cref="KeptUnused"/> after it was last asked for, so that a budget that is used up stays used up and a token is not
/// fetched twice; then it is forgotten.
/// </remarks>
internal sealed class EnergyAccounts
{
    /// <summary>How long an account is kept that nobody holds.</summary>
    public static readonly Duration KeptUnused = Duration.FromMinutes(15);

    private const int LeastBetweenSweeps = 256;

    private readonly Lock _gate = new();
    private readonly Dictionary<(string Server, string Account), Entry> _accounts = [];
    private readonly Dictionary<string, RateBudgets> _servers = [];
    private int _sweepAt = LeastBetweenSweeps;

    /// <summary>How many accounts are known.</summary>
    internal int Count
    {
        get
        {
            lock (_gate)
            {
                return _accounts.Count;
            }
        }
    }

    /// <summary>The account of a credential at a server.</summary>
    /// <param name="baseAddress">The server, with the path below which the service lives.</param>
    /// <param name="credential">The credential.</param>
    /// <param name="newBudget">Makes the rate budget of an account that was not used before.</param>
    /// <param name="timeProvider">The clock.</param>
    /// <returns>The account.</returns>
    public EnergyAccount Get(Uri baseAddress, EnergyCredential credential, Func<RateBudget> newBudget, TimeProvider timeProvider)
    {
        ArgumentNullException.ThrowIfNull(baseAddress);
        ArgumentNullException.ThrowIfNull(credential);
        ArgumentNullException.ThrowIfNull(newBudget);
        ArgumentNullException.ThrowIfNull(timeProvider);
        lock (_gate)
        {
            var key = (ServerOf(baseAddress), credential.AccountId);
            var account = _accounts.TryGetValue(key, out var entry) ? entry.Find() : null;
            if (account is null)
            {
                Sweep(timeProvider);
                account = new EnergyAccount(credential, new RateBudgets(newBudget(), timeProvider));
                _accounts[key] = entry = new Entry(account);
            }

            entry!.Use(account, timeProvider.GetTimestamp());
            return account;
        }
    }

    /// <summary>The budgets of everybody who asks a server without a credential.</summary>
    internal RateBudgets OfServer(Uri baseAddress, Func<RateBudget> newBudget, TimeProvider timeProvider)
    {
        lock (_gate)
        {
            var server = ServerOf(baseAddress);
            return _servers.TryGetValue(server, out var budgets) ? budgets : _servers[server] = new RateBudgets(newBudget(), timeProvider);
        }
    }

    private static string ServerOf(Uri baseAddress) => baseAddress.GetLeftPart(UriPartial.Path).TrimEnd('/');

    // When the number of accounts has doubled, so that the cost stays a constant for each new one.
    private void Sweep(TimeProvider time)
    {
        if (_accounts.Count < _sweepAt)
        {
            return;
        }

        foreach (var (key, entry) in _accounts)
        {
            if (entry.Forget(time))
            {
                _accounts.Remove(key);
            }
        }

        _sweepAt = Math.Max(LeastBetweenSweeps, _accounts.Count * 2);
    }

    private sealed class Entry(EnergyAccount account)
    {
        private readonly WeakReference<EnergyAccount> _held = new(account);
        private EnergyAccount? _kept;
        private long _usedAt;

        public EnergyAccount? Find() => _held.TryGetTarget(out var held) ? held : null;

        public void Use(EnergyAccount account, long now) => (_kept, _usedAt) = (account, now);

        /// <summary>Lets go of an account that was not asked for lately and does not rest; whether it is gone.</summary>
        public bool Forget(TimeProvider time)
        {
            if (_kept is { } kept && time.GetElapsedTime(_usedAt) > KeptUnused.ToTimeSpan() && kept.Budgets.IsQuiet)
            {
                _kept = null;
            }

            return _kept is null && !_held.TryGetTarget(out _);
        }
    }
}
