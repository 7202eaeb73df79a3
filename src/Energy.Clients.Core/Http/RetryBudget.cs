namespace Energy.Clients;

/// <summary>The retries that one request, or one page, may still use: one count for the pipeline's handlers and the paging engine.</summary>
public sealed class RetryBudget
{
    private readonly int _most;
    private int _used;

    internal RetryBudget(int most) => _most = most;

    /// <summary>How many retries were used.</summary>
    public int Used => _used;

    /// <summary>Takes one retry.</summary>
    /// <param name="attempt">Which retry it is, from 0.</param>
    /// <returns><see langword="false"/> when none is left.</returns>
    public bool TryTake(out int attempt)
    {
        attempt = _used;
        if (_used >= _most)
        {
            return false;
        }

        _used++;
        return true;
    }
}
