using System.Collections.Concurrent;

namespace Energy.Clients;

/// <summary>The budgets of one account, or of a server that is asked without one: one for everything, and one for each class of routes that the vendor limits by itself.</summary>
internal sealed class RateBudgets(RateBudget whole, TimeProvider time)
{
    private ConcurrentDictionary<string, RateBudget>? _classes;

    public RateBudget Whole => whole;

    public bool IsQuiet => whole.State is { Wait: var wait, InFlight: 0, Waiting: 0 } && wait == Duration.Zero;

    /// <summary>The budget in which a refusal of the endpoint counts.</summary>
    public RateBudget Of(EnergyEndpoint endpoint) => endpoint.BudgetClass.Length == 0
        ? whole
        : LazyInitializer.EnsureInitialized(ref _classes, static () => new()).GetOrAdd(endpoint.BudgetClass, static (_, time) => new RateBudget(null, 1, time), time);
}
