namespace Energy.Clients.Authoring;

/// <summary>How often, and after what wait, a request is tried again: exponential back-off with jitter.</summary>
/// <param name="MaxRetries">Retries after the first try; 0 tries once.</param>
/// <param name="BaseDelay">The wait before the first retry; it doubles each time.</param>
/// <param name="MaxDelay">The longest wait that the policy itself chooses. A server's <c>Retry-After</c> may be longer.</param>
/// <param name="Jitter">Gives a number from 0 (inclusive) to 1 (exclusive); the wait is taken times one half to one and a half, so that many clients do not come back at
/// once.</param>
public sealed record RetryPolicy(int MaxRetries, TimeSpan BaseDelay, TimeSpan MaxDelay, Func<double> Jitter)
{
    /// <summary>Never retries.</summary>
    public static RetryPolicy None { get; } = new(0, TimeSpan.Zero, TimeSpan.Zero, static () => 0.5);

    /// <summary>A fresh count of retries.</summary>
    /// <returns>The count.</returns>
    public RetryBudget NewBudget() => new(this);

    internal static RetryPolicy From(EnergyClientOptions options) => options.UseResilience
        ? new RetryPolicy(options.MaxRetries, options.RetryBaseDelay, options.RetryMaxDelay, Random.Shared.NextDouble)
        : None;

    /// <summary>The wait before a retry, when the server does not say how long.</summary>
    /// <param name="attempt">Which retry, from 0.</param>
    /// <returns>The wait; never longer than <see cref="MaxDelay"/>.</returns>
    public TimeSpan DelayBefore(int attempt)
    {
        var doubled = BaseDelay.TotalMilliseconds * Math.Pow(2, Math.Min(attempt, 30)) * (0.5 + Jitter());
        return TimeSpan.FromMilliseconds(Math.Min(doubled, MaxDelay.TotalMilliseconds));
    }
}
