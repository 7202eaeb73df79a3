namespace Energy.Clients.Authoring;

/// <summary>The retries that one request, or one page, may still use: one count for the pipeline's handlers and the paging engine.</summary>
public sealed class RetryBudget
{
    private readonly RetryPolicy _policy;

    internal RetryBudget(RetryPolicy policy) => _policy = policy;

    /// <summary>How many retries were used.</summary>
    public int Used { get; private set; }

    /// <summary>Takes one retry.</summary>
    /// <param name="delay">The wait before it, by the policy; a server that says how long may ask for another.</param>
    /// <returns><see langword="false"/> when none is left.</returns>
    public bool TryTake(out TimeSpan delay)
    {
        if (Used >= _policy.MaxRetries)
        {
            delay = TimeSpan.Zero;
            return false;
        }

        delay = _policy.DelayBefore(Used++);
        return true;
    }
}
