using System.Collections.Concurrent;

namespace Energy.Clients;

/// <summary>One credential at one server, and what all callers with that credential share: its rate budget and its tokens.</summary>
public sealed class EnergyAccount
{
    private readonly ConcurrentDictionary<Type, object> _states = new();

    internal EnergyAccount(EnergyCredential credential, RateBudget budget)
    {
        Credential = credential;
        Budget = budget;
    }

    /// <summary>The credential.</summary>
    public EnergyCredential Credential { get; }

    /// <summary>The rate budget of everybody who uses this credential.</summary>
    public RateBudget Budget { get; }

    /// <summary>State that an authenticator keeps for this account (a token cache), made once.</summary>
    /// <typeparam name="T">The state's type; one of each.</typeparam>
    /// <param name="create">Makes the state when there is none yet.</param>
    /// <returns>The state.</returns>
    public T GetState<T>(Func<T> create)
        where T : class => (T)_states.GetOrAdd(typeof(T), static (_, make) => make(), create);
}
