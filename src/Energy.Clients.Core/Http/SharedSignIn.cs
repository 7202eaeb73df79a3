namespace Energy.Clients.Authoring;

/// <summary>Gets a token once for all who wait for it: one sign-in at a time, its failure is everybody's, and a refused credential is not tried again at once, because servers lock
/// accounts.</summary>
/// <typeparam name="T">The token.</typeparam>
/// <param name="timeProvider">The clock.</param>
public sealed class SharedSignIn<T>(TimeProvider timeProvider)
{
    /// <summary>How long a refusal (<see cref="EnergyAuthenticationException"/>) is remembered.</summary>
    public static readonly Duration RefusalKept = Duration.FromSeconds(30);

    private readonly Lock _gate = new();
    private Task<T>? _running;
    private EnergyAuthenticationException? _refusal;
    private long _refusedAt;

    /// <summary>Signs in, or waits for the sign-in that runs.</summary>
    /// <param name="signIn">Signs in and keeps the token. It is not stopped when a caller gives up, since others may wait for it.</param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    /// <returns>The token.</returns>
    /// <exception cref="EnergyApiException">What the sign-in ended in: an instance of its own for each caller.</exception>
    public async Task<T> GetAsync(Func<Task<T>> signIn, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(signIn);
        Task<T> running;
        lock (_gate)
        {
            var since = Duration.FromTimeSpan(timeProvider.GetElapsedTime(_refusedAt));
            if (_refusal is { } refusal && since < RefusalKept)
            {
                throw EnergyErrors.Again(refusal, $" This was the answer {since.TotalSeconds:0.#} s ago; it is not asked again before {RefusalKept.TotalSeconds:0} s are over.");
            }

            running = _running ??= Task.Run(() => RunAsync(signIn), CancellationToken.None);
        }

        try
        {
            return await running.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (EnergyApiException e)
        {
            throw EnergyErrors.Again(e);
        }
    }

    private async Task<T> RunAsync(Func<Task<T>> signIn)
    {
        EnergyAuthenticationException? refusal = null;
        try
        {
            return await signIn().ConfigureAwait(false);
        }
        catch (EnergyAuthenticationException e)
        {
            refusal = e;
            throw;
        }
        finally
        {
            lock (_gate)
            {
                (_running, _refusal, _refusedAt) = (null, refusal, timeProvider.GetTimestamp());
            }
        }
    }
}
