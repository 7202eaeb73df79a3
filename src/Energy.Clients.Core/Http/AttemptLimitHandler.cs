namespace Energy.Clients;

/// <summary>Limits one try, up to the headers, and turns whatever the network or a handler below throws into this family's errors, but for the caller's cancellation.</summary>
internal sealed class AttemptLimitHandler(TimeSpan limit, TimeProvider time) : DelegatingHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        using var attempt = new CancellationTokenSource(limit, time);
        using var registration = cancellationToken.UnsafeRegister(static state => ((CancellationTokenSource)state!).Cancel(), attempt);
        try
        {
            return await base.SendAsync(request, attempt.Token).ConfigureAwait(false);
        }
        catch (Exception e) when (e is not EnergyApiException)
        {
            cancellationToken.ThrowIfCancellationRequested();

            // The connection has the same limit of its own, and may be the first to give up.
            throw e is OperationCanceledException && limit != Timeout.InfiniteTimeSpan
                ? EnergyErrors.TimedOut(EnergyErrors.CallOf(request), $"no headers came within {nameof(EnergyClientOptions.AttemptTimeout)} = {limit}",
                    nameof(EnergyClientOptions.AttemptTimeout), e)
                : EnergyErrors.From(request, e);
        }
    }
}
