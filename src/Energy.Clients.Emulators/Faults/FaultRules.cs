namespace Energy.Clients.Emulators;

/// <summary>Which requests a server answers wrongly, and how.</summary>
/// <remarks>
/// At most one rule strikes a request: the oldest rule with a number of times that matches it, or else the oldest rule without one.
/// So <c>Next(a); Next(b)</c> strikes the first request with a and the second with b, and <see cref="Always"/> fills what is left.
/// Safe for any number of threads.
/// </remarks>
public sealed class FaultRules
{
    private readonly Lock _gate = new();
    private readonly List<FaultRule> _rules = [];

    internal FaultRules()
    {
    }

    /// <summary>Strikes the next requests.</summary>
    /// <param name="fault">What goes wrong.</param>
    /// <param name="times">How many requests, from 1. Default: 1.</param>
    /// <returns>The rule.</returns>
    public FaultRule Next(Fault fault, int times = 1) => Add(fault, null, 0, times);

    /// <summary>Strikes every request.</summary>
    /// <param name="fault">What goes wrong.</param>
    /// <returns>The rule; <see cref="FaultRule.Remove"/> ends it.</returns>
    public FaultRule Always(Fault fault) => Add(fault, null, 0, null);

    /// <summary>Lets requests pass, and then strikes: <c>After(3, Fault.ExpiredCredential())</c>.</summary>
    /// <param name="requests">How many requests pass first, from 0; those that another rule strikes are not counted.</param>
    /// <param name="fault">What goes wrong.</param>
    /// <param name="times">How many requests are struck then, or <see langword="null"/> for all. Default: 1.</param>
    /// <returns>The rule.</returns>
    public FaultRule After(int requests, Fault fault, int? times = 1)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(requests);
        return Add(fault, null, requests, times);
    }

    /// <summary>Strikes the requests that meet a condition.</summary>
    /// <param name="condition">Which requests; it must be quick and must not call the emulators.</param>
    /// <param name="fault">What goes wrong.</param>
    /// <param name="times">How many of them, or <see langword="null"/> for all. Default: all.</param>
    /// <returns>The rule.</returns>
    public FaultRule When(Func<ReceivedRequest, bool> condition, Fault fault, int? times = null)
    {
        ArgumentNullException.ThrowIfNull(condition);
        return Add(fault, condition, 0, times);
    }

    /// <summary>Strikes the requests of one route.</summary>
    /// <param name="route">The route's template as the emulator prints it (<c>/api/v1/sites/{siteId}/streams</c>), or its end (<c>/streams</c>).</param>
    /// <param name="fault">What goes wrong.</param>
    /// <param name="times">How many of them, or <see langword="null"/> for all. Default: all.</param>
    /// <returns>The rule.</returns>
    public FaultRule On(string route, Fault fault, int? times = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(route);
        return Add(fault, r => r.Route is { } template && template.EndsWith(route, StringComparison.Ordinal), 0, times);
    }

    /// <summary>Ends all rules.</summary>
    public void Clear()
    {
        lock (_gate)
        {
            _rules.Clear();
        }
    }

    internal void Remove(FaultRule rule)
    {
        lock (_gate)
        {
            _rules.Remove(rule);
        }
    }

    internal Fault? Take(ReceivedRequest request)
    {
        lock (_gate)
        {
            var rule = _rules.Find(r => r.TimesLeft is not null && r.Take(request)) ?? _rules.Find(r => r.TimesLeft is null && r.Take(request));
            if (rule is { TimesLeft: 0 })
            {
                _rules.Remove(rule);
            }

            return rule?.Fault;
        }
    }

    private FaultRule Add(Fault fault, Func<ReceivedRequest, bool>? when, int skip, int? times)
    {
        ArgumentNullException.ThrowIfNull(fault);
        if (times is { } count)
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(count, 1, nameof(times));
        }

        var rule = new FaultRule(this, fault, when, skip, times);
        lock (_gate)
        {
            _rules.Add(rule);
        }

        return rule;
    }
}
