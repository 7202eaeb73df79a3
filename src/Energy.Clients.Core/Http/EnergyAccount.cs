namespace Energy.Clients.Authoring;

/// <summary>One credential at one server, and what all callers with that credential share: its rate budget and its tokens.</summary>
public sealed class EnergyAccount
{
    private readonly Lock _gate = new();
    private Dictionary<Type, object>? _states;

    internal EnergyAccount(EnergyCredential credential, RateBudgets budgets)
    {
        Credential = credential;
        Budgets = budgets;
    }

    /// <summary>The credential.</summary>
    public EnergyCredential Credential { get; }

    /// <summary>The rate budget of everybody who uses this credential. Classes of routes that the vendor limits by themselves have budgets of their own besides.</summary>
    public RateBudget Budget => Budgets.Whole;

    internal RateBudgets Budgets { get; }

    /// <summary>State that an authenticator keeps for this account (a token cache), made once.</summary>
    /// <typeparam name="T">The state's type; one of each.</typeparam>
    /// <param name="create">Makes the state when there is none yet.</param>
    /// <returns>The state.</returns>
    public T GetState<T>(Func<T> create)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(create);
        lock (_gate)
        {
            _states ??= [];
            if (!_states.TryGetValue(typeof(T), out var state))
            {
                _states[typeof(T)] = state = create();
            }

            return (T)state;
        }
    }
}
