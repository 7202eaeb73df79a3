using System.Collections.Concurrent;

namespace Energy.Clients;

/// <summary>The accounts that were used so far, by server and credential: one for a container, or for a client made with <c>new</c>.</summary>
/// <remarks>An account is small and is kept as long as its registry, so that a budget that is used up stays used up.</remarks>
public sealed class EnergyAccounts
{
    private readonly ConcurrentDictionary<(string Server, string Account), EnergyAccount> _accounts = new();

    /// <summary>The account of a credential at a server.</summary>
    /// <param name="baseAddress">The server.</param>
    /// <param name="credential">The credential.</param>
    /// <param name="newBudget">Makes the rate budget of an account that was not used before.</param>
    /// <returns>The account.</returns>
    public EnergyAccount Get(Uri baseAddress, EnergyCredential credential, Func<RateBudget> newBudget)
    {
        ArgumentNullException.ThrowIfNull(baseAddress);
        ArgumentNullException.ThrowIfNull(credential);
        ArgumentNullException.ThrowIfNull(newBudget);
        return _accounts.GetOrAdd(
            (baseAddress.GetLeftPart(UriPartial.Authority), credential.AccountId),
            static (_, state) => new EnergyAccount(state.credential, state.newBudget()),
            (credential, newBudget));
    }
}
