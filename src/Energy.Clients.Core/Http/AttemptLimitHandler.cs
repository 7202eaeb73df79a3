namespace Energy.Clients;

/// <summary>Limits one try, up to the headers, and turns what the network throws into this family's errors.</summary>
internal sealed class AttemptLimitHandler(TimeSpan limit, TimeProvider time) : DelegatingHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        using var attempt = new CancellationTokenSource(limit, time);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(attempt.Token, cancellationToken);
        try
        {
            return await base.SendAsync(request, linked.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException e) when (!cancellationToken.IsCancellationRequested)
        {
            // The connection has the same limit of its own, and may be the first to give up.
            throw EnergyErrors.TimedOut(request, $"no headers came within {nameof(EnergyClientOptions.AttemptTimeout)} = {limit}", nameof(EnergyClientOptions.AttemptTimeout), e);
        }
        catch (HttpRequestException e)
        {
            throw EnergyErrors.From(request, e);
        }
    }
}
